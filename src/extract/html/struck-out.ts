import type { CheerioAPI } from 'cheerio/slim';
import type { AnyNode, Element } from 'domhandler';

const struckElements = 'del, s, strike, [role="deletion"]';
const struckStyle = /text-decoration(?:-line)?\s{0,3}:[^;]{0,60}\bline-through\b/i;
const struckClass =
  /(?:^|\s)(?:(?:text|has|is|decoration|text-decoration)-)?(?:strike-?through|struck-?(?:out|through)|line-?through|crossed-?out|msodel)(?:\s|$)/i;
/** What a rule of a style sheet may not strike out: the page itself, and what is struck only in some state. */
const tooWide = /^(?:\*|html|body|main|article|p|div|span|a|li|ul|td|tr|table)$|:|@/i;
const maxSheet = 200_000;
const maxRules = 50;

/**
 * Removes what its author struck out, by element, style or class; `ins` stays. Runs before style sheets are removed. Leaves a
 * space, so that the words around it do not become one.
 */
export function removeStruckOut($: CheerioAPI): void {
  const struck = new Set<Element>($(struckElements).toArray());
  for (const element of $('[style]').toArray())
    if (struckStyle.test(element.attribs['style'] ?? '')) struck.add(element);
  for (const element of $('[class]').toArray())
    if (struckClass.test((element.attribs['class'] ?? '').slice(0, 2000))) struck.add(element);
  for (const selector of struckSelectors($)) {
    try {
      for (const element of $<Element, string>(selector).toArray()) struck.add(element);
    } catch {
      // A selector that only browsers know strikes nothing out here.
    }
  }
  for (const element of struck) {
    if (beginsWithPunctuation(element.next)) {
      trimEndOf(element.prev);
      $(element).remove();
    } else $(element).replaceWith(' ');
  }
}

/** Selectors of the page's own style sheets that strike out. */
function struckSelectors($: CheerioAPI): readonly string[] {
  const selectors: string[] = [];
  for (const sheet of $('style').toArray()) {
    const text = $(sheet).text();
    if (text.length > maxSheet || !/line-through/i.test(text)) continue;
    for (const rule of text.replace(/\/\*[\s\S]*?\*\//g, '').matchAll(/(?:^|[{}])([^{}]{1,300})\{([^{}]{0,2000})\}?/g))
      if (struckStyle.test(rule[2] ?? ''))
        for (const selector of (rule[1] ?? '').split(',').map((one) => one.trim()))
          if (selector !== '' && !tooWide.test(selector) && selectors.length < maxRules) selectors.push(selector);
  }
  return selectors;
}

function beginsWithPunctuation(node: AnyNode | null): boolean {
  return node?.type === 'text' && /^[.,;:!?)\]]/.test(node.data);
}

function trimEndOf(node: AnyNode | null): void {
  if (node?.type === 'text') node.data = node.data.trimEnd();
}
