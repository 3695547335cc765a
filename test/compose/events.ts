import type { Wording } from '../../src/compose/figures.ts';
import { en } from '../../src/compose/language/en.ts';
import { circumstancesNotRead } from '../../src/domain/circumstances.ts';
import type { Report } from '../../src/domain/documents.ts';
import type { EventRecord } from '../../src/domain/event-record.ts';
import type { Figure, Finding, FindingKind, Sum, Term } from '../../src/domain/findings.ts';
import type { Incident } from '../../src/domain/incidents.ts';
import { hasCircumstances, type Measure } from '../../src/domain/measures.ts';
import type { Reading } from '../../src/domain/readings.ts';
import { type Related, unrelated } from '../../src/domain/relations/related.ts';
import { builtInSpeakers } from '../../src/domain/speakers.ts';

/**
 * Events built from the published figures of the monthly reports (period, total, newly admitted, caseload). The
 * sentences around them are our own: "Facsimile" text, only the figures are real.
 */

export const wording: Wording = {
  language: en,
  names: {
    publishers: new Map([
      ['cjtf-oir', 'CJTF-OIR'],
      ['amnesty', 'Amnesty International'],
      ['africom', 'AFRICOM'],
      ['airwars', 'Airwars'],
      ['globalresearch', 'Global Research'],
    ]),
    speakers: builtInSpeakers,
  },
};

export const reportUrl = 'https://www.inherentresolve.mil/Releases/Article/1862998/';
const sha256 = '3f2a91c0b7e45d18a6f09c2b7741e3d5568f0a9be2d1c7f4830b95ae6c1d2f37';
const april = { from: '2019-04', to: '2019-04' };
const march = { from: '2019-03', to: '2019-03' };

export function figure(measure: Measure, value: number, given: Partial<Figure> = {}): Figure {
  return {
    measure,
    value,
    valueMax: null,
    qualifier: null,
    speakers: ['cjtf-oir'],
    place: 'Iraq and Syria',
    from: '2014-08',
    to: '2019-04',
    quote: `Facsimile: ${value.toLocaleString('en-GB')} stated.`,
    circumstances: hasCircumstances(measure) ? circumstancesNotRead : null,
    period: april,
    documentId: 'doc-2019-04',
    snapshotId: 'doc-2019-04.1',
    publisher: 'cjtf-oir',
    url: reportUrl,
    published: '2019-05-31T12:00:00.000Z',
    ...given,
  };
}

export const total2019April = figure('killed_total', 1302, {
  qualifier: 'at least',
  quote: 'Facsimile: CJTF-OIR assesses at least 1,302 civilians have been unintentionally killed by Coalition strikes.',
});
export const total2019March = figure('killed_total', 1291, {
  qualifier: 'at least',
  to: '2019-03',
  period: march,
  documentId: 'doc-2019-03',
  snapshotId: 'doc-2019-03.1',
  url: 'https://www.inherentresolve.mil/Releases/Article/1824000/',
  published: '2019-04-25T12:00:00.000Z',
});
export const raqqa = figure('killed_event', 1600, {
  qualifier: 'more than',
  speakers: ['amnesty', 'airwars'],
  place: 'Raqqa',
  from: '2017-06',
  to: '2017-10',
  period: null,
  publisher: 'amnesty',
  documentId: 'doc-amnesty',
  snapshotId: 'doc-amnesty.1',
  url: 'https://www.amnesty.org/en/latest/news/2019/05/facsimile/',
  published: '2019-05-31T15:00:00.000Z',
  quote: 'Facsimile: more than 1,600 civilians were killed in the Raqqa offensive alone in 2017.',
});
const quotedTotal = figure('killed_total', 1302, {
  qualifier: 'at least',
  period: null,
  publisher: 'amnesty',
  documentId: 'doc-amnesty',
  snapshotId: 'doc-amnesty.1',
  url: raqqa.url,
  published: raqqa.published,
  quote: 'Facsimile: the Coalition announced that at least 1,302 civilians have been unintentionally killed.',
});

