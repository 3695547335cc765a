import { afterEach, beforeEach, expect, test } from 'vitest';
import type { FetchedDocument } from '../../src/domain/documents.ts';
import type { Ledger } from '../../src/ledger/ledger.ts';
import { openLedger } from '../../src/ledger/open.ts';
import { identify } from '../../src/watch/identify.ts';
import { fetched, read } from '../ledger/fixtures.ts';

/** Which stored document a fetched one is, by guid, address and text together. */

let ledger: Ledger;
beforeEach(async () => {
  ledger = await openLedger(':memory:');
});
afterEach(() => ledger.close());

const sentence = (place: string, killed: number) =>
  `The Coalition killed ${killed} civilians in ${place}, and the investigators spoke to the families of all of them.`;
const long = [sentence('Raqqa', 160), sentence('Mosul', 94), sentence('Hajin', 12)].join(' ');

interface Item {
  readonly identity: string;
  readonly url: string;
  readonly guid: string | null;
  readonly text: string;
}
const documentOf = ({ text, ...rest }: Item): FetchedDocument => ({ ...fetched(text), ...rest });

async function store(item: Item): Promise<void> {
  const document = documentOf(item);
  await ledger.transaction((open) =>
    open.addSnapshot({ source: 'feed', publisher: 'amnesty', document, read: read({ readings: [] }) }),
  );
}
const identityOf = (item: Item, publisher = 'amnesty') =>
  ledger.transaction(async (open) => (await identify(open, publisher, documentOf(item))).identity);

const page = { identity: 'url:e.org/a', url: 'https://e.org/a', guid: '77', text: long } as const;
const moved = { ...page, identity: 'url:e.org/a?rsstime=2', url: 'https://e.org/a?rsstime=2' } as const;

test('an address that changes at every visit makes no other document', async () => {
  await store(page);
  expect(await identityOf(moved)).toBe('url:e.org/a');
  expect(await identityOf({ ...moved, guid: null }), 'also without a guid').toBe('url:e.org/a');
  expect(await identityOf({ ...moved, text: `${long} One more sentence was added.` }), 'edited and moved').toBe(
    'url:e.org/a',
  );
  expect(await identityOf(moved, 'airwars'), 'of another publisher').toBe(moved.identity);
});

test('a form that is used again for another strike is another document', async () => {
  await store({ ...page, guid: null });
  const other = documentOf({ ...moved, guid: null });
  const identityWith = (changes: Partial<FetchedDocument>) =>
    ledger.transaction(async (open) => (await identify(open, 'amnesty', { ...other, ...changes })).identity);
  expect(await identityWith({ title: 'A strike of April' })).toBe(moved.identity);
  expect(await identityWith({ published: '2019-07-01T12:00:00.000Z' })).toBe(moved.identity);
  expect(await identityWith({ title: null })).toBe(page.identity);
});

test('a guid that is used again for another text is another document', async () => {
  await store(page);
  const text =
    'Words about the yearly meeting of the organisation, its members and the election of its board in London.';
  expect(await identityOf({ ...moved, text })).toBe(moved.identity);
});

test('a short text that two pages share does not make them one', async () => {
  await store({ ...page, guid: null, text: 'Read more.' });
  expect(await identityOf({ ...moved, guid: null, text: 'Read more.' })).toBe(moved.identity);
});

test('a page that returns is itself, also where another has its text meanwhile', async () => {
  await store({ ...page, guid: null });
  const gone = { identity: page.identity, url: page.url, fetchedAt: '2019-06-01T12:00:00.000Z', status: 404 } as const;
  await ledger.transaction((open) => open.addGone({ source: 'feed', publisher: 'amnesty', document: gone }));
  await store({ ...moved, guid: null });
  expect(await identityOf({ ...page, guid: null })).toBe(page.identity);
  const embedded = { ...page, identity: 'guid:78', guid: '78', text: `${long} One more sentence.` };
  expect(await identityOf(embedded), 'a gone page has no text to compare with').toBe('guid:78');
});

test('article numbers decide alone', async () => {
  await store({ ...page, identity: 'afpims:1' });
  expect(await identityOf({ ...page, identity: 'afpims:2', url: 'https://e.org/b' })).toBe('afpims:2');
});

const entry = (guid: string, text: string) => ({ identity: `guid:${guid}`, url: 'https://e.org/live', guid, text });

test('two texts of a list with one address are two documents', async () => {
  await store(entry('a', sentence('Raqqa', 160)));
  expect(await identityOf(entry('b', sentence('Mosul', 94)))).toBe('guid:b');
});

test('a text of a list whose guid changes stays one document', async () => {
  await store(entry('a', sentence('Raqqa', 160)));
  expect(await identityOf(entry('b', sentence('Raqqa', 160)))).toBe('guid:a');
  await store(entry('c', long));
  expect(await identityOf({ ...entry('d', long), url: 'https://e.org/other' })).toBe('guid:c');
});

test('a text that was stored by its address before guids were stored keeps its document', async () => {
  await store({ ...entry('a', long), identity: 'url:e.org/live', guid: null });
  expect(await identityOf(entry('a', `${long} One more sentence was added.`))).toBe('url:e.org/live');
  expect(await identityOf(entry('b', sentence('Baghuz', 3)))).toBe('guid:b');
});
