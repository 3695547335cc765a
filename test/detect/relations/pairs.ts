import type { RelatedDocument } from '../../../src/detect/relations/related-document.ts';
import type { RelationKind } from '../../../src/domain/relations/relation.ts';
import { document, type Figure, footers, monthly, monthlyText, own, publishers, reports, statements } from './texts.ts';

/** What relates: `copy-of` or `reacts-to` from the first to the second document, or nothing. */
export interface Pair {
  readonly name: string;
  readonly label: Exclude<RelationKind, 'corrects'> | 'neither';
  readonly from: RelatedDocument;
  readonly to: RelatedDocument;
}

const { adviser, rights, second } = statements;
const { amnesty, hrw, airwars, globalresearch, relief, courier, africom } = publishers;
const total = (quote: string, value = 1302): Figure => ['killed_total', value, quote, { place: 'Iraq and Syria' }];
const whole = ({ lead, body }: { readonly lead: string; readonly body: readonly string[] }) => [lead, ...body];

const original = document(amnesty, '2019-05-31', ['Admission is a fraction of the dead', ...whole(adviser)], {
  figures: [total(adviser.quoted)],
});
const watch = document(hrw, '2019-06-01', ['Coalition figures leave out most', ...whole(rights)], {
  figures: [total(rights.quoted)],
});
const other = document(amnesty, '2019-06-12', ['Who sold the bombs', ...whole(second)]);
const april = monthly(reports.april);
const march = monthly(reports.march);
const february = monthly(reports.february);

const copies: readonly Pair[] = [
  ...[
    'The original source of this article is Amnesty International',
    'Originally published by Amnesty International on 31 May',
    'Source: Amnesty International',
    'By Amnesty International',
    'Copyright © Amnesty International, 2019',
  ].map((line, index) => ({
    name: `whole, with the line "${line}"`,
    from: document(globalresearch, '2019-06-01', [
      ...(line.startsWith('By') ? [line] : []),
      ...whole(adviser),
      footers[index % 2] ?? '',
      ...(line.startsWith('By') ? [] : [line]),
    ]),
    to: original,
  })),
  ...[original, watch].map((to, index) => ({
    name: `whole, without a source (${index})`,
    from: document(relief, '2019-06-02', to.text.split('\n\n')),
    to,
  })),
  ...[original, watch].map((to) => ({
    name: `whole with a footer and without a source (${to.publisher.id})`,
    from: document(courier, '2019-06-02', [...to.text.split('\n\n'), ...footers]),
    to,
  })),
  ...[original, watch].map((to) => ({
    name: `whole with another headline (${to.publisher.id})`,
    from: document(courier, '2019-06-02', ['What the count does not say', ...to.text.split('\n\n').slice(1)]),
    to,
  })),
  ...[original, watch].map((to) => ({
    name: `shortened, with its source (${to.publisher.id})`,
    from: document(relief, '2019-06-02', [...to.text.split('\n\n').slice(0, 3), `Source: ${to.publisher.name}`]),
    to,
  })),
  ...[original, watch].map((to) => ({
    name: `shortened, without a source (${to.publisher.id})`,
    from: document(relief, '2019-06-02', to.text.split('\n\n').slice(0, 4)),
    to,
  })),
  ...[1, 2, 3].map((count) => ({
    name: `with ${count} paragraphs of its own behind it`,
    from: document(courier, '2019-06-01', [
      ...whole(adviser),
      ...own.slice(0, count),
      'Originally published by Amnesty International',
    ]),
    to: original,
  })),
  {
    name: 'with a paragraph of its own before it and no source',
    from: document(globalresearch, '2019-06-01', [own[0] ?? '', ...whole(rights)]),
    to: watch,
  },
  {
    name: 'at the address of the original',
    from: document(relief, '2019-06-03', whole(rights).slice(0, 4), { url: watch.url }),
    to: watch,
  },
  {
    name: 'with a link to the original',
    from: document(relief, '2019-06-03', [...whole(adviser).slice(0, 3), `More: ${original.url}`]),
    to: original,
  },
  {
    name: 'a translation marked as such',
    from: document(globalresearch, '2019-06-04', [
      'En réponse aux chiffres de la Coalition : au moins 1.302 civils tués en Irak et en Syrie depuis 2014, selon le rapport.',
      'Notre propre enquête en compte plus de 1.600 pour une seule ville, en quatre mois de 2017, jusqu’à la fin avril 2019.',
      "Traduit de l'anglais. Source : Amnesty International",
    ]),
    to: document(amnesty, '2019-05-31', [
      'In answer to figures of at least 1,302 civilians killed in Iraq and Syria since 2014, we recall more than 1,600 dead in one city in 2017, to the end of April 2019.',
    ]),
  },
  {
    name: 'a copy of a monthly report by a carrier',
    from: document(relief, '2019-06-01', [...monthlyText(reports.april), 'Source: CJTF-OIR']),
    to: april,
  },
].map((pair) => ({ ...pair, label: 'copy-of' as const }));

