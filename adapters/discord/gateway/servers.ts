import type { Conversation } from '../../../src/chat/conversation.ts';
import type { Log } from '../../../src/chat/destination.ts';
import { failureOf } from '../../interaction/failure.ts';
import type { DiscordClient } from '../api/client.ts';
import { inviteOf } from '../api/permissions.ts';

/** Which servers let the bot in or put it out while it was connected, told to the core. */
export interface Servers {
  /** Those of one shard, as a connection begins anew. The first time none of them is new: they were there before us. */
  stand(shard: string, ids: readonly string[]): void;
  /** Also one that comes back from an outage; it is told only where it was not known. */
  arrive(shard: string, id: string): void;
  depart(shard: string, id: string): void;
  /** Resolves when all of it is told. */
  settled(): Promise<void>;
}

/** The owner who is told of it has this message alone. */
const put = (invite: string) =>
  `The bot was removed from the server. Invite it again at ${invite} and the subscriptions go on.`;
const callTimeoutMs = 10_000;

export function createServers(
  conversation: Pick<Conversation, 'joined' | 'left' | 'present'>,
  client: Pick<DiscordClient, 'application'>,
  log: Log,
): Servers {
  const known = new Map<string, Set<string>>();
  // One after the other, so that a server that goes and comes back ends as one that is there.
  let telling = Promise.resolve();
  function tell(what: () => Promise<void>): void {
    telling = telling
      .then(what)
      .catch((thrown: unknown) =>
        log.error({ error: failureOf(thrown) }, 'A server that came or went could not be noted'),
      );
  }
  const tellJoined = (id: string) => tell(() => conversation.joined('discord', id));
  const tellLeft = (id: string) =>
    tell(async () => {
      const invite = await client.application(AbortSignal.timeout(callTimeoutMs)).then(
        (application) => inviteOf(application.id),
        () => 'the address that ackwatch doctor prints,',
      );
      await conversation.left('discord', id, put(invite));
    });

  return {
    stand(shard, ids) {
      const before = known.get(shard);
      const now = new Set(ids);
      known.set(shard, now);
      // One may have put us out and let us in again while nobody was connected.
      if (before === undefined) return tell(() => conversation.present('discord', ids));
      for (const id of before) if (!now.has(id)) tellLeft(id);
      for (const id of now) if (!before.has(id)) tellJoined(id);
    },
    arrive(shard, id) {
      const there = known.get(shard);
      if (there === undefined || there.has(id)) return;
      there.add(id);
      tellJoined(id);
    },
    depart(shard, id) {
      if (known.get(shard)?.delete(id) === true) tellLeft(id);
    },
    settled: () => telling,
  };
}
