import { expect, test } from 'vitest';
import { circumstancesNotRead, circumstancesOf, type StatedCircumstance } from '../../../src/domain/circumstances.ts';
import { openLedger } from '../../../src/ledger/open.ts';
import type { Subject } from '../../contracts/ledger.contract.ts';
import { admitted, collect, fetched, figureOf, incident, noon, read, reading, total } from '../fixtures.ts';
import { historyWithoutMentions, inserted, madeBy } from './former.ts';

const children: StatedCircumstance<'children'> = {
  state: 'stated',
  value: 7,
  qualifier: 'at least',
  sense: null,
  quote: 'at least 7 of them children',
  start: 40,
  end: 67,
};
const known = circumstancesOf({
  women: { state: 'not-stated' },
  children,
  cause: { ...children, value: null, qualifier: null, sense: 'misidentified', quote: "mistaken for others, 'as said'" },
});

export function circumstanceCases({ ledger, address, raw }: Subject): void {
  const toll = reading({ measure: 'killed_event', circumstances: known });
  const given = read({ readings: [toll, reading()], incidents: [incident({ circumstances: known }), incident()] });
  const stored = () =>
    ledger().transaction((open) =>
      open.addSnapshot({ source: 'feed', publisher: 'cjtf-oir', document: fetched('one'), read: given }),
    );

  test('come back with their report, with the lookups and with findings', async () => {
    const made = await stored();
    expect(made.readings).toEqual(given.readings);
    expect(made.incidents).toEqual(given.incidents);
    const [total] = await ledger().lookups.totals();
    const [event] = await ledger().lookups.totals({ measure: 'killed_event' });
    expect([total?.circumstances, event?.circumstances]).toEqual([null, known]);
    const { rows } = await ledger().lookups.incidents({ limit: 5 });
    expect(rows.map(({ circumstances }) => circumstances)).toEqual([circumstancesNotRead, known]);
    const finding = admitted(made);
    await ledger().transaction((open) => open.addFindings([finding]));
    expect(await ledger().lookups.finding(finding.id)).toMatchObject({ now: { circumstances: known } });
  });

  test('are restored from an export', async () => {
    await stored();
    const exported = await collect(ledger().export('json'));
    const restored = await openLedger(await address());
    await restored.restore([exported]);
    expect(await restored.transaction((open) => open.report('cjtf-oir', 'afpims:1860000'))).toMatchObject(given);
    await restored.close();
  });

  test.skipIf(raw === undefined)('were not read in a ledger of an earlier version', async () => {
    const former = await address();
    const id = 'a1'.repeat(32);
    const { circumstances: _new, ...figure } = figureOf(await stored());
    const { circumstances: _too, ...entry } = incident();
    const findings = [
      { id, kind: 'claimed', now: figure, before: { ...figure, measure: 'killed_total' } },
      { id: 'b2'.repeat(32), kind: 'incident-added', incident: entry },
    ].map((body) =>
      inserted('findings', {
        ...{ id: body.id, event: 'doc.1', kind: body.kind, publisher: 'cjtf-oir', found_at: noon('2019-06-01') },
        body: JSON.stringify(body),
      }),
    );
    await raw?.(former, await madeBy(former, '0013', [historyWithoutMentions, ...findings].join('\n')));
    const opened = await openLedger(former);
    const run = { snapshotId: 'doc.1', at: noon('2019-06-01') };
    const [before] = await opened.transaction((open) => open.reports('cjtf-oir'));
    expect(before?.readings.map(({ circumstances }) => circumstances)).toEqual([null]);
    expect(await opened.lookups.finding(id)).toMatchObject({
      now: { circumstances: circumstancesNotRead },
      before: { circumstances: null },
    });
    expect(await opened.lookups.finding('b2'.repeat(32))).toMatchObject({
      incident: { circumstances: circumstancesNotRead },
    });
    const later = await opened.transaction((open) =>
      open.addReaderRun({ ...run, read: total('2019-05', 3, { readings: [toll] }) }),
    );
    expect(later.readings).toEqual([toll]);
    await opened.close();
  });
}