const strike = document(
  africom,
  '2019-04-05',
  [
    'An air strike on 1 April 2018 near El Burr, Somalia, killed two civilians, a review of our records has found. Their deaths were not reported to us at the time.',
  ],
  {
    figures: [
      [
        'killed_event',
        2,
        'killed two civilians',
        { speakers: ['africom'], place: 'El Burr', from: '2018-04-01', to: '2018-04-01' },
      ],
    ],
  },
);

const reactions: readonly Pair[] = [
  { name: 'answers and quotes', from: original, to: april },
  { name: 'quotes, and says that it reacts', from: watch, to: april },
  ...[
    [
      'Commenting on the new count of at least 1,302 civilians killed, the director of Airwars asked for the list behind it.',
      '2019-06-03',
    ],
    [
      'The Coalition says at least 1,302 civilians were killed in its war. Our own count for the same years is six times that.',
      '2019-06-02',
    ],
    [
      'In response to the report of at least 1,302 civilians killed, we publish today what the Coalition was sent and did not answer.',
      '2019-06-14',
    ],
  ].map(([text = '', day = ''], index) => ({
    name: `a short answer (${index})`,
    from: document(airwars, day, [text, own[1] ?? ''], { figures: [total('at least 1,302 civilians')] }),
    to: april,
  })),
  ...[courier, globalresearch].map((by) => ({
    name: `news of the total (${by.id})`,
    from: document(
      by,
      '2019-06-01',
      ['The Coalition put its toll at at least 1,302 civilians on Friday.', own[2] ?? ''],
      {
        figures: [total('at least 1,302 civilians')],
      },
    ),
    to: april,
  })),
  ...[
    'Responding to the Coalition report for April 2019, our researchers ask why eleven villages are not in it.',
    'In reaction to today’s report by the Coalition we repeat what we have asked for since 2017: go there and look.',
    'Following the publication of the Coalition figures on Friday, families from the old town wrote a letter to the commander.',
  ].map((text, index) => ({
    name: `names the report and no figure (${index})`,
    from: document(hrw, '2019-06-02', [text, own[0] ?? '']),
    to: april,
  })),
  {
    name: 'answers the admission of one strike',
    from: document(
      amnesty,
      '2019-04-06',
      [
        'Responding to the admission by AFRICOM that its strike near El Burr killed two civilians in 2018, we say: this is the first of many.',
      ],
      {
        figures: [
          [
            'killed_event',
            2,
            'killed two civilians',
            { speakers: ['africom'], place: 'El Burr', from: '2018-01', to: '2018-12' },
          ],
        ],
      },
    ),
    to: strike,
  },
  {
    name: 'quotes the admission of one strike with its place and day',
    from: document(
      courier,
      '2019-04-06',
      ['AFRICOM owned up to a strike of 1 April 2018 that killed two civilians near El Burr.'],
      {
        figures: [
          [
            'killed_event',
            2,
            'killed two civilians',
            { speakers: ['africom'], place: 'El Burr', from: '2018-04-01', to: '2018-04-01' },
          ],
        ],
      },
    ),
    to: strike,
  },
].map((pair) => ({ ...pair, label: 'reacts-to' as const }));

