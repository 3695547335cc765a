import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { FetchedDocument } from '../../src/domain/documents.ts';
import type { SourceErrorKind } from '../../src/domain/failures.ts';
import { createExtract } from '../../src/extract/extractor.ts';
import type { Cursor, PollResult, SourceKind } from '../../src/poll/source.ts';
import { type Failure, type PageOptions, type Publisher, startPublisher } from '../fakes/publisher.ts';
import { createImpatientClient, createTestClient, sourceError, type TestClient } from '../poll/test-client.ts';

/** One thing that a publisher publishes. */
export interface Release {
  readonly number: number;
  readonly title: string;
  readonly text: string;
}

export interface SourceContract<Options> {
  readonly name: string;
  readonly kind: SourceKind<Options>;
  /** Options that watch what `publish` puts up. Given to the kind's own schema first. */
  options(publisher: Publisher): unknown;
  /** What is polled. */
  readonly path: string;
  /** The address of a release; null where the polled address is the document. */
  readonly itemPath: ((release: Release) => string) | null;
  /** Puts up these releases, newest first. A kind that watches one document shows the first. */
  publish(publisher: Publisher, releases: readonly Release[], page?: PageOptions): void;
}

const sentence = (count: number) => `The assessment finds that ${count} civilians were killed. `.repeat(8);
const first: Release = { number: 101, title: 'Report for April', text: sentence(1_291) };
const second: Release = { number: 102, title: 'Report for May', text: sentence(1_302) };
const third: Release = { number: 103, title: 'Report for June', text: sentence(1_313) };
const edited: Release = { ...second, title: 'Report for May, corrected', text: sentence(1_303) };

