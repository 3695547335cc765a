import type { RelatedDocument } from '../../../src/detect/relations/related-document.ts';
import type { Pair } from './pairs.ts';
import { document, type Figure, monthly, publishers } from './texts.ts';

/** Pairs that were written after the rules, with other texts: what they measure was not built for. */

const { amnesty, hrw, airwars, globalresearch, relief, courier, africom } = publishers;

const quarterly = (rest: {
  readonly day: string;
  readonly quarter: string;
  readonly open: string;
  readonly entry: string;
  readonly killed: number;
  readonly place: string;
}) =>
  document(
    africom,
    rest.day,
    [
      `Civilian casualty assessment, ${rest.quarter}`,
      'U.S. Africa Command takes each allegation of harm to civilians as a matter that it owes an answer on, gathers what it can from its own recordings and from those who write to it, and tells the public four times a year what it came to.',
      `In the ${rest.quarter} the command closed its work on several cases and has ${rest.open} that are still open. ${rest.entry}`,
      'People who know of harm may write to the command in Somali, English or Arabic, by a form that asks for no name, and will be told when their case is closed and how.',
    ],
    {
      figures: [
        [
          'killed_event',
          rest.killed,
          'killed',
          { speakers: ['africom'], place: rest.place, from: '2019-02-23', to: '2019-02-23' },
        ],
      ],
    },
  );
const first = quarterly({
  day: '2020-04-27',
  quarter: 'first quarter of 2020',
  open: 'five',
  entry: 'An air strike of 23 February 2019 near Kunyo Barrow killed two people who had nothing to do with the fight.',
  killed: 2,
  place: 'Kunyo Barrow',
});
const secondQuarter = quarterly({
  day: '2020-07-28',
  quarter: 'second quarter of 2020',
  open: 'seven',
  entry: 'An air strike of 2 February 2020 in the vicinity of Jilib killed one woman and hurt three of her family.',
  killed: 1,
  place: 'Jilib',
});

const may = monthly({
  month: '2019-05',
  name: 'May 2019',
  published: '2019-06-27',
  total: 1319,
  carried: 111,
  received: 15,
  credible: 'Ten',
  entries: ['30 April 2017, near Tabqa, Syria, via Airwars report: two people on a barge died.'],
});
const june = monthly({
  month: '2019-06',
  name: 'June 2019',
  published: '2019-07-26',
  total: 1321,
  carried: 120,
  received: 4,
  credible: 'Two',
  entries: ['8 June 2017, near Raqqa, Syria, via Human Rights Watch report: one man on a roof died.'],
});
const total1319: Figure = ['killed_total', 1319, '1,319 civilians', { place: 'Iraq and Syria' }];

const letter = [
  'In response to the acknowledgement by U.S. Africa Command that one of its strikes killed two people near Kunyo Barrow, the researcher of Amnesty International for Somalia said on Monday that a first line in a table cannot be the last word for two families.',
  '"The command calls for letters and then does not write back. We sent it the names, a map and the recording of a neighbour fourteen months ago. What it says now is what we said then, without the names, and without a cent for the field that burned."',
  '"An office in Mogadishu where a herder can walk in would do more than the form on the internet, which nobody in the valley has ever seen. A payment for those who were left behind is not charity; the law knows a word for it."',
  'The organisation has looked into nine strikes in the lower valley since 2017 and found at least twenty-one dead who took no part in the fighting. Eight of the nine are closed in the files of the command as not proven.',
];
const article = [
  'Human Rights Watch wants the defence committee to hear the pilots of four air forces. Their ministers have said for five years that no bomb of theirs ever hit a house with people in it, and have shown nobody a single page on which that rests.',
  'The organisation compared 1,319 civilians, the toll that the alliance publishes, with what each of its thirteen members owns up to: one of them admits eleven dead, one admits seven, and the others none at all.',
  'Arithmetic alone says that somebody is silent. Flight plans are kept for ten years, and the first of them will be shredded soon; a committee that waits for another summer will find empty shelves.',
  'Survivors from the western quarters have written to the committee with a list of dates and streets. It has confirmed that the letter arrived, and nothing else.',
];
const statement = document(amnesty, '2020-04-28', ['Two families wait for more than a line', ...letter], {
  figures: [['killed_event', 2, 'killed two people', { speakers: ['africom'], place: 'Kunyo Barrow' }]],
});
const report = document(hrw, '2019-06-30', ['Thirteen air forces, two admissions', ...article], {
  figures: [total1319],
});
const filler = [
  'Rain fell for three days and closed the road along the canal. Traders brought their goods by donkey, as they did in the years before the bridge, and asked twice the price for sugar.',
  'A teacher keeps the class book of a school that is no longer there. Forty-one names are in it; she knows of nineteen where they live now, and sends them a letter at the start of each term.',
  'The deputy governor promised a new well for the camp by autumn. It is the fourth autumn in which he has promised it, and the third well, the residents say, and laugh.',
];

