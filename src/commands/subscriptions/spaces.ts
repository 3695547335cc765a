import { notifyOperators, troubleFinding } from '../../outbox/trouble.ts';
import type { ConversationParts } from '../request.ts';

/** Resumes or pauses the subscriptions of a space that lets the bot in or removes it. */

const operatorsLanguage = 'en';
/** A notice names this many of the paused channels. */
const maxNamedChannels = 10;

/** Resumes what was paused because the space had removed the bot. May be called twice. */
export async function resumeJoinedSpace(
  { ledger }: ConversationParts,
  destination: string,
  space: string,
): Promise<void> {
  // A post on its way while the bot was removed is refused, which pauses its channel as forbidden.
  await ledger.subscriptions.resumeSpace({ destination, space, causes: ['removed-from-space', 'forbidden'] });
}

/** Resumes what was paused in spaces that turn out to let the bot in. May be called at every connection. */
export async function resumePresentSpaces(
  { ledger }: ConversationParts,
  destination: string,
  spaces: readonly string[],
): Promise<void> {
  const present = new Set(spaces);
  const removed = (await ledger.subscriptions.inSpace({ destination, space: null })).flatMap(({ space, pause }) =>
    space !== null && present.has(space) && pause?.cause === 'removed-from-space' ? [space] : [],
  );
  for (const space of new Set(removed))
    await ledger.subscriptions.resumeSpace({ destination, space, causes: ['removed-from-space'] });
}

/**
 * Pauses the subscriptions of a space that removed the bot. Notifies owners and operators first, once for all channels, so
 * that a crash in between loses nothing. Called again it notifies no one, since nothing is active any more.
 */
export async function pauseLeftSpace(
  { ledger, wordingFor, now }: ConversationParts,
  destination: string,
  space: string,
  reason: string,
): Promise<void> {
  const inSpace = await ledger.subscriptions.inSpace({ destination, space });
  const active = inSpace.filter((one) => one.space === space && one.state === 'active' && one.origin !== 'owner');
  if (active.length > 0) {
    const owners = new Set(active.flatMap(({ owner }) => owner ?? []));
    const channels = active.map(({ channel }) => channel);
    const where = `${destination} ${channels.slice(0, maxNamedChannels).join(', ')}${channels.length > maxNamedChannels ? ', …' : ''}`;
    const message = wordingFor(operatorsLanguage).language.health.removedFromSpace(reason);
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
