import { line } from '../../compose/blocks.ts';
import { failureText } from '../../domain/failures.ts';
import { pauseText } from '../../domain/subscriptions.ts';
import type { Delivery, DeliveryStore } from '../../ledger/ledger.ts';
import { resolveDelivery } from '../../outbox/resolve.ts';
import { type Answer, answer, type CommandContext, CommandError, idLength, RefusedError } from '../command.ts';
import { quoteInput } from '../grammar.ts';

const maxRows = 50;

/** Lists the posts that a person has to look at and the paused subscriptions, each with its reason. */
export async function deliveries(store: DeliveryStore, context: CommandContext): Promise<Answer> {
  const { language } = context.wording;
  const words = language.commands.deliveries;
  const { deliveries: troubled, paused } = await store.troubled(maxRows);
  if (troubled.length === 0 && paused.length === 0) return answer(words.headline, [line(words.none)], context);
  const where = ({ subscription }: Delivery) => `${subscription.destination} ${subscription.channel}`;
  const rows = [
    ...troubled.map((delivery) => [
      delivery.id.slice(0, idLength),
      words.state[delivery.state],
      where(delivery),
      language.instant(delivery.createdAt),
      delivery.error === null ? '' : failureText(delivery.error),
    ]),
    ...paused.map((subscription) => [
      '',
      words.paused,
      `${subscription.destination} ${subscription.channel}`,
      // The time of the pause is not stored, and the time of the subscription says nothing about it.
      '',
      subscription.pause === null ? '' : pauseText(subscription.pause),
    ]),
  ];
  const { columns } = words;
  return answer(
    words.headline,
    [
      {
        type: 'table',
        caption: words.caption,
        columns: [columns.id, columns.state, columns.where, columns.found, columns.why].map((title) => ({
          title,
          align: 'left',
        })),
        rows,
      },
      line(words.howToResolve),
    ],
    context,
  );
}

/**
 * Records what a person saw in the channel. `arrived`: the post is there. `again`: it is not, so it is posted again. `by` is the
 * person, where known. Throws `CommandError`.
 */
export async function recordResolution(
  id: string,
  resolution: 'arrived' | 'again',
  at: Date,
  store: DeliveryStore,
  context: CommandContext,
  by: string | null = null,
): Promise<Answer> {
  const words = context.wording.language.commands.deliveries;
  const [delivery, ...others] = await store.deliveriesNamed(id.toLowerCase());
  if (delivery === undefined) throw new CommandError(words.unknown(quoteInput(id)));
  if (others.length > 0) throw new CommandError(words.several(quoteInput(id)));
  const isResolved = await resolveDelivery(delivery, resolution, at, store);
  if (!isResolved) throw new RefusedError(words.resolved(quoteInput(id)));
  return answer(words.headline, [line(words.done[resolution], ...(by === null ? [] : [' ', words.by(by)]))], context);
}
