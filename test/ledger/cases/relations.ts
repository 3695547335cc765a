import { expect, test } from 'vitest';
import type { Relation } from '../../../src/domain/relations/relation.ts';
import { openLedger } from '../../../src/ledger/open.ts';
import type { Subject } from '../../contracts/ledger.contract.ts';
import { collect, fetched, noon, position, read } from '../fixtures.ts';

const words = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) => `word${(from + index) * 7919}`).join(' ');

export function relationCases({ ledger, address, raw, at }: Subject): void {
  const store = (publisher: string, text: string, day = '2019-05-31') =>
    ledger().transaction((open) =>
      open.addSnapshot({
        source: 'feed',
        publisher,
        document: fetched(text, { identity: `url:${publisher}`, day }),
        read: read({ positions: [position()] }),
      }),
    );
  const copyOf = (from: string, to: string): Relation => ({
    ...{ kind: 'copy-of', from, to },
    reason: { code: 'named-source', share: 0.97, quote: 'Source: Amnesty International' },
  });

  test('are stored once, with their first reason, and come back by either document', async () => {
    const [one, other] = [await store('amnesty', 'one'), await store('globalresearch', 'other')];
    const relation = copyOf(other.documentId, one.documentId);
    const again: Relation = { ...relation, reason: { code: 'shared-text', share: 0.5 } };
    const answers: Relation = {
      ...{ kind: 'reacts-to', from: one.documentId, to: other.documentId },
      reason: { code: 'quoted-figure', measure: 'killed_total', value: 1302 },
    };
    await ledger().transaction(async (open) => {
      expect(await open.addRelations([relation, relation], noon('2019-06-01'))).toEqual([relation]);
      expect(await open.addRelations([again, answers], noon('2019-06-02'))).toEqual([answers]);
      expect(await open.relationsOf([one.documentId])).toEqual([relation, answers]);
      expect(await open.relationsOf([other.documentId])).toEqual([relation, answers]);
      expect(await open.relationsOf([])).toEqual([]);
    });
  });

  test('need both documents', async () => {
    const { documentId } = await store('amnesty', 'one');
    const stored = ledger().transaction((open) => open.addRelations([copyOf('none', documentId)], noon('2019-06-01')));
    await expect(stored).rejects.toMatchObject({ name: 'LedgerError' });
  });

  test.skipIf(raw === undefined)('are never changed or removed', async () => {
    const [one, other] = [await store('amnesty', 'one'), await store('globalresearch', 'other')];
    await ledger().transaction((open) =>
      open.addRelations([copyOf(other.documentId, one.documentId)], noon('2019-06-01')),
    );
    for (const statement of [
      `UPDATE document_relations SET kind = 'corrects'`,
      'DELETE FROM document_relations',
      `UPDATE positions SET kind = 'denial'`,
      'DELETE FROM positions',
    ])
      await expect(raw?.(at(), statement)).rejects.toThrow();
  });

  test('texts that share runs of words are found, the most alike first, of other publishers and as they are now', async () => {
    const whole = await store('amnesty', words(0, 400));
    const half = await store('hrw', words(200, 400));
    await store('airwars', words(5000, 400));
    const similar = (publisher: string, text: string) =>
      ledger().transaction((open) => open.similarDocuments({ publisher, text }));
    expect(await similar('globalresearch', words(0, 400))).toEqual([whole.documentId, half.documentId]);
    expect(await similar('amnesty', words(0, 400))).toEqual([half.documentId]);
    expect(await similar('globalresearch', 'too short')).toEqual([]);
    await store('amnesty', words(9000, 400));
    expect(await similar('globalresearch', words(0, 300))).toEqual([half.documentId]);
  });

  test('documents are found by publisher and time, and as reports while they are there', async () => {
    const late = await store('amnesty', 'one', '2019-06-05');
    const early = await store('hrw', 'two', '2019-06-01');
    await store('airwars', 'three', '2019-06-02');
    await ledger().transaction(async (open) => {
      const of = { publishers: ['amnesty', 'hrw'], from: noon('2019-05-31'), to: noon('2019-06-06'), limit: 9 };
      expect(await open.publishedBetween(of)).toEqual([late.documentId, early.documentId]);
      expect(await open.publishedBetween({ ...of, limit: 1 })).toEqual([late.documentId]);
      expect(await open.publishedBetween({ ...of, to: noon('2019-06-01') })).toEqual([early.documentId]);
      expect(await open.publishedBetween({ ...of, publishers: [] })).toEqual([]);
      expect(await open.presentReports([late.documentId, 'none'])).toEqual([late]);
      const document = { identity: 'url:hrw', url: 'https://example.org/', fetchedAt: noon('2019-06-07') };
      await open.addGone({ source: 'feed', publisher: 'hrw', document: { ...document, status: 404 } });
      expect(await open.presentReports([early.documentId])).toEqual([]);
    });
  });

  test('the copies of an original are found, also those of its copies, and a copy has none', async () => {
    const [one, two, three] = [
      await store('amnesty', 'one'),
      await store('globalresearch', 'two'),
      await store('courier', 'three'),
    ];
    await ledger().transaction(async (open) => {
      await open.addRelations(
        [copyOf(two.documentId, one.documentId), copyOf(three.documentId, two.documentId)],
        noon('2019-06-02'),
      );
      expect((await open.copiesOf(one.documentId)).toSorted()).toEqual([two.documentId, three.documentId].toSorted());
      expect(await open.copiesOf(two.documentId)).toEqual([]);
    });
  });

  test('demands are listed once, at the original, where they are of a thread, and answers apart from them', async () => {
    const report = await store('cjtf-oir', 'a report');
    const statement = await store('amnesty', 'a statement', '2019-06-01');
    const copy = await store('globalresearch', 'its copy', '2019-06-02');
    await store('airwars', 'of no thread');
    const listed = async () =>
      (await ledger().lookups.demandingStatements()).map(({ report: { documentId }, admission, copies }) => ({
        ...{ documentId, admission: admission?.documentId, copies: copies.map(({ publisher }) => publisher) },
      }));
    expect(await listed()).toEqual([]);
    const reason = { code: 'quoted-figure', measure: 'killed_total', value: 1302 } as const;
    await ledger().transaction((open) =>
      open.addRelations(
        [
          copyOf(copy.documentId, statement.documentId),
          { kind: 'reacts-to', from: statement.documentId, to: report.documentId, reason },
        ],
        noon('2019-06-02'),
      ),
    );
    expect(await listed()).toEqual([
      { documentId: statement.documentId, admission: report.documentId, copies: ['globalresearch'] },
    ]);
    expect(await ledger().lookups.answeringDocuments()).toEqual([]);
    await ledger().transaction((open) =>
      open.addSnapshot({
        source: 'feed',
        publisher: 'cjtf-oir',
        document: fetched('a reply', { identity: 'url:reply', day: '2019-06-03' }),
        read: read({ positions: [position({ kind: 'replies', rule: 'replies-to-a-publication' })] }),
      }),
    );
    expect(
      (await ledger().lookups.answeringDocuments()).map(({ report: { publisher }, events }) => [publisher, events]),
    ).toEqual([['cjtf-oir', []]]);
  });

  test('positions come back with their report, and sketches are drawn again from a restored ledger', async () => {
    const made = await store('amnesty', words(0, 400));
    expect(made.positions).toEqual([position()]);
    const pieces = await collect(ledger().export('json'));
    const copy = await openLedger(await address());
    await copy.restore(pieces);
    await copy.transaction(async (open) => {
      expect(await open.similarDocuments({ publisher: 'hrw', text: words(0, 400) })).toEqual([made.documentId]);
      expect((await open.presentReports([made.documentId]))[0]?.positions).toEqual([position()]);
    });
    await copy.close();
  });
}
