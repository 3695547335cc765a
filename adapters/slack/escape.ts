import { limits } from './limits.ts';

/**
 * Text of strangers as Slack may show it. Rich text, cells and plain text objects are shown as they are and only need
 * `clean`; what Slack reads as mrkdwn (small print, the `text` of a message) also needs `inert`.
 */

/** Well-formed, in one line, without what cannot be seen or turns a line around. */
export function clean(text: string): string {
  return text.toWellFormed().replaceAll(anyBreak, ' ').replaceAll(unseen, '');
}

/** The same with its lines; never more than one empty line together. */
export function cleanLines(text: string): string {
  return text
    .split(lineBreak)
    .map(clean)
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n');
}

const lineBreak = /\r\n|[\n\r\v\f\u0085\p{Zl}\p{Zp}]/u;
const anyBreak = /\r\n|[\n\r\t\v\f\u0085\p{Zl}\p{Zp}]/gu;
/**
 * Controls, formats (bidi marks, overrides, isolates, tags), what is drawn as nothing, private use. The joiners stay
 * inside words, where scripts need them.
 */
const unseen =
  /(?<![\p{L}\p{M}])[\u200c\u200d]|[\u200c\u200d](?![\p{L}\p{M}])|(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{DI}\p{Co}]/gu;

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

/** Markup of ours between texts. */
export interface Markup {
  readonly markup: string;
}

/** Texts that stand together are made inert together: a sign that acts may begin in one and end in the next. */
export function woven(parts: readonly (string | Markup)[]): string {
  const runs: (string | Markup)[] = [];
  for (const part of parts) {
    const last = runs.at(-1);
    if (typeof part === 'string' && typeof last === 'string') runs[runs.length - 1] = last + part;
    else runs.push(part);
  }
  return runs.map((run) => (typeof run === 'string' ? inert(run) : run.markup)).join('');
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

/** At most that many characters, cut behind a word where one ends nearby and never inside a character. */
export function shorten(text: string, most: number): string {
  if (text.length <= most) return text;
  const room = Math.max(0, most - 1);
  const cut = text.slice(0, room).replace(/[\ud800-\udbff]$/, '');
  const space = cut.search(/\s\S*$/);
  const words = space > cut.length - 30 && space > 0 ? cut.slice(0, space) : cut;
  return `${words.trimEnd()}…`.slice(0, Math.max(0, most));
}
