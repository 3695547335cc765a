import type { Line, Span } from '../../../src/chat/message.ts';
import { datedOf } from '../../post/dated.ts';
import { type Markup, woven } from '../../post/woven.ts';
import { limits } from './payload.ts';

/**
 * Returns cleaned text as markdown in which nothing acts. Discord shows an escaped sign as the sign itself and copies it
 * without the backslash, so a source's words can be copied as they are.
 */
export function inert(text: string): string {
  return text.replaceAll(acting, '\\$&');
}

/**
 * Signs by what they would begin: formatting, code, spoilers, mentions, dates and links (`<` opens each mention, time and
 * custom emoji); headings, quotes, lists and small print at the start of a line; the end of a label in front of an
 * address, which reaches back to a link of ours; addresses, emoji by name, everybody, and invitations, which are shown as
 * cards without being links.
 */
const acting = new RegExp(
  [
    /[\\*_~|`<[]/,
    /(?<=^[^\S\n]*)[#>-]/,
    /(?<=^[^\S\n]*\d+)\.(?!\d)/,
    /(?<=\])\(/,
    /:(?=\/)/,
    /:(?=[^\s:]+:)/,
    /@(?=everyone|here)/,
    /(?<=discord(?:app|status)?)\.(?=\p{L})/u,
  ]
    .map(({ source }) => source)
    .join('|'),
  'gimu',
);

/** Returns a link. `href` comes from `target`. */
function anchor(href: string, label: string): Markup {
  if (label === href || label.trim() === '') return { markup: `<${href}>` };
  const [, before = '', words = '', after = ''] = /^(\s*)(.*?)(\s*)$/su.exec(label) ?? [];
  // Discord shows backslashes in a label (discord-api-docs issue 6185), and does not link a label with an emoji or an address.
  return plainLabel.test(words)
    ? { markup: `${before}[${words}](<${href}>)${after}` }
    : { markup: `${before}${inert(words)} (<${href}>)${after}` };
}

const plainLabel = /^(?!\d+\.|[-–]\s|.*\.\p{L}{2}|.*\p{Extended_Pictographic})[\p{L}\p{M}\p{N} ,.;'’‘“”()/&%+·…–-]+$/u;

/** Returns the address for use between angle brackets; undefined where it is not http or https, or too long. */
export function target(href: string | undefined): string | undefined {
  const address = addressOf(href);
  return address !== undefined && address.length <= limits.url ? address : undefined;
}

export function isTooLong(href: string | undefined): boolean {
  return (addressOf(href)?.length ?? 0) > limits.url;
}

function addressOf(href: string | undefined): string | undefined {
  const url = href === undefined ? null : URL.parse(href);
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) return undefined;
  // The brackets of an IPv6 address cannot be escaped.
  if (url.hostname.startsWith('[')) return undefined;
  return url.href.replaceAll(closing, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** Signs that would end the address or the words around it. */
const closing = /[\s()<>[\]\\"`*~|^{}]/g;

/**
 * Returns cleaned spans as one line of markdown. Neighbours of one style share one pair of signs, because Discord does not
 * read `**a****b**` as two.
 */
export function markdownLine(spans: Line): string {
  return grouped(spans, 'strong')
    .map((group) => {
      const words = grouped(group, 'struck').map((some) => {
        const text = woven(some.flatMap(spanParts), inert);
        return some[0]?.struck ? styled('~~', text) : text;
      });
      return group[0]?.strong ? styled('**', words.join('')) : words.join('');
    })
    .join('');
}

function grouped(spans: Line, style: 'strong' | 'struck'): readonly Line[] {
  const groups: Span[][] = [];
  for (const span of spans) {
    const last = groups.at(-1);
    if (last !== undefined && Boolean(last[0]?.[style]) === Boolean(span[style])) last.push(span);
    else groups.push([span]);
  }
  return groups;
}

function styled(sign: '**' | '~~', text: string): string {
  const [, before = '', words = '', after = ''] = /^(\s*)(.*?)(\s*)$/su.exec(text) ?? [];
  // An escaped tilde at the end would still join the two that close the strikethrough.
  const inside = sign === '~~' ? words.replace(/\\~$/, '\u223c') : words;
  return words === '' ? text : `${before}${sign}${inside}${sign}${after}`;
}

/** A channel or a person. A mention in an embed notifies no one (docs.discord.com, resources/message). */
const named = /^@?\d{17,20}$/;

function spanParts(span: Span): readonly (string | Markup)[] {
  if (span.href !== undefined) return [anchor(span.href, span.text)];
  if (span.isPlace && named.test(span.text))
    return [{ markup: `<${span.text.startsWith('@') ? '' : '#'}${span.text}>` }];
  const dated = datedOf(span);
  if (dated === undefined) return [span.text];
  const { before, after, timestamp } = dated;
  // Date and time in full, never "yesterday": posts are quoted, printed and read years later.
  return [before, { markup: `<t:${timestamp}:f>` }, after];
}
