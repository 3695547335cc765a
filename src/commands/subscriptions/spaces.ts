import { notifyOperators, troubleFinding } from '../../outbox/trouble.ts';
import type { ConversationParts } from '../scene.ts';

/** A space that let us in or put us out: what is subscribed there goes on or is paused. */

const operatorsLanguage = 'en';
/** Of the channels that are paused. */
const mostNamed = 10;

/** `Conversation.joined`. */
export async function joined({ ledger }: ConversationParts, destination: string, space: string): Promise<void> {
  // A post that was under way when the space put us out was refused, which pauses its channel by itself.
  await ledger.subscriptions.resumeSpace({ destination, space, causes: ['removed-from-space', 'forbidden'] });
}

/** `Conversation.present`. */
export async function present(
  { ledger }: ConversationParts,
  destination: string,
  spaces: readonly string[],
): Promise<void> {
  const present = new Set(spaces);
  const removed = (await ledger.subscriptions.inSpace(destination, null)).flatMap(({ space, pause }) =>
    space !== null && present.has(space) && pause?.cause === 'removed-from-space' ? [space] : [],
  );
  for (const space of new Set(removed))
    await ledger.subscriptions.resumeSpace({ destination, space, causes: ['removed-from-space'] });
}

/**
 * `Conversation.left`. Owners and operators are told before it is paused, once for all channels: a crash between loses
 * nothing, and where nothing is active any more nobody is told again.
 */
export async function left(
  { ledger, wordingFor, now }: ConversationParts,
  destination: string,
  space: string,
  reason: string,
): Promise<void> {
  const held = await ledger.subscriptions.inSpace(destination, space);
  const active = held.filter((one) => one.space === space && one.state === 'active' && one.origin !== 'owner');
  if (active.length > 0) {
    const owners = new Set(active.flatMap(({ owner }) => owner ?? []));
    const channels = active.map(({ channel }) => channel);
    const where = `${destination} ${channels.slice(0, mostNamed).join(', ')}${channels.length > mostNamed ? ', …' : ''}`;
    const message = wordingFor(operatorsLanguage).language.health.left(reason);
    const at = now();
    const about = { key: `${destination} ${space} ${at.toISOString()}`, where, publisher: '', message };
    await notifyOperators(ledger, troubleFinding('subscription-paused', about, at), {
      except: (one) => one.destination === destination && one.space === space,
      owners: [...owners].map((owner) => ({ destination, space, channel: owner })),
    });
  }
  const pause = { cause: 'removed-from-space', detail: reason } as const;
  await ledger.subscriptions.pauseSpace({ destination, space, pause });
}
