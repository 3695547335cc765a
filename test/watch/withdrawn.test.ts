import { afterEach, beforeEach, expect, test } from 'vitest';
import { builtInSpeakers } from '../../src/domain/speakers.ts';
import { type OpenedLedger, openLedger } from '../../src/ledger/open.ts';
import { createRecorder } from '../../src/watch/recorder.ts';
import { fetched, read } from '../ledger/fixtures.ts';

const source = { id: 'releases', publisher: { id: 'cjtf-oir', name: 'CJTF-OIR', role: 'acknowledging' } } as const;
const { identity, url } = fetched('a report');
const at = (hours: number) => new Date(Date.parse('2019-06-01T00:00:00.000Z') + hours * 3_600_000).toISOString();

let ledger: OpenedLedger;
let recorder: ReturnType<typeof createRecorder>;
beforeEach(async () => {
  ledger = await openLedger(':memory:');
  recorder = createRecorder({
    ...{ ledger, speakers: builtInSpeakers, read: () => read(), readerVersions: {}, observe: () => {} },
    now: () => new Date(at(0)),
    withdrawnAfterMs: 6 * 3_600_000,
  });
  await answered('a report', 0);
});
afterEach(() => ledger.close());

const missing = (hours: number) => recorder.gone(source, { identity, url, fetchedAt: at(hours), status: 404 });
async function answered(text: string, hours: number): Promise<void> {
  for (const one of recorder.read(source, [fetched(text, { fetchedAt: at(hours) })]))
    await recorder.document(source, one, false);
}
const stateOf = async () =>
  (await ledger.transaction((open) => open.report(source.publisher.id, identity)))?.state ?? 'unknown';

test('a page counts as withdrawn when a second poll misses it, six hours after the first', async () => {
  expect(await missing(24)).toBe(0);
  expect(await missing(29)).toBe(0);
  expect(await stateOf()).toBe('present');
  expect(await missing(30)).toBe(1);
  expect(await stateOf()).toBe('gone');
  expect(await missing(48), 'it is told once').toBe(0);
});

test('a page that was there in between was not missing all the time', async () => {
  expect(await missing(24)).toBe(0);
  await answered('a report', 27);
  expect(await missing(31)).toBe(0);
  await answered('a report, edited', 33);
  expect(await missing(40)).toBe(0);
  expect(await missing(46)).toBe(1);
});

test('an address that does not answer says nothing of whether the page is there', async () => {
  expect(await missing(24)).toBe(0);
  await ledger.transaction((open) =>
    open.polling.markChecked({
      ...{ publisher: source.publisher.id, identity, at: at(27), answer: 'none' },
      validators: { etag: null, lastModified: null },
    }),
  );
  expect(await missing(31)).toBe(1);
});
