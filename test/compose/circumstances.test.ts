import { describe, expect, it } from 'vitest';
import { incidents } from '../../src/commands/lookups/incidents.ts';
import { incidentTrace, traceBlocks } from '../../src/commands/lookups/trace.ts';
import { circumstanceLines, quoteNamesTheDead } from '../../src/compose/circumstances.ts';
import { compose } from '../../src/compose/compose.ts';
import {
  type CircumstanceKind,
  type CircumstanceSense,
  type Circumstances,
  circumstanceKinds,
  circumstanceRows,
  circumstancesNotRead,
  circumstancesOf,
} from '../../src/domain/circumstances.ts';
import type { Admitted, Claimed, IncidentAdded } from '../../src/domain/findings.ts';
import type { Qualifier } from '../../src/domain/measures.ts';
import { unrelated } from '../../src/domain/relations/related.ts';
import { figure, incident, wording } from './events.ts';

function stated(value: number | null = null, qualifier: Qualifier | null = null, quote = 'Facsimile: stated.') {
  return { state: 'stated' as const, value, qualifier, sense: null, quote, start: 0, end: quote.length };
}
function sense<Sense extends CircumstanceSense>(given: Sense) {
  return { ...stated(), sense: given };
}
const absent = { state: 'not-stated' } as const;
const toll = (known: Partial<Circumstances>, value = 9) =>
  figure('killed_event', value, { place: 'Jilib', circumstances: circumstancesOf(known) });
const lineOf = (known: Partial<Circumstances>, value?: number) =>
  circumstanceLines(toll(known, value), wording).map((block) =>
    block.type === 'line' ? block.spans.map(({ text }) => text).join('') : block.type,
  );

describe('the line of a post', () => {
  it('says who they were, why, and what the text leaves out', () => {
    expect(
      lineOf({
        children: stated(7),
        women: stated(1),
        cause: sense('misidentified'),
        legalFinding: absent,
        payment: absent,
        apology: absent,
      }),
    ).toEqual([
      'Among them: 7 children and 1 woman. Cause stated: civilians were taken for others. Finding on the law: not stated. Payment to survivors: not stated.',
    ]);
  });

  it.each<[string, Partial<Circumstances>, string]>([
    ['a qualifier', { children: stated(7, 'at least') }, 'Among them: at least 7 children.'],
    ['no number', { children: stated(), women: stated() }, 'Among them: children and women.'],
    ['all of the dead', { children: stated(8), women: stated(1) }, 'The dead: 8 children and 1 woman.'],
    ['a qualifier that fits all', { children: stated(9, 'at least') }, 'Among them: at least 9 children.'],
    ['a finding', { legalFinding: sense('possibly-unlawful') }, 'Finding on the law: possibly unlawful, it says.'],
    ['no payment', { payment: sense('none') }, 'Payment to survivors: none made, it says.'],
    ['an apology', { apology: sense('regretted') }, 'Apology: regret or condolences expressed.'],
    ['a demand', { callForReparation: stated() }, 'Reparation: called for.'],
  ])('has words for %s', (_case, known, text) => {
    expect(lineOf(known)).toEqual([text]);
  });

  it('is not there where nothing is stated, was read, or applies', () => {
    expect(lineOf({})).toEqual([]);
    expect(lineOf({ cause: absent, legalFinding: absent, children: absent })).toEqual([]);
    expect(circumstanceLines(figure('killed_total', 1302), wording)).toEqual([]);
  });

  it('has words for every sense', () => {
    for (const kind of circumstanceKinds)
      for (const each of circumstanceRows[kind].senses)
        expect(wording.language.circumstances.senses[kind]?.[each]).toMatch(/\S/);
  });

  it('never says "not stated" of what was not read', () => {
    expect(lineOf({ children: stated(3) }).join()).not.toContain('not stated');
  });
});

const base = {
  ...{ id: 'f'.repeat(64), event: 'e', publisher: 'africom', source: null, documentId: 'd', snapshotId: 'd.1' },
  ...{ period: null, foundAt: '2024-05-10T00:00:00.000Z' },
};
const postOf = (finding: Admitted | Claimed | IncidentAdded) =>
  compose({ event: 'e', findings: [finding], report: null, sums: [], comparison: [], related: unrelated }, wording)
    .text;

describe('a post', () => {
  const known = { children: stated(3) };
  it.each([
    ['admitted', { ...base, kind: 'admitted', now: toll(known) }],
    ['claimed', { ...base, kind: 'claimed', now: toll(known), before: null }],
    [
      'incident-added',
      { ...base, kind: 'incident-added', incident: incident({ circumstances: circumstancesOf(known) }) },
    ],
  ] as const)('of %s has the line', (_kind, finding) => {
    expect(postOf(finding)).toContain('Among them: 3 children.');
  });

  it('does not print a sentence that names the dead', () => {
    const quote = 'Facsimile: Amal Haddad, 34, was among the nine killed.';
    const now = { ...toll({ names: stated(null, null, quote) }), quote };
    expect(quoteNamesTheDead(now)).toBe(true);
    const text = postOf({ ...base, kind: 'admitted', now });
    expect(text).not.toContain('Haddad');
    expect(text).toContain('The sentence names the dead.');
    expect(postOf({ ...base, kind: 'admitted', now: { ...now, circumstances: circumstancesNotRead } })).toContain(
      'Haddad',
    );
  });
});

const textOf = (blocks: readonly object[]) => JSON.stringify(blocks);

describe('who asks', () => {
  it('gets each statement with its quote, and what was not stated or not read', async () => {
    const named = stated(null, null, 'The dead were Amal Haddad and Omar Haddad.');
    const now = toll({ names: named, cause: sense('crossfire'), payment: absent });
    const event = { event: 'e', findings: [], report: null, sums: [], comparison: [], related: unrelated };
    const copies = { event: () => Promise.resolve(event) };
    const text = textOf(await traceBlocks('The figure: ', now, event, copies, wording));
    expect(text).toContain('Names of the dead: the sentence names them.');
    expect(text).toContain(named.quote);
    expect(text).toContain('Cause stated: crossfire.');
    expect(text).toContain('Not stated in the text: Payment to survivors.');
    expect(text).toContain('Not read: Women, Children, Finding on the law');
  });

  it('gets nothing about circumstances where none was read', () => {
    const text = textOf(incidentTrace('The entry: ', incident(), null, wording));
    expect(text).not.toContain('Not read');
    const read = incidentTrace(
      'The entry: ',
      incident({ circumstances: circumstancesOf({ women: absent }) }),
      null,
      wording,
    );
    expect(textOf(read)).toContain('Not stated in the text: Women.');
  });

  it('gets a column in the list of entries', async () => {
    const row = (known: Partial<Circumstances>) => ({
      ...incident({ circumstances: circumstancesOf(known) }),
      documentId: 'd',
      publisher: 'cjtf-oir',
      url: 'https://example.org/',
      published: null,
      event: 'e',
    });
    const list = async (rows: readonly ReturnType<typeof row>[]) => {
      const lookups = { incidents: () => Promise.resolve({ rows, next: null }) };
      const context = { lookups, wording, now: base.foundAt } as unknown as Parameters<typeof incidents>[1];
      return textOf((await incidents({}, context)).message.blocks);
    };
    expect(await list([row({ children: stated(2) }), row({})])).toContain('The dead: 2 children.');
    expect(await list([row({})])).not.toContain(wording.language.circumstances.column);
  });
});

it('has a label for every kind', () => {
  const labels: Readonly<Record<CircumstanceKind, string>> = wording.language.circumstances.labels;
  expect(Object.keys(labels)).toEqual(circumstanceKinds);
});
