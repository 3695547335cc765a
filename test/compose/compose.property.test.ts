import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Block, Message, Span } from '../../src/chat/message.ts';
import { compose, composeReply } from '../../src/compose/compose.ts';
import { composeDigest } from '../../src/compose/digest.ts';
import { findingKinds } from '../../src/compose/kinds/index.ts';
import { passedBetween } from '../../src/compose/raised.ts';
import { compiledAddresses, waysKnown } from '../../src/domain/compiled/record.ts';
import type { EventRecord } from '../../src/domain/event-record.ts';
import { sourceErrorKinds } from '../../src/domain/failures.ts';
import type { Finding, FindingKind } from '../../src/domain/findings.ts';
import { incidentOutcomes, vias } from '../../src/domain/incidents.ts';
import { measures, qualifiers } from '../../src/domain/measures.ts';
import { foreignLanguages } from '../../src/domain/reader/languages.ts';
import { positionKinds } from '../../src/domain/relations/positions.ts';
import { unrelated } from '../../src/domain/relations/related.ts';
import {
  doubtfulReasons,
  type QuoteFault,
  type UnattributedReason,
  type Warning,
  type WarningCode,
} from '../../src/domain/warnings.ts';
import { anyCircumstances } from '../fakes/circumstances.ts';
import { report, wording } from './events.ts';

const month = fc.constantFrom('2014-08', '2017-06', '2018-12', '2019-04', 'no month', '2019-99', '__proto__');
const instant = fc.constantFrom('2019-05-31T12:00:00.000Z', '2021-01-01T00:00:00.000Z', 'yesterday');
const period = fc.record({ from: month, to: month });
const orNull = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });
/** Free of digits, so that every digit of a post is one of ours; full of what makes platforms act. */
const words = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 40 }).map((text) => text.replaceAll(/\p{N}/gu, '')),
  fc.constantFrom(
    '<!channel>',
    '@everyone',
    '[a](https://evil.example)',
    '\u001b[2J',
    '\u202eabc',
    '*b* _i_ `c`',
    '__proto__',
    '',
  ),
);
const count = fc.nat({ max: 5_000_000 });
const url = fc.constantFrom('https://example.org/a', 'javascript:alert(0)', 'not an address');

