import type { CheerioAPI } from 'cheerio/slim';
import type { Element } from 'domhandler';
import { headsOtherArticles, pointsElsewhere } from '../../domain/reader/other-articles.ts';
import { type LinkShare, linkShares } from './link-share.ts';

const prefix = '(?:[a-z]{1,12}[-_]{1,2}){0,2}';
/** Names that content systems give to boxes of other articles and of newsletters. */
const boxName = new RegExp(
  `^${prefix}(?:read[-_]?also|also[-_]?read|see[-_]?also|related(?:[-_]?(?:posts?|articles?|stor(?:y|ies)|content|links?|items?|news|list|box|block|widget|reading|coverage))?|recommended|recirc(?:ulation)?|you[-_]?may[-_]?(?:also[-_]?)?like|most[-_]?(?:read|popular|viewed)|trending|newsletter(?:[-_]?(?:box|sign-?up|form|widget|promo))?|jp-relatedposts|outbrain|taboola)$`,
  'i',
);
/** Names that parts of the article have too: only a box that is mostly links is one of other articles. */
const looseBoxName = new RegExp(
  `^${prefix}(?:read[-_]?(?:more|next|on)|more[-_]?(?:stories|news|articles|on[-_]?this|from)|further[-_]?reading|up[-_]?next|promo(?:box)?|teasers?|cards?|sign-?up|subscribe|subscription)$`,
  'i',
);
const boxes = 'aside, div, section, ul, ol, p, li, figure, blockquote, table, span, h2, h3, h4, h5, h6, details';
/** No pointer to another article is longer; a list of them is when most of it are links. */
const longestPointer = 600;

/**
 * Removes what points to other articles: boxes by their name or their first words, lists below "Related", cards and captions
 * that are one link, and articles inside the article. Their headlines state figures of which the page says nothing. A box that
 * holds half of the page is the page.
 */
export function removeOtherArticles($: CheerioAPI): void {
  const root = $.root().toArray();
  const share = linkShares(root);
  const half = root.reduce((sum, node) => sum + (share.get(node)?.text ?? 0), 0) / 2;
  for (const element of $(boxes).toArray()) {
    const own = share.get(element);
    if (own === undefined || own.text >= half) continue;
    if (isNamed(element, own) || isLinkedCaption(element, own) || isPointer($, element, own))
      removeWithList($, element, { share, half });
  }
  for (const element of $('article article').toArray()) {
    const own = share.get(element);
    const title = $(element).find('h1 a, h2 a, h3 a, h4 a, a h1, a h2, a h3, a h4');
    if (own !== undefined && own.text < Math.min(half, 1000) && title.length > 0) $(element).remove();
  }
}

function isNamed(element: Element, { text, linked, links }: LinkShare): boolean {
  const names = `${element.attribs['class'] ?? ''} ${element.attribs['id'] ?? ''}`.slice(0, 2000).split(/\s+/);
  if (names.some((name) => boxName.test(name))) return true;
  return links > 0 && linked / text >= 0.4 && names.some((name) => looseBoxName.test(name));
}

/** A figure whose words are one link to a page: the caption of another article. A link to the picture itself is none. */
function isLinkedCaption(element: Element, { text, linked, links }: LinkShare): boolean {
  return element.name === 'figure' && links > 0 && text > 20 && linked / text >= 0.9;
}

function isPointer($: CheerioAPI, element: Element, { text, linked, links }: LinkShare): boolean {
  if (element.name === 'table' || element.name === 'span') return false;
  if (text > longestPointer && !(links >= 2 && linked / text >= 0.4)) return false;
  const words = $(element).text().slice(0, 200).trimStart();
  const firstLine = words.replace(/\s+/g, ' ');
  // A list with one such entry goes on with others, and "Read also: …<br>" with the article.
  if (element.name === 'ul' || element.name === 'ol') return headsOtherArticles(firstLine);
  const holds = $(element).children('p, br, article, h1').length;
  if (holds > 1 && linked / text < 0.7) return false;
  if (element.children.some((child) => child.type === 'tag' && child.name === 'br') && linked / text < 0.5)
    return false;
  return pointsElsewhere(firstLine);
}

/** With a heading that stands alone go the box that it opens, or the lists and links below it. */
function removeWithList(
  $: CheerioAPI,
  element: Element,
  { share, half }: { readonly share: ReadonlyMap<unknown, LinkShare>; readonly half: number },
): void {
  if (headsOtherArticles($(element).text().slice(0, 200).replace(/\s+/g, ' ').trim())) {
    const box = $(element).parent('aside, section, div');
    const own = share.get(box.get(0));
    if (own !== undefined && own.links > 0 && own.text < Math.min(half, 2000) && $(element).prevAll().length === 0) {
      box.remove();
      return;
    }
    for (let next = $(element).next(); next.length > 0; next = $(element).next()) {
      const below = share.get(next.get(0));
      if (below !== undefined && below.text > 0 && !(below.links > 0 && below.linked / below.text >= 0.5)) break;
      next.remove();
    }
  }
  $(element).remove();
}
