import { type AdapterIo, DeliveryError, type Destination, type Receipt } from '../../../src/chat/destination.ts';
import { isPerson, linkOf, minSpacingMs, nameOf, placeOf, threadOf } from '../api/channels.ts';
import { createClients, type SlackClients, type SlackEnvironment } from '../api/client.ts';
import { createIdentities } from '../api/identities.ts';
import { findDelivery, metadataOf, weekBefore } from './find.ts';
import { renderPost, type SlackPayload, type SlackPost } from './render.ts';

const unseen =
  'Whether the app is in this channel could not be looked up without the scope channels:read. Where it is not, posts fail: write /invite @Ackwatch in the channel.';

type SlackDestination = Required<
  Omit<Destination<SlackPost>, 'listen' | 'verifyListening' | 'sendsOnceForMs' | 'perSecond'>
>;

/** Creates the part of the destination that posts. `clients` are shared with the listener; `close` closes them. */
export function createSlack(
  env: SlackEnvironment,
  io: AdapterIo,
  clients: SlackClients = createClients(env, io),
): SlackDestination {
  const identities = createIdentities(env, io, clients);

  return {
    name: 'slack',
    sendsOnce: false,
    minSpacingMs,
    render: renderPost,
    verify: (signal) => identities.verify(signal),

    async send({ alertsChannel, ...rendered }, to, { key, signal }) {
      const payload = to.mention === undefined ? rendered : mentioning(rendered, to.mention);
      // A thread stays in the channel of its first post, even if the subscription names a person.
      const place = placeOf(to.under?.channel ?? to.channel, clients.many);
      const thread = to.under === undefined ? undefined : threadOf(to.under);
      const address = identities.addressOf(place.space, signal);
      const answer = await clients.call('post', signal, async () =>
        (await clients.of(place.space)).chat.postMessage({
          channel: place.channel,
          ...payload,
          ...harmless,
          unfurl_links: false,
          unfurl_media: false,
          metadata: metadataOf(key),
          ...(thread === undefined
            ? {}
            : alertsChannel && to.threadOnly !== true
              ? { thread_ts: thread, reply_broadcast: true }
              : { thread_ts: thread }),
        }),
      );
      const { ts, channel = place.channel } = answer;
      if (ts === undefined) {
        throw new DeliveryError(
          'unknown',
          'Slack took the post and named no time for it. Look for it in the channel.',
          {
            outcome: 'maybe-sent',
          },
        );
      }
      const under = answer.message?.thread_ts ?? null;
      if (thread !== undefined && under === null) {
        io.log.info({ channel: to.channel, delivery: key }, 'The earlier post is gone; Slack put the reply on its own');
      }
      const link = linkOf((await address) ?? '', channel, ts, under);
      const receipt = { channel: nameOf({ space: place.space, channel }), id: ts };
      return link === undefined ? receipt : { ...receipt, link };
    },

    async update(receipt, { alertsChannel: _, ...payload }, signal) {
      const place = placeOf(receipt.channel, clients.many);
      await clients.call('edit', signal, async () =>
        // An edit without blocks removes those of the post, and the markup defaults of an edit differ from a post's.
        (await clients.of(place.space)).chat.update({
          channel: place.channel,
          ts: receipt.id,
          ...payload,
          ...harmless,
        }),
      );
      return receipt;
    },

    async find(key, to, signal, notBefore = weekBefore(io.now())) {
      const lookIn = (channel: string, thread: string | null) =>
        findDelivery(clients, { key, place: placeOf(channel, clients.many), thread, notBefore }, signal);
      const { under } = to;
      const reply = under === undefined ? undefined : await lookIn(under.channel, threadOf(under));
      const found = reply ?? (await lookIn(to.channel, null));
      if (found === undefined) return undefined;
      const place = placeOf(to.channel, clients.many);
      const address = await identities.addressOf(place.space, signal);
      const link = linkOf(address ?? '', found.channel, found.ts, found.threadTs);
      const receipt: Receipt = { channel: nameOf({ space: place.space, channel: found.channel }), id: found.ts };
      return link === undefined ? receipt : { ...receipt, link };
    },

    async reach(name, signal) {
      const place = placeOf(name, clients.many);
      if (isPerson(place)) {
        await clients.of(place.space);
        throw new DeliveryError(
          'invalid',
          'Whether a person can be written to shows with the first post. Wait for it.',
        );
      }
      const { channel } = await clients
        .call('reach', signal, async () =>
          (await clients.of(place.space)).conversations.info({ channel: place.channel }),
        )
        .catch((thrown: unknown) => {
          if (!(thrown instanceof DeliveryError) || thrown.kind !== 'invalid') throw thrown;
          throw new DeliveryError('invalid', unseen, { cause: thrown });
        });
      if (channel?.is_archived) {
        const why = 'The channel is archived. Unarchive it, or subscribe another channel.';
        throw new DeliveryError('forbidden', why);
      }
      if (channel?.is_im || channel?.is_mpim || channel?.is_member) return;
      const why = 'The app is not in the channel. Invite it: /invite @Ackwatch in the channel.';
      throw new DeliveryError('forbidden', why);
    },

    close: () => clients.close(),
  };
}

/** Names the group last, so that the news comes first. It is the one mention that a post can hold: a source's text is escaped. */
function mentioning({ text, blocks }: SlackPayload, group: string): SlackPayload {
  const mention = `<!subteam^${group}>`;
  return {
    text: `${text}\n${mention}`,
    blocks: [...blocks, { type: 'section', text: { type: 'mrkdwn', text: mention } }],
  };
}

/** Keeps names and channels in the text of sources from becoming mentions or links. */
const harmless = { parse: 'none', link_names: false } as const;