const figure = fc.record({
  measure: fc.constantFrom(...measures),
  value: count,
  valueMax: orNull(count),
  qualifier: orNull(fc.constantFrom(...qualifiers)),
  speakers: fc.oneof(
    fc.constantFrom(['cjtf-oir'], ['amnesty', 'airwars'], ['cjtf-oir', 'adf'], ['']),
    fc.array(words, { minLength: 1, maxLength: 3 }),
  ),
  place: orNull(words),
  from: orNull(month),
  to: orNull(month),
  quote: words,
  circumstances: orNull(anyCircumstances(words)),
  period: orNull(period),
  documentId: fc.constantFrom('a', 'b'),
  snapshotId: fc.constantFrom('a.1', 'b.1'),
  publisher: words,
  url,
  published: orNull(instant),
});
const compiled = fc.record({
  known: fc.array(fc.constantFrom(...waysKnown), { minLength: 1 }),
  address: fc.constantFrom(...compiledAddresses),
  isReconstructed: fc.boolean(),
  note: orNull(words),
});
const faults: readonly QuoteFault[] = ['number-not-in-quote', 'bad-value', 'bad-span'];
const reasons: readonly UnattributedReason[] = ['no-speaker', 'no-killer', 'counts-reports', 'headline-only'];
const harm = fc.constantFrom('killed' as const, 'injured' as const);
const quote = fc.record({ quote: words, start: fc.constant(0), end: fc.constant(0) });
const passage = fc.record({ start: fc.constant(0), end: fc.constant(0) });
const unquotable = { measure: fc.constantFrom(...measures), value: count, quote };
const entry = {
  entry: fc.oneof(
    fc.record({ by: fc.constant('number' as const), number: count, place: orNull(words) }),
    fc.record({ by: fc.constant('opening' as const), opening: words }),
  ),
  passage,
};
/** What each code needs; one that is missing does not compile. */
const warningParts: {
  readonly [Code in WarningCode]: fc.Arbitrary<Omit<Extract<Warning, { readonly code: Code }>, 'code'>>;
} = {
  'total-outside-report': fc.record({ value: count, passage }),
  'two-totals': fc.record({
    totals: fc.array(count, { minLength: 2, maxLength: 3 }),
    taken: fc.constantFrom('first', 'none'),
    passage,
  }),
  'several-incidents': fc.record({ harm, values: fc.array(count, { minLength: 2, maxLength: 3 }) }),
  'period-unknown': fc.record({ expected: fc.constantFrom('month', 'quarter') }),
  'period-conflict': fc.record({ period: month, totalsEnd: month }),
  'no-total': fc.record({ stated: fc.constantFrom('uncertain', 'nowhere') }),
  'new-deaths-unstated': fc.record({ credible: count }),
  'no-figures': fc.constant({}),
  'nothing-read': fc.constant({}),
  'number-not-in-quote': fc.record(unquotable),
  'bad-value': fc.record(unquotable),
  'bad-span': fc.record(unquotable),
  'unquotable-figure': fc.record({ ...unquotable, fault: fc.constantFrom(...faults) }),
  'unattributed-figure': fc.record({ value: count, harm, reason: fc.constantFrom(...reasons), quote }),
  'unknown-speaker': fc.record({ measure: unquotable.measure, value: count, speakers: fc.array(words), quote }),
  'foreign-language': fc.record({
    language: fc.constantFrom(...foreignLanguages),
    quotes: fc.array(quote, { maxLength: 2 }),
  }),
  'doubtful-total': fc.record({
    measure: unquotable.measure,
    value: count,
    speakers: fc.array(words),
    why: fc.constantFrom(...doubtfulReasons),
    held: fc.record({ value: count, to: fc.option(month) }),
    quote,
  }),
  'too-many-figures': fc.record({ read: count }),
  'incident-date-without-year': fc.record(entry),
  'incident-date-invalid': fc.record(entry),
  'incident-each-without-count': fc.record(entry),
  'incident-grid-invalid': fc.record({ ...entry, grid: words }),
  'incident-numbers-missing': fc.record({ before: count, after: count, passage }),
  'incident-count-differs': fc.record({
    announced: count,
    found: count,
    outcome: fc.constantFrom(...incidentOutcomes),
    passage,
  }),
  'reader-failed': fc.record({ error: words, url: orNull(url) }),
  'recheck-doubtful': fc.record({ failure: fc.record({ kind: fc.constant('suspect' as const), message: words }) }),
  former: fc.record({ formerCode: words, message: words }),
};
const warning = fc.oneof(
  ...Object.entries(warningParts).map(([code, parts]) => parts.map((data) => ({ code, ...data }))),
);
const incident = fc.record({
  quote: words,
  start: fc.constant(0),
  end: fc.constant(0),
  number: orNull(count),
  date: orNull(fc.constantFrom('2017-05-12', 'a day')),
  dateTo: orNull(fc.constantFrom('2017-05-13', 'a day')),
  place: orNull(words),
  country: orNull(words),
  vias: fc.subarray([...vias]),
  outcome: fc.constantFrom(...incidentOutcomes),
  killed: orNull(count),
  killedMax: orNull(count),
  injured: orNull(count),
  reportNumbers: fc.array(words, { maxLength: 2 }),
  ngoCodes: fc.array(words, { maxLength: 2 }),
  mgrs: fc.constant([]),
  notPreviouslyReported: fc.boolean(),
  circumstances: anyCircumstances(words),
});
const sum = fc
  .record({
    rule: fc.constantFrom('deaths', 'open-cases', 'carried-over', 'credible-total', 'counter'),
    verdict: fc.constantFrom('adds-up', 'does-not-add-up', 'not-checkable'),
    terms: fc.array(fc.record({ sign: fc.constantFrom(1, -1), figure }), { maxLength: 4 }),
    stated: figure,
    reason: orNull(fc.constantFrom('report-missing', 'part-not-stated', 'no-predecessor')),
    missing: fc.array(period, { maxLength: 3 }),
    reopened: orNull(count),
    note: orNull(fc.constant('not-previously-reported')),
  })
  .map(({ reopened, ...rest }) => {
    const expected =
      rest.verdict === 'not-checkable'
        ? null
        : rest.terms.reduce((total, term) => total + term.sign * term.figure.value, 0);
    return {
      ...rest,
      expected,
      gap: expected === null ? null : rest.stated.value - expected,
      expectedWithReopened: expected === null || reopened === null ? null : expected + reopened,
    };
  });
const delta = fc.integer({ min: -5000, max: 5000 });
const text = words;

const failure = fc.record({ kind: fc.constantFrom(...sourceErrorKinds), message: text });

