import { createHash } from 'node:crypto';

/**
 * What makes a document the same document wherever it appears.
 *
 * AFPIMS, the publishing system of US military sites, numbers articles in one sequence for all its sites. The number is
 * the identity and the host is no part of it: one release stands under several paths, moves with redesigns and between
 * hosts (inherentresolve.mil to centcom.mil, defense.gov to war.gov), and a host in the identity would turn every move
 * into a withdrawal and a new admission. Identities only have to be unique within a publisher, so the like-looking
 * paths of other sites cannot collide with it.
 */

const afpimsPath = /\/article\/(\d{1,12})(?=\/|$)/gi;

/** The number in `/Article/<id>/`, or null where there is none or where a path names two. */
export function afpimsId(address: string | null | undefined): string | null {
  const url = address ? URL.parse(address) : null;
  if (!url) return null;
  const numbers = new Set([...url.pathname.matchAll(afpimsPath)].map((match) => match[1]));
  const [only] = numbers;
  return numbers.size === 1 && only !== undefined ? only.replace(/^0+(?=\d)/, '') : null;
}

const trackingName =
  /^(utm_\w+|at_\w+|mc_[ce]id|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|twclid|igshid|_ga|_gl|_hsenc|_hsmi|mkt_tok|wt\.mc_id|cmpid|icid|__twitter_impression)$/i;

/** The address as readers may see and open it: without tracking parameters, fragment and credentials. */
export function cleanAddress(address: string): string {
  const url = URL.parse(address);
  if (!url) return address;
  url.username = '';
  url.password = '';
  url.hash = '';
  const tracking = [...url.searchParams.keys()].filter((name) => trackingName.test(name));
  for (const name of tracking) url.searchParams.delete(name);
  return url.href;
}

/**
 * The address as an identity: two spellings of one page give one text. Scheme, `www.`, default ports, trailing slash,
 * fragment, tracking parameters, their order and the case of percent codes do not count. Not an address to open.
 * Null for what is no http(s) address.
 */
export function canonicalAddress(address: string): string | null {
  const url = URL.parse(cleanAddress(address));
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:')) return null;
  url.searchParams.sort();
  const port = url.port === '80' || url.port === '443' ? '' : url.port;
  const host = url.hostname.replace(/\.$/, '').replace(/^www\./, '') + (port ? `:${port}` : '');
  const path = url.pathname
    .replace(/%[0-9a-f]{2}/gi, (code) => {
      const character = String.fromCharCode(Number.parseInt(code.slice(1), 16));
      return /[A-Za-z0-9._~-]/.test(character) ? character : code.toUpperCase();
    })
    .replace(/\/+$/, '');
  return `${host}${path}${url.search}`;
}

export interface IdentityParts {
  /** As the feed or list gives it. */
  readonly link: string | null;
  /** Where the link ended after redirects. */
  readonly finalUrl?: string | null;
  /** rel=canonical. Believed only for an AFPIMS number on the same host: many sites print their home page there. */
  readonly canonical?: string | null;
  /** The item's id; null where missing or ambiguous. */
  readonly guid?: string | null;
  readonly content: string | Uint8Array;
}

/**
 * `afpims:<number>`, else `url:<canonical final address>`, else `guid:<id>`, else `sha256:<of the content>`.
 * Addresses that name different AFPIMS numbers are ambiguous: then none of the numbers is trusted.
 */
export function documentIdentity(parts: IdentityParts): string {
  const address = parts.finalUrl ?? parts.link;
  const canonical = sameHost(parts.canonical, address) ? parts.canonical : null;
  const named = [parts.link, parts.finalUrl, parts.guid, canonical].map(afpimsId).filter((id) => id !== null);
  const numbers = new Set(named);
  if (numbers.size === 1) return `afpims:${named[0]}`;
  const url = address ? canonicalAddress(address) : null;
  if (url !== null) return `url:${url}`;
  if (parts.guid) return `guid:${parts.guid.slice(0, 500)}`;
  return `sha256:${createHash('sha256').update(parts.content).digest('hex')}`;
}

function sameHost(one: string | null | undefined, other: string | null | undefined): boolean {
  const a = one ? URL.parse(one) : null;
  const b = other ? URL.parse(other) : null;
  return a !== null && b !== null && a.host === b.host;
}
