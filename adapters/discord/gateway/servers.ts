import type { Conversation } from '../../../src/chat/conversation.ts';
import type { Log } from '../../../src/chat/destination.ts';
import { failureOf } from '../../interaction/failure.ts';
import type { DiscordClient } from '../api/client.ts';
import { inviteOf } from '../api/permissions.ts';

/** Reports to the conversation which servers added or removed the bot. */
export interface Servers {
  /** A session of a shard began, with these servers. In the first session none of them counts as new. */
  began(shard: string, ids: readonly string[]): void;
  /** A server is there, perhaps after an outage. Ignored where it was known. */
  arrived(shard: string, id: string): void;
  /** A server removed the bot. Ignored where it was not known. */
  departed(shard: string, id: string): void;
  /** Resolves once the conversation has handled all of it. */
  settled(): Promise<void>;
}

/** The owner of a subscription reads this without any context. */
const removed = (invite: string) =>
  `The bot was removed from the server. Invite it again at ${invite} and the subscriptions go on.`;
const callTimeoutMs = 10_000;

export function createServers(
  conversation: Pick<Conversation, 'joined' | 'left' | 'present'>,
  client: Pick<DiscordClient, 'application'>,
  log: Log,
): Servers {
  const known = new Map<string, Set<string>>();
  // In order, so that a server that leaves and comes back ends as present.
  let queue = Promise.resolve();
  function enqueue(what: () => Promise<void>): void {
    queue = queue
      .then(what)
      .catch((thrown: unknown) =>
        log.error({ error: failureOf(thrown) }, 'A server that came or went could not be noted'),
      );
  }
  const joined = (id: string) => enqueue(() => conversation.joined('discord', id));
  const left = (id: string) =>
    enqueue(async () => {
      const invite = await client.application(AbortSignal.timeout(callTimeoutMs)).then(
        (application) => inviteOf(application.id),
        () => 'the address that ackwatch doctor prints,',
      );
      await conversation.left('discord', id, removed(invite));
    });

  return {
    began(shard, ids) {
      const before = known.get(shard);
      const now = new Set(ids);
      known.set(shard, now);
      // A server may have removed and added the bot while no process was connected.
      if (before === undefined) return enqueue(() => conversation.present('discord', ids));
      for (const id of before) if (!now.has(id)) left(id);
      for (const id of now) if (!before.has(id)) joined(id);
    },
    arrived(shard, id) {
      const there = known.get(shard);
      if (there === undefined || there.has(id)) return;
      there.add(id);
      joined(id);
    },
    departed(shard, id) {
      if (known.get(shard)?.delete(id) === true) left(id);
    },
    settled: () => queue,
  };
}