/** What each kind has besides what every finding has. */
const details: Record<FindingKind, fc.Arbitrary<object>> = {
  baseline: fc.record({ now: orNull(figure) }),
  'total-raised': fc.record({ now: figure, before: figure, delta }),
  'total-lowered': fc.record({ now: figure, before: figure, delta }),
  'total-unchanged': fc.record({ now: figure, before: figure, delta }),
  admitted: fc.record({ now: figure }),
  restated: fc.record({ now: figure, before: figure }),
  edited: fc.record({
    figuresChanged: fc.boolean(),
    changes: fc.array(fc.record({ before: orNull(text), after: orNull(text) }), { maxLength: 12 }),
  }),
  withdrawn: fc.record({ status: fc.constantFrom(404, 410, null), url, held: orNull(figure) }),
  'late-report': fc.record({ now: orNull(figure), before: orNull(figure), laterPeriod: period }),
  'incident-added': fc.record({ incident }),
  'incident-changed': fc.record({ before: incident, now: orNull(incident), changed: fc.constant([]) }),
  'does-not-add-up': fc.record({ sum }),
  'not-checkable': fc.record({ sum }),
  'definition-changed': fc.record({ measure: fc.constantFrom(...measures), before: text, now: text }),
  overdue: fc.record({
    expectedBy: fc.constantFrom('2019-07-05', 'some day'),
    basis: fc.constantFrom('declared', 'learned'),
    lastPublished: orNull(instant),
    lastSeen: orNull(instant),
  }),
  'source-broken': fc.record({ since: instant, failures: count, error: failure }),
  'source-degraded': fc.record({ since: instant, error: failure, fallback: fc.webUrl() }),
  'source-recovered': fc.record({ since: instant, failures: count, error: failure }),
  claimed: fc.record({ now: figure, before: orNull(figure) }),
  reaction: fc.record({
    speakers: fc.constantFrom(['amnesty'], ['amnesty', 'airwars']),
    quoted: orNull(figure),
    own: orNull(figure),
    positions: fc.array(
      fc.record({ kind: fc.constantFrom(...positionKinds), rule: text, quote: text, start: count, end: count }),
      { maxLength: 6 },
    ),
  }),
  carried: fc.record({ copy: text, original: text, reason: fc.constant({ code: 'shared-text', share: 1 }) }),
  denied: fc.record({ mentioned: figure, stance: fc.constantFrom('denied', 'doubted') }),
  'claim-withdrawn': fc.record({ mentioned: figure }),
  'under-review': fc.record({ mentioned: figure }),
  'record-differs': fc.record({
    now: figure,
    held: fc.tuple(figure, compiled).map(([held, mark]) => ({ ...held, quote: '', compiled: mark })),
  }),
  'reader-warning': fc.record({ warning }),
  'delivery-uncertain': fc.record({ subscription: text, message: text }),
  'delivery-rejected': fc.record({ subscription: text, message: text }),
  'subscription-paused': fc.record({ subscription: text, message: text }),
};

const found = fc.record({
  id: fc.string(),
  event: fc.constant('e'),
  publisher: words,
  source: orNull(words),
  documentId: fc.constantFrom('a', null),
  snapshotId: fc.constantFrom('a.1', null),
  period: orNull(period),
  foundAt: instant,
});
// The keys of a Record over every kind.
const finding = fc.constantFrom(...findingKinds).chain((kind) =>
  // `details` gives each kind what its type asks for besides `found`.
  fc.tuple(found, details[kind]).map(([common, detail]) => ({ ...common, ...detail, kind }) as Finding),
);
const event = fc.record({
  event: fc.constant('e'),
  findings: fc.array(finding, { minLength: 1, maxLength: 8 }),
  report: orNull(
    fc
      .record({
        url,
        period: orNull(period),
        published: orNull(instant),
        incidents: fc.array(incident, { maxLength: 30 }),
      })
      .map((given) => ({ ...report, ...given, sha256: '' })),
  ),
  sums: fc.array(sum, { maxLength: 4 }),
  comparison: fc.array(figure, { maxLength: 4 }),
  related: fc.record({
    original: orNull(fc.record({ url, publisher: words }).map((given) => ({ ...report, ...given }))),
    copies: fc.array(fc.record({ documentId: text, publisher: words, url }), { maxLength: 8 }),
    admission: orNull(fc.record({ url, publisher: words }).map((given) => ({ ...report, ...given }))),
    copiedFrom: fc.array(text, { maxLength: 2 }),
    recorded: count,
  }),
}) as fc.Arbitrary<EventRecord>;

function spansOf(message: Message): readonly Span[] {
  const of = (block: Block): readonly Span[] =>
    block.type === 'line' || block.type === 'context'
      ? block.spans
      : block.type === 'quote'
        ? [{ text: block.text }, ...block.attribution]
        : block.type === 'table'
          ? block.rows.flat().map((cell) => ({ text: cell }))
          : block.type === 'actions'
            ? block.buttons.map(({ label }) => ({ text: label }))
            : [];
  return [...message.headline, ...message.blocks.flatMap(of)];
}

