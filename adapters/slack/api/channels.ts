import { DeliveryError } from '../../../src/chat/destination.ts';

/** One post a second in a channel (docs.slack.dev, apis/web-api/rate-limits). */
export const minSpacingMs = 1000;

/** The parts of a channel's name in subscriptions and receipts. */
export interface Place {
  /** The workspace, `T0123`; null where only one is connected. */
  readonly space: string | null;
  /** `C0123`, or `U0123` for a conversation with one person. */
  readonly channel: string;
}

/** Parses a channel's name. Throws `DeliveryError` `not-found` where many workspaces are connected and it names none. */
export function placeOf(name: string, many: boolean): Place {
  const [, space = null, channel = name] = /^([TE][A-Z0-9]+)\/(.+)$/.exec(name) ?? [];
  if (many && space === null) {
    throw new DeliveryError(
      'not-found',
      'The channel names no workspace. Write it as T0123/C0123, or /ackwatch subscribe in the channel.',
    );
  }
  return { space: many ? space : null, channel };
}

export function nameOf({ space, channel }: Place): string {
  return space === null ? channel : `${space}/${channel}`;
}

/** Whether the place is a person instead of a channel. */
export function isPerson({ channel }: Place): boolean {
  return /^[UW]/.test(channel);
}

/**
 * Returns the link to a post, in the form that chat.getPermalink documents and without a call. `address` is the workspace's
 * URL from auth.test, `https://newsroom.slack.com/`; undefined where it is not a web address.
 */
export function linkOf(address: string, channel: string, ts: string, threadTs: string | null): string | undefined {
  const base = URL.parse(address);
  if (base === null || (base.protocol !== 'https:' && base.protocol !== 'http:')) return undefined;
  const link = new URL(`/archives/${encodeURIComponent(channel)}/p${ts.replace('.', '')}`, base);
  if (threadTs !== null) {
    link.searchParams.set('thread_ts', threadTs);
    link.searchParams.set('cid', channel);
  }
  return link.href;
}

/** Returns the id of the thread that a post is in or starts. A reply to a reply belongs to the same thread. */
export function threadOf(receipt: { readonly id: string; readonly link?: string }): string {
  const named = receipt.link === undefined ? undefined : URL.parse(receipt.link)?.searchParams.get('thread_ts');
  return named ?? receipt.id;
}
