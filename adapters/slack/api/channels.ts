import { DeliveryError } from '../../../src/chat/destination.ts';

/** One post a second in a channel (docs.slack.dev, apis/web-api/rate-limits). */
export const paceMs = 1000;

/** A channel as subscriptions and receipts name it, taken apart. */
export interface Place {
  /** The workspace, `T0123`; null where one workspace is connected by its token. */
  readonly space: string | null;
  /** `C0123`, or `U0123` for the conversation with one person. */
  readonly channel: string;
}

/** Throws `DeliveryError` `not-found` where many workspaces are connected and none is named. */
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

/** Whether it is a person, and not a channel. */
export function isPerson({ channel }: Place): boolean {
  return /^[UW]/.test(channel);
}

/**
 * The link to a post in the form that chat.getPermalink documents, without its call: `address` is the workspace's own,
 * `https://newsroom.slack.com/`, as auth.test gives it.
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

/** The thread that a post stands in, or begins: a reply to a reply belongs under the first of them. */
export function threadOf(receipt: { readonly id: string; readonly link?: string }): string {
  const named = receipt.link === undefined ? undefined : URL.parse(receipt.link)?.searchParams.get('thread_ts');
  return named ?? receipt.id;
}
