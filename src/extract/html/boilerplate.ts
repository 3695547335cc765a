import type { CheerioAPI } from 'cheerio/slim';
import type { Element } from 'domhandler';
import { type LinkShare, linkShares } from './link-share.ts';
import { removeOtherArticles } from './other-articles.ts';
import { removeStruckOut } from './struck-out.ts';

const alwaysRemoved = [
  'script, style, noscript, template, iframe, object, embed, svg, canvas, dialog',
  'nav, [role="navigation"], [role="banner"], [role="contentinfo"], [role="search"], [role="menu"], [role="menubar"]',
  '[role="dialog"], [role="alertdialog"], [hidden], .sr-only, .visually-hidden, .screen-reader-text, .usa-banner',
  '#comments, .comments-area, .comment-list, #disqus_thread',
].join(', ');

/** Parts of the page frame. Inside an article such elements contain its dateline and footnotes, so they stay. */
const outsideArticle = 'header, footer, aside';

const menuName =
  /^(?:(?:main|top|site|global|mega|mobile|side|sub|footer|dnn|primary)[-_]?)?(?:menu|nav|navbar|navigation)(?:bar|[-_](?:bar|menu|list|wrap|wrapper|container|top|main))?$|^(?:breadcrumbs?|skip-?(?:nav|link|to-content)|share|sharing|social|social-?(?:links|media|icons)|site-?(?:header|footer)|related|related-?(?:posts|articles|content)|tags|pagination)$/i;

/**
 * Removes menus, page headers and footers, hidden elements, struck-out text, pointers to other articles and visitors' comments. Menus must not be searched: on .mil sites
 * they contain "CIVILIAN CASUALTY REPORT" on every page.
 */
export function removeBoilerplate($: CheerioAPI): void {
  removeStruckOut($);
  $(alwaysRemoved).remove();
  $('[style]')
    .filter((_, element) =>
      /(?:^|[\s;])(?:display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden)/i.test(element.attribs['style'] ?? ''),
    )
    .remove();
  $(outsideArticle)
    .filter((_, element) => !hasAncestor(element, new Set(['article', 'main'])))
    .remove();
  removeOtherArticles($);
  const share = linkShares($.root().toArray());
  $('div, ul, ol, section, p, table, td')
    .filter((_, element) => isMenu(element, share.get(element)))
    .remove();
}

function hasAncestor(element: Element, names: ReadonlySet<string>): boolean {
  for (let at = element.parent; at !== null; at = at.parent) if (at.type === 'tag' && names.has(at.name)) return true;
  return false;
}

function isMenu(element: Element, share: LinkShare | undefined): boolean {
  if (share === undefined || share.links === 0) return false;
  const density = share.linked / Math.max(share.text, 1);
  const names = `${element.attribs['class'] ?? ''} ${element.attribs['id'] ?? ''}`.split(/\s+/);
  if (names.some((name) => menuName.test(name))) return density >= 0.5;
  // A list of short links and nothing else. The entries of a report are longer than those of a menu.
  return share.links >= 5 && density >= 0.95 && share.longestLink < 60;
}
