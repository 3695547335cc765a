import fc from 'fast-check';
import { expect, test } from 'vitest';
import { composeDigest, type DigestEntry, shownInDigest } from '../../src/compose/digest.ts';
import { findingKinds } from '../../src/compose/kinds/index.ts';
import type { Finding, FindingKind } from '../../src/domain/findings.ts';
import { goldensOf } from '../golden.ts';
import { exampleEvent, wording } from './events.ts';

// The keys of a Record over every kind.
const every = findingKinds.filter((kind) => kind !== 'baseline');

let made = 0;
/** An entry of its own event, led by its first finding. */
function entry(
  kind: FindingKind,
  more: { readonly foundAt?: string; readonly revised?: FindingKind } = {},
): DigestEntry {
  made += 1;
  const id = `${made}`.padStart(6, '0');
  const event = exampleEvent(kind);
  const [lead, ...rest] = event.findings;
  if (lead === undefined) throw new Error('an event without a finding');
  const { foundAt = lead.foundAt, revised } = more;
  return {
    event: { ...event, event: `event ${id}`, findings: [{ ...lead, id, foundAt }, ...rest] },
    leadId: id,
    revisions: revised === undefined ? [] : [{ event: exampleEvent(revised), leadId: 'f0' }],
  };
}

test('a week reads as its golden file', () => {
  const kindsOfWeek: readonly FindingKind[] = [
    'claimed',
    'edited',
    'total-unchanged',
    'does-not-add-up',
    'restated',
    'incident-added',
    'withdrawn',
    'source-broken',
  ];
  const entries = [
    ...kindsOfWeek.map((kind) => entry(kind)),
    entry('total-raised', { foundAt: '2019-06-05T08:00:00.000Z', revised: 'restated' }),
  ].map((one, index) => ({ ...one, leadId: `w${index}`, event: withLead(one, `w${index}`) }));
  goldensOf(import.meta.url).expect('digest', composeDigest(entries, wording));
});

function withLead({ event }: DigestEntry, id: string): DigestEntry['event'] {
  return { ...event, findings: event.findings.map((finding, index) => (index === 0 ? { ...finding, id } : finding)) };
}

test('a digest says how many findings it holds, and from when to when', () => {
  const headline = (...entries: readonly DigestEntry[]) => composeDigest(entries, wording).headline[0]?.text;
  const first = entry('total-raised', { foundAt: '2019-06-03T23:30:00.000Z' });
  const last = entry('restated', { foundAt: '2019-06-09T00:10:00.000Z' });
  expect(headline(last, first)).toBe('2 findings, 3-9 June 2019');
  expect(headline(first)).toBe('1 finding, 3 June 2019');
  expect(headline()).toBe('No findings');
  expect(composeDigest([], wording)).toMatchObject({ kind: null, priority: 'low', blocks: [], text: 'No findings' });
});

test('admissions come first, then revisions, discrepancies and claims, in each the heaviest first', () => {
  const given: readonly FindingKind[] = [
    'claimed',
    'does-not-add-up',
    'edited',
    'withdrawn',
    'admitted',
    'total-raised',
  ];
  const { text, kind } = composeDigest(
    given.map((one) => entry(one)),
    wording,
  );
  const order = [
    'Admissions',
    'now admits at least 1,302',
    'AFRICOM admits',
    'Revisions',
    'no longer at its address',
    'was edited after publication',
    'Figures that do not add up',
    '892 + 62 = 954',
    'Claims by others',
    'more than 1,600',
  ].map((words) => text.indexOf(words));
  expect(order).toEqual(order.toSorted((one, other) => one - other));
  expect(order).not.toContain(-1);
  expect(kind).toBe('total-raised');
});

test('of findings that weigh the same the earlier comes first, and of one moment the order is the same each time', () => {
  const late = entry('admitted', { foundAt: '2019-06-09T00:00:00.000Z' });
  const early = entry('admitted', { foundAt: '2019-06-02T00:00:00.000Z' });
  const earlier = { ...early, event: { ...early.event, findings: early.event.findings.map(inPlace('Libya')) } };
  const { text } = composeDigest([late, earlier], wording);
  expect(text.indexOf('Libya')).toBeLessThan(text.indexOf('Somalia'));
  const same = { ...late, event: { ...late.event, findings: late.event.findings.map(inPlace('Yemen')) }, leadId: 'z' };
  const moved = {
    ...same,
    event: { ...same.event, findings: same.event.findings.map((one) => ({ ...one, id: 'z' })) },
  };
  expect(composeDigest([moved, late], wording)).toEqual(composeDigest([late, moved], wording));
});

function inPlace(place: string) {
  return (finding: Finding): Finding =>
    finding.kind === 'admitted' ? { ...finding, now: { ...finding.now, place } } : finding;
}

