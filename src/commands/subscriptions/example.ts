import type { Block } from '../../chat/message.ts';
import { context as contextBlock, line, strong } from '../../compose/blocks.ts';
import { compose, composeRevised } from '../../compose/compose.ts';
import { kindOf } from '../../compose/kinds/index.ts';
import { heaviest } from '../../compose/lead.ts';
import type { Finding } from '../../domain/findings.ts';
import type { Subscription } from '../../ledger/ledger.ts';
import { followedKeys } from '../../outbox/matching/follows.ts';
import { matchSubscriptions, shownTo } from '../../outbox/matching/matching.ts';
import { recordKinds } from '../lookups/digest.ts';
import type { CommandRequest } from '../request.ts';

/** The newest post that a subscription would have got, shown to whoever subscribes. Nothing is posted by it. */

const pageRows = 100;
/** Beyond so many findings nothing is looked for: what is found only there is no good example. */
const mostPages = 5;

interface Found {
  readonly lead: Finding;
  /** What was found later about the same document, oldest first: the post would be marked by it. */
  readonly later: readonly Finding[];
}

/** Returns the blocks of the example, or that there is none yet; none for a subscription to health alone. */
export async function exampleBlocks(
  subscription: Subscription,
  { parts, context }: CommandRequest,
): Promise<readonly Block[]> {
  const { wants, follows } = subscription;
  if (follows.length === 0 && wants.every((want) => want === 'health')) return [];
  const words = context.wording.language.commands.subscriptions.example;
  const found = await newestMatch(subscription, context.lookups);
  if (found === undefined) return [contextBlock(words.none)];
  const { deliveries } = parts.ledger;
  const { language, form } = subscription.preferences;
  const wording = parts.wordingFor(language);
  const event = shownTo(subscription, await deliveries.event(found.lead.event), found.lead.id);
  const revisions = [];
  for (const { event: id, id: leadId } of found.later) revisions.push({ event: await deliveries.event(id), leadId });
  const message = composeRevised(compose(event, wording, found.lead.id, form), revisions, wording);
  const day = context.wording.language.day(found.lead.foundAt);
  return [
    { type: 'divider' },
    line(strong(words.title(day)), ' ', words.notNew),
    { type: 'line', spans: message.headline },
    ...message.blocks.filter(({ type }) => type !== 'actions'),
  ];
}

async function newestMatch(
  subscription: Subscription,
  lookups: CommandRequest['context']['lookups'],
): Promise<Found | undefined> {
  const followed = await lookups.accountsOfEvents(followedKeys(subscription.follows));
  const newest: Finding[] = [];
  let after: string | null = null;
  for (let page = 0; page < mostPages; page += 1) {
    const paged = after === null ? {} : { after };
    const { rows, next } = await lookups.findings({ kinds: recordKinds, limit: pageRows, ...paged });
    newest.push(...rows);
    const [match] = matchSubscriptions(newest, [subscription], followed);
    if (match !== undefined) return { lead: match.finding, later: revisionsOf(match.finding, newest) };
    if (next === null) return undefined;
    after = next;
  }
  return undefined;
}

/** Each event once. */
function revisionsOf(lead: Finding, newestFirst: readonly Finding[]): readonly Finding[] {
  const later = newestFirst.filter(
    (finding) =>
      finding.event !== lead.event &&
      finding.foundAt > lead.foundAt &&
      lead.documentId !== null &&
      kindOf(finding).wantedBy.includes('revisions') &&
      (finding.documentId === lead.documentId ||
        (finding.kind === 'restated' && finding.before.documentId === lead.documentId)),
  );
  return [...Map.groupBy(later, ({ event }) => event).values()].flatMap((found) => heaviest(found) ?? []).toReversed();
}
