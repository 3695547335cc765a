import type { Delivery, Subscription } from '../ledger/ledger.ts';
import { type Answer, CommandError, RefusedError } from './command.ts';
import type { Asked } from './grammar.ts';
import { deliveries, settleDelivery } from './lookups/deliveries.ts';
import { mayChange, type Scene } from './scene.ts';

/**
 * What a person saw of a post whose fate is not known. For those who run Ackwatch, whose channels stand in the
 * configuration and want to hear of its own troubles, and for the owner of the channel that the post was for.
 */
export async function settle(asked: Asked, scene: Scene): Promise<Answer> {
  const { parts, asker, context, isOperators } = scene;
  const words = context.wording.language.commands.deliveries;
  const store = parts.ledger.deliveries;
  const [id, ...more] = asked.words;
  const concerned = id === undefined ? undefined : await store.delivery(id.toLowerCase());
  const isOwner = concerned !== undefined && isOwned(concerned, scene);
  if (!isOwner && !isOperators)
    throw asked.isBare
      ? new RefusedError(words.shownToOperators.what, words.shownToOperators.headline)
      : new RefusedError(words.operatorsOnly);
  const isArrived = asked.has('arrived');
  const isOneSeen = isArrived !== asked.has('again');
  if (id === undefined && asked.isBare) return deliveries(store, context);
  if (id === undefined || more.length > 0 || !isOneSeen) throw new CommandError(words.nameBoth);
  if (!isOwner) await mayChange(scene);
  const seen = isArrived ? 'arrived' : 'again';
  return settleDelivery(id, seen, parts.now(), store, context, asker.person);
}

const mostOffered = 50;

/** The posts that the asker may settle, oldest first. */
export async function settleable(scene: Scene): Promise<readonly Delivery[]> {
  const troubled = (await scene.parts.ledger.deliveries.troubled(mostOffered)).deliveries;
  return scene.isOperators ? troubled : troubled.filter((delivery) => isOwned(delivery, scene));
}

/** Whether it is a channel of those who run Ackwatch. `own`: its subscription, if it has one. */
export function isOfOperators(own: Pick<Subscription, 'origin' | 'wants'> | undefined): boolean {
  return own?.origin === 'configuration' && own.wants.some((wanted) => wanted === 'health' || wanted === 'all');
}

function isOwned({ subscription }: Delivery, { asker }: Scene): boolean {
  return subscription.destination === asker.destination && subscription.owner === asker.person;
}
