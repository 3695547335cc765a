import { type Address, DeliveryError, type Destination, type Receipt } from '../../src/notify/destination.ts';
import type { Message } from '../../src/notify/message.ts';

/** A chat platform in memory: what was posted, and what it shall do to the next calls. */

export interface Post {
  readonly id: string;
  readonly channel: string;
  readonly key: string;
  readonly under: string | null;
  message: Message;
  edits: number;
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
  readonly editTroubles: DeliveryError[];
  readonly findTroubles: DeliveryError[];
  verifies: boolean;
}

export function createChat(
  name: string,
  abilities: { readonly sendsOnce?: boolean; readonly finds?: boolean; readonly updates?: boolean } = {},
): Chat {
  const posts: Post[] = [];
  const receiptOf = ({ id, channel }: Post): Receipt => ({
    id,
    channel,
    link: `https://chat.example/${channel}/${id}`,
  });
  const send = async (message: Message, to: Address, { key }: { key: string }): Promise<Receipt> => {
    chat.calls.push(key);
    const trouble = chat.troubles.get(to.channel)?.shift();
    if (trouble instanceof DeliveryError) throw trouble;
    const standing = abilities.sendsOnce ? posts.find((post) => post.key === key) : undefined;
    const post: Post = standing ?? {
      id: `${posts.length + 1}`,
      channel: to.channel,
      key,
      under: to.under?.id ?? null,
      message,
      edits: 0,
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
    findTroubles: [],
    verifies: true,
    destination: {
      name,
      sendsOnce: abilities.sendsOnce ?? false,
      async verify() {
        if (!chat.verifies) throw new DeliveryError('unauthorized', 'The token was refused. Make a new one.');
        return { name };
      },
      render: (message) => ({ payload: message, cut: [] }),
      send,
      ...(abilities.updates
        ? {
            async update(receipt: Receipt, message: Message) {
              const trouble = chat.editTroubles.shift();
              if (trouble !== undefined) throw trouble;
              const post = posts.find(({ id }) => id === receipt.id);
              if (post === undefined) throw new DeliveryError('not-found', 'The post is gone.');
              post.message = message;
              post.edits += 1;
              return receipt;
            },
          }
        : {}),
      ...(abilities.finds
        ? {
            async find(key: string, to: Address) {
              const trouble = chat.findTroubles.shift();
              if (trouble !== undefined) throw trouble;
              const post = posts.find((one) => one.key === key && one.channel === to.channel);
              return post === undefined ? undefined : receiptOf(post);
            },
          }
        : {}),
      async close() {},
    },
  };
  return chat;
}
