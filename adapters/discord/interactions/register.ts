import type { Conversation } from '../../../src/chat/conversation.ts';
import { DeliveryError } from '../../../src/chat/destination.ts';
import type { DiscordClient } from '../api/client.ts';
import { commandsOf } from './commands.ts';

/** Tells Discord which commands there are, in place of those that it knew. The same again changes nothing. Throws `DeliveryError`. */
export async function registerCommands(
  client: DiscordClient,
  conversation: Pick<Conversation, 'commands'>,
  signal: AbortSignal,
): Promise<void> {
  const { id } = await client.application(signal);
  try {
    await client.call('register', signal, {
      method: 'PUT',
      path: `/applications/${id}/commands`,
      body: commandsOf(conversation.commands),
    });
  } catch (thrown) {
    if (!(thrown instanceof DeliveryError)) throw thrown;
    const { kind, retryAfterMs, outcome, scope } = thrown;
    throw new DeliveryError(kind, `The commands could not be registered: ${thrown.message}`, {
      retryAfterMs,
      outcome,
      scope,
      cause: thrown,
    });
  }
}