/** Every number anywhere in the event, and what a post may work out from them. */
function allowed(record: EventRecord): ReadonlySet<number> {
  const inside = [...JSON.stringify(record).matchAll(/\d+/g)].map(([digits]) => Number(digits));
  const lists = record.findings.map((one) => (one.kind === 'edited' ? one.changes.length : 0));
  const entries = record.findings.filter((one) => one.kind === 'incident-added');
  const credible = entries.filter((one) => one.kind === 'incident-added' && one.incident.outcome === 'credible').length;
  const listed = record.report?.incidents.filter((one) => one.outcome === 'credible').length ?? 0;
  const counts = [entries.length, credible, entries.length - credible, ...[credible, listed].map((n) => n - 15)];
  const sums = [...record.sums, ...record.findings.flatMap((one) => ('sum' in one ? [one.sum] : []))];
  const worked = sums.flatMap(({ stated, expected, gap, expectedWithReopened }) => [
    Math.abs(expected ?? 0),
    Math.abs(gap ?? 0),
    Math.abs(expectedWithReopened ?? 0),
    Math.abs((expectedWithReopened ?? 0) - (expected ?? 0)),
    Math.abs(stated.value - (expectedWithReopened ?? 0)),
  ]);
  const differences = record.findings.flatMap((one) =>
    (one.kind === 'restated' || one.kind === 'late-report') && one.now !== null && one.before !== null
      ? [Math.abs(one.now.value - one.before.value)]
      : [],
  );
  const left = [...lists.flatMap((length) => [length - 1, length - 5]), entries.length - 3];
  const raised = [record.report, record.related.original].flatMap((told) =>
    [told?.incidents ?? [], entries.map(({ incident }) => incident)].flatMap((all) => {
      const known = all.filter(({ outcome }) => outcome === 'credible');
      const [oldest] = known.flatMap(({ date }) => date ?? []).sort();
      const published = told?.published?.slice(0, 10);
      const passed = oldest === undefined || published === undefined ? null : passedBetween(oldest, published);
      return [...known.keys(), known.length, passed?.days ?? 0, passed?.months ?? 0];
    }),
  );
  return new Set([...inside, ...counts, ...left, ...worked, ...differences, ...raised]);
}

test('any event becomes a post with a headline, full or condensed, and no number in it is out of nowhere', () => {
  fc.assert(
    fc.property(event, fc.constantFrom('full' as const, 'condensed' as const), (record, form) => {
      const message = compose(record, wording, undefined, form);
      if (form === 'condensed') expect(message.blocks.length).toBeLessThanOrEqual(3);
      expect(
        message.headline
          .map((span) => span.text)
          .join('')
          .trim(),
      ).not.toBe('');
      expect(message.text).toContain(message.headline[0]?.text);
      const known = allowed(record);
      const shown = spansOf(message).flatMap((span) => [...span.text.matchAll(/\d[\d,]*/g)].map(([digits]) => digits));
      expect(shown.filter((digits) => !known.has(Number(digits.replaceAll(',', ''))))).toEqual([]);
    }),
    { numRuns: 600 },
  );
});

test('a link is http or https, whatever a source gave for an address', () => {
  fc.assert(
    fc.property(event, (record) => {
      const entries = [{ event: record, leadId: '', revisions: [{ event: record, leadId: '' }] }];
      const messages = [
        compose(record, wording),
        compose(record, wording, undefined, 'condensed'),
        composeDigest(entries, wording),
        composeReply(compose(record, wording), record.report?.url, wording),
      ];
      for (const { href } of messages.flatMap(spansOf)) if (href !== undefined) expect(href).toMatch(/^https?:\/\//);
    }),
  );
});

test('the words of a source come through as they are, as plain text', () => {
  const hostile = '<!channel> @everyone [a](https://evil.example) *b* \u001b[2J at least 7';
  fc.assert(
    fc.property(found, figure, (common, given) => {
      const now = { ...given, quote: hostile, circumstances: null };
      const one: Finding = { ...common, kind: 'claimed', now, before: null };
      const message = compose(
        { event: 'e', findings: [one], report: null, sums: [], comparison: [], related: unrelated },
        wording,
      );
      expect(message.blocks.find((block) => block.type === 'quote')?.text).toBe(hostile);
      expect(message.text).toContain(hostile);
    }),
  );
});
