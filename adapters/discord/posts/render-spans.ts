import type { Line, Span } from '../../../src/chat/message.ts';
import { datedOf } from '../../post/dated.ts';
import { type Markup, woven } from '../../post/woven.ts';
import { anchor, inert } from './escape.ts';

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
