import type { Asker } from '../chat/conversation.ts';
import { findingKinds, isOfOnePost } from '../compose/kinds/index.ts';
import type { DeliveryStore, LookupStore } from '../ledger/ledger.ts';

/** What is seen where: the trouble of one post or channel names it and its owner, and is nobody else's. */

/** Those that may be asked after anywhere. */
export const openKinds = findingKinds.filter((kind) => !isOfOnePost(kind));
const troubleKinds = findingKinds.filter(isOfOnePost);

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
    async finding(id, wanted = findingKinds) {
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
