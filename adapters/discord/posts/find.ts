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

/** Discord gives back the first message where one with the same nonce came some minutes before. */
export function nonceOf(key: string): string {
  return createHash('sha256').update(key).digest('base64url').slice(0, longestNonce);
}

/** An embed without a title shows no address: every post carries its delivery there, for nobody but us to see. */
function markOf(key: string): string {
  return `https://discord.com/#${nonceOf(key)}`;
}

export function marked({ embeds, ...rest }: DiscordPayload, key: string): DiscordPayload {
  // Discord takes no embed without anything in it, and a post that nobody could find might be posted twice.
  const [first = { description: '\u200b' }, ...others] = embeds;
  return { ...rest, embeds: [{ ...first, url: markOf(key) }, ...others] };
}

/** How far is looked back where the time of the attempt is not known. */
export function weekBefore(now: Date): Date {
  return new Date(now.getTime() - 7 * 24 * 60 * 60_000);
}

const pageSize = 100;
/**
 * A channel may be read about as often at once, and nothing here waits. What is busier than these pages is left to a
 * person, since what was not read through cannot be said to be absent.
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

/** A message and a reply (docs.discord.com, resources/message); that we joined is told in our name too. */
const typesOfPosts = [0, 19];

/** Of whichever bot: a post may stand there of the one whose token was set before. A link of a person's becomes an embed too, and is none. */
function isMarked({ embeds }: Shown, mark: string): boolean {
  return embeds?.some(({ url }) => url === mark) ?? false;
}

/** A post of ours without its mark: Discord drops the embed without the permission Embed Links, and a moderator may take it away. */
function isBare({ type, embeds, interaction_metadata: interaction }: Shown): boolean {
  return typesOfPosts.some((one) => one === (type ?? 0)) && !embeds?.length && interaction == null;
}

/**
 * Looks through a channel or a thread for the post of a delivery, newest page first. Undefined where it is not there;
 * null where Discord shows no message at all, which it also does to whoever may not read. Throws `DeliveryError`.
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
      .call('look', signal, { method: 'GET', path: `/channels/${channel}/messages`, query })
      .catch((thrown: unknown) => {
        const isOfChannel =
          thrown instanceof DeliveryError && thrown.kind === 'rate-limited' && thrown.scope === 'channel';
        // The next look would begin anew, and come no further.
        throw isOfChannel && page > 0 ? tooMuch() : thrown;
      });
    const shown = shaped(messages, answer, 'shows no posts');
    const ours = shown.filter(({ author }) => author.id === bot.id);
    const found = shown.find((one) => isMarked(one, mark) && (one.author.id === bot.id || one.author.bot === true));
    if (found !== undefined) return found.id;
    areMarked &&= !ours.some((one) => isBare(one) && madeAt(one.id) >= oldest);
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
    'A post of Ackwatch stands there without its embed, so nobody can tell which it is: the permission Embed Links is missing, or somebody took the embed away. Give Ackwatch the permission under Permissions in the settings of the channel, and look for the post there.',
  );
}
