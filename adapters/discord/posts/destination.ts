import { z } from 'zod';
import {
  type AdapterIo,
  type Address,
  DeliveryError,
  type Destination,
  type Log,
  type Receipt,
} from '../../../src/chat/destination.ts';
import {
  type ChannelFacts,
  channelAt,
  createPlaces,
  isForumType,
  isIn,
  isThread,
  missingThere,
  needsToMention,
  rightsThere,
} from '../api/access.ts';
import { verify } from '../api/application.ts';
import { channelTypes, type Guild, linkOf, placeOf } from '../api/channels.ts';
import { createDiscordClient, type DiscordClient } from '../api/client.ts';
import { later } from '../api/codes.ts';
import { discordCodeOf } from '../api/errors.ts';
import { inviteOf, missingOf, permissionFix } from '../api/permissions.ts';
import { type DiscordSettings, snowflake } from '../settings.ts';
import { createCrossposts } from './crosspost.ts';
import { findDelivery, marked, nonceOf, weekBefore } from './find.ts';
import { findInForum, postInForum } from './forum.ts';
import { type DiscordPost, mentioning, properties } from './payload.ts';
import { renderPost, untitled } from './render.ts';
import { renameThread, startThread, threadBegunBy } from './threads.ts';

export type DiscordDestination = Required<
  Omit<Destination<DiscordPost>, 'listen' | 'verifyListening' | 'minSpacingMs'>
>;

const id = z.string().regex(snowflake);
const posted = z.object({ id, channel_id: id, embeds: z.array(z.unknown()).nullish() });

