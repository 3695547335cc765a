import { createHash } from 'node:crypto';
import { z } from 'zod';
import { DeliveryError } from '../../../src/chat/destination.ts';
import { madeAt } from '../api/channels.ts';
import type { DiscordClient } from '../api/client.ts';
import { shaped } from '../api/errors.ts';
import { snowflake } from '../settings.ts';
import type { DiscordPayload } from './payload.ts';

/** The longest nonce that Discord takes (docs.discord.com, resources/message). */
const longestNonce = 25;

/** Returns the nonce of a delivery. For some minutes Discord answers a repeated nonce with the first message. */
export function nonceOf(key: string): string {
  return createHash('sha256').update(key).digest('base64url').slice(0, longestNonce);
}

/** Returns the mark by which a post is found again: the address of an embed without a title, which Discord does not show. */
function markOf(key: string): string {
  return `https://discord.com/#${nonceOf(key)}`;
}

export function marked({ embeds, ...rest }: DiscordPayload, key: string): DiscordPayload {
  // Discord refuses an empty embed, and a post without a mark might be posted twice.
  const [first = { description: '\u200b' }, ...others] = embeds;
  return { ...rest, embeds: [{ ...first, url: markOf(key) }, ...others] };
}

/** Returns how far to look back where the time of the attempt is not known. */
export function weekBefore(now: Date): Date {
  return new Date(now.getTime() - 7 * 24 * 60 * 60_000);
}

const pageSize = 100;
/**
 * Discord allows about as many reads of a channel at once, and nothing here waits. A person looks through a busier channel,
 * because a post in an unread page may exist.
 */
const mostPages = 5;

const messages = z.array(
  z.object({
    id: z.string().regex(snowflake),
    type: z.int().nullish(),
    author: z.object({ id: z.string(), bot: z.boolean().nullish() }),
    embeds: z.array(z.object({ url: z.string().nullish() })).nullish(),
    interaction_metadata: z.unknown().optional(),
  }),
);
type Shown = z.infer<typeof messages>[number];

/** A message and a reply (docs.discord.com, resources/message). The notice that the bot joined has another type. */
const typesOfPosts = [0, 19];

/** The post may be of the bot whose token was set before. A person's link becomes an embed too, so the author must be a bot. */
function isMarked({ embeds }: Shown, mark: string): boolean {
  return embeds?.some(({ url }) => url === mark) ?? false;
}

/** Returns whether a post of the bot has lost its mark: without Embed Links Discord drops the embed, and moderators may remove it. */
function isUnmarked({ type, embeds, interaction_metadata: interaction }: Shown): boolean {
  return typesOfPosts.some((one) => one === (type ?? 0)) && !embeds?.length && interaction == null;
}

/**
 * Looks through a channel or thread for the post of a delivery, newest page first. Resolves with undefined where it is not
 * there, and with null where Discord shows no message, as it also does without the permission to read. Throws `DeliveryError`.
 */
export async function findDelivery(
  client: DiscordClient,
  { key, channel, notBefore }: { readonly key: string; readonly channel: string; readonly notBefore: Date },
  signal: AbortSignal,
): Promise<string | undefined | null> {
  const { bot } = await client.application(signal);
  const mark = markOf(key);
  const oldest = notBefore.getTime();
  let before: string | undefined;
  let areMarked = true;
  for (let page = 0; page < mostPages; page += 1) {
    const query = new URLSearchParams({ limit: String(pageSize), ...(before === undefined ? {} : { before }) });
    const answer = await client
      .call('look-up', signal, { method: 'GET', path: `/channels/${channel}/messages`, query })
      .catch((thrown: unknown) => {
        const isOfChannel =
          thrown instanceof DeliveryError && thrown.kind === 'rate-limited' && thrown.scope === 'channel';
        // The next attempt would begin with the first page and get no further.
        throw isOfChannel && page > 0 ? tooMuch() : thrown;
      });
    const shown = shaped(messages, answer, 'shows no posts');
    const ours = shown.filter(({ author }) => author.id === bot.id);
    const found = shown.find((one) => isMarked(one, mark) && (one.author.id === bot.id || one.author.bot === true));
    if (found !== undefined) return found.id;
    areMarked &&= !ours.some((one) => isUnmarked(one) && madeAt(one.id) >= oldest);
    const last = shown.at(-1);
    if (last === undefined && page === 0) return null;
    if (last === undefined || madeAt(last.id) < oldest || shown.length < pageSize) {
      if (areMarked) return undefined;
      throw unmarked();
    }
    before = last.id;
  }
  throw tooMuch();
}

function tooMuch(): DeliveryError {
  return new DeliveryError(
    'invalid',
    'The channel holds more messages than can be read through. Look for the post there.',
  );
}

function unmarked(): DeliveryError {
  return new DeliveryError(
    'invalid',
    'A post of Ackwatch is there without its embed, so no one can tell which it is: the permission Embed Links is missing, or a person removed the embed. Give Ackwatch the permission under Permissions in the settings of the channel, and look for the post there.',
  );
}
