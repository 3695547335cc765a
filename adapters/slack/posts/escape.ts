import type { Markup } from '../../post/woven.ts';
import { limits } from './limits.ts';

/**
 * Makes text of sources safe for Slack. Rich text, cells and plain text objects are literal and only need `clean`; mrkdwn
 * (small print, the `text` of a message) also needs `inert`.
 */

/** Returns cleaned text as mrkdwn without effects. Characters that would format are replaced by look-alikes. */
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
/** Inside a word they do not format, so names such as killed_total stay as typed. */
const formatting = /`|(?<![\p{L}\p{N}])[*_~]|[*_~](?![\p{L}\p{N}])/gu;
/** The opening colon of `:skull:`, but not the first of 12:30:00. */
const shortcode = /(?<!\d(?=:\d\d:\d\d)):(?=[^\s:]{1,100}:)/gu;

/** Returns our own text as code in mrkdwn. */
export function code(text: string): Markup {
  const inside = text.replaceAll('`', lookalikes['`']).replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return { markup: `\`${inside.replaceAll('>', '&gt;')}\`` };
}

/** Returns our own link as mrkdwn. `href` comes from `target`. */
export function anchor(href: string, label: string): Markup {
  const address = href.replaceAll('|', '%7C').replaceAll('&', '&amp;').replaceAll('<', '%3C').replaceAll('>', '%3E');
  return { markup: label === href || label === '' ? `<${address}>` : `<${address}|${inert(label)}>` };
}

/** Returns the address in the form Slack accepts; undefined if it is not http or https, or too long. */
export function target(href: string | undefined): string | undefined {
  if (href === undefined) return undefined;
  const url = URL.parse(href);
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) return undefined;
  return url.href.length <= limits.url ? url.href : undefined;
}
