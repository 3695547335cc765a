/** Why a poll or a post failed, as a value that is stored and shown. */

export const sourceErrorKinds = [
  'unavailable',
  'timeout',
  'rate-limited',
  'blocked',
  'gone',
  'not-found',
  'too-large',
  'not-a-feed',
  'unreadable',
  'suspect',
  'forbidden-address',
] as const;
/**
 * blocked     403, a challenge page, a login: we were answered, but not with the document
 * unreadable  a scanned or broken document that yields no text
 * suspect     an empty body, a feed without items, or one far shorter than what is stored: unknown, never a change
 */
export type SourceErrorKind = (typeof sourceErrorKinds)[number];

export const deliveryErrorKinds = [
  'rate-limited',
  'unavailable',
  'timeout',
  'unauthorized',
  'forbidden',
  'not-found',
  'invalid',
  'unknown',
] as const;
export type DeliveryErrorKind = (typeof deliveryErrorKinds)[number];

/** The message is for operators, ends with the fix and holds no secret. */
export interface Failure<Kind extends string> {
  readonly kind: Kind;
  readonly message: string;
}
export type SourceFailure = Failure<SourceErrorKind>;

/** Returns the failure in one line, for logs and tables. */
export function failureText({ kind, message }: Failure<string>): string {
  return `${kind}: ${message}`;
}
