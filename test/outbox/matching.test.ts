import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findingKinds, isOfRecord, kindOf } from '../../src/compose/kinds/index.ts';
import type { EventRecord } from '../../src/domain/event-record.ts';
import { type Category, categories, type Finding, type FindingKind } from '../../src/domain/findings.ts';
import { unrelated } from '../../src/domain/relations/related.ts';
import { type Filters, noFilters } from '../../src/domain/subscriptions.ts';
import type { Subscription } from '../../src/ledger/ledger.ts';
import { matchSubscriptions, shownTo } from '../../src/outbox/matching/matching.ts';
import { credible2017, examples, figure, incident, missing2018October } from '../compose/events.ts';
import { subscriptionTo } from '../ledger/fixtures.ts';

const deathsOf = (finding: Finding) => kindOf(finding).deaths(finding);

function subscription(
  id: string,
  wants: readonly (Category | 'all')[],
  more: Partial<Pick<Subscription, 'filters' | 'origin'>> = {},
): Subscription {
  return {
    ...subscriptionTo(id, { wants, ...more }),
    id,
    state: 'active',
    pause: null,
    mute: null,
    createdAt: '2019-06-01T00:00:00.000Z',
  };
}
function finding(kind: FindingKind, id: string, event = 'event'): Finding {
  const [example] = examples[kind];
  return { ...example, id, event };
}
const leads = (findings: readonly Finding[], ...wants: (Category | 'all')[]) =>
  matchSubscriptions(findings, [subscription('s', wants)]).map((match) => match.finding.id);

test('an event leads with the heaviest finding that the subscription wants, once', () => {
  const event = [
    finding('incident-added', 'entry'),
    finding('does-not-add-up', 'sum'),
    finding('total-raised', 'total'),
  ];
  expect(leads(event, 'all')).toEqual(['total']);
  expect(leads(event, 'admissions')).toEqual(['total']);
  expect(leads(event, 'discrepancies')).toEqual(['sum']);
  expect(leads(event, 'discrepancies', 'admissions')).toEqual(['total']);
  expect(leads(event, 'claims', 'health')).toEqual([]);
});

test('denials and assessments are posted where they are asked for, by name or with all', () => {
  const event = [finding('under-review', 'pending'), finding('denied', 'denied'), finding('claim-withdrawn', 'back')];
  expect(leads(event, 'denials')).toEqual(['denied']);
  expect(leads(event, 'assessments')).toEqual(['pending']);
  expect(leads(event, 'all')).toEqual(['denied']);
  expect(leads(event, 'admissions', 'revisions', 'discrepancies', 'claims', 'health')).toEqual([]);
});

test('a post shows findings on request to those alone who want them', () => {
  const event = {
    event: 'event',
    findings: [finding('admitted', 'a'), finding('denied', 'd'), finding('edited', 'e')],
  };
  const record: EventRecord = { ...event, report: null, sums: [], comparison: [], related: unrelated };
  const shown = (...wants: (Category | 'all')[]) => shownTo({ wants }, record, 'a').findings.map(({ id }) => id);
  expect(shown('admissions')).toEqual(['a', 'e']);
  expect(shown('admissions', 'denials')).toEqual(['a', 'd', 'e']);
  expect(shown('all')).toEqual(['a', 'd', 'e']);
  expect(shownTo({ wants: [] }, record, 'd').findings).toHaveLength(3);
});

test('what states a figure leads what states none', () => {
  const states = findingKinds.filter((kind) => kind !== 'baseline' && isOfRecord(kind) && 'now' in examples[kind][0]);
  expect(states).toEqual(expect.arrayContaining(['total-raised', 'admitted', 'claimed', 'late-report', 'restated']));
  for (const kind of [...states, 'does-not-add-up', 'incident-added'] as const)
    for (const without of ['edited', 'definition-changed'] as const)
      if (kind !== 'definition-changed')
        expect(leads([finding(without, 'words'), finding(kind, 'figure')], 'all'), `${kind}, ${without}`).toEqual([
          'figure',
        ]);
});

test('a first contact reaches no one', () => {
  expect(leads([finding('baseline', 'first')], 'all', ...categories)).toEqual([]);
});

test('each event is a separate post, and of two equally heavy findings the first leads', () => {
  const findings = [finding('claimed', 'a1', 'a'), finding('claimed', 'b1', 'b'), finding('claimed', 'a2', 'a')];
  expect(leads(findings, 'claims')).toEqual(['a1', 'b1']);
});

