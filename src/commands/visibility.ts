import type { Asker } from '../chat/conversation.ts';
import { findingKinds, isOfOnePost } from '../compose/kinds/index.ts';
import type { DeliveryStore, LookupStore } from '../ledger/ledger.ts';

/** Which findings may be shown where. The trouble of one post names its channel and owner, so only they and operators see it. */

/** The kinds that may be shown anywhere. */
export const publicKinds = findingKinds.filter((kind) => !isOfOnePost(kind));
const troubleKinds = findingKinds.filter(isOfOnePost);

/**
 * Returns the lookups as they answer outside the operators' channels. They leave out the troubles of single posts. A person
 * who was sent one in private may still ask for it by its id.
 */
export function lookupsVisibleTo(
  asker: Pick<Asker, 'destination' | 'space' | 'person'>,
  lookups: LookupStore,
  store: Pick<DeliveryStore, 'ofEvent'>,
): LookupStore {
  async function wasSentTo(event: string): Promise<boolean> {
    const deliveries = await store.ofEvent(event);
    return deliveries.some(
      ({ subscription: { origin, destination, space, channel } }) =>
        origin === 'owner' &&
        destination === asker.destination &&
        channel === asker.person &&
        (space === null || asker.space === null || space === asker.space),
    );
  }
  return {
    ...lookups,
    findings: ({ kinds: wanted = publicKinds, ...query }) =>
      lookups.findings({ ...query, kinds: wanted.filter((kind) => !isOfOnePost(kind)) }),
    areSeveral: (prefix, wanted = findingKinds) =>
      lookups.areSeveral(
        prefix,
        wanted.filter((kind) => !isOfOnePost(kind)),
      ),
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
      return trouble !== undefined && (await wasSentTo(trouble.event)) ? trouble : undefined;
    },
  };
}