function term(sign: 1 | -1, of: Figure): Term {
  return { sign, figure: of };
}
function sum(rule: Sum['rule'], stated: Figure, terms: readonly Term[], given: Partial<Sum> = {}): Sum {
  const expected = terms.reduce((result, { sign, figure: { value } }) => result + sign * value, 0);
  const gap = stated.value - expected;
  return {
    rule,
    verdict: gap === 0 ? 'adds-up' : 'does-not-add-up',
    terms,
    stated,
    expected,
    gap,
    reason: null,
    missing: [],
    expectedWithReopened: null,
    note: null,
    ...given,
  };
}

export const deaths2019April = sum(
  'deaths',
  total2019April,
  [term(1, total2019March), term(1, figure('killed_new', 5))],
  { note: 'not-previously-reported' },
);
export const cases2019April = sum('open-cases', figure('allegations_open', 111), [
  term(1, figure('allegations_carried_over', 122)),
  term(1, figure('allegations_received', 7)),
  term(-1, figure('allegations_completed', 18)),
]);
/** July 2021: 106 + 0 - 2 = 104, the report says 105, one of them reopened. */
export const cases2021July = sum(
  'open-cases',
  figure('allegations_open', 105),
  [
    term(1, figure('allegations_carried_over', 106)),
    term(1, figure('allegations_received', 0)),
    term(-1, figure('allegations_completed', 2)),
  ],
  { expectedWithReopened: 105 },
);
/** September/October 2017: 350 left open, 344 carried over. */
export const carried2017 = sum('carried-over', figure('allegations_carried_over', 344), [
  term(1, figure('allegations_open', 350)),
]);
/** December 2017: 208 + 6 = 214, the report says 220. */
export const credible2017 = sum('credible-total', figure('allegations_credible_total', 220), [
  term(1, figure('allegations_credible_total', 208)),
  term(1, figure('allegations_credible', 6)),
]);
/** May 2018: 892 + 62 = 954, the report says 939. */
const may2018 = {
  to: '2018-05',
  period: { from: '2018-05', to: '2018-05' },
  documentId: 'doc-2018-05',
  snapshotId: 'doc-2018-05.1',
  url: 'https://www.inherentresolve.mil/Releases/Article/1555123/',
  published: '2018-06-29T12:00:00.000Z',
} as const;
export const deaths2018May = sum('deaths', figure('killed_total', 939, { qualifier: 'at least', ...may2018 }), [
  term(
    1,
    figure('killed_total', 892, {
      qualifier: 'at least',
      to: '2018-04',
      period: { from: '2018-04', to: '2018-04' },
      documentId: 'doc-2018-04',
      snapshotId: 'doc-2018-04.1',
      url: 'https://www.inherentresolve.mil/Releases/Article/1536000/',
      published: '2018-05-31T12:00:00.000Z',
    }),
  ),
  term(1, figure('killed_new', 62, { ...may2018, from: '2018-05' })),
]);
/** A running counter that falls. */
export const counter = sum('counter', figure('strikes_total', 34502), [term(1, figure('strikes_total', 34573))]);
const november2018 = {
  to: '2018-11',
  period: { from: '2018-11', to: '2018-11' },
  documentId: 'doc-2018-11',
  snapshotId: 'doc-2018-11.1',
  published: '2018-12-30T12:00:00.000Z',
} as const;
export const missing2018October = sum(
  'deaths',
  figure('killed_total', 1139, { qualifier: 'at least', ...november2018 }),
  [],
  {
    verdict: 'not-checkable',
    expected: null,
    gap: null,
    reason: 'report-missing',
    missing: [{ from: '2018-10', to: '2018-10' }],
  },
);

