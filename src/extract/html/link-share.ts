import type { AnyNode } from 'domhandler';

/** Counts of an element; lengths are in characters. */
export interface LinkShare {
  text: number;
  linked: number;
  links: number;
  longestLink: number;
}

/** Returns how much text of each element is inside links. An explicit stack avoids deep recursion on hostile pages. */
export function linkShares(roots: readonly AnyNode[]): ReadonlyMap<AnyNode, LinkShare> {
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
