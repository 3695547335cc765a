import type { Instant } from '../domain/time.ts';
import type { ExtractedDocument, ListItem, PollContext } from './source.ts';

/** What an operator says of a source whose answers need help, whatever its kind. */
export interface Adjustments {
  /** CSS selectors, and patterns such as `/^Share/i`, of what is no part of a page. */
  readonly ignore: readonly string[];
  /** Ask without conditions, for servers whose ETag or Last-Modified is wrong. */
  readonly ignoreCache: boolean;
  /** `+02:00`: added to every date of the source. */
  readonly dateOffset?: string | undefined;
}

/** Returns the context of a poll or recheck with the adjustments of its source. */
export function adjustedContext(context: PollContext, { ignore, ignoreCache, dateOffset }: Adjustments): PollContext {
  const shiftMs = dateOffset === undefined ? 0 : offsetMs(dateOffset);
  const shifted = (at: Instant | null): Instant | null =>
    at === null || shiftMs === 0 ? at : new Date(Date.parse(at) + shiftMs).toISOString();
  const item = (one: ListItem): ListItem => ({
    ...one,
    published: shifted(one.published),
    updated: shifted(one.updated),
  });
  const { fetch, extract } = context;
  return {
    ...context,
    fetch: ignoreCache ? (url, request) => fetch(url, { ...request, etag: null, lastModified: null }) : fetch,
    extract: {
      async feed(...call) {
        const feed = await extract.feed(...call);
        return { ...feed, items: feed.items.map(item) };
      },
      jsonList: async (...call) => (await extract.jsonList(...call)).map(item),
      links: (...call) => extract.links(...call),
      async document(bytes, contentType, options): Promise<ExtractedDocument> {
        const found = await extract.document(bytes, contentType, {
          ...options,
          ...(ignore.length > 0 ? { ignore } : {}),
        });
        return { ...found, published: shifted(found.published), modified: shifted(found.modified) };
      },
    },
  };
}

function offsetMs(offset: string): number {
  const [, sign, hours, minutes] = /^([+-])(\d\d):(\d\d)$/.exec(offset) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60_000;
}
