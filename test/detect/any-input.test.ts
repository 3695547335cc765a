import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/domain/documents.ts';
import { incidentOutcomes } from '../../src/domain/incidents.ts';
import { measures, qualifiers } from '../../src/domain/measures.ts';
import type { Publisher } from '../../src/domain/publishers.ts';
import { mentionStances } from '../../src/domain/readings.ts';
import { amnesty, carrier, coalition, detect, figure, incident, reading, report } from './reports.ts';

const small = fc.integer({ min: 0, max: 30 });
const readings = fc.uniqueArray(
  fc.record({
    measure: fc.constantFrom(...measures),
    value: small,
    speakers: fc.constantFrom(['cjtf-oir'], ['amnesty', 'airwars'], ['uk-mod']),
    place: fc.constantFrom(null, 'Iraq', 'Iraq and Syria'),
    qualifier: fc.option(fc.constantFrom(...qualifiers)),
  }),
  { maxLength: 8, selector: (each) => JSON.stringify([each.measure, each.speakers, each.place]) },
);
const mentions = fc.array(
  fc.record({
    measure: fc.constantFrom('killed_event', 'injured_event', 'killed_total'),
    value: fc.constantFrom(0, 1, 7),
    valueMax: fc.constantFrom(null, 9),
    stance: fc.constantFrom(...mentionStances),
    speakers: fc.constantFrom(['cjtf-oir'], ['amnesty', 'airwars'], ['other:Freedonian army']),
    place: fc.constantFrom(null, 'Raqqa', 'Mosul'),
    from: fc.constantFrom(null, '2017-03', '2017-03-17'),
    to: fc.constantFrom(null, '2017-03', '2017-03-18'),
  }),
  { maxLength: 5 },
);
const incidents = fc.array(
  fc.record({
    place: fc.constantFrom('Mosul', 'Raqqa', null),
    date: fc.constantFrom('2017-03-17', '2017-03-18', null),
    outcome: fc.constantFrom(...incidentOutcomes),
    killed: fc.option(small),
    reportNumbers: fc.constantFrom([], ['1'], ['2'], ['1', '2']),
    ngoCodes: fc.constantFrom([], ['CI1'], ['CI1', 'CS2']),
  }),
  { maxLength: 4 },
);
const warnings = fc.array(fc.constantFrom({ code: 'no-total', stated: 'nowhere' } as const), { maxLength: 2 });
const month = fc.option(fc.constantFrom('2017-01', '2017-02', '2017-03', '2017-05'));

const anyReport = (documentId: string, snapshot: number): fc.Arbitrary<Report> =>
  fc.record({ month, readings, mentions, incidents, warnings, gone: fc.boolean() }).map((parts) =>
    report(
      parts.month,
      parts.readings.map(({ measure, value, ...rest }) => reading(measure, value, rest)),
      {
        documentId,
        snapshotId: `${documentId}.${snapshot}`,
        state: parts.gone && snapshot === 1 ? 'gone' : 'present',
        mentions: parts.mentions.map(({ measure, value, ...rest }) => ({ ...reading(measure, value), ...rest })),
        incidents: parts.incidents.map((each, index) =>
          incident({ ...each, start: index * 10, quote: `${index} ${each.killed}` }),
        ),
        warnings: parts.warnings,
      },
    ),
  );

/** What a publisher that admits nothing can give, beside mentions. */
const ofOthers: readonly string[] = ['baseline', 'claimed', 'edited', 'reader-warning'];

const publisher = fc.constantFrom<Publisher>(coalition, amnesty, carrier);
const input = fc.record({
  publisher,
  now: anyReport('now', 2),
  before: fc.option(anyReport('now', 1), { nil: undefined }),
  others: fc.tuple(anyReport('a', 2), anyReport('b', 2), anyReport('c', 2)),
  firstContact: fc.boolean(),
  texts: fc.record({
    before: fc.constantFrom('At least 12 killed.', ''),
    now: fc.constantFrom('At least 13 killed.', ''),
  }),
});

describe('any input', () => {
  it('gives findings of one event with unique and repeatable ids', () => {
    fc.assert(
      fc.property(input, ({ now, ...rest }) => {
        const knownIncidents = now.incidents.map((each) => ({ ...each, killed: 99, documentId: 'a' }));
        const run = () => detect(now, { ...rest, knownIncidents, storedFigures: [figure('killed_total', 5)] });
        const { findings, sums } = run();
        const ids = findings.map((finding) => finding.id);
        expect(new Set(ids).size).toBe(ids.length);
        expect(run().findings.map((finding) => finding.id)).toEqual(ids);
        expect(findings.every((finding) => finding.event === now.snapshotId && finding.documentId === 'now')).toBe(
          true,
        );
        for (const sum of sums)
          expect(sum.gap === null ? 'not-checkable' : sum.gap === 0 ? 'adds-up' : 'does-not-add-up').toBe(sum.verdict);
        if (rest.firstContact) expect(findings.map((finding) => finding.kind)).toEqual(['baseline']);
        if (rest.publisher.role !== 'acknowledging')
          expect(findings.filter((f) => !('mentioned' in f) && !ofOthers.includes(f.kind))).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('never subtracts figures of two speakers, measures or places', () => {
    fc.assert(
      fc.property(input, ({ now, ...rest }) => {
        for (const finding of detect(now, rest).findings) {
          if (!('before' in finding && 'now' in finding)) continue;
          const { before, now: after } = finding;
          if (before === null || after === null || typeof before === 'string' || typeof after === 'string') continue;
          if (!('speakers' in before && 'speakers' in after)) continue;
          expect([after.measure, after.speakers]).toEqual([before.measure, before.speakers]);
          if (before.place !== null && after.place !== null) expect(after.place).toBe(before.place);
        }
      }),
      { numRuns: 500 },
    );
  });
});
