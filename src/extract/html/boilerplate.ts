import type { CheerioAPI } from 'cheerio/slim';
import type { AnyNode, Element } from 'domhandler';

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
 * Removes menus, page headers and footers, hidden elements and visitors' comments. Menus must not be searched: on .mil sites
 * they contain "CIVILIAN CASUALTY REPORT" on every page.
 */
export function removeBoilerplate($: CheerioAPI): void {
  $(alwaysRemoved).remove();
  $('[style]')
    .filter((_, element) =>
      /(?:^|[\s;])(?:display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden)/i.test(element.attribs['style'] ?? ''),
    )
    .remove();
  $(outsideArticle)
    .filter((_, element) => !hasAncestor(element, new Set(['article', 'main'])))
    .remove();
  const share = linkShares($.root().toArray());
  $('div, ul, ol, section, p, table, td')
    .filter((_, element) => isMenu(element, share.get(element)))
    .remove();
}

function hasAncestor(element: Element, names: ReadonlySet<string>): boolean {
  for (let at = element.parent; at !== null; at = at.parent) if (at.type === 'tag' && names.has(at.name)) return true;
  return false;
}

/** Counts of an element; lengths are in characters. */
interface LinkShare {
  text: number;
  linked: number;
  links: number;
  longestLink: number;
}

function isMenu(element: Element, share: LinkShare | undefined): boolean {
  if (share === undefined || share.links === 0) return false;
  const density = share.linked / Math.max(share.text, 1);
  const names = `${element.attribs['class'] ?? ''} ${element.attribs['id'] ?? ''}`.split(/\s+/);
  if (names.some((name) => menuName.test(name))) return density >= 0.5;
  // A list of short links and nothing else. The entries of a report are longer than those of a menu.
  return share.links >= 5 && density >= 0.95 && share.longestLink < 60;
}

/** Returns how much text of each element is inside links. An explicit stack avoids deep recursion on hostile pages. */
function linkShares(roots: readonly AnyNode[]): ReadonlyMap<AnyNode, LinkShare> {
  const shares = new Map<AnyNode, LinkShare>();
  const steps: { node: AnyNode; done: boolean; inLink: boolean }[] = roots.map((node) => ({
    node,
    done: false,
    inLink: false,
  }));
  for (let step = steps.pop(); step !== undefined; step = steps.pop()) {
    const { node, done, inLink } = step;
    if (!('children' in node)) {
      const length = node.type === 'text' ? node.data.trim().length : 0;
      if (length > 0) shares.set(node, { text: length, linked: inLink ? length : 0, links: 0, longestLink: 0 });
      continue;
    }
    const isLink = node.type === 'tag' && node.name === 'a' && node.attribs['href'] !== undefined;
    if (!done) {
      steps.push({ node, done: true, inLink });
      for (const child of node.children) steps.push({ node: child, done: false, inLink: inLink || isLink });
      continue;
    }
    const sum: LinkShare = { text: 0, linked: 0, links: 0, longestLink: 0 };
    for (const child of node.children) {
      const share = shares.get(child);
      if (share === undefined) continue;
      sum.text += share.text;
      sum.linked += share.linked;
      sum.links += share.links;
      sum.longestLink = Math.max(sum.longestLink, share.longestLink);
    }
    if (isLink && sum.text > 0) {
      sum.links += 1;
      sum.longestLink = Math.max(sum.longestLink, sum.text);
    }
    shares.set(node, sum);
  }
  return shares;
}
