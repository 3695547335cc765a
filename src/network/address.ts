import { lookup as systemLookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';
import { buildConnector } from 'undici';

/**
 * The address guard. Feeds, links and redirects are written by strangers: without it, one `Location:` line makes this
 * program call the services of the machine and network it runs on (server-side request forgery).
 */

/** The address is not allowed, so nothing was sent to it. */
export class ForbiddenAddressError extends Error {
  override readonly name = 'ForbiddenAddressError';
  readonly reason: 'scheme' | 'private';
  /** The scheme with its colon, or the host with the address that its name led to. */
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
 * Whether an address may be connected to. Only global unicast is public. `allowPrivate` adds private, loopback,
 * unique-local and carrier-grade NAT ranges; link-local (where cloud machines keep their credentials), multicast and
 * the tunnels that hide an IPv4 address (6to4, Teredo, NAT64) are never allowed. What cannot be parsed is refused.
 */
export function isAllowedAddress(address: string, allowPrivate: boolean): boolean {
  if (!ipaddr.isValid(address)) return false;
  const range = ipaddr.process(address).range();
  return range === 'unicast' || (allowPrivate && privateRanges.has(range));
}

/** Throws `ForbiddenAddressError` where the spelling alone shows that the address is not allowed. Resolves no name. */
export function assertAllowedUrl(url: URL, allowPrivate: boolean): void {
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new ForbiddenAddressError('scheme', url.protocol);
  }
  const host = url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  if (ipaddr.isValid(host)) {
    if (!isAllowedAddress(host, allowPrivate)) throw new ForbiddenAddressError('private', host);
    return;
  }
  // Behind a proxy the names are resolved elsewhere: those that only exist inside a network must not get that far.
  if (!allowPrivate && (!host.includes('.') || privateNames.test(host)))
    throw new ForbiddenAddressError('private', host);
}

/** Resolves a name once for the connection. Fails where any of its addresses is not allowed. */
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
 * The `connect` of an undici Agent. A name is resolved once, every answer is judged, and the address that was really
 * reached is judged again, so an answer that changes between look-up and connection gains nothing.
 */
export function guardedConnector(options: {
  readonly allowPrivate: boolean;
  readonly connectMs: number;
  /** Stands in for the system's resolver; may answer synchronously. */
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