/** Posts to Discord. `client` is shared with what receives interactions; `close` closes it. */
export function createDiscord(
  settings: DiscordSettings,
  io: AdapterIo,
  client: DiscordClient = createDiscordClient(settings, io),
): DiscordDestination {
  const places = createPlaces(client);
  /** Forums that refused a message. */
  const forums = new Set<string>();
  const crossposts = createCrossposts(client, settings.DISCORD_CROSSPOST, io.log);

  /** Returns the permissions that a refused post lacks; null where the bot was removed from the server. Throws `DeliveryError`. */
  async function missingFor(code: number, channel: string, signal: AbortSignal): Promise<readonly string[] | null> {
    if (code === 50013) return missingThere(client, await channelAt(client, channel, 'reach', signal), signal);
    // The server of a channel that the bot cannot see is known only from earlier.
    const guild = code === 50001 ? await places.guildOf(channel, signal) : undefined;
    if (guild == null) return [];
    return (await isIn(client, guild, signal)) ? ['View Channel'] : null;
  }

  /** Returns the error of a refused post, with the missing permissions where Discord says which. */
  async function named(error: DeliveryError, channel: string, signal: AbortSignal): Promise<DeliveryError> {
    const code = discordCodeOf(error);
    if (code === undefined) return error;
    const missing = await missingFor(code, channel, signal).catch(() => []);
    if (missing?.length === 0) return error;
    const { cause } = error;
    if (missing !== null) return new DeliveryError('forbidden', lacks(missing, ` (${code})`), { cause });
    const { id: application } = await client.application(signal);
    return new DeliveryError('forbidden', removedFrom(` (${code})`, inviteOf(application)), { scope: 'space', cause });
  }

  function receiptOf(channel: string, message: string, guild: Guild | undefined): Receipt {
    const receipt = { channel, id: message };
    return guild === undefined ? receipt : { ...receipt, link: linkOf(guild, channel, message) };
  }

  async function postToForum(
    post: DiscordPost,
    { forum, key, signal, acquireToken }: ForumAddress,
    guild: Guild | undefined,
  ): Promise<Receipt> {
    const server = guild ?? (await places.guildOf(forum, signal, acquireToken));
    if (server == null)
      throw new DeliveryError('unavailable', `The server of the forum could not be looked up. ${later}`);
    const about = { key, forum, guild: server, now: io.now(), acquireToken };
    const { thread, message, embeds } = await postInForum(client, post, about, signal).catch(
      async (thrown: unknown) => {
        throw thrown instanceof DeliveryError ? await named(thrown, forum, signal) : thrown;
      },
    );
    if (embeds === 0) await takeBack(client, { channel: thread, message, delivery: key, acquireToken, signal }, io.log);
    return receiptOf(thread, message, server);
  }

  /** Starts the thread of a first post where the channel wants one. A thread has none of its own, nor have direct messages. */
  async function withThread(receipt: Receipt, to: Address, made: Parameters<typeof startThread>[1]): Promise<Receipt> {
    if (to.under !== undefined || to.threadOnly !== true || placeOf(to.channel).type === 'person') return receipt;
    const title = made.title === '' ? untitled : made.title;
    const thread = await startThread(client, { ...made, title }, io.log);
    return thread === undefined ? receipt : { ...receipt, thread };
  }

  return {
    ...properties,
    render: renderPost,
    verify: (signal) => verify(client, signal),

    async send({ title, ...payload }, to, { key, signal, acquireToken }) {
      const body = to.mention === undefined ? payload : mentioning(payload, to.mention);
      const channel = await places.channelOf(placeOf(replyPlace(to)), signal, acquireToken);
      // The space of a person's subscription is the server where they asked for it, not the one of the direct messages.
      if (to.space !== undefined && channel === to.channel) places.learn(channel, to.space);
      const guild = places.guildOf(channel, signal, acquireToken);
      const inForum = async () =>
        postToForum({ title, ...body }, { forum: channel, key, signal, acquireToken }, await guild);
      if (forums.has(channel)) return inForum();
      // A reply in a thread that a post started has that post above it, and cannot refer to it.
      const refersTo = to.under?.thread === undefined ? to.under : undefined;
      const answer = await client
        .call('post', signal, {
          method: 'POST',
          path: `/channels/${channel}/messages`,
          body: {
            ...marked(body, key),
            nonce: nonceOf(key),
            enforce_nonce: true,
            ...(refersTo === undefined ? {} : { message_reference: referenceTo(refersTo) }),
          },
        })
        .catch(async (thrown: unknown) => {
          if (!(thrown instanceof DeliveryError)) throw thrown;
          // A channel that is being asked about is not asked about twice.
          await guild;
          if (to.under === undefined && isOfNoMessages(thrown) && (await places.isForum(channel, signal))) return null;
          throw await named(thrown, channel, signal);
        });
      if (answer === null) {
        forums.add(channel);
        return inForum();
      }
      const checked = posted.safeParse(answer);
      if (!checked.success) {
        const why = 'Discord took the post and named no id for it. Look for it in the channel.';
        throw new DeliveryError('unknown', why, { outcome: 'maybe-sent' });
      }
      const { id: message, channel_id: place, embeds } = checked.data;
      const made = { channel: place, message, delivery: key, acquireToken, signal };
      // Without Embed Links, Discord accepts the post, drops its embeds and reports no error.
      if (embeds?.length === 0) await takeBack(client, made, io.log);
      crossposts.publish(place, message);
      return withThread(receiptOf(place, message, await guild), to, { ...made, title });
    },

    async update(receipt, { title, ...payload }, signal) {
      const channel = await places.channelOf(placeOf(receipt.channel), signal);
      const path = `/channels/${channel}/messages/${messageOf(receipt)}` as const;
      await client.call('edit', signal, { method: 'PATCH', path, body: payload });
      const thread = threadBegunBy(receipt);
      if (thread !== undefined) await renameThread(client, { thread, title }, signal, io.log);
      return receipt;
    },

    async find(key, to, signal, notBefore = weekBefore(io.now())) {
      const channel = await places.channelOf(placeOf(replyPlace(to)), signal);
      let refusal: DeliveryError | undefined;
      const found = await findDelivery(client, { key, channel, notBefore }, signal).catch((thrown: unknown) => {
        if (!(thrown instanceof DeliveryError) || !isOfNoMessages(thrown)) throw thrown;
        refusal = thrown;
        return null;
      });
      if (found === undefined) return undefined;
      if (found !== null) {
        const guild = await places.guildOf(channel, signal);
        crossposts.publish(channel, found);
        const made = { channel, message: found, delivery: key, acquireToken: undefined, signal };
        return withThread(receiptOf(channel, found, guild), to, { ...made, title: '' });
      }
      const facts = await channelAt(client, channel, 'look-up', signal).catch(() => undefined);
      if (facts?.guild_id != null && isForumType(facts)) {
        const post = await findInForum(client, { key, forum: channel, guild: facts.guild_id, notBefore }, signal);
        if (post !== undefined) return receiptOf(post.thread, post.message, facts.guild_id);
      } else if (refusal !== undefined) throw refusal;
      if (facts !== undefined && (await readsHistory(facts, signal))) return undefined;
      throw new DeliveryError(
        'invalid',
        'Discord shows no message of this channel, which it also does where the permission Read Message History is missing. Give it to Ackwatch under Permissions in the settings of the channel, and look for the post there.',
      );
    },

    async reach(name, signal, settings = {}) {
      const place = placeOf(name);
      if (place.type === 'person') {
        throw new DeliveryError(
          'invalid',
          'Whether a person can be written to shows with the first post. Wait for it.',
        );
      }
      const facts = await channelAt(client, place.id, 'reach', signal);
      places.learn(facts.id, facts.guild_id ?? null);
      if (!isForumType(facts) && !channelTypes.withMessages.some((type) => type === facts.type)) {
        const why =
          'The channel itself holds no messages, like a category. Subscribe a text channel, a forum or a thread.';
        throw new DeliveryError('forbidden', why);
      }
      if (isForumType(facts) && ((facts.flags ?? 0) & requiresTag) !== 0) {
        const why =
          'The forum takes no post without a tag. Switch off "Require people to select tags when posting" in its settings.';
        throw new DeliveryError('forbidden', why);
      }
      if (facts.thread_metadata?.locked) {
        const why = 'The thread is locked. Unlock it, or subscribe another channel.';
        throw new DeliveryError('forbidden', why);
      }
      const rights = await rightsThere(client, facts, signal).catch((thrown: unknown) => {
        const isOfTheMoment =
          thrown instanceof DeliveryError && !['forbidden', 'not-found', 'invalid', 'unknown'].includes(thrown.kind);
        if (isOfTheMoment) throw thrown;
        throw new DeliveryError('invalid', unseen, { cause: thrown });
      });
      if (rights === null) return;
      const wanted = {
        mentions: needsToMention(rights, settings),
        threads: settings.threadOnly === true && !isThread(facts) && !isForumType(facts),
        isForum: isForumType(facts),
      };
      const missing = missingOf(rights.permissions, isThread(facts), wanted);
      if (missing.length > 0) throw new DeliveryError('forbidden', lacks(missing, ''));
    },

    async close() {
      await crossposts.settled();
      await client.close();
    },
  };

  async function readsHistory(facts: ChannelFacts, signal: AbortSignal): Promise<boolean> {
    try {
      const missing = await missingThere(client, facts, signal);
      return !missing.some((name) => name === 'Read Message History' || name === 'View Channel');
    } catch {
      return false;
    }
  }
}