const neither: readonly Pair[] = [
  { name: 'two monthly reports', from: april, to: march },
  { name: 'two monthly reports, further apart', from: april, to: february },
  {
    name: 'two monthly reports of two commands',
    from: document(africom, '2019-05-31', monthlyText(reports.april)),
    to: march,
  },
  ...[march, february].map((to) => ({
    name: `a carrier's copy of another month (${to.period?.to})`,
    from: document(relief, '2019-06-01', [...monthlyText(reports.april), 'Source: CJTF-OIR']),
    to,
  })),
  { name: 'two reactions to one report', from: watch, to: original },
  {
    name: 'two reactions that both quote the formula at length',
    from: document(airwars, '2019-06-01', [monthlyText(reports.april)[3] ?? '', own[0] ?? '', own[2] ?? '']),
    to: document(hrw, '2019-06-01', [monthlyText(reports.april)[3] ?? '', ...rights.body.slice(0, 2)]),
  },
  { name: 'two statements of one organisation', from: other, to: original },
  {
    name: 'a copy of another statement with the same closing paragraph',
    from: document(globalresearch, '2019-06-13', [...whole(second), 'Source: Amnesty International']),
    to: original,
  },
  {
    name: 'a list page with the first sentences',
    from: document(globalresearch, '2019-06-01', [
      'Latest articles',
      adviser.lead,
      rights.lead,
      second.lead,
      ...own,
      'Source: Amnesty International',
    ]),
    to: original,
  },
  {
    name: 'a list page without a source',
    from: document(relief, '2019-06-01', ['Updates', adviser.lead, rights.lead, ...own, ...footers]),
    to: watch,
  },
  ...[0, 1, 2].map((index) => ({
    name: `an article that quotes one paragraph (${index})`,
    from: document(courier, '2019-06-02', [
      own[index] ?? '',
      adviser.body[index] ?? '',
      own[(index + 1) % 3] ?? '',
      own[(index + 2) % 3] ?? '',
    ]),
    to: original,
  })),
  {
    name: 'an article that quotes here and there',
    from: document(courier, '2019-06-02', [
      own[0] ?? '',
      rights.body[0] ?? '',
      own[1] ?? '',
      rights.body[1] ?? '',
      own[2] ?? '',
      rights.body[2] ?? '',
      footers[0] ?? '',
      rights.body[3] ?? '',
    ]),
    to: watch,
  },
  {
    name: 'background two months later with the same total',
    from: document(airwars, '2019-08-02', ['The Coalition gave at least 1,302 civilians in spring.', own[0] ?? ''], {
      figures: [total('at least 1,302 civilians')],
    }),
    to: april,
  },
  {
    name: 'the total of the month before',
    from: document(courier, '2019-06-01', ['Until April the Coalition gave at least 1,291 civilians.', own[0] ?? ''], {
      figures: [total('at least 1,291 civilians', 1291)],
    }),
    to: april,
  },
  {
    name: 'a total of an organisation, equal by chance',
    from: document(courier, '2019-06-01', ['Airwars counts at least 1,302 civilians in one province.'], {
      figures: [['killed_total', 1302, 'at least 1,302 civilians', { speakers: ['airwars'] }]],
    }),
    to: april,
  },
  {
    name: 'two strikes with two dead each',
    from: document(amnesty, '2019-04-07', ['AFRICOM killed two civilians near Jilib.'], {
      figures: [
        [
          'killed_event',
          2,
          'killed two civilians',
          { speakers: ['africom'], place: 'Jilib', from: '2019-03-20', to: '2019-03-20' },
        ],
      ],
    }),
    to: strike,
  },
  {
    name: 'two dead without a place',
    from: document(courier, '2019-04-07', ['AFRICOM killed two civilians, it said.'], {
      figures: [['killed_event', 2, 'killed two civilians', { speakers: ['africom'] }]],
    }),
    to: strike,
  },
  {
    name: 'an earlier statement on a later report',
    from: document(hrw, '2019-05-02', ['Responding to the Coalition report for March 2019, we ask for the list.']),
    to: april,
  },
  {
    name: 'a report and another force',
    from: document(amnesty, '2019-06-01', ['Responding to the report by AFRICOM on its strikes, we ask for the list.']),
    to: april,
  },
  {
    name: 'two articles of one carrier',
    from: document(globalresearch, '2019-06-01', whole(adviser)),
    to: document(globalresearch, '2019-06-05', [...whole(adviser), footers[0] ?? '']),
  },
  { name: 'an article older than the statement', from: document(relief, '2019-05-20', whole(rights)), to: watch },
  {
    name: 'a comment on another month',
    from: document(hrw, '2019-06-03', [
      'Commenting on the figures of the Coalition for March 2019, we ask for the list.',
      own[0] ?? '',
    ]),
    to: april,
  },
].map((pair) => ({ ...pair, label: 'neither' as const }));

export const pairs: readonly Pair[] = [...copies, ...reactions, ...neither];
