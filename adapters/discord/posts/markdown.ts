import type { Line, Span } from '../../../src/chat/message.ts';
import { datedOf } from '../../post/dated.ts';
import { type Markup, woven } from '../../post/woven.ts';
import { limits } from './payload.ts';

/**
 * Cleaned text as Discord's markdown in which nothing acts. A backslash before a sign shows the sign itself, and is not
 * there for whoever copies; so what a source wrote can be copied as it wrote it.
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

/** A link of ours; `href` comes from `target`. */
function anchor(href: string, label: string): Markup {
  if (label === href || label.trim() === '') return { markup: `<${href}>` };
  const [, before = '', words = '', after = ''] = /^(\s*)(.*?)(\s*)$/su.exec(label) ?? [];
  // Discord shows backslashes in a label as they are (discord-api-docs issue 6185), and makes no link of one that holds an emoji or an address.
  return plainLabel.test(words)
    ? { markup: `${before}[${words}](<${href}>)${after}` }
    : { markup: `${before}${inert(words)} (<${href}>)${after}` };
}

const plainLabel = /^(?!\d+\.|[-–]\s|.*\.\p{L}{2}|.*\p{Extended_Pictographic})[\p{L}\p{M}\p{N} ,.;'’‘“”()/&%+·…–-]+$/u;

/** The address as it can stand between angle brackets; undefined where it is none of the web, or too long. */
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
  // The brackets of an address in numbers cannot be written in another way.
  if (url.hostname.startsWith('[')) return undefined;
  return url.href.replaceAll(closing, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** What would end the address or the words around it. */
const closing = /[\s()<>[\]\\"`*~|^{}]/g;

/**
 * Cleaned spans as one line of markdown. Neighbours of one style stand inside one pair of signs: `**a****b**` is none
 * that Discord reads as two.
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
  // A backslash does not keep a tilde at the end apart from the two that end the line through it.
  const inside = sign === '~~' ? words.replace(/\\~$/, '\u223c') : words;
  return words === '' ? text : `${before}${sign}${inside}${sign}${after}`;
}

/** A channel or a person; in an embed nobody is notified by it (docs.discord.com, resources/message). */
const named = /^@?\d{17,20}$/;

function spanParts(span: Span): readonly (string | Markup)[] {
  if (span.href !== undefined) return [anchor(span.href, span.text)];
  if (span.isPlace && named.test(span.text))
    return [{ markup: `<${span.text.startsWith('@') ? '' : '#'}${span.text}>` }];
  const dated = datedOf(span);
  if (dated === undefined) return [span.text];
  const { before, after, timestamp } = dated;
  // Long date and time, never "yesterday": posts are quoted, printed and read years later.
  return [before, { markup: `<t:${timestamp}:f>` }, after];
}
