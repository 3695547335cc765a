import { named, type SpeakerNames } from './names.ts';
import { forcesOf } from './states.ts';

export const africa = {
  'ng-forces': forcesOf(
    { adjectives: ['Nigerian'], countries: ['Nigeria'], capitals: ['Abuja'] },
    {
      names: ['NAF', 'Operation Hadin Kai', 'Operation Fansan Yamma'],
      adjectives: ['NAF'],
      people: ['Director of Defence Media Operations'],
      hosts: ['defencehq.mil.ng', 'army.mil.ng', 'airforce.mil.ng'],
    },
  ),
  kdf: forcesOf(
    { adjectives: ['Kenyan'], countries: ['Kenya'], capitals: ['Nairobi'] },
    {
      names: ['KDF', 'Kenya Defence Forces', 'Kenya Air Force'],
      adjectives: ['KDF'],
      hosts: ['mod.go.ke', 'kdf.mil.ke'],
    },
  ),
  'so-government': forcesOf(
    { adjectives: ['Somali', 'Somalian'], countries: ['Somalia'], capitals: ['Mogadishu'] },
    {
      names: [
        'Somali government',
        "Somalia's government",
        'Federal Government of Somalia',
        'Somali National Army',
        'Danab',
        'Somali Ministry of Information',
        'Somali information ministry',
      ],
      adjectives: ['Danab'],
      people: ['Somali information minister'],
      nouns: ['government', 'army', 'military', 'ministry'],
    },
  ),
  'au-mission': named(
    [
      'Amisom',
      'Atmis',
      'AUSSOM',
      'African Union Mission in Somalia',
      'African Union Transition Mission in Somalia',
      'African Union Support and Stabilisation Mission in Somalia',
      'African Union mission',
      'AU mission',
      'African Union forces',
      'African Union peacekeepers',
    ],
    {
      adjectives: ['African Union', 'AU', 'AMISOM', 'ATMIS'],
      hosts: ['amisom-au.org', 'atmis-au.org'],
      nouns: ['mission', 'force', 'peacekeepers'],
      vague: ['African Union'],
    },
  ),
  'et-forces': forcesOf(
    { adjectives: ['Ethiopian'], countries: ['Ethiopia'], capitals: ['Addis Ababa'] },
    {
      names: [
        'ENDF',
        'Ethiopian National Defence Force',
        'Ethiopian National Defence Forces',
        'Ethiopian federal government',
      ],
    },
  ),
  'er-forces': forcesOf(
    { adjectives: ['Eritrean'], countries: ['Eritrea'], capitals: ['Asmara'] },
    { names: ['Eritrean Defence Forces'] },
  ),
  updf: forcesOf(
    { adjectives: ['Ugandan'], countries: ['Uganda'], capitals: ['Kampala'] },
    {
      names: [
        'UPDF',
        "Uganda People's Defence Force",
        "Uganda People's Defence Forces",
        "Uganda Peoples' Defence Forces",
      ],
      adjectives: ['UPDF'],
      hosts: ['updf.go.ug'],
    },
  ),
  fardc: forcesOf(
    {
      adjectives: ['Congolese'],
      countries: ['Congo', 'DRC', 'DR Congo', 'Democratic Republic of Congo'],
      capitals: ['Kinshasa'],
    },
    {
      names: [
        'FARDC',
        'Armed Forces of the Democratic Republic of Congo',
        'Armed Forces of the Democratic Republic of the Congo',
      ],
      adjectives: ['FARDC'],
    },
  ),
  'rw-forces': forcesOf(
    { adjectives: ['Rwandan'], countries: ['Rwanda'], capitals: ['Kigali'] },
    { names: ['Rwanda Defence Force', 'RDF'], hosts: ['mod.gov.rw'] },
  ),
  'sd-forces': forcesOf(
    { adjectives: ['Sudanese'], countries: ['Sudan'], capitals: ['Khartoum', 'Port Sudan'] },
    { names: ['SAF', 'Sudanese Armed Forces', 'Sudan Armed Forces'], adjectives: ['SAF'] },
  ),
  rsf: named(['RSF', 'Rapid Support Forces', 'Rapid Support Force', 'Sudan Founding Alliance', 'Tasis'], {
    adjectives: ['RSF'],
    nouns: ['paramilitary', 'paramilitaries', 'paramilitary group', 'group', 'force', 'militia'],
    vague: ['Janjaweed'],
  }),
  'ss-forces': forcesOf(
    { adjectives: ['South Sudanese'], countries: ['South Sudan'], capitals: ['Juba'] },
    { names: ['SSPDF', "South Sudan People's Defence Forces"] },
  ),
  'ml-forces': forcesOf(
    { adjectives: ['Malian'], countries: ['Mali'], capitals: ['Bamako'] },
    { names: ['FAMa', 'Malian Armed Forces'], adjectives: ['FAMa'], hosts: ['fama.ml'] },
  ),
  'bf-forces': forcesOf(
    { adjectives: ['Burkinabe', 'Burkinabé', 'Burkinabè'], countries: ['Burkina Faso'], capitals: ['Ouagadougou'] },
    {},
  ),
  'ne-forces': forcesOf({ adjectives: ['Nigerien'], countries: ['Niger'], capitals: ['Niamey'] }, {}),
  'td-forces': forcesOf({ adjectives: ['Chadian'], countries: ['Chad'], capitals: ["N'Djamena"] }, {}),
  'cm-forces': forcesOf({ adjectives: ['Cameroonian'], countries: ['Cameroon'], capitals: ['Yaoundé', 'Yaounde'] }, {}),
  'mz-forces': forcesOf({ adjectives: ['Mozambican'], countries: ['Mozambique'], capitals: ['Maputo'] }, {}),
  'ly-gnu': named(
    [
      'Government of National Unity',
      'Government of National Accord',
      'GNA',
      'GNU',
      'Tripoli government',
      'Tripoli-based government',
      'UN-recognised government in Tripoli',
      'Libyan Ministry of Defence',
      'Libyan defence ministry',
      'Libyan government',
    ],
    { adjectives: ['GNA', 'GNU'], nouns: ['government', 'ministry'], vague: ['Tripoli'] },
  ),
  lna: named(
    [
      'LNA',
      'LAAF',
      'Libyan National Army',
      'Libyan Arab Armed Forces',
      "Haftar's forces",
      'Haftar forces',
      "Haftar's army",
    ],
    {
      adjectives: ['LNA', 'Haftar'],
      nouns: ['army', 'force', 'forces'],
      vague: ['Haftar', 'Khalifa Haftar'],
    },
  ),
} as const satisfies Readonly<Record<string, SpeakerNames>>;
