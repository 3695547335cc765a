import type { Delivery } from '../ledger/ledger.ts';
import { type Answer, CommandError, RefusedError } from './command.ts';
import type { ParsedCommand } from './grammar.ts';
import { deliveries, recordResolution } from './lookups/deliveries.ts';
import { operatorsChannels } from './operators.ts';
import { assertMayChange, type CommandRequest } from './request.ts';

/**
 * Records what a person saw of an uncertain post. Operators may do so in their channels, and the owner of the channel that
 * the post was for. Throws `CommandError`.
 */
export async function resolveDelivery(parsed: ParsedCommand, request: CommandRequest): Promise<Answer> {
  const { parts, asker, context, isOperators } = request;
  const words = context.wording.language.commands.deliveries;
  const store = parts.ledger.deliveries;
  const [id, ...more] = parsed.words;
  const concerned = id === undefined ? [] : await store.deliveriesNamed(id.toLowerCase());
  const isOwner = concerned.length > 0 && concerned.every((one) => isOwned(one, request));
  if (!isOwner && !isOperators) {
    const channels = await operatorsChannels(request);
    throw parsed.isNameOnly
      ? new RefusedError(words.shownToOperators.what(channels), words.shownToOperators.headline)
      : new RefusedError(words.operatorsOnly(channels));
  }
  const isArrived = parsed.has('arrived');
  const isOneSeen = isArrived !== parsed.has('again');
  if (id === undefined && parsed.isNameOnly) return deliveries(store, context);
  if (id === undefined || more.length > 0 || !isOneSeen) throw new CommandError(words.nameBoth);
  if (!isOwner) await assertMayChange(request);
  const seen = isArrived ? 'arrived' : 'again';
  return recordResolution(id, seen, parts.now(), store, context, asker.person);
}

const mostOffered = 50;

/** Returns the posts that the person may resolve, oldest first. */
export async function resolvableBy(request: CommandRequest): Promise<readonly Delivery[]> {
  const troubled = (await request.parts.ledger.deliveries.troubled(mostOffered)).deliveries;
  return request.isOperators ? troubled : troubled.filter((delivery) => isOwned(delivery, request));
}

function isOwned({ subscription }: Delivery, { asker }: CommandRequest): boolean {
  return subscription.destination === asker.destination && subscription.owner === asker.person;
}
