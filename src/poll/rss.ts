import { z } from 'zod';
import { shownAddress } from './http/source-errors.ts';
import { optionsFingerprint, readListCursor } from './list-cursor.ts';
import { pollListItems } from './list-items.ts';
import { address, assertNotEmpty, listOptions, pollRequest, unchanged } from './options.ts';
import type { SourceKind } from './source.ts';

const options = z.strictObject({
  url: address.describe('The RSS, Atom or JSON feed'),
  follow: z
    .boolean()
    .default(true)
    .describe("true: each item's page or PDF is the document. false: the HTML in the feed is (whole articles only)"),
  ...listOptions,
});
type RssOptions = z.infer<typeof options>;

const accept =
  'application/rss+xml,application/atom+xml,application/feed+json,application/xml;q=0.9,text/xml;q=0.9,*/*;q=0.5';

/** A feed: RSS 0.9 to 2.0, Atom or JSON Feed. */
export const rss: SourceKind<RssOptions> = {
  kind: 'rss',
  options,
  example: {
    url: 'https://www.centcom.mil/DesktopModules/ArticleCS/RSS.ashx?ContentType=2&Site=808&max=20',
    follow: true,
    match: ['civilian casualty', '/civ(ilian)?[- ]?(cas|harm)/i'],
    mayShrink: false,
    maxItems: 50,
  },

  async poll(options, cursor, context) {
    const of = optionsFingerprint(options);
    const stored = readListCursor(cursor, of);
    const answer = await context.fetch(options.url, pollRequest(stored, accept, context));
    if (answer.status === 'not-modified') return unchanged(answer.notBefore);
    const feed = await context.extract.feed(answer.bytes, answer.contentType, answer.url);
    assertNotEmpty(
      feed.items,
      `The feed ${shownAddress(options.url)} has no items, so its reports are unknown. Open it in a browser and correct the url, or watch the site's index page.`,
    );
    return await pollListItems(options.url, answer, feed.items, cursor, { ...options, of }, context);
  },
};
