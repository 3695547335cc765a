import type { Words } from '../compose/blocks.ts';
import { joined, place } from '../compose/blocks.ts';
import type { Subscription } from '../ledger/ledger.ts';
import type { CommandRequest } from './request.ts';
import { namedTo } from './subscriptions/subscriptions.ts';

/** The channels of those who run Ackwatch. */

/** Whether a channel belongs to those who run Ackwatch. `own` is the channel's subscription, if it has one. */
export function isOfOperators(own: Pick<Subscription, 'origin' | 'wants'> | undefined): boolean {
  return own?.origin === 'configuration' && own.wants.some((wanted) => wanted === 'health' || wanted === 'all');
}

/** Returns the names of those of the asker's space, so that the asker knows where to ask; empty where none is to be named. */
export async function operatorsChannels({ parts, asker }: CommandRequest): Promise<readonly Words[]> {
  const named = (await namedTo(asker, parts.ledger.subscriptions)).filter(isOfOperators);
  return joined(
    named.map(({ channel }) => place(channel)),
    ', ',
  );
}
