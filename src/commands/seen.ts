import type { Asker } from '../chat/conversation.ts';
import { type FindingKind, kinds } from '../domain/findings.ts';
import type { DeliveryStore, LookupStore } from '../ledger/ledger.ts';
import { isOfOnePost } from '../outbox/matching.ts';

/** What is seen where: the trouble of one post or channel names it and its owner, and is nobody else's. */

export const everyKind = Object.keys(kinds).filter((kind): kind is FindingKind => Object.hasOwn(kinds, kind));
/** Those that may be asked after anywhere. */
export const openKinds = everyKind.filter((kind) => !isOfOnePost(kind));
const troubleKinds = everyKind.filter(isOfOnePost);

/**
 * The lookups as they answer outside the channels of the operators: the troubles of single posts are not held, except that
 * a person who was told of one by themselves may ask after it by its id.
 */
export function seenBy(
  asker: Pick<Asker, 'destination' | 'space' | 'person'>,
  lookups: LookupStore,
  store: Pick<DeliveryStore, 'ofEvent'>,
): LookupStore {
  async function isToldTo(event: string): Promise<boolean> {
    const told = await store.ofEvent(event);
    return told.some(
      ({ subscription: { origin, destination, space, channel } }) =>
        origin === 'owner' &&
        destination === asker.destination &&
        channel === asker.person &&
        (space === null || asker.space === null || space === asker.space),
    );
  }
  return {
    ...lookups,
    findings: ({ kinds: wanted = openKinds, ...query }) =>
      lookups.findings({ ...query, kinds: wanted.filter((kind) => !isOfOnePost(kind)) }),
    async finding(id, wanted = everyKind) {
      const open = await lookups.finding(
        id,
        wanted.filter((kind) => !isOfOnePost(kind)),
      );
      if (open !== undefined) return open;
      const trouble = await lookups.finding(
        id,
        wanted.filter((kind) => troubleKinds.includes(kind)),
      );
      return trouble !== undefined && (await isToldTo(trouble.event)) ? trouble : undefined;
    },
  };
}
