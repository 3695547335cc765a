import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Category, categories, type Finding, type FindingKind, kinds } from '../../src/findings.ts';
import type { Subscription } from '../../src/ledger/ledger.ts';
import { matchSubscriptions } from '../../src/notify/subscriptions.ts';
import { examples } from './events.ts';

function subscription(id: string, wants: readonly (Category | 'all')[]): Subscription {
  return {
    id,
    wants,
    destination: 'terminal',
    channel: id,
    owner: null,
    state: 'active',
    pausedReason: null,
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

test('a first contact reaches nobody', () => {
  expect(leads([finding('baseline', 'first')], 'all', ...categories)).toEqual([]);
});

test('each event is a post of its own, and of two equally heavy findings the first leads', () => {
  const findings = [finding('claimed', 'a1', 'a'), finding('claimed', 'b1', 'b'), finding('claimed', 'a2', 'a')];
  expect(leads(findings, 'claims')).toEqual(['a1', 'b1']);
});

test('nobody gets two posts of one event, nor a finding of a kind not asked for', () => {
  const kind = fc.constantFrom(...(Object.keys(kinds) as FindingKind[]));
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
        const { wantedBy } = kinds[match.finding.kind];
        expect(match.finding.kind).not.toBe('baseline');
        expect(asked.includes('all') || wantedBy.some((category) => asked.includes(category))).toBe(true);
      }
    }),
  );
});
