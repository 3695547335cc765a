import { named } from './names.ts';

const stems = ['US', 'USA', 'United States', 'American', "America's"];
const ofAmerica = (...words: readonly string[]) => stems.flatMap((stem) => words.map((word) => `${stem} ${word}`));

const enemies = ['IS', 'ISIS', 'ISIL', 'Daesh', 'Islamic State'];
const leaders = ['US-led', 'United States-led', 'American-led', 'USA-led', 'US-backed'];
const kinds = ['international', 'global', 'military', 'multinational', 'counter-terrorism', 'anti-jihadist'];

/** `US-led Coalition`, `anti-ISIS coalition`, `US-led international coalition`, `coalition against Islamic State`. */
const coalitions = [
  'coalition',
  ...leaders.flatMap((leader) => [
    ...['coalition', 'alliance', 'military alliance', 'task force', 'coalition forces'].map(
      (body) => `${leader} ${body}`,
    ),
    ...kinds.map((kind) => `${leader} ${kind} coalition`),
    ...enemies.flatMap((enemy) => [`${leader} anti-${enemy} coalition`, `${leader} counter-${enemy} coalition`]),
  ]),
  ...kinds.map((kind) => `${kind} coalition`),
  ...enemies.flatMap((enemy) => [
    `anti-${enemy} coalition`,
    `counter-${enemy} coalition`,
    `anti-${enemy} alliance`,
    `international anti-${enemy} coalition`,
    `global anti-${enemy} coalition`,
    `coalition against ${enemy}`,
    `coalition against the ${enemy} group`,
    `coalition fighting ${enemy}`,
    `coalition battling ${enemy}`,
    `coalition to defeat ${enemy}`,
  ]),
];

/** In a text that named the enemy before. */
const laterCoalitions = ['fighting', 'battling', 'against'].flatMap((verb) => [
  `coalition ${verb} the group`,
  `coalition ${verb} the jihadists`,
]);

const chiefs = ['commander', 'commanding general', 'chief', 'spokesman'];