export function incident(given: Partial<Incident> = {}): Incident {
  return {
    quote: 'Facsimile entry.',
    start: 0,
    end: 16,
    number: 1,
    date: '2017-05-12',
    dateTo: null,
    place: 'near Raqqa',
    country: 'Syria',
    vias: ['airwars'],
    outcome: 'credible',
    killed: 2,
    killedMax: null,
    injured: 0,
    reportNumbers: ['2682'],
    ngoCodes: ['CS1908'],
    mgrs: [],
    notPreviouslyReported: false,
    dossier: null,
    circumstances: circumstancesNotRead,
    ...given,
  };
}
export const incidents = [
  incident(),
  incident({
    date: '2017-03-14',
    dateTo: '2017-03-15',
    place: 'Mosul',
    country: 'Iraq',
    vias: ['self-report'],
    killed: 1,
    injured: 3,
  }),
  incident({
    date: '2017-06-08',
    place: 'Tabqa',
    vias: ['amnesty', 'airwars'],
    killed: null,
    injured: null,
    notPreviouslyReported: true,
  }),
];

function reading(measure: Measure, value: number): Reading {
  const { qualifier, speakers, place, from, to, quote, valueMax, circumstances } = figure(measure, value);
  return {
    measure,
    value,
    valueMax,
    qualifier,
    speakers,
    place,
    from,
    to,
    quote,
    start: 0,
    end: quote.length,
    stance: 'asserted',
    rule: null,
    circumstances,
  };
}

export const report: Report = {
  documentId: 'doc-2019-04',
  snapshotId: 'doc-2019-04.1',
  publisher: 'cjtf-oir',
  url: reportUrl,
  title: 'Facsimile: monthly civilian casualty report',
  published: '2019-05-31T12:00:00.000Z',
  firstSeen: '2019-05-31T12:07:00.000Z',
  fetchedAt: '2019-05-31T12:07:00.000Z',
  sha256,
  textSha256: sha256,
  state: 'present',
  reader: 'coalition-monthly',
  readerVersion: 1,
  period: april,
  readings: [reading('killed_total', 1302), reading('killed_new', 5), reading('allegations_credible', 3)],
  mentions: [],
  positions: [],
  incidents,
  warnings: [],
};

const found = {
  id: 'f0',
  event: 'doc-2019-04.1',
  publisher: 'cjtf-oir',
  source: null,
  documentId: 'doc-2019-04',
  snapshotId: 'doc-2019-04.1',
  period: april,
  foundAt: '2019-05-31T12:07:03.000Z',
} as const;
const edit = {
  ...found,
  foundAt: '2019-06-10T14:05:00.000Z',
  event: 'doc-2019-04.2',
  snapshotId: 'doc-2019-04.2',
} as const;
const ofSource = { ...found, documentId: null, snapshotId: null, source: 'cjtf-oir-releases', period: null } as const;
const ofAmnesty = { ...found, publisher: 'amnesty', period: null, documentId: 'doc-amnesty' } as const;
const ofAfricom = {
  ...found,
  publisher: 'africom',
  period: null,
  event: 'doc-africom.1',
  documentId: 'doc-africom',
  snapshotId: 'doc-africom.1',
} as const;
const jamaame = figure('killed_event', 7, {
  speakers: ['africom'],
  publisher: 'africom',
  place: 'near Jamaame',
  from: '2020-02-02',
  to: '2020-02-02',
  period: null,
  documentId: 'doc-africom',
  snapshotId: 'doc-africom.1',
  url: 'https://www.africom.mil/document/facsimile',
  published: '2020-04-27T09:00:00.000Z',
  quote: 'Facsimile: the report that seven civilians were killed near Jamaame was assessed as not credible.',
});
const restatedNow = figure('killed_total', 1303, {
  qualifier: 'at least',
  snapshotId: 'doc-2019-04.2',
  quote: 'Facsimile: CJTF-OIR assesses at least 1,303 civilians have been unintentionally killed by Coalition strikes.',
});

