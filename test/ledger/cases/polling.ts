import { expect, test } from 'vitest';
import type { Subject } from '../../contracts/ledger.contract.ts';
import { fetched, noon, read, sourceState, total } from '../fixtures.ts';

export function pollingCases({ ledger }: Subject): void {
  test('the state of a source is what was last set', async () => {
    expect(await ledger().polling.source('feed')).toBeUndefined();
    await ledger().polling.setSource('feed', sourceState());
    const failing = sourceState({
      failures: 3,
      lastError: { kind: 'timeout', message: '\0 slow' },
      cursor: null,
      reportedBroken: true,
    });
    await ledger().polling.setSource('feed', failing);
    expect(await ledger().polling.source('feed')).toEqual(failing);
    await ledger().transaction((open) =>
      open.addSnapshot({ source: 'feed', publisher: 'cjtf-oir', document: fetched('one'), read: read() }),
    );
    expect(await ledger().lookups.sources()).toEqual([{ ...failing, source: 'feed', documents: 1 }]);
  });

  test('known documents come least recently checked first, with what to ask them', async () => {
    await ledger().transaction(async (open) => {
      for (const [identity, day] of [
        ['url:1', '2019-05-01'],
        ['url:2', '2019-05-02'],
        ['url:3', '2019-05-03'],
        ['url:4', '2019-05-04'],
      ] as const) {
        await open.addSnapshot({
          source: 'feed',
          publisher: 'cjtf-oir',
          document: fetched('text', { identity, day }),
          read: read(),
        });
      }
      await open.addSnapshot({
        source: 'other',
        publisher: 'cjtf-oir',
        document: fetched('text', { identity: 'url:5' }),
        read: read(),
      });
      await open.addGone({
        source: 'feed',
        publisher: 'cjtf-oir',
        document: {
          identity: 'url:4',
          url: 'https://example.org/',
          fetchedAt: noon('2019-05-05'),
          status: 404,
        },
      });
      await open.polling.markChecked({
        publisher: 'cjtf-oir',
        identity: 'url:1',
        at: noon('2019-05-06'),
        validators: { etag: '"v2"', lastModified: null },
        answer: 'unchanged',
      });
    });
    const known = await ledger().polling.knownDocuments({ source: 'feed', limit: 10 });
    expect(known.map((document) => document.identity)).toEqual(['url:2', 'url:3', 'url:1']);
    expect(known[0]).toMatchObject({ etag: '"v1"', lastModified: 'Fri, 31 May 2019 12:00:00 GMT', textLength: 4 });
    expect(known[2]).toMatchObject({ etag: '"v2"', lastModified: null, lastCheckedAt: noon('2019-05-06') });
    expect(await ledger().polling.knownDocuments({ source: 'feed', limit: 1 })).toHaveLength(1);
    const check = ledger().transaction((open) =>
      open.polling.markChecked({
        publisher: 'cjtf-oir',
        identity: 'url:9',
        at: noon('2019-05-06'),
        validators: { etag: null, lastModified: null },
        answer: 'unchanged',
      }),
    );
    await expect(check).rejects.toMatchObject({ kind: 'missing' });
  });

  test('snapshots of an older or no reader are found, oldest first, page by page', async () => {
    const ids = await ledger().transaction(async (open) => {
      const made: string[] = [];
      for (const [day, reader, readerVersion] of [
        ['2019-05-03', 'a', 1],
        ['2019-05-01', 'a', 1],
        ['2019-05-02', 'none', 1],
        ['2019-05-04', 'a', 2],
      ] as const) {
        const document = fetched(`text of ${day}`, { identity: `url:${day}`, day });
        made.push(
          (
            await open.addSnapshot({
              source: 'feed',
              publisher: 'cjtf-oir',
              document,
              read: total('2019-04', 1, { reader, readerVersion }),
            })
          ).snapshotId,
        );
      }
      await open.addGone({
        source: 'feed',
        publisher: 'cjtf-oir',
        document: {
          identity: 'url:2019-05-03',
          url: 'https://example.org/',
          fetchedAt: noon('2019-05-05'),
          status: 404,
        },
      });
      return made;
    });
    const outdated = (versions: Record<string, number>, after: string | null = null, limit = 10) =>
      ledger().polling.outdatedSnapshots({ versions, after, limit });
    const found = await outdated({ a: 2 });
    expect(found.map((one) => one.text)).toEqual(['text of 2019-05-01', 'text of 2019-05-02', 'text of 2019-05-03']);
    expect((await outdated({ a: 2 }, found[0]?.snapshotId ?? '', 1)).map((one) => one.text)).toEqual([
      'text of 2019-05-02',
    ]);
    expect((await outdated({ a: 1, none: 1 })).map((one) => one.text)).toEqual([]);
    expect(await outdated({})).toHaveLength(4);
    await ledger().transaction((open) =>
      open.addReaderRun({
        snapshotId: ids[1] ?? '',
        read: total('2019-04', 1, { reader: 'a', readerVersion: 2 }),
        at: noon('2020-01-01'),
      }),
    );
    expect((await outdated({ a: 2, none: 1 })).map((one) => one.text)).toEqual(['text of 2019-05-03']);
  });
}
