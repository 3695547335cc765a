import type { Message } from '../../chat/message.ts';
import { kindOf } from '../../compose/kinds/index.ts';
import type { Finding } from '../../domain/findings.ts';
import type { GroupMention } from '../../domain/subscriptions.ts';

const fromTheLoudest: readonly Message['priority'][] = ['high', 'normal', 'low'];

/**
 * Returns the group that a first post notifies; null where the channel wants none, or none for a post of this weight. Of unknown
 * deaths it is not known that they are many. Pure.
 */
export function mentionedBy(
  mention: GroupMention | null,
  { priority }: Pick<Message, 'priority'>,
  leads: readonly Finding[],
): string | null {
  if (mention === null) return null;
  const { group, minKilled } = mention;
  if (fromTheLoudest.indexOf(priority) > fromTheLoudest.indexOf(mention.priority)) return null;
  const isOfAtLeast = (lead: Finding) => (kindOf(lead).deaths(lead) ?? -1) >= (minKilled ?? 0);
  return minKilled === null || leads.some(isOfAtLeast) ? group : null;
}