const copies = [
  {
    from: document(globalresearch, '2020-04-29', [
      'AFRICOM Owns Up to Two Deaths',
      'By Amnesty International and Others',
      'Global Research, April 29, 2020',
      'Region: Sub-Saharan Africa',
      ...letter,
      'The original source of this article is Amnesty International',
      'Become a member of Global Research',
      filler[0] ?? '',
    ]),
    to: statement,
  },
  {
    from: document(relief, '2020-04-28', [
      'Somalia: two families wait',
      ...letter,
      'Sources',
      'Amnesty International',
      'Themes: protection, human rights',
    ]),
    to: statement,
  },
  {
    from: document(courier, '2020-05-02', [letter[0] ?? '', letter[1] ?? '', 'Source: Amnesty International']),
    to: statement,
  },
  {
    from: document(relief, '2019-07-01', [
      ...article.slice(0, 3),
      'This article first appeared on the site of Human Rights Watch.',
    ]),
    to: report,
  },
  {
    from: document(globalresearch, '2019-07-02', [
      ...article,
      ...filler,
      'Reprinted with permission of Human Rights Watch',
    ]),
    to: report,
  },
  { from: document(courier, '2019-07-02', article), to: report },
  { from: document(courier, '2019-07-02', [article[0] ?? '', filler[2] ?? '', ...article.slice(1)]), to: report },
  {
    from: document(relief, '2020-04-29', [...letter.slice(0, 2), `Read the whole statement: ${statement.url}`]),
    to: statement,
  },
  {
    from: document(globalresearch, '2020-05-01', [
      'Deux familles attendent depuis 14 mois',
      'Traduction : notre rédaction. Texte original : Amnesty International',
      'Depuis 2017, 9 frappes et au moins 21 morts ; le commandement en admet 2 près de Kunyo Barrow, le 23 février 2019.',
    ]),
    to: document(amnesty, '2020-04-28', [
      'Since 2017 we looked into 9 strikes with at least 21 dead; the command admits 2 near Kunyo Barrow, of 23 February 2019, after 14 months.',
    ]),
  },
  { from: document(courier, '2020-07-29', [...secondQuarter.text.split('\n\n')]), to: secondQuarter },
].map((pair) => ({ ...pair, label: 'copy-of' as const }));

const reactions = [
  { from: statement, to: first },
  {
    from: document(airwars, '2020-04-27', [
      'Airwars welcomes today’s assessment by AFRICOM as a first step, and asks for the five that are open.',
      filler[1] ?? '',
    ]),
    to: first,
  },
  { from: report, to: may },
  {
    from: document(
      courier,
      '2019-06-28',
      ['Officials of the alliance now speak of 1,319 civilians who died by its bombs.', filler[0] ?? ''],
      { figures: [total1319] },
    ),
    to: may,
  },
  {
    from: document(
      airwars,
      '2019-07-12',
      [
        'Responding to the publication of a toll of 1,319 civilians, Airwars sent the alliance a list of 2,000 events that it never answered.',
      ],
      { figures: [total1319] },
    ),
    to: may,
  },
  {
    from: document(amnesty, '2019-07-26', [
      'In reaction to the June 2019 report of the Coalition, we ask what became of the open cases.',
      filler[2] ?? '',
    ]),
    to: june,
  },
].map((pair) => ({ ...pair, label: 'reacts-to' as const }));

const neither = [
  { from: secondQuarter, to: first },
  { from: june, to: may },
  { from: document(relief, '2020-07-29', [...secondQuarter.text.split('\n\n'), 'Source: AFRICOM']), to: first },
  { from: document(relief, '2019-07-27', [...june.text.split('\n\n'), 'Source: CJTF-OIR']), to: may },
  {
    from: document(hrw, '2020-04-29', [
      'In response to the acknowledgement by U.S. Africa Command that one of its strikes killed two people near Kunyo Barrow, Human Rights Watch asked for the file.',
      ...filler,
    ]),
    to: statement,
  },
  { from: document(amnesty, '2020-05-20', [letter[3] ?? '', filler[0] ?? '', letter[2] ?? '']), to: statement },
  { from: document(courier, '2020-05-03', [...filler, letter[2] ?? '', filler[0] ?? '']), to: statement },
  {
    from: document(globalresearch, '2020-05-03', [
      'All articles of the week',
      letter[0] ?? '',
      filler[0] ?? '',
      article[0] ?? '',
      filler[1] ?? '',
      filler[2] ?? '',
      'Source: Amnesty International, Human Rights Watch',
    ]),
    to: statement,
  },
  {
    from: document(courier, '2019-07-29', ['The alliance put its toll at 1,319 civilians in June.'], {
      figures: [total1319],
    }),
    to: june,
  },
  {
    from: document(
      airwars,
      '2019-12-01',
      ['Responding to a question from parliament, the minister recalled a toll of 1,319 civilians.'],
      { figures: [total1319] },
    ),
    to: may,
  },
  {
    from: document(
      amnesty,
      '2020-07-29',
      ['Responding to the report of AFRICOM, we ask about a strike that killed two people in Jamaame.'],
      { figures: [['killed_event', 2, 'killed two people', { speakers: ['amnesty'], place: 'Jamaame' }]] },
    ),
    to: first,
  },
  {
    from: document(courier, '2020-04-30', [
      letter[1] ?? '',
      'The command did not wish to comment on it.',
      ...filler,
      filler[0] ?? '',
    ]),
    to: statement,
  },
  {
    from: document(hrw, '2019-06-29', [
      article[0] ?? '',
      filler[0] ?? '',
      filler[2] ?? '',
      'Background: the alliance flew for five years.',
    ]),
    to: document(airwars, '2019-06-29', [
      article[1] ?? '',
      filler[1] ?? '',
      'Background: the alliance flew for five years.',
    ]),
  },
  { from: document(relief, '2019-07-03', [article[2] ?? '', ...filler, 'Via Human Rights Watch']), to: report },
].map((pair) => ({ ...pair, label: 'neither' as const }));

const all: readonly { readonly from: RelatedDocument; readonly to: RelatedDocument; readonly label: Pair['label'] }[] =
  [...copies, ...reactions, ...neither];
export const pairsApart: readonly Pair[] = all.map((pair, index) => ({
  ...pair,
  name: `kept apart, ${pair.label} (${index})`,
}));
