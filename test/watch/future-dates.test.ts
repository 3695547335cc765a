import { expect, test } from 'vitest';
import type { FetchedDocument } from '../../src/domain/documents.ts';
import { read } from '../../src/read/index.ts';
import { readDocuments } from '../../src/watch/read-documents.ts';

const source = { id: 's', publisher: { id: 'amnesty', name: 'Amnesty International', role: 'documenting' } } as const;
const document = (identity: string, published: string | null): FetchedDocument => ({
  identity,
  url: `https://e.org/${identity}`,
  title: identity,
  published,
  fetchedAt: '2019-06-01T00:00:00.000Z',
  contentType: 'text/html',
  headers: {},
  bytes: new Uint8Array(),
  text: 'Words about the work of the organisation.',
});

test('a date that is not reached yet is no date, and orders nothing', () => {
  const documents = [
    document('far', '2109-05-01T10:00:00.000Z'),
    document('soon', '2019-06-03T00:00:00.000Z'),
    document('tomorrow', '2019-06-01T23:00:00.000Z'),
    document('may', '2019-05-02T00:00:00.000Z'),
  ];
  const found = readDocuments(source, documents, read).map(({ document: { identity, published } }) => [
    identity,
    published,
  ]);
  expect(found).toEqual([
    ['far', null],
    ['soon', null],
    ['may', '2019-05-02T00:00:00.000Z'],
    ['tomorrow', '2019-06-01T23:00:00.000Z'],
  ]);
});
