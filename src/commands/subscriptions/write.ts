import type { Subscription } from '../../ledger/ledger.ts';
import { isLedgerError, RefusedError } from '../command.ts';
import type { CommandRequest } from '../request.ts';
import type { WantedPreferences } from './preferences.ts';

/** Stores what a chat subscribes, in the channel of the asker. Throws `RefusedError` where the configuration has the channel. */
export async function put(
  existing: Subscription | undefined,
  wanted: WantedPreferences,
  owner: string,
  request: CommandRequest,
): Promise<Subscription> {
  const { parts, asker, context } = request;
  const { wants, filters, follows, preferences } = wanted;
  const { destination, space, channel } = asker;
  try {
    return await parts.ledger.subscriptions.subscribe(
      {
        ...{ destination, space: space ?? existing?.space ?? null, channel },
        ...{ origin: 'chat', wants, filters, follows, preferences, owner },
      },
      parts.now().toISOString(),
    );
  } catch (thrown) {
    // The configuration gained this channel a moment ago.
    if (isLedgerError(thrown, 'conflict'))
      throw new RefusedError(context.wording.language.commands.subscriptions.fileOnly);
    throw thrown;
  }
}