/** One finding of every kind, with the rest of its event where there is more. */
export const examples: Readonly<Record<FindingKind, readonly [Finding, ...Finding[]]>> = {
  'total-raised': [
    { ...found, kind: 'total-raised', now: total2019April, before: total2019March, delta: 11 },
    { ...found, id: 'f1', kind: 'does-not-add-up', sum: deaths2019April },
    ...incidents.map((one, index) => ({ ...found, id: `i${index}`, kind: 'incident-added' as const, incident: one })),
  ],
  'total-lowered': [
    {
      ...found,
      kind: 'total-lowered',
      period: { from: '2019-08', to: '2019-08' },
      now: figure('killed_total', 1313, {
        qualifier: 'at least',
        to: '2019-08',
        period: { from: '2019-08', to: '2019-08' },
        published: '2019-09-27T12:00:00.000Z',
      }),
      before: figure('killed_total', 1321, { qualifier: 'at least', to: '2019-06' }),
      delta: -8,
    },
  ],
  'total-unchanged': [
    {
      ...found,
      period: { from: '2018-09', to: '2018-09' },
      kind: 'total-unchanged',
      now: figure('killed_total', 1114, {
        qualifier: 'at least',
        to: '2018-09',
        period: { from: '2018-09', to: '2018-09' },
        published: '2018-10-30T12:00:00.000Z',
      }),
      before: figure('killed_total', 1114, { qualifier: 'at least', to: '2018-08' }),
      delta: 0,
    },
  ],
  admitted: [
    {
      ...found,
      publisher: 'africom',
      period: { from: '2021-01', to: '2021-03' },
      kind: 'admitted',
      now: figure('killed_new', 1, {
        speakers: ['africom'],
        publisher: 'africom',
        place: 'Somalia',
        from: '2021-01',
        to: '2021-03',
        period: { from: '2021-01', to: '2021-03' },
        url: 'https://www.africom.mil/document/33755/',
        published: '2021-03-31T09:00:00.000Z',
      }),
    },
  ],
  restated: [{ ...edit, kind: 'restated', now: restatedNow, before: total2019April }],
  edited: [
    {
      ...edit,
      kind: 'edited',
      figuresChanged: false,
      changes: [
        { before: 'Facsimile: the strike took place near Raqqa.', after: 'Facsimile: the strike took place in Raqqa.' },
        { before: null, after: 'Facsimile: an editor’s note was added.' },
        { before: 'Facsimile: a sentence was here.', after: null },
      ],
    },
  ],
  withdrawn: [{ ...edit, kind: 'withdrawn', status: 404, url: reportUrl, held: total2019April }],
  'late-report': [
    {
      ...found,
      period: { from: '2018-10', to: '2018-10' },
      kind: 'late-report',
      now: figure('killed_total', 1114, {
        qualifier: 'at least',
        to: '2018-10',
        period: { from: '2018-10', to: '2018-10' },
        published: '2019-01-31T12:00:00.000Z',
      }),
      before: figure('killed_total', 1114, { qualifier: 'at least', to: '2018-09' }),
      laterPeriod: { from: '2018-11', to: '2018-11' },
    },
  ],
  'incident-added': [{ ...edit, kind: 'incident-added', incident: incident({ notPreviouslyReported: true }) }],
  'incident-changed': [
    { ...edit, kind: 'incident-changed', before: incident(), now: incident({ killed: 3 }), changed: ['killed'] },
  ],
  'does-not-add-up': [{ ...found, period: may2018.period, kind: 'does-not-add-up', sum: deaths2018May }],
  'not-checkable': [{ ...found, period: november2018.period, kind: 'not-checkable', sum: missing2018October }],
  'definition-changed': [
    {
      ...found,
      kind: 'definition-changed',
      measure: 'killed_total',
      before: 'Facsimile: at least # civilians have been killed by Coalition strikes.',
      now: 'Facsimile: at least # civilians have been killed by Coalition actions.',
    },
  ],
  overdue: [
    {
      ...ofSource,
      kind: 'overdue',
      expectedBy: '2019-07-05',
      basis: 'learned',
      lastPublished: '2019-05-31T12:00:00.000Z',
      lastSeen: null,
    },
  ],
  'source-broken': [
    {
      ...ofSource,
      kind: 'source-broken',
      since: '2019-06-01T03:10:00.000Z',
      failures: 6,
      error: {
        kind: 'blocked',
        message: 'The site answered 403. Ask it to admit the bot, or read another source for the same reports.',
      },
    },
  ],
  'source-degraded': [
    {
      ...ofSource,
      kind: 'source-degraded',
      since: '2019-06-01T03:10:00.000Z',
      error: { kind: 'blocked', message: 'The site answered 403.' },
      fallback: 'https://example.org/mirror/feed',
    },
  ],
  'source-recovered': [
    {
      ...ofSource,
      kind: 'source-recovered',
      since: '2019-06-01T03:10:00.000Z',
      failures: 19,
      error: { kind: 'blocked', message: 'The site answered 403.' },
    },
  ],
  claimed: [
    { ...ofAmnesty, kind: 'claimed', now: raqqa, before: null },
    { ...ofAmnesty, id: 'f1', kind: 'claimed', now: quotedTotal, before: null },
  ],
  reaction: [
    {
      ...ofAmnesty,
      kind: 'reaction',
      speakers: ['amnesty'],
      quoted: quotedTotal,
      own: raqqa,
      positions: [
        {
          ...{ kind: 'investigation', rule: 'calls-for-investigation', start: 0, end: 1 },
          quote: 'Facsimile: there is an urgent need for independent investigations and full reparation.',
        },
        {
          ...{ kind: 'reparation', rule: 'calls-for-reparation', start: 0, end: 1 },
          quote: 'Facsimile: there is an urgent need for independent investigations and full reparation.',
        },
        {
          ...{ kind: 'denial', rule: 'in-denial', start: 0, end: 1 },
          quote: 'Facsimile: the Coalition is in denial about the scale of civilian deaths.',
        },
      ],
    },
    { ...ofAmnesty, id: 'f1', kind: 'claimed', now: raqqa, before: null },
  ],
  carried: [
    {
      ...{ ...ofAmnesty, kind: 'carried', publisher: 'globalresearch', documentId: 'doc-copy' },
      ...{ copy: 'doc-copy', original: 'doc-amnesty', reason: { code: 'shared-text', share: 0.97 } },
    },
  ],
  denied: [
    { ...ofAfricom, kind: 'denied', stance: 'doubted', mentioned: jamaame },
    {
      ...ofAfricom,
      id: 'f1',
      kind: 'denied',
      stance: 'denied',
      mentioned: figure('killed_event', 2, {
        ...jamaame,
        value: 2,
        place: 'Jilib',
        from: '2020-03-10',
        to: '2020-03-12',
        quote: 'Facsimile: AFRICOM denies that two civilians were killed at Jilib.',
      }),
    },
  ],
  'claim-withdrawn': [
    {
      ...ofAmnesty,
      publisher: 'airwars',
      kind: 'claim-withdrawn',
      mentioned: figure('killed_event', 15, {
        ...raqqa,
        value: 15,
        qualifier: null,
        speakers: ['airwars'],
        publisher: 'airwars',
        from: '2017-06-03',
        to: '2017-06-03',
        url: 'https://airwars.org/civilian-casualties/facsimile/',
        quote: 'Facsimile: Airwars has removed this incident, in which 15 civilians were said to have been killed.',
      }),
    },
  ],
  'under-review': [
    {
      ...ofAfricom,
      publisher: 'globalresearch',
      kind: 'under-review',
      mentioned: {
        ...jamaame,
        publisher: 'globalresearch',
        url: 'https://www.globalresearch.ca/facsimile',
        quote: 'Facsimile: AFRICOM is examining a report that seven civilians were killed near Jamaame.',
      },
    },
  ],
  'reader-warning': [
    {
      ...found,
      kind: 'reader-warning',
      warning: { code: 'no-total', stated: 'nowhere' },
    },
  ],
  'record-differs': [
    {
      ...found,
      kind: 'record-differs',
      now: total2019April,
      held: {
        ...total2019April,
        value: 1303,
        quote: '',
        url: 'https://www.inherentresolve.mil/Releases/',
        documentId: 'record:cjtf-oir:2019-04',
        snapshotId: 'record:cjtf-oir:2019-04',
        compiled: { known: ['press'], address: 'list', isReconstructed: false, note: null },
      },
    },
  ],
  'delivery-uncertain': [
    {
      ...ofSource,
      source: null,
      kind: 'delivery-uncertain',
      deliveryId: '5d1c0f3a9be27846a1f0',
      subscription: 'slack C0123',
      message: en.health.uncertain(
        'Coalition now admits at least 1,302 civilians killed (+11)',
        'No answer within 30 s.',
      ),
    },
  ],
  'delivery-rejected': [
    {
      ...ofSource,
      source: null,
      kind: 'delivery-rejected',
      deliveryId: '5d1c0f3a9be27846a1f0',
      subscription: 'slack C0123',
      message: en.health.rejected(
        'Coalition now admits at least 1,302 civilians killed (+11)',
        'The post is too long.',
      ),
    },
  ],
  'subscription-paused': [
    {
      ...ofSource,
      source: null,
      kind: 'subscription-paused',
      subscription: 'slack C0123',
      message: en.health.paused('The channel C0123 does not exist. Name another one in the configuration.', null),
    },
  ],
  baseline: [{ ...found, kind: 'baseline', now: total2019April }],
};

