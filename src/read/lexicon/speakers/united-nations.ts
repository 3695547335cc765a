import { named, type SpeakerNames } from './names.ts';

const mission = ['mission', 'UN mission', 'United Nations mission', 'UN'];
const inquiry = ['commission', 'mission', 'investigators', 'panel', 'UN'];

/** `UN human rights office`, `UN's human rights office`, `United Nations human rights office`. */
function ofUn(...words: readonly string[]): readonly string[] {
  return ['UN', "UN's", 'United Nations'].flatMap((stem) => words.map((word) => `${stem} ${word}`));
}

function inquiryOn(country: string, ...adjectives: readonly string[]): readonly string[] {
  return [
    `Commission of Inquiry on ${country}`,
    `Independent International Commission of Inquiry on ${country}`,
    ...ofUn(`commission of inquiry on ${country}`),
    ...adjectives.map((adjective) => `Independent International Commission of Inquiry on the ${adjective}`),
  ];
}

export const unitedNations = {
  un: named(
    [
      'UN',
      'United Nations',
      ...ofUn('commission of inquiry', 'fact-finding mission'),
      'UNHCR',
      'World Health Organization',
      'UN Secretary-General',
    ],
    { hosts: ['un.org', 'uniraq.org'], nouns: ['UN', 'organisation', 'world body'] },
  ),
  ohchr: named(
    [
      'OHCHR',
      ...ofUn('human rights office', 'rights office', 'human rights agency', 'rights body', 'human rights body'),
      'Office of the High Commissioner for Human Rights',
      'Office of the UN High Commissioner for Human Rights',
      'Office of the United Nations High Commissioner for Human Rights',
      'Office of the UN High Commissioner on Human Rights',
      ...ofUn('high commissioner for human rights'),
      ...ofUn('Office of the High Commissioner for Human Rights', 'Office of High Commissioner for Human Rights'),
      'High Commissioner for Human Rights',
    ],
    {
      people: [...ofUn('human rights chief', 'rights chief')],
      hosts: ['ohchr.org'],
      nouns: ['office', 'rights office', 'UN'],
    },
  ),
  unama: named(
    [
      'UNAMA',
      'United Nations Assistance Mission in Afghanistan',
      'UN Assistance Mission in Afghanistan',
      ...ofUn('mission in Afghanistan'),
    ],
    {
      hosts: ['unama.unmissions.org'],
      nouns: mission,
    },
  ),
  unami: named(
    [
      'UNAMI',
      'United Nations Assistance Mission for Iraq',
      'UN Assistance Mission for Iraq',
      ...ofUn('mission in Iraq'),
    ],
    {
      hosts: ['iraq.un.org'],
      nouns: mission,
    },
  ),
  unsmil: named(
    ['UNSMIL', 'United Nations Support Mission in Libya', 'UN Support Mission in Libya', ...ofUn('mission in Libya')],
    {
      hosts: ['unsmil.unmissions.org'],
      nouns: mission,
    },
  ),
  unsom: named(
    [
      'UNSOM',
      'UNTMIS',
      'United Nations Assistance Mission in Somalia',
      'UN Assistance Mission in Somalia',
      'United Nations Transitional Assistance Mission in Somalia',
      ...ofUn('mission in Somalia'),
    ],
    { hosts: ['unsom.unmissions.org', 'untmis.unmissions.org'], nouns: mission },
  ),
  hrmmu: named(
    [
      'HRMMU',
      'UN Human Rights Monitoring Mission in Ukraine',
      'United Nations Human Rights Monitoring Mission in Ukraine',
      'Human Rights Monitoring Mission in Ukraine',
      'Human Rights Monitoring Mission',
    ],
    { hosts: ['ukraine.un.org', 'ukraine.ohchr.org'], nouns: [...mission, 'monitoring mission'] },
  ),
  monusco: named(
    [
      'MONUSCO',
      'UN Joint Human Rights Office',
      ...ofUn('mission in the Democratic Republic of Congo'),
      ...ofUn('mission in Congo'),
    ],
    {
      hosts: ['monusco.unmissions.org'],
      nouns: mission,
    },
  ),
  minusma: named(
    ['MINUSMA', ...ofUn('mission in Mali'), 'United Nations Multidimensional Integrated Stabilization Mission in Mali'],
    {
      hosts: ['minusma.unmissions.org'],
      nouns: mission,
    },
  ),
  unmiss: named(['UNMISS', ...ofUn('mission in South Sudan')], {
    hosts: ['unmiss.unmissions.org'],
    nouns: mission,
  }),
  'un-coi-syria': named(
    [...inquiryOn('Syria', 'Syrian Arab Republic'), 'UN Syria Commission of Inquiry', 'UN Syria Commission'],
    {
      nouns: inquiry,
    },
  ),
  'un-coi-ukraine': named(inquiryOn('Ukraine'), { nouns: inquiry }),
  'un-coi-palestine': named(
    inquiryOn(
      'Palestine',
      'Occupied Palestinian Territory',
      'occupied Palestinian territory, including East Jerusalem, and Israel',
    ),
    {
      nouns: inquiry,
    },
  ),
  'un-ffm-sudan': named(
    [
      'Fact-Finding Mission for Sudan',
      'UN Fact-Finding Mission for Sudan',
      'Independent International Fact-Finding Mission for the Sudan',
      'UN Fact-Finding Mission on Sudan',
    ],
    { nouns: inquiry },
  ),
  'un-gee-yemen': named(
    [
      'Group of Eminent Experts',
      'Group of Eminent Experts on Yemen',
      'Group of Eminent International and Regional Experts on Yemen',
      'UN Group of Eminent Experts on Yemen',
    ],
    { nouns: ['experts', 'group', 'panel', 'UN'] },
  ),
  ocha: named(
    [
      'OCHA',
      'UNOCHA',
      'UN Office for the Coordination of Humanitarian Affairs',
      'Office for the Coordination of Humanitarian Affairs',
    ],
    {
      hosts: ['unocha.org', 'ochaopt.org'],
      nouns: ['office', 'UN', 'UN agency'],
    },
  ),
  unicef: named(['UNICEF', "UN Children's Fund", "United Nations Children's Fund", ...ofUn("children's agency")], {
    hosts: ['unicef.org'],
    nouns: ['agency', 'UN agency', 'UN'],
  }),
  unrwa: named(['UNRWA', 'UN Relief and Works Agency', 'UN agency for Palestinian refugees'], {
    hosts: ['unrwa.org'],
    nouns: ['agency', 'UN agency', 'UN'],
  }),
} as const satisfies Readonly<Record<string, SpeakerNames>>;