test('no channel gets two posts of one event, nor a finding of a kind not asked for', () => {
  const kind = fc.constantFrom(...findingKinds);
  const some = fc.array(
    fc.tuple(kind, fc.constantFrom('a', 'b')).map(([one, event], index = 0) => finding(one, `${one}${index}`, event)),
  );
  const wants = fc.array(fc.array(fc.constantFrom(...categories, 'all' as const)), { maxLength: 4 });
  fc.assert(
    fc.property(some, wants, (findings, wanted) => {
      const subscriptions = wanted.map((each, index) => subscription(`s${index}`, each));
      const matches = matchSubscriptions(findings, subscriptions);
      const keys = matches.map((match) => `${match.finding.event} ${match.subscriptionId}`);
      expect(new Set(keys).size).toBe(keys.length);
      for (const match of matches) {
        const asked = subscriptions.find(({ id }) => id === match.subscriptionId)?.wants ?? [];
        const { wantedBy } = kindOf(match.finding);
        expect(match.finding.kind).not.toBe('baseline');
        expect(asked.includes('all') || wantedBy.some((category) => asked.includes(category))).toBe(true);
      }
    }),
  );
});

/** Whether a subscription that wants everything, with these filters, gets the finding. */
function isTold(finding: Finding, filters: Partial<Filters>): boolean {
  const subscribed = subscription('s', ['all'], { filters: { ...noFilters, ...filters } });
  return matchSubscriptions([finding], [subscribed]).length > 0;
}
function claim(more: Parameters<typeof figure>[2] = {}): Finding {
  const [example] = examples.claimed;
  if (example.kind !== 'claimed') throw new Error('an example of another kind');
  return { ...example, now: figure('killed_event', 12, { publisher: 'amnesty', ...more }) };
}
function entry(more: Parameters<typeof incident>[0]): Finding {
  const [example] = examples['incident-added'];
  if (example.kind !== 'incident-added') throw new Error('an example of another kind');
  return { ...example, incident: incident(more) };
}

test('a publisher passes by what it publishes and by what others quote it as saying', () => {
  const quoted = claim({ speakers: ['cjtf-oir', 'adf'] });
  expect(isTold(quoted, { publishers: ['amnesty'] })).toBe(true);
  expect(isTold(quoted, { publishers: ['adf'] })).toBe(true);
  expect(isTold(quoted, { publishers: ['centcom', 'africom'] })).toBe(false);
});

test.each([
  ['Iraq and Syria', 'Syria', true],
  ['Iraq and Syria', 'sYRIA', true],
  ['Raqqa', 'Syria', true],
  ['Raqqa', 'Iraq', false],
  ['near Raqqa, Syria', 'Iraq', false],
  ['Somalia', 'Mali', false],
  ['Pakistan', 'Syria', false],
  ['a village that no list names', 'Syria', true],
  ['Syria', 'Iraq and Syria', true],
])('a figure of %s reaches who asked for %s: %s', (place, country, expected) => {
  expect(isTold(claim({ place }), { countries: [country] })).toBe(expected);
});

test('an entry is matched by its country, and by its place where it names none', () => {
  expect(isTold(entry({ country: 'Syria', place: 'Mosul' }), { countries: ['Syria'] })).toBe(true);
  expect(isTold(entry({ country: 'Syria', place: 'Mosul' }), { countries: ['Iraq'] })).toBe(false);
  expect(isTold(entry({ country: null, place: 'Mosul' }), { countries: ['Syria'] })).toBe(false);
  expect(isTold(entry({ country: 'Kurdistan' }), { countries: ['Syria'] })).toBe(false);
});

test('what names no place, no country or no number of deaths passes all the same', () => {
  const filters = { countries: ['Yemen'], minKilled: 1000 };
  expect(isTold(claim({ place: null, measure: 'injured_event' }), filters)).toBe(true);
  expect(isTold(entry({ country: null, place: null, killed: null }), filters)).toBe(true);
  expect(isTold(finding('edited', 'e'), filters)).toBe(true);
});