/** The report that states a figure, seven minutes after it was published; without its other parts. */
function stating(kind: FindingKind): Partial<Report> {
  const [finding] = examples[kind];
  const stated =
    'sum' in finding
      ? finding.sum.stated
      : 'mentioned' in finding
        ? finding.mentioned
        : finding.kind === 'reaction'
          ? finding.own
          : 'now' in finding
            ? finding.now
            : null;
  if (stated === null || typeof stated !== 'object' || !('url' in stated)) throw new Error('no figure');
  const { documentId, snapshotId, publisher, period, url, published } = stated;
  const fetchedAt = new Date(Date.parse(published ?? '') + 7 * 60_000).toISOString();
  return { documentId, snapshotId, publisher, period, url, published, fetchedAt, readings: [], incidents: [] };
}

const later = {
  snapshotId: 'doc-2019-04.2',
  fetchedAt: '2019-06-10T14:04:58.000Z',
  readings: [],
  incidents: [],
} as const;
/** How the report of each event differs from that of April 2019; none for our own troubles. */
const reports: Partial<Record<FindingKind, () => Partial<Report>>> = {
  baseline: () => ({}),
  'total-raised': () => ({}),
  'reader-warning': () => ({}),
  'record-differs': () => ({}),
  'definition-changed': () => ({}),
  restated: () => later,
  edited: () => later,
  'incident-added': () => later,
  'incident-changed': () => later,
  withdrawn: () => ({ ...later, state: 'gone', sha256: '', textSha256: '', period: null }),
  'total-lowered': () => stating('total-lowered'),
  'total-unchanged': () => stating('total-unchanged'),
  admitted: () => stating('admitted'),
  'late-report': () => stating('late-report'),
  'does-not-add-up': () => stating('does-not-add-up'),
  'not-checkable': () => stating('not-checkable'),
  claimed: () => stating('claimed'),
  reaction: () => stating('reaction'),
  denied: () => stating('denied'),
  'claim-withdrawn': () => stating('claim-withdrawn'),
  'under-review': () => stating('under-review'),
};

const copy = { documentId: 'doc-copy', publisher: 'globalresearch', url: 'https://www.globalresearch.ca/facsimile/1' };

/** What the documents of the examples relate to. */
const relatedTo: Partial<Record<FindingKind, Related>> = {
  reaction: { original: null, copiedFrom: [], copies: [copy], admission: report, recorded: 2 },
};

/** The event of that kind's example, as the ledger would give it. */
export function exampleEvent(kind: FindingKind): EventRecord {
  const findings = examples[kind];
  const changes = reports[kind];
  return {
    event: findings[0].event,
    findings,
    report: changes === undefined ? null : { ...report, ...changes() },
    sums: kind === 'total-raised' ? [deaths2019April, cases2019April] : [],
    comparison: kind === 'total-raised' || kind === 'total-unchanged' ? [raqqa] : [],
    related: relatedTo[kind] ?? unrelated,
  };
}
