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
 * blocked     a 403, a bot challenge or a login page instead of the document
 * unreadable  a scanned or broken document that yields no text
 * suspect     an empty body, a feed without items, or a text much shorter than the stored one; never counts as a change
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

/** Why a poll or a post failed. The message is for operators, ends with the fix and contains no secret. */
export interface Failure<Kind extends string> {
  readonly kind: Kind;
  readonly message: string;
}
export type SourceFailure = Failure<SourceErrorKind>;
export type DeliveryFailure = Failure<DeliveryErrorKind>;

/** Returns the failure as one line for logs and tables. */
export function failureText({ kind, message }: Failure<string>): string {
  return `${kind}: ${message}`;
}
