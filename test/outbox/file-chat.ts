import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { DeliveryError, type Destination, type Receipt } from '../../src/chat/destination.ts';

/** A chat platform in a file, which outlives the process that posts to it. */

type Entry =
  | {
      readonly type: 'post';
      readonly id: string;
      readonly channel: string;
      readonly key: string;
      readonly under: string | null;
      readonly text: string;
    }
  | { readonly type: 'edit'; readonly id: string; readonly text: string };

export interface FilePost {
  readonly id: string;
  readonly channel: string;
  readonly key: string;
  readonly under: string | null;
  /** As it was posted, and after each edit. */
  readonly texts: readonly string[];
}

/** What was posted there, in the order in which it was posted. */
export function postsIn(file: string): readonly FilePost[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n').slice(0, -1);
  const entries = lines.map((line) => JSON.parse(line) as Entry); // written below alone
  return entries.flatMap((entry) => {
    if (entry.type === 'edit') return [];
    const { id, channel, key, under, text } = entry;
    const edits = entries.flatMap((other) => (other.type === 'edit' && other.id === id ? [other.text] : []));
    return [{ id, channel, key, under, texts: [text, ...edits] }];
  });
}

export function fileChat(name: string, file: string, finds: boolean): Destination<string> {
  const write = (entry: Entry) => appendFileSync(file, `${JSON.stringify(entry)}\n`);
  const receiptOf = ({ id, channel }: { readonly id: string; readonly channel: string }): Receipt => ({ id, channel });
  return {
    name,
    sendsOnce: false,
    verify: async () => ({ name }),
    render: ({ text }) => ({ payload: text, cut: [] }),
    async send(text, { channel, under }, { key }) {
      const post = { type: 'post', id: crypto.randomUUID(), channel, key, under: under?.id ?? null, text } as const;
      write(post);
      return receiptOf(post);
    },
    async update(receipt, text) {
      if (postsIn(file).every(({ id }) => id !== receipt.id)) throw new DeliveryError('not-found', 'The post is gone.');
      write({ type: 'edit', id: receipt.id, text });
      return receipt;
    },
    ...(finds
      ? {
          async find(key: string, { channel }: { readonly channel: string }) {
            const post = postsIn(file).find((one) => one.key === key && one.channel === channel);
            return post && receiptOf(post);
          },
        }
      : {}),
    async close() {},
  };
}