test('an entry has its figure, what it was, the sum that fails and its source, in two lines', () => {
  const { blocks, text } = composeDigest([entry('total-raised')], wording);
  expect(blocks).toHaveLength(3);
  expect(text.split('\n').slice(2)).toEqual([
    'Coalition now admits at least 1,302 civilians killed (+11)',
    'Previous: at least 1,291 civilians killed (to end of March 2019). Does not add up: 1,291 + 5 = 1,296, the report says 1,302; ' +
      '6 unexplained (the report marks entries as “not previously reported”, which may account for some). ' +
      'Source (https://www.inherentresolve.mil/Releases/Article/1862998/)',
  ]);
});

test('an entry that was revised since is struck and says what holds now', () => {
  const { text } = composeDigest([entry('total-raised', { revised: 'restated' }), entry('admitted')], wording);
  expect(text).toContain(
    'Revised: Coalition now admits at least 1,303 civilians killed (was at least 1,302) · [no longer: Coalition now admits at least 1,302 civilians killed (+11)]',
  );
  expect(text).toContain('Was: [no longer: at least 1,302 civilians killed] · Now: at least 1,303 civilians killed.');
  expect(text).toContain('\nAFRICOM admits 1 civilian killed\n');
});

test('an entry says by whom its text is also carried, with the address', () => {
  const { event } = entry('reaction');
  const [copy] = event.related.copies;
  if (copy === undefined) throw new Error('an example without a copy');
  const { text } = composeDigest([entry('reaction'), entry('total-raised')], wording);
  expect(text.split('Also carried by ')).toHaveLength(2);
  expect(text).toMatch(/Source \(\S+\) Also carried by Global Research \(\S+\)\./);
  expect(text).toContain(copy.url);
});

test('what does not fit is counted and named', () => {
  const entries = [
    ...Array.from({ length: shownInDigest + 2 }, () => entry('total-raised')),
    entry('restated'),
    ...Array.from({ length: 3 }, () => entry('claimed')),
  ];
  const { text, headline } = composeDigest(entries, wording);
  expect(headline[0]?.text).toContain('16 findings');
  expect(text).toContain('Not shown: 3 admissions and 3 claims. The command `findings` lists them.');
});

test('a report whose sum fails is shown before any number of unchanged totals', () => {
  const unchanged = Array.from({ length: shownInDigest + 2 }, () => entry('total-unchanged'));
  const failing = entry('does-not-add-up');
  const { text } = composeDigest([...unchanged, failing, entry('total-raised')], wording);
  expect(text).toContain('figures do not add up');
  expect(text).toContain('Not shown: 4 admissions.');
});

test('for any findings in any order, each is shown or counted, and the post fits', () => {
  const given = fc.array(
    fc.record({
      kind: fc.constantFrom(...every),
      revised: fc.option(fc.constantFrom<FindingKind>('restated', 'withdrawn', 'edited'), { nil: undefined }),
      day: fc.integer({ min: 1, max: 30 }),
    }),
    { maxLength: 40 },
  );
  fc.assert(
    fc.property(
      given.chain((all) =>
        fc.tuple(
          fc.constant(all),
          fc.shuffledSubarray(
            all.map((_, index) => index),
            { minLength: all.length },
          ),
        ),
      ),
      ([all, order]) => {
        const entries = all.map(({ kind, revised, day }) =>
          entry(kind, {
            foundAt: `2019-06-${`${day}`.padStart(2, '0')}T12:00:00.000Z`,
            ...(revised === undefined ? {} : { revised }),
          }),
        );
        const message = composeDigest(entries, wording);
        expect(
          composeDigest(
            order.flatMap((index) => entries[index] ?? []),
            wording,
          ),
        ).toEqual(message);
        const left = message.text.match(/^Not shown: (.*)\. The command/m)?.[1] ?? '';
        const counted = [...left.matchAll(/\d+/g)].reduce((total, [digits]) => total + Number(digits), 0);
        expect(counted).toBe(Math.max(0, entries.length - shownInDigest));
        const strong = message.blocks.flatMap((block) =>
          block.type === 'line' && block.spans.at(-1)?.strong === true && block.spans[0]?.strong === true
            ? [block]
            : [],
        );
        const groups = new Set(message.blocks.length === 0 ? [] : groupsShown(message.text)).size;
        const notes = left === '' ? 0 : 1;
        expect(strong.length - groups - notes).toBe(Math.min(entries.length, shownInDigest));
        expect(message.blocks.length).toBeLessThan(50);
      },
    ),
  );
});

function groupsShown(text: string): readonly string[] {
  const groups: readonly string[] = Object.values(wording.language.digest.groups);
  return text.split('\n').filter((line) => groups.includes(line));
}