/** What every source kind promises, against a real publisher on the loopback interface. */
export function sourceContract<Options>(contract: SourceContract<Options>): void {
  const { kind, itemPath } = contract;
  const extract = createExtract();
  let publisher: Publisher;
  let client: TestClient;
  let options: Options;

  const poll = (cursor?: Cursor, signal?: AbortSignal): Promise<PollResult> =>
    kind.poll(options, cursor === undefined ? undefined : frozen(cursor), client.context(extract, signal));
  const fetched = async (cursor?: Cursor) => {
    const result = await poll(cursor);
    if (result.status !== 'fetched') throw new Error(`Expected documents, got ${result.status}.`);
    return { ...result, cursor: roundTrip(result.cursor) };
  };
  const numbers = (documents: readonly FetchedDocument[]) =>
    documents.map(({ text }) => /(\d)(\d{3}) civilians/.exec(text.replaceAll(',', ''))?.slice(1).join(''));

  describe(`source kind ${contract.name}`, () => {
    beforeAll(async () => {
      publisher = await startPublisher();
      options = kind.options.parse(contract.options(publisher));
    });
    afterAll(async () => {
      await extract.close();
      await publisher.close();
    });
    beforeEach(() => {
      publisher.recover();
      publisher.forget();
      client = createTestClient();
      contract.publish(publisher, itemPath ? [second, first] : [first]);
    });
    afterEach(async () => {
      await client.http.close();
    });

    it('has an example that its own options accept, and accepts no unknown key', () => {
      expect(kind.options.parse(kind.example)).toEqual(kind.example);
      expect(kind.options.safeParse({ ...kind.example, unheardOf: true }).success).toBe(false);
    });

    it('gives the documents at first contact, oldest first, with what the ledger needs', async () => {
      const { documents, problems } = await fetched();
      expect(numbers(documents)).toEqual(itemPath ? ['1291', '1302'] : ['1291']);
      expect(problems ?? []).toEqual([]);
      expect(new Set(documents.map(({ identity }) => identity)).size).toBe(documents.length);
      for (const document of documents) {
        expect(document.identity).toMatch(/^(afpims|url|guid|sha256):/);
        expect(document.url).toContain(publisher.origin);
        expect(document.fetchedAt).toMatch(/^2019-05-31T12:\d\d:\d\d\.000Z$/);
        expect(document.bytes.length).toBeGreaterThan(0);
        expect(document.headers['etag']).toMatch(/^"/);
        expect(document.headers['last-modified']).toContain('2019');
      }
    });

    it('asks conditionally the next time and gives unchanged for 304', async () => {
      const { cursor } = await fetched();
      publisher.forget();
      expect((await poll(cursor)).status).toBe('unchanged');
      expect(publisher.requests()).toHaveLength(1);
      expect(publisher.requests()[0]?.headers['if-none-match']).toMatch(/^"/);
    });

    it('gives unchanged for the same bytes from a server without validators', async () => {
      contract.publish(publisher, itemPath ? [second, first] : [first], { validators: false });
      const { cursor } = await fetched();
      publisher.forget();
      expect((await poll(cursor)).status).toBe('unchanged');
      expect(publisher.requests()).toHaveLength(1);
    });

    it('gives only what is new', async () => {
      const { cursor } = await fetched();
      contract.publish(publisher, itemPath ? [third, second, first] : [third]);
      expect(numbers((await fetched(cursor)).documents)).toEqual(['1313']);
    });

    it('gives an edited document again under the same identity, and its old text when it comes back', async () => {
      contract.publish(publisher, [second]);
      const before = await fetched();
      contract.publish(publisher, [edited]);
      const after = await fetched(before.cursor);
      contract.publish(publisher, [second]);
      const back = await fetched(after.cursor);
      expect([before, after, back].map(({ documents }) => numbers(documents))).toEqual([['1302'], ['1303'], ['1302']]);
      const identities = [before, after, back].flatMap(({ documents }) => documents.map(({ identity }) => identity));
      expect(new Set(identities).size).toBe(1);
    });

    it('keeps its place through failures of every kind, and loses nothing', async () => {
      const { cursor } = await fetched();
      contract.publish(publisher, itemPath ? [third, second, first] : [third]);
      const failures: readonly (readonly [Failure['kind'], SourceErrorKind])[] = [
        ['forbidden', 'blocked'],
        ['challenge', 'blocked'],
        ['login', 'blocked'],
        ['broken', 'unavailable'],
        ['cut', 'unavailable'],
        ['endless', 'too-large'],
        ['empty', 'suspect'],
        ['truncated-gzip', 'unavailable'],
      ];
      for (const [failure, expected] of failures) {
        publisher.fail('*', failure);
        expect([failure, (await sourceError(poll(cursor))).kind]).toEqual([failure, expected]);
      }
      publisher.recover();
      expect(numbers((await fetched(cursor)).documents)).toEqual(['1313']);
    });

    it('gives up on a publisher that does not answer', async () => {
      publisher.fail('*', 'hang');
      const impatient = createImpatientClient();
      const polling = kind.poll(options, undefined, impatient.context(extract));
      expect((await sourceError(polling)).kind).toBe('timeout');
      await impatient.http.close();
    });

    it('takes no larger body than 10 MB, or 50 MB for a PDF', async () => {
      publisher.fail('*', 'huge');
      expect((await sourceError(poll())).kind).toBe('too-large');
    });

    it('passes on how long a rate limit lasts', async () => {
      publisher.fail('*', { kind: 'rate-limited', retryAfter: '90' });
      const error = await sourceError(poll());
      expect([error.kind, error.retryAfterMs]).toEqual(['rate-limited', 90_000]);
    });

    it('passes on until when an answer is fresh', async () => {
      contract.publish(publisher, [first], { headers: { 'cache-control': 'max-age=300' } });
      const { notBefore } = await fetched();
      expect(notBefore?.getTime()).toBeGreaterThan(Date.UTC(2019, 4, 31, 12, 4));
    });

    it('takes a page of another kind for a fault and not for news', async () => {
      const { cursor } = await fetched();
      publisher.page(contract.path, '<!doctype html><title>Welcome</title><p>Hi</p>');
      const error = await sourceError(poll(cursor));
      expect(['not-a-feed', 'suspect']).toContain(error.kind);
      expect(error.message).toMatch(/\.$/);
    });

    it('is not led to a private address', async () => {
      publisher.fail('*', { kind: 'redirect', to: 'http://169.254.169.254/latest/' });
      expect((await sourceError(poll())).kind).toBe('forbidden-address');
    });

    it('ends with the reason of the caller that aborts', async () => {
      publisher.fail('*', 'hang');
      const controller = new AbortController();
      const polling = poll(undefined, controller.signal);
      controller.abort(new Error('shutting down'));
      await expect(polling).rejects.toThrow('shutting down');
    });

    if (itemPath) {
      it('lets the others arrive when one item fails, and asks for that one again', async () => {
        publisher.fail(itemPath(first), 'broken');
        const before = await fetched();
        expect(numbers(before.documents)).toEqual(['1302']);
        expect(before.problems?.map(({ url, error }) => [url, error.kind])).toEqual([
          [publisher.at(itemPath(first)), 'unavailable'],
        ]);
        publisher.recover();
        publisher.forget();
        const after = await fetched(before.cursor);
        expect(numbers(after.documents)).toEqual(['1291']);
        expect(after.problems).toEqual([]);
        expect(publisher.requests(itemPath(second))).toEqual([]);
        expect((await poll(after.cursor)).status).toBe('unchanged');
      });

      it('stops asking a host that sets a rate limit in the middle, and goes on when it is over', async () => {
        publisher.fail(itemPath(first), { kind: 'rate-limited', retryAfter: '60' });
        const before = await fetched();
        expect(before.documents).toEqual([]);
        expect(before.notBefore).toEqual(new Date(client.now().getTime() + 60_000));
        expect(publisher.requests(itemPath(second))).toEqual([]);
        publisher.recover();
        client.advance(60_000);
        expect(numbers((await fetched(before.cursor)).documents)).toEqual(['1291', '1302']);
      });
    }
  });
}

/** What a store may do to a cursor: JSON, and the keys in another order. */
function roundTrip(cursor: Cursor): Cursor {
  return Object.fromEntries(Object.entries(JSON.parse(JSON.stringify(cursor))).reverse());
}

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null)
    for (const inner of Object.values(Object.freeze(value))) frozen(inner);
  return value;
}
