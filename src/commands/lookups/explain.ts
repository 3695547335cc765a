import type { Block } from '../../chat/message.ts';
import { joined, line, link, context as smallPrint, strong } from '../../compose/blocks.ts';
import { headlineText } from '../../compose/compose.ts';
import { countedText, scopeText, type Wording } from '../../compose/figures.ts';
import { figureOf, isForOperators, kindOf } from '../../compose/kinds/index.ts';
import { isMention } from '../../compose/kinds/mentions/mention.ts';
import { inOrder, leadOf } from '../../compose/lead.ts';
import { quoteBlock } from '../../compose/report.ts';
import type { EventRecord } from '../../domain/event-record.ts';
import type { Figure, Finding } from '../../domain/findings.ts';
import type { Delivery } from '../../ledger/ledger.ts';
import { shownTo } from '../../outbox/matching/matching.ts';
import { type Answer, answer, idLength } from '../command.ts';
import type { CommandRequest } from '../request.ts';
import { type Place, whyBlocks } from './why.ts';

/** So many other figures of a report are traced, and so many entries of a digest. */
const maxShown = 12;

interface Explained {
  readonly answer: Answer;
  /** The finding that leads, where the post is about one event; null for a digest and for a foreign post. */
  readonly findingId: string | null;
}

/** Explains where the figures of a post come from. Says so where the post is not of this program. */
export async function explain(
  post: { readonly channel: string; readonly id: string },
  request: CommandRequest,
): Promise<Explained> {
  const { parts, asker, context } = request;
  const { deliveries } = parts.ledger;
  const { why: words } = context.wording.language.commands;
  const posted = await deliveries.postedAs({
    destination: asker.destination,
    channel: post.channel,
    receiptId: post.id,
  });
  if (posted === undefined || !isOfSpace(posted, asker.space)) {
    return { answer: answer(words.unknownPost.headline, [line(words.unknownPost.what)], context), findingId: null };
  }
  const batch = await deliveries.batch(posted.id);
  const [only, ...others] = batch.length === 0 ? [posted] : batch;
  if (only === undefined || others.length > 0) return { answer: await explainDigest(batch, request), findingId: null };
  const event = inOrder(shownTo(only.subscription, await deliveries.event(only.event), only.findingId));
  const lead = leadOf(event, only.findingId);
  const place: Place = { destination: asker.destination, channel: posted.subscription.channel };
  const blocks = [
    ...(await whyBlocks(lead, event, place, deliveries, context)),
    ...otherFigures(event, lead, context.wording),
  ];
  return {
    answer: answer(words.headline(headlineText(lead, event, context.wording)), blocks, context),
    findingId: lead.id,
  };
}

/** Whether the person can see the post. */
function isOfSpace({ subscription }: Delivery, space: string | null): boolean {
  return subscription.space === null || space === null || subscription.space === space;
}

/** Returns the other figures of the post. Those of one sentence share its quote. */
function otherFigures(event: EventRecord, lead: Finding, wording: Wording): readonly Block[] {
  const { why: words } = wording.language.commands;
  if (isForOperators(lead)) return [];
  const explained = new Set(figuresIn(lead).map(keyOf));
  const stated = [
    ...event.findings.filter((finding) => !isMention(finding)).flatMap(figuresIn),
    ...event.sums.flatMap((sum) => [sum.stated, ...sum.terms.map(({ figure }) => figure)]),
  ];
  const each = new Map(
    stated.filter((figure) => !explained.has(keyOf(figure))).map((figure) => [keyOf(figure), figure]),
  );
  const shown = [...each.values()].filter(({ quote }) => quote !== '').slice(0, maxShown);
  const sentences = Map.groupBy(shown, ({ snapshotId, quote }) => JSON.stringify([snapshotId, quote]));
  const blocks = [...sentences.values()].flatMap((figures): readonly Block[] => {
    const [first] = figures;
    if (first === undefined) return [];
    const counted = figures.map((figure) => countedText(figure, wording)).join('; ');
    return [line(counted, '. ', scopeText(first, wording)), quoteBlock(first, event.report?.url, wording)];
  });
  return [
    ...(blocks.length === 0 ? [] : [line(strong(words.others)), ...blocks]),
    ...mentionBlocks(event, lead, wording),
  ];
}

/** What no one asserts is said in the words of its finding, never as a figure of the post. */
function mentionBlocks(event: EventRecord, lead: Finding, wording: Wording): readonly Block[] {
  const others = event.findings.filter(isMention).filter((finding) => finding !== lead);
  return others
    .slice(0, maxShown)
    .flatMap((finding): readonly Block[] => [
      line(headlineText(finding, event, wording), '.'),
      quoteBlock(finding.mentioned, event.report?.url, wording),
    ]);
}

/** The figures that the post of a finding states. */
function figuresIn(finding: Finding): readonly Figure[] {
  const { figures } = kindOf(finding).evidence(finding);
  return figures.filter(({ role }) => role !== 'earlier').map(({ figure }) => figure);
}

const keyOf = ({ snapshotId, measure, speakers, value, quote }: Figure) =>
  JSON.stringify([snapshotId, measure, speakers, value, quote]);

async function explainDigest(batch: readonly Delivery[], { parts, context }: CommandRequest): Promise<Answer> {
  const { wording } = context;
  const { language } = wording;
  const { why: words } = language.commands;
  const { deliveries } = parts.ledger;
  const blocks: Block[] = [];
  for (const delivery of batch.slice(0, maxShown)) {
    const event = await deliveries.event(delivery.event);
    const lead = leadOf(event, delivery.findingId);
    const figure = figureOf(lead);
    const url = figure?.url ?? event.report?.url;
    blocks.push(
      line(strong(headlineText(lead, event, wording)), '.'),
      ...(figure === null || figure.quote === '' ? [] : [quoteBlock(figure, figure.url, wording)]),
      smallPrint(
        ...joined(
          [...(url === undefined ? [] : [link(language.evidence, url)]), words.inFull(lead.id.slice(0, idLength))],
          language.separator,
        ),
      ),
    );
  }
  const left = batch.length - maxShown;
  return answer(words.digest(batch.length), [...blocks, ...(left > 0 ? [line(words.digestMore(left))] : [])], context);
}
