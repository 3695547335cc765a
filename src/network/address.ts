import { lookup as systemLookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';
import { buildConnector } from 'undici';

/**
 * The address guard against server-side request forgery. Feeds, links and redirects come from strangers, and without the
 * guard a single `Location` header could make this program call services of its own machine and network.
 */

/** The address is not allowed, and no request was sent. */
export class ForbiddenAddressError extends Error {
  override readonly name = 'ForbiddenAddressError';
  readonly reason: 'scheme' | 'private';
  /** The scheme with its colon, or the host with the address to which it resolved. */
  readonly subject: string;

  constructor(reason: 'scheme' | 'private', subject: string) {
    super(reason === 'scheme' ? `${subject} is not http or https` : `${subject} is not a public address`);
    this.reason = reason;
    this.subject = subject;
  }
}

const privateRanges = new Set(['private', 'loopback', 'uniqueLocal', 'carrierGradeNat']);
const privateNames = /(^|\.)(localhost|local|internal|intranet|lan|home\.arpa)$/;

/**
 * Returns whether connections to an address are allowed. Global unicast is public. `allowPrivate` adds the private,
 * loopback, unique-local and carrier-grade NAT ranges. Never allowed are link-local (where cloud machines serve their
 * credentials), multicast, tunnels that hide an IPv4 address (6to4, Teredo, NAT64), and what cannot be parsed.
 */
export function isAllowedAddress(address: string, allowPrivate: boolean): boolean {
  if (!ipaddr.isValid(address)) return false;
  const range = ipaddr.process(address).range();
  return range === 'unicast' || (allowPrivate && privateRanges.has(range));
}

/** Throws `ForbiddenAddressError` if the URL itself shows that the address is not allowed. Resolves no name. */
export function assertAllowedUrl(url: URL, allowPrivate: boolean): void {
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new ForbiddenAddressError('scheme', url.protocol);
  }
  const host = url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  if (ipaddr.isValid(host)) {
    if (!isAllowedAddress(host, allowPrivate)) throw new ForbiddenAddressError('private', host);
    return;
  }
  // A proxy resolves names itself, so names that exist only inside a network must not reach it.
  if (!allowPrivate && (!host.includes('.') || privateNames.test(host)))
    throw new ForbiddenAddressError('private', host);
}

/** Returns a lookup that fails if any address of the name is not allowed. */
function guardedLookup(allowPrivate: boolean, resolve: LookupFunction): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, found, family) => {
      if (error) {
        callback(error, [], undefined);
        return;
      }
      const addresses = typeof found === 'string' ? [{ address: found, family: family ?? 0 }] : found;
      const forbidden = addresses.find(({ address }) => !isAllowedAddress(address, allowPrivate));
      const first = addresses[0];
      if (forbidden || !first) {
        callback(
          new ForbiddenAddressError('private', `${hostname} (${forbidden?.address ?? 'no address'})`),
          [],
          undefined,
        );
      } else if (options.all) {
        callback(null, addresses);
      } else {
        callback(null, first.address, first.family);
      }
    });
  };
}

/**
 * Returns the `connect` of an undici Agent. It resolves a name once, checks every resolved address, and checks the
 * connected address again. A DNS answer that changes between lookup and connection therefore has no effect.
 */
export function guardedConnector(options: {
  readonly allowPrivate: boolean;
  readonly connectMs: number;
  /** Replaces the system resolver; may answer synchronously. */
  readonly lookup?: LookupFunction | undefined;
}): buildConnector.connector {
  const connect = buildConnector({
    timeout: options.connectMs,
    allowH2: false,
    lookup: guardedLookup(options.allowPrivate, options.lookup ?? systemLookup),
  } as buildConnector.BuildOptions);
  return (target, callback) => {
    const literal = target.hostname.replace(/^\[|\]$/g, '');
    if (ipaddr.isValid(literal) && !isAllowedAddress(literal, options.allowPrivate)) {
      callback(new ForbiddenAddressError('private', literal), null);
      return;
    }
    connect(target, (...result) => {
      const [error, socket] = result;
      if (error !== null) {
        callback(error, null);
      } else if (isAllowedAddress(socket.remoteAddress ?? '', options.allowPrivate)) {
        callback(null, socket);
      } else {
        socket.destroy();
        callback(
          new ForbiddenAddressError('private', `${target.hostname} (${socket.remoteAddress ?? 'unknown'})`),
          null,
        );
      }
    });
  };
}
