import type { Markup } from '../../post/woven.ts';
import { limits } from './limits.ts';

/**
 * Text of strangers as Slack may show it. Rich text, cells and plain text objects are shown as they are and only need
 * `clean`; what Slack reads as mrkdwn (small print, the `text` of a message) also needs `inert`.
 */

/** Cleaned text as mrkdwn in which nothing acts. Signs that would format are shown by ones that look like them. */
export function inert(text: string): string {
  return text
    .replaceAll(shortcode, lookalikes.colon)
    .replaceAll(formatting, (sign) => lookalikes[sign as keyof typeof lookalikes])
    .replaceAll(/^(\s*)>/gm, `$1${lookalikes.quote}`)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}

const lookalikes = { '*': '\u2217', _: '\u02cd', '~': '\u223c', '`': '\u02cb', colon: '\ua789', quote: '\u203a' };
/** Inside a word these do not format, and names such as killed_total stay as they have to be typed. */
const formatting = /`|(?<![\p{L}\p{N}])[*_~]|[*_~](?![\p{L}\p{N}])/gu;
/** The colon that opens `:skull:`; the first of 12:30:00 opens none. */
const shortcode = /(?<!\d(?=:\d\d:\d\d)):(?=[^\s:]{1,100}:)/gu;

/** Text of ours as code in mrkdwn. */
export function code(text: string): Markup {
  const inside = text.replaceAll('`', lookalikes['`']).replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return { markup: `\`${inside.replaceAll('>', '&gt;')}\`` };
}

/** A link of ours as mrkdwn; `href` comes from `target`. */
export function anchor(href: string, label: string): Markup {
  const address = href.replaceAll('|', '%7C').replaceAll('&', '&amp;').replaceAll('<', '%3C').replaceAll('>', '%3E');
  return { markup: label === href || label === '' ? `<${address}>` : `<${address}|${inert(label)}>` };
}

/** The address as Slack takes it; undefined where it is none of the web, or too long. */
export function target(href: string | undefined): string | undefined {
  if (href === undefined) return undefined;
  const url = URL.parse(href);
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) return undefined;
  return url.href.length <= limits.url ? url.href : undefined;
}
