import { withoutCredentials } from '../../network/credentials.ts';
import { SourceError } from '../source.ts';
import type { RawResponse } from './answer.ts';
import { shownAddress } from './source-errors.ts';

const redirectStatuses = new Set([301, 302, 303, 307, 308]);

/** Returns where a response redirects, without credentials and fragment, or null. Throws for an invalid location. */
export function redirectTarget({ status, headers }: RawResponse, from: URL): URL | null {
  const location = headers['location'];
  if (!redirectStatuses.has(status) || location === undefined) return null;
  const target = URL.parse(location, from.href);
  if (!target) throw redirectError(from, 'to an address that cannot be parsed');
  return withoutCredentials(target).url;
}

export function redirectError(requested: URL, how: string): SourceError {
  return new SourceError(
    'unavailable',
    `${shownAddress(requested)} redirects ${how}. Open it in a browser and set the url of this source to where it ends.`,
  );
}