export const unitedStates = {
  'cjtf-oir': named(
    [
      ...coalitions,
      ...laterCoalitions,
      'Coalition forces',
      'coalition military',
      'CJTF-OIR',
      'CJTFOIR',
      'CJTF',
      'JTF-OIR',
      'Combined Joint Task Force',
      'Combined Joint Task Force Operation Inherent Resolve',
      'Combined Joint Task Force - Operation Inherent Resolve',
      'Combined Joint Task Force Inherent Resolve',
      'Operation Inherent Resolve',
      'Inherent Resolve',
      'Global Coalition',
      'Global Coalition against Daesh',
      'Global Coalition to Defeat ISIS',
      'Combined Joint Forces Land Component Command',
      'coalition internationale',
      'coalition anti-EI',
      'coalition antijihadiste',
      'Anti-IS-Koalition',
      'internationale Koalition',
      'Koalition',
      'coalición internacional',
      'coalición',
      'coalizione internazionale',
      'coalizione',
    ],
    {
      adjectives: [...leaders, 'coalition', 'allied', 'anti-ISIS', 'anti-IS', 'anti-ISIL'],
      people: chiefs.map((chief) => `Inherent Resolve ${chief}`),
      hosts: ['inherentresolve.mil', 'theglobalcoalition.org'],
      nouns: ['coalition', 'alliance', 'task force', 'command'],
      vague: ['US-led forces', 'allied strike force'],
    },
  ),
  centcom: named(['Centcom', 'USCENTCOM', 'Central Command', ...ofAmerica('Central Command', 'CENTCOM')], {
    hosts: ['centcom.mil'],
    nouns: ['command', 'combatant command', 'military'],
  }),
  africom: named(
    [
      'Africom',
      'USAFRICOM',
      'Africa Command',
      'CJTF-HOA',
      'Combined Joint Task Force-Horn of Africa',
      ...ofAmerica('Africa Command', 'AFRICOM'),
    ],
    {
      hosts: ['africom.mil'],
      nouns: ['command', 'combatant command', 'military'],
    },
  ),
  southcom: named(['Southcom', 'USSOUTHCOM', ...ofAmerica('Southern Command', 'SOUTHCOM')], {
    hosts: ['southcom.mil'],
    nouns: ['Southern Command', 'command', 'combatant command', 'military'],
  }),
  eucom: named(['Eucom', 'USEUCOM', ...ofAmerica('European Command', 'EUCOM')], {
    hosts: ['eucom.mil'],
    nouns: ['European Command', 'command', 'combatant command', 'military'],
  }),
  indopacom: named(
    [
      'Indopacom',
      'USINDOPACOM',
      'Indo-Pacific Command',
      'Pacom',
      ...ofAmerica('Indo-Pacific Command', 'Pacific Command'),
    ],
    { hosts: ['pacom.mil'], nouns: ['Pacific Command', 'command', 'combatant command', 'military'] },
  ),
  northcom: named(['Northcom', 'USNORTHCOM', ...ofAmerica('Northern Command', 'NORTHCOM')], {
    hosts: ['northcom.mil'],
    nouns: ['Northern Command', 'command', 'combatant command', 'military'],
  }),
  socom: named(
    [
      'Socom',
      'USSOCOM',
      'JSOC',
      'Joint Special Operations Command',
      ...ofAmerica('Special Operations Command', 'SOCOM', 'Joint Special Operations Command'),
    ],
    {
      adjectives: ['Delta Force', 'Navy SEAL', 'US special operations'],
      hosts: ['socom.mil'],
      nouns: ['Special Operations Command', 'command', 'combatant command', 'military'],
    },
  ),
  'usfor-a': named(
    [
      'US Forces-Afghanistan',
      'US Forces in Afghanistan',
      'US forces in Afghanistan',
      'American forces in Afghanistan',
      'United States Forces-Afghanistan',
      'USFOR-A',
      'USFORA',
    ],
    { nouns: ['command', 'mission', 'military'] },
  ),
  'us-army': named(ofAmerica('Army'), {
    people: ['Secretary of the Army'],
    hosts: ['army.mil'],
    nouns: ['army', 'service'],
  }),
  'us-navy': named(ofAmerica('navy'), {
    people: ['Secretary of the Navy'],
    hosts: ['navy.mil'],
    nouns: ['navy', 'service'],
  }),
  'us-air-force': named(
    ['USAF', 'AFCENT', 'Air Forces Central', ...ofAmerica('air force', 'Air Forces Central Command')],
    {
      people: ['Secretary of the Air Force', 'Air Force Inspector General'],
      hosts: ['af.mil'],
      nouns: ['air force', 'service'],
    },
  ),
  'us-marines': named(['USMC', ...ofAmerica('Marines', 'Marine Corps')], {
    hosts: ['marines.mil'],
    nouns: ['Marines', 'Marine Corps', 'service'],
  }),
  dod: named(
    [
      'Pentagon',
      'DoD',
      'War Department',
      'Department of Defense',
      'Department of War',
      'Defense Department',
      'Joint Staff',
      'Joint Chiefs of Staff',
      ...ofAmerica(
        'department of defense',
        'department of war',
        'defense department',
        'war department',
        'DoD',
        'Joint Staff',
      ),
    ],
    {
      adjectives: ['US', 'USA', 'American', 'United States', "America's"],
      people: [
        'Secretary of Defense',
        'Secretary of War',
        'Defense Secretary',
        'US Defence Secretary',
        'Pentagon chief',
        'Chairman of the Joint Chiefs of Staff',
        'Chairman of the Joint Chiefs',
        'Under Secretary of Defense',
      ],
      hosts: ['defense.gov', 'war.gov', 'dod.mil', 'jcs.mil'],
      nouns: ['Pentagon', 'department', 'military'],
      vague: [
        'US',
        'USA',
        'United States',
        'America',
        'Americans',
        'Washington',
        ...ofAmerica(
          'military',
          'armed forces',
          'army',
          'forces',
          'troops',
          'government',
          'administration',
          'authorities',
          'official',
          'officials',
          'military official',
          'military officials',
          'defense official',
          'defense officials',
          'military commander',
          'military commanders',
          'military command',
          'commander',
          'commanders',
          'investigators',
          'investigation',
          'military investigation',
          'review',
          'military review',
          'probe',
          'side',
        ),
      ],
    },
  ),
  odni: named(['Office of the Director of National Intelligence', 'Director of National Intelligence', 'ODNI', 'DNI'], {
    hosts: ['dni.gov', 'odni.gov'],
    nouns: ['office'],
  }),
  'white-house': named(
    ['White House', 'US National Security Council', 'White House National Security Council', 'Oval Office'],
    {
      people: [
        'US president',
        'US President',
        'US vice president',
        'National Security Adviser',
        'White House press secretary',
      ],
      hosts: ['whitehouse.gov'],
      nouns: ['White House', 'administration'],
      vague: ['Trump administration', 'Biden administration', 'Obama administration'],
    },
  ),
} as const satisfies Readonly<Record<string, ReturnType<typeof named>>>;
