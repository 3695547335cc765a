import { lookup as systemLookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';
import { buildConnector } from 'undici';
import { SourceError } from '../source.ts';

/**
 * The address guard. Feeds, links and redirects are written by strangers: without it one `Location:` line makes
 * this program read the services of the machine and network it runs on.
 */

const insideRanges = new Set(['private', 'loopback', 'uniqueLocal', 'carrierGradeNat']);
const insideNames = /(^|\.)(localhost|local|internal|intranet|lan|home\.arpa)$/;

/**
 * Whether an address may be connected to. Only global unicast is public. `allowPrivate` adds private, loopback,
 * unique-local and carrier-grade NAT ranges; link-local (where cloud machines keep their credentials), multicast and
 * the tunnels that hide an IPv4 address (6to4, Teredo, NAT64) are never allowed. What cannot be parsed is refused.
 */
export function isAllowedAddress(address: string, allowPrivate: boolean): boolean {
  if (!ipaddr.isValid(address)) return false;
  const range = ipaddr.process(address).range();
  return range === 'unicast' || (allowPrivate && insideRanges.has(range));
}

function refusal(what: string): SourceError {
  return new SourceError(
    'forbidden-address',
    `${what} is not a public address, so it was not asked. If this source is meant to be inside your network set allowPrivate: true for it; otherwise correct its url.`,
  );
}

/** Refuses, before any name is resolved, what can be refused by its spelling. Throws `forbidden-address`. */
export function assertAllowedUrl(url: URL, allowPrivate: boolean): void {
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new SourceError(
      'forbidden-address',
      `An address with the scheme ${url.protocol} was not asked: only http and https are fetched. Correct the url of this source.`,
    );
  }
  const host = url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  if (ipaddr.isValid(host)) {
    if (!isAllowedAddress(host, allowPrivate)) throw refusal(host);
    return;
  }
  // Behind a proxy the names are resolved elsewhere: those that only exist inside a network must not get that far.
  if (!allowPrivate && (!host.includes('.') || insideNames.test(host))) throw refusal(host);
}

/** Resolves a name once and hands the answer to the connection, or fails if any of its addresses is not allowed. */
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
        callback(refusal(`${hostname} (${forbidden?.address ?? 'no address'})`), [], undefined);
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
      callback(refusal(literal), null);
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
        callback(refusal(`${target.hostname} (${socket.remoteAddress ?? 'unknown'})`), null);
      }
    });
  };
}
