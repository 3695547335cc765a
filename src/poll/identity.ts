import { createHash } from 'node:crypto';

/**
 * Identities of documents.
 *
 * AFPIMS, the publishing system of US military sites, numbers articles in one sequence for all its sites. The number alone
 * is the identity. One release has several paths and moves between hosts (inherentresolve.mil to centcom.mil, defense.gov
 * to war.gov). With the host in the identity every move would look like a withdrawal and a new admission. Identities must
 * be unique only within a publisher, so similar paths of other sites cannot collide.
 */

const afpimsPath = /\/article\/(\d{1,12})(?=\/|$)/gi;

/** Returns the number in `/Article/<id>/`, or null if the path contains none or two different ones. */
export function afpimsId(address: string | null | undefined): string | null {
  const url = address ? URL.parse(address) : null;
  if (!url) return null;
  const numbers = new Set([...url.pathname.matchAll(afpimsPath)].map((match) => match[1]));
  const [only] = numbers;
  return numbers.size === 1 && only !== undefined ? only.replace(/^0+(?=\d)/, '') : null;
}

const trackingName =
  /^(utm_\w+|at_\w+|mc_[ce]id|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|twclid|igshid|_ga|_gl|_hsenc|_hsmi|mkt_tok|wt\.mc_id|cmpid|icid|__twitter_impression)$/i;

/** Returns the address to show to readers: without tracking parameters, fragment and credentials. */
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
 * Returns a form of the address that is equal for all spellings of one page, or null for other schemes than http(s).
 * Ignores scheme, `www.`, default ports, trailing slash, fragment, tracking parameters, the order of parameters and the
 * case of percent codes. The result is not a URL.
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

/** What decides which document an item is: its id in the list, its address, or its text. */
export const identitySources = ['guid', 'link', 'content'] as const;
export type IdentitySource = (typeof identitySources)[number];

interface IdentityParts {
  /** As the list states it. */
  readonly link: string | null;
  /** URL after redirects. */
  readonly finalUrl?: string | null;
  /** rel=canonical. Used only for an AFPIMS number on the same host, because many sites put their home page there. */
  readonly canonical?: string | null;
  /** Id of the item; null if missing or ambiguous. */
  readonly guid?: string | null;
  readonly content: string | Uint8Array;
}

/**
 * Returns the first available of `afpims:<number>`, `url:<canonical final address>`, `guid:<id>` and `sha256:<content>`.
 * `by: 'guid'` puts the id before the address, `by: 'content'` uses the text alone. If the addresses contain different
 * AFPIMS numbers, none of them is used.
 */
export function documentIdentity(parts: IdentityParts, by: IdentitySource = 'link'): string {
  if (by === 'content') return contentIdentity(parts.content);
  const address = parts.finalUrl ?? parts.link;
  const canonical = sameHost(parts.canonical, address) ? parts.canonical : null;
  const named = [parts.link, parts.finalUrl, parts.guid, canonical].map(afpimsId).filter((id) => id !== null);
  const numbers = new Set(named);
  if (numbers.size === 1) return `afpims:${named[0]}`;
  const url = address ? canonicalAddress(address) : null;
  const names = [url === null ? null : `url:${url}`, parts.guid ? `guid:${globalId(parts.guid, address)}` : null];
  const [first, second] = by === 'guid' ? names.reverse() : names;
  return first ?? second ?? contentIdentity(parts.content);
}

/** Returns an id that is unique beyond its list: as it is if it is an address or has a scheme, else after its host. */
function globalId(guid: string, address: string | null): string {
  const host = /^[a-z][\w+.-]{1,20}:\S/i.test(guid) || address === null ? undefined : URL.parse(address)?.hostname;
  return `${host === undefined ? '' : `${host} `}${guid}`.slice(0, 500);
}

function contentIdentity(content: string | Uint8Array): string {
  return `sha256:${createHash('sha256').update(content).digest('hex')}`;
}

function sameHost(one: string | null | undefined, other: string | null | undefined): boolean {
  const a = one ? URL.parse(one) : null;
  const b = other ? URL.parse(other) : null;
  return a !== null && b !== null && a.host === b.host;
}