test('a finding is about the difference, the entry or the statement', () => {
  const deaths = (kind: FindingKind) => deathsOf(finding(kind, 'f'));
  expect(deaths('total-raised')).toBe(11);
  expect(deaths('total-lowered')).toBe(8);
  expect(deaths('total-unchanged')).toBe(0);
  expect(deaths('restated')).toBe(1);
  expect(deaths('late-report')).toBe(0);
  expect(deaths('admitted')).toBe(1);
  expect(deaths('withdrawn')).toBe(1302);
  expect(deaths('claimed')).toBe(1600);
  expect(deaths('incident-added')).toBe(2);
  expect(deaths('incident-changed')).toBe(3);
  expect(deaths('does-not-add-up')).toBe(15);
  expect(deathsOf(entry({ killed: 6, killedMax: 18 }))).toBe(18);
  expect(deathsOf({ ...finding('not-checkable', 'f'), kind: 'not-checkable', sum: missing2018October })).toBeNull();
  const ofCases = { ...finding('does-not-add-up', 'f'), kind: 'does-not-add-up' as const, sum: credible2017 };
  expect(deathsOf(ofCases)).toBeNull();
  for (const kind of ['edited', 'definition-changed', 'overdue', 'delivery-uncertain', 'baseline'] as const)
    expect(deaths(kind)).toBeNull();
  expect(isTold(claim({ value: 6, valueMax: 18 }), { minKilled: 18 })).toBe(true);
  expect(isTold(claim({ value: 6, valueMax: 18 }), { minKilled: 19 })).toBe(false);
});

test('the heaviest finding that passes leads', () => {
  const event = [finding('total-raised', 'total'), finding('does-not-add-up', 'sum'), finding('edited', 'edit')];
  const leading = (minKilled: number | null) =>
    matchSubscriptions(event, [subscription('s', ['all'], { filters: { ...noFilters, minKilled } })])[0]?.finding.id;
  expect(leading(11)).toBe('total');
  expect(leading(12)).toBe('sum');
  expect(leading(16)).toBe('edit');
});

test('filters keep no trouble of our own from those who run the watch', () => {
  const strict = { publishers: ['africom'], countries: ['Yemen'], minKilled: 1000 };
  for (const kind of findingKinds) {
    const isHealth = !isOfRecord(kind) && kind !== 'baseline';
    if (isHealth) expect(isTold(finding(kind, 'f'), strict), kind).toBe(true);
  }
});

test('a chat gets nothing about the troubles of single posts', () => {
  const chat = subscription('chat', ['all'], { origin: 'chat' });
  const told = (kind: FindingKind) => matchSubscriptions([finding(kind, 'f')], [chat]).length;
  for (const kind of ['delivery-uncertain', 'delivery-rejected', 'subscription-paused'] as const)
    expect(told(kind), kind).toBe(0);
  for (const kind of ['source-broken', 'overdue', 'total-raised'] as const) expect(told(kind), kind).toBe(1);
});

test('a looser filter loses no post', () => {
  const publisher = fc.constantFrom('cjtf-oir', 'amnesty', 'africom', 'airwars', 'adf');
  const country = fc.constantFrom('Syria', 'IRAQ', 'Somalia', 'Iraq and Syria', 'Raqqa', '', 'constructor');
  const place = fc.oneof(country, fc.constant(null), fc.string());
  const list = <T>(one: fc.Arbitrary<T>) => fc.array(one, { maxLength: 3 });
  const number = fc.nat({ max: 20 });
  const one = fc.oneof(
    fc.constantFrom(...findingKinds).map((kind) => finding(kind, 'f')),
    fc
      .record({ place, value: number, valueMax: fc.option(number), speakers: publisher.map((id) => [id]), publisher })
      .map((given) => claim(given)),
    fc
      .record({ place, country: place, killed: fc.option(number), killedMax: fc.option(number) })
      .map((given) => entry(given)),
  );
  const filters = fc.record({ publishers: list(publisher), countries: list(country), minKilled: fc.option(number) });
  /** More wants, or fewer. */
  const looser = <T>(given: readonly T[], more: readonly T[], isDropped: boolean) =>
    given.length === 0 || isDropped ? [] : [...given, ...more];
  const loosening = fc.record({ filters, drops: fc.tuple(fc.boolean(), fc.boolean(), fc.boolean()) });
  fc.assert(
    fc.property(list(one), filters, loosening, (findings, strict, { filters: more, drops }) => {
      const loose = {
        publishers: looser(strict.publishers, more.publishers, drops[0]),
        countries: looser(strict.countries, more.countries, drops[1]),
        minKilled:
          strict.minKilled === null || more.minKilled === null || drops[2]
            ? null
            : Math.min(strict.minKilled, more.minKilled),
      };
      const told = (given: Filters) =>
        matchSubscriptions(findings, [subscription('s', ['all'], { filters: given })]).map(
          ({ finding }) => finding.event,
        );
      expect(told(loose)).toEqual(expect.arrayContaining(told(strict)));
    }),
    { numRuns: 500 },
  );
});
