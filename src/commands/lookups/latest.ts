import { line } from '../../compose/blocks.ts';
import { compose } from '../../compose/compose.ts';
import { isForOperators } from '../../compose/kinds/index.ts';
import { heaviest } from '../../compose/lead.ts';
import type { Finding } from '../../domain/findings.ts';
import { countsDeaths, headlineMeasures } from '../../domain/measures.ts';
import type { DeliveryStore, LookupStore } from '../../ledger/ledger.ts';
import { type Answer, answer, type CommandContext } from '../command.ts';
import { eventOf } from './trace.ts';

type Row = Awaited<ReturnType<LookupStore['history']>>['rows'][number];

/** A report is known by what it states: one of these stands in every one that admits or claims deaths. */
const stating = headlineMeasures.filter(countsDeaths);
/** So many of the newest are looked at for one that still stands. */
const looked = 10;

/** The newest report's post in full, composed anew from what was found with it. */
export async function latest(
  query: { readonly publisher?: string },
  store: Pick<DeliveryStore, 'event'>,
  context: CommandContext,
): Promise<Answer> {
  const { lookups, wording } = context;
  const words = wording.language.commands.latest;
  const pages = await Promise.all(stating.map((measure) => lookups.history({ measure, limit: looked, ...query })));
  const newest = pages
    .flatMap(({ rows }) => rows.filter(({ current }) => current))
    .reduce<Row | undefined>((best, row) => (best === undefined || when(row) > when(best) ? row : best), undefined);
  const event = newest === undefined ? undefined : await eventOf(newest.snapshotId, store);
  if (event === undefined) return answer(words.headline, [line(words.none)], context);
  const lead = heaviest<Finding>(event.findings.filter((finding) => !isForOperators(finding)));
  return { message: compose(event, wording, lead?.id), next: null };
}

/** The day it was published; where that is not stated, the end of what it speaks of. */
function when({ published, period, to, recordedAt }: Row): string {
  return published ?? period?.to ?? to ?? recordedAt;
}