/** Discord refuses it because the channel holds no messages of its own: a forum takes posts in another way. */
function isOfNoMessages(refusal: DeliveryError): boolean {
  return [50008, 50024, 40058].includes(discordCodeOf(refusal) ?? 0);
}

/** The flag of a forum that wants a tag for each post (docs.discord.com, resources/channel). */
const requiresTag = 1 << 4;

interface ForumAddress {
  readonly forum: string;
  readonly key: string;
  readonly signal: AbortSignal;
  readonly acquireToken: (() => Promise<void>) | undefined;
}

/** A reply goes to the channel or the thread of the first post, even where the subscription names the person. */
function replyPlace({ channel, under }: Pick<Address, 'channel' | 'under'>): string {
  return under?.thread ?? under?.channel ?? channel;
}

const unseen =
  'Which permissions Ackwatch has in this channel could not be looked up. Where one is missing, posts fail and say which: View Channel, Send Messages, Embed Links and Read Message History are needed.';

function removedFrom(code: string, invite: string): string {
  return `Ackwatch is not in the server any more${code}. Let it in again at ${invite} and it goes on.`;
}

function lacks(missing: readonly string[], code: string): string {
  const names = missing.length === 1 ? `the permission ${missing[0]}` : `the permissions ${missing.join(', ')}`;
  return `Ackwatch lacks ${names} in the channel${code}. ${permissionFix}`;
}

/** Returns the id of the post. Throws `DeliveryError` `not-found` for any other text, so that none gets into a path. */
function messageOf({ id: message }: Receipt): string {
  if (snowflake.test(message)) return message;
  throw new DeliveryError('not-found', 'The earlier post is not known to Discord. Nothing needs to be done.');
}

/** Where the first post is gone, Discord accepts the reply and posts it by itself. */
function referenceTo(under: Receipt) {
  return { message_id: messageOf(under), fail_if_not_exists: false };
}

/** A post without its embed, which Discord dropped: a headline without its source and its sums. */
interface Incomplete {
  readonly channel: string;
  readonly message: string;
  readonly delivery: string;
  readonly acquireToken: (() => Promise<void>) | undefined;
  readonly signal: AbortSignal;
}

const noEmbeds = 'Ackwatch lacks the permission Embed Links in the channel';
const messageGone = 10008;

/**
 * Deletes the post, so that it is posted whole once the permission is there. Throws `DeliveryError`, `forbidden` when it
 * is deleted. Resolves when it could not be deleted, which is logged.
 */
async function takeBack(
  client: Pick<DiscordClient, 'call'>,
  { channel, message, delivery, acquireToken, signal }: Incomplete,
  log: Log,
): Promise<void> {
  try {
    await acquireToken?.();
    await client.call('edit', signal, { method: 'DELETE', path: `/channels/${channel}/messages/${message}` });
  } catch (thrown) {
    const error = thrown instanceof DeliveryError ? thrown : undefined;
    // Discord gives back what it took earlier with the same nonce, also where that is gone.
    if (error !== undefined && discordCodeOf(error) === messageGone) {
      const gone = `An earlier copy of this post is gone, and Discord still takes the next for the same. ${later}`;
      throw new DeliveryError('unavailable', gone, { cause: error.cause });
    }
    // Whether it still exists is not known. The next attempt gets the same post back and tries to delete it again.
    if (error?.outcome === 'maybe-sent') throw error;
    const fields = { channel, message, delivery, error: `${noEmbeds}. ${permissionFix}` };
    return log.warn(fields, 'A post was shown without its figures, and could not be taken away');
  }
  throw new DeliveryError(
    'forbidden',
    `${noEmbeds}, so a post was taken back that showed its headline alone. ${permissionFix}`,
  );
}
