import type { Application } from '../../app/application.ts';
import type { ConfiguredSource } from '../../app/sources.ts';
import type { FetchedDocument } from '../../domain/documents.ts';
import type { Instant } from '../../domain/time.ts';
import { shownAddress } from '../../poll/http/source-errors.ts';
import { matcher } from '../../poll/match.ts';
import { type Fetch, type ListItem, type PollContext, SourceError } from '../../poll/source.ts';
import { read } from '../../read/index.ts';
import { readSafely } from '../../watch/read-documents.ts';
import { type Check, messageOf, off, ok, problem } from './check.ts';

/** Polls each source as `poll` does, with one document fetched, and says what came. Stores nothing. */

type Place = Pick<ConfiguredSource['source'], 'poll' | 'context' | 'url'>;

/** What a place gave on the way to its document. */
interface Seen {
  /** Entries of the list; null where the place is no list. */
  items: number | null;
  matching: number;
  newest: Instant | null;
  selectorMissed: boolean;
}

/** A server's clock at the time of ours, in ms. */
export interface ClockReading {
  readonly theirs: number;
  readonly ours: number;
}

export async function sourceChecks(
  application: Application,
  signal: AbortSignal,
): Promise<{ readonly checks: readonly Check[]; readonly clocks: readonly ClockReading[] }> {
  const clocks: ClockReading[] = [];
  const checked = await Promise.all(
    application.sources.map((configured) =>
      application.limit(async () => {
        const { source, config } = configured;
        const own = await placeCheck(application, configured, source, {
          name: `${source.id} (${config.kind})`,
          clocks,
          signal,
        });
        const fallbacks: Check[] = [];
        for (const [index, fallback] of source.fallbacks.entries()) {
          const kind = config.fallbacks[index]?.kind ?? '';
          const name = `${source.id}, fallback ${index + 1} (${kind})`;
          fallbacks.push(await placeCheck(application, configured, fallback, { name, clocks, signal }));
        }
        return standIn([own, ...fallbacks]);
      }),
    ),
  );
  return { checks: checked.flat(), clocks };
}

/** Where one place of a source answers, faults of the others are no problem of the watch. */
function standIn(checks: readonly Check[]): readonly Check[] {
  if (checks.every(({ state }) => state !== 'ok')) return checks;
  return checks.map((check, index) =>
    check.state !== 'problem'
      ? check
      : off('network', `${check.says}${index === 0 ? '; a fallback stands in' : ''}`, check.fix ?? ''),
  );
}

async function placeCheck(
  application: Application,
  { config, source }: ConfiguredSource,
  place: Place,
  { name, clocks, signal }: { readonly name: string; readonly clocks: ClockReading[]; readonly signal: AbortSignal },
): Promise<Check> {
  const seen: Seen = { items: null, matching: 0, newest: null, selectorMissed: false };
  const options = (place === source ? config.options : optionsOf(config, place)) as {
    readonly match?: string | readonly string[];
  };
  const context = observed(place.context(signal), seen, { match: options.match, clocks });
  try {
    const result = await place.poll(undefined, context);
    const documents = result.status === 'fetched' ? result.documents : [];
    const [failed] = result.status === 'fetched' ? (result.problems ?? []) : [];
    if (seen.items !== null && seen.matching === 0)
      return problem(
        'network',
        `${name}: ${listed(seen)}, and match catches none of them`,
        'Open the address in a browser. If it lists such releases now, correct match; if the publisher has had none lately, leave it.',
      );
    if (failed !== undefined)
      return problem('network', `${name}: ${listed(seen)}; ${failed.error.kind}`, failed.error.message);
    if (seen.selectorMissed)
      return problem(
        'network',
        `${name}: the selector catches nothing on ${documents[0] ? shownAddress(documents[0].url) : 'the page'}`,
        'Open the page in a browser and correct the selector, or leave it out.',
      );
    const [document] = documents;
    const what = document === undefined ? 'no document' : readOf(application, source, document);
    return ok('network', `${name}: ${seen.items === null ? what : `${listed(seen)}; ${what}`}`);
  } catch (error) {
    const kind = error instanceof SourceError ? error.kind : 'unavailable';
    return problem('network', `${name}: ${kind}`, messageOf(error));
  }
}

function optionsOf({ fallbacks }: ConfiguredSource['config'], { url }: Place): object {
  const found = fallbacks.find(({ options }) => (options as { readonly url: string }).url === url); // every kind has a url
  return (found?.options ?? {}) as object;
}

function listed({ items, matching, newest }: Seen): string {
  const dated = newest === null ? 'without dates' : `the newest of ${newest.slice(0, 10)}`;
  return `${items} ${items === 1 ? 'item' : 'items'} (${dated}), ${matching} matching`;
}

/** What the reader makes of a document. */
function readOf({ wording }: Application, source: ConfiguredSource['source'], document: FetchedDocument): string {
  const speakers = wording.names.speakers.configured;
  const result = readSafely((text, reading) => read(text, { ...reading, speakers }), document.text, {
    publisher: source.publisher.id,
    url: document.url,
    title: document.title,
    published: document.published?.slice(0, 10) ?? null,
  });
  const figures = result.readings.slice(0, 3).map(({ measure, value }) => `${measure} ${value}`);
  const left = result.readings.length - figures.length;
  const taken = [
    ...(figures.length === 0 ? ['no figure'] : [`${figures.join(', ')}${left > 0 ? ` and ${left} more` : ''}`]),
    ...(result.incidents.length === 0 ? [] : [`${result.incidents.length} incidents`]),
  ];
  const title = document.title === null ? shownAddress(document.url) : `"${document.title.slice(0, 80)}"`;
  return `of ${title} the reader takes ${taken.join(' and ')}`;
}

/** The context of a poll, which counts what a list has and passes on its newest matching item alone. */
function observed(
  context: PollContext,
  seen: Seen,
  { match, clocks }: { readonly match: string | readonly string[] | undefined; readonly clocks: ClockReading[] },
): PollContext {
  const matches = matcher(match);
  const newestOf = <Item extends Pick<ListItem, 'title' | 'url'>>(
    items: readonly Item[],
    published: (item: Item) => Instant | null,
  ) => {
    const matching = items.filter(matches);
    seen.items = (seen.items ?? 0) + items.length;
    seen.matching += matching.length;
    for (const item of items) {
      const at = published(item);
      if (at !== null && (seen.newest === null || at > seen.newest)) seen.newest = at;
    }
    const first = matching.toSorted((a, b) => (published(b) ?? '').localeCompare(published(a) ?? '')).slice(0, 1);
    return first.length === 0 ? items : first;
  };
  const fetch: Fetch = async (url, request) => {
    const answer = await context.fetch(url, request);
    const theirs = answer.status === 'ok' ? Date.parse(answer.headers['date'] ?? '') : Number.NaN;
    if (!Number.isNaN(theirs)) clocks.push({ theirs, ours: context.now().getTime() });
    return answer;
  };
  const { extract } = context;
  return {
    ...context,
    fetch,
    extract: {
      async feed(...call) {
        const feed = await extract.feed(...call);
        return { ...feed, items: newestOf(feed.items, ({ published }) => published) };
      },
      jsonList: async (...call) => newestOf(await extract.jsonList(...call), ({ published }) => published),
      links: async (...call) =>
        newestOf(
          (await extract.links(...call)).map(({ url, text }) => ({ url, text, title: text })),
          () => null,
        ),
      async document(...call) {
        const document = await extract.document(...call);
        if (document.selectorMissed === true) seen.selectorMissed = true;
        return document;
      },
    },
  };
}
