import { type Address, DeliveryError, type Destination, type Receipt } from '../../src/chat/destination.ts';
import type { Message } from '../../src/chat/message.ts';

/** A chat platform in memory: what was posted, and what it shall do to the next calls. */

export interface Post {
  readonly id: string;
  readonly channel: string;
  readonly key: string;
  readonly under: string | null;
  message: Message;
  edits: number;
  /** When the call that made it began; NaN where the chat has no clock. */
  readonly at: number;
}
/** `drop`: the post is taken and the answer is lost. */
export type Trouble = DeliveryError | 'drop';

export interface Chat {
  readonly destination: { -readonly [Part in keyof Destination<Message>]: Destination<Message>[Part] };
  readonly posts: Post[];
  /** How often `send` was called. */
  readonly calls: string[];
  /** The next calls of `send`, one each; by channel. */
  readonly troubles: Map<string, Trouble[]>;
  readonly editTroubles: (DeliveryError | 'drop')[];
  /** Of the edits of one channel. */
  readonly editTroublesOf: Map<string, DeliveryError[]>;
  /** What was called, in order: `send <channel>`, `edit <channel>`. */
  readonly history: string[];
  /** When each post and edit began, by the clock of the test. */
  readonly begun: number[];
  readonly findTroubles: DeliveryError[];
  /** The keys that were looked for. */
  readonly lookedFor: string[];
  verifies: boolean;
  underWay: number;
  /** The most posts that were under way at once. */
  mostUnderWay: number;
}

const weekMs = 7 * 24 * 3_600_000;

export function createChat(
  name: string,
  abilities: {
    readonly sendsOnce?: boolean;
    readonly finds?: boolean;
    readonly updates?: boolean;
    readonly sendsOnceForMs?: number;
    readonly perSecond?: number;
    readonly minSpacingMs?: number;
    /** How long each post takes, by a clock of the test. */
    readonly time?: { readonly now: () => Date; readonly sleep: (milliseconds: number) => Promise<void> };
    readonly takesMs?: number;
    /** Each post needs one more call. */
    readonly asksMore?: boolean;
  } = {},
): Chat {
  const posts: Post[] = [];
  const receiptOf = ({ id, channel }: Post): Receipt => ({
    id,
    channel,
    link: `https://chat.example/${channel}/${id}`,
  });
  const send = async (
    message: Message,
    to: Address,
    { key, acquireToken }: { readonly key: string; readonly acquireToken?: () => Promise<void> },
  ): Promise<Receipt> => {
    chat.calls.push(key);
    chat.history.push(`send ${to.channel}`);
    const at = abilities.time?.now().getTime() ?? Number.NaN;
    chat.begun.push(at);
    chat.underWay += 1;
    chat.mostUnderWay = Math.max(chat.mostUnderWay, chat.underWay);
    if (abilities.asksMore) {
      await acquireToken?.();
      chat.begun.push(abilities.time?.now().getTime() ?? Number.NaN);
    }
    await abilities.time?.sleep(abilities.takesMs ?? 0);
    chat.underWay -= 1;
    const trouble = chat.troubles.get(to.channel)?.shift();
    if (trouble instanceof DeliveryError) throw trouble;
    const { sendsOnce, sendsOnceForMs = Number.POSITIVE_INFINITY } = abilities;
    const standing = sendsOnce
      ? posts.find((post) => post.key === key && !(at - post.at >= sendsOnceForMs))
      : undefined;
    const post: Post = standing ?? {
      id: `${posts.length + 1}`,
      channel: to.channel,
      key,
      under: to.under?.id ?? null,
      message,
      edits: 0,
      at,
    };
    if (standing === undefined) posts.push(post);
    if (trouble === 'drop') throw new DeliveryError('timeout', 'The answer was lost.', { outcome: 'maybe-sent' });
    return receiptOf(post);
  };
  const chat: Chat = {
    posts,
    calls: [],
    troubles: new Map(),
    editTroubles: [],
    editTroublesOf: new Map(),
    history: [],
    begun: [],
    underWay: 0,
    mostUnderWay: 0,
    findTroubles: [],
    lookedFor: [],
    verifies: true,
    destination: {
      name,
      sendsOnce: abilities.sendsOnce ?? false,
      ...(abilities.minSpacingMs === undefined ? {} : { minSpacingMs: abilities.minSpacingMs }),
      ...(abilities.perSecond === undefined ? {} : { perSecond: abilities.perSecond }),
      ...(abilities.sendsOnceForMs === undefined ? {} : { sendsOnceForMs: abilities.sendsOnceForMs }),
      async verify() {
        if (!chat.verifies) throw new DeliveryError('unauthorized', 'The token was refused. Make a new one.');
        return { name };
      },
      render: (message) => ({ payload: message, cut: [] }),
      send,
      ...(abilities.updates
        ? {
            async update(receipt: Receipt, message: Message) {
              chat.history.push(`edit ${receipt.channel}`);
              chat.begun.push(abilities.time?.now().getTime() ?? Number.NaN);
              const trouble = chat.editTroublesOf.get(receipt.channel)?.shift() ?? chat.editTroubles.shift();
              if (trouble instanceof DeliveryError) throw trouble;
              const post = posts.find(({ id }) => id === receipt.id);
              if (post === undefined) throw new DeliveryError('not-found', 'The post is gone.');
              post.message = message;
              post.edits += 1;
              if (trouble === 'drop')
                throw new DeliveryError('timeout', 'The answer was lost.', { outcome: 'maybe-sent' });
              return receipt;
            },
          }
        : {}),
      ...(abilities.finds
        ? {
            async find(key: string, to: Address, _: AbortSignal, notBefore?: Date) {
              chat.lookedFor.push(key);
              const trouble = chat.findTroubles.shift();
              if (trouble !== undefined) throw trouble;
              // Looked through as far as it has to be, or for a week.
              const from = notBefore?.getTime() ?? (abilities.time?.now().getTime() ?? Number.NaN) - weekMs;
              const post = posts.find((one) => one.key === key && one.channel === to.channel && !(one.at < from));
              return post === undefined ? undefined : receiptOf(post);
            },
          }
        : {}),
      async close() {},
    },
  };
  return chat;
}
