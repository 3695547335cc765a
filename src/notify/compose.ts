import { type Finding, kinds } from '../findings.ts';
import type { EventRecord } from '../ledger/ledger.ts';
import { finish, line, spans, strong } from './blocks.ts';
import type { Wording } from './figures.ts';
import { headlineText, priorityOf } from './headline.ts';
import type { Block, Message } from './message.ts';
import {
  comparisonBlocks,
  evidenceBlocks,
  figureOf,
  incidentListBlocks,
  quoteBlock,
  sourceAddress,
  sumBlocks,
} from './report.ts';
import { heaviest, isForOperators } from './subscriptions.ts';
import { told } from './told.ts';

export { isForOperators } from './subscriptions.ts';

/**
 * One event as one message. `leadId` is the finding that leads for the subscription it goes to; without it, or where
 * the event does not hold it, the heaviest leads. Pure. Throws a TypeError only for an event without any finding.
 */
export function compose(event: EventRecord, wording: Wording, leadId?: string): Message {
  const lead = event.findings.find((finding) => finding.id === leadId) ?? heaviest(event.findings);
  if (lead === undefined) throw new TypeError(`The event ${event.event} holds no finding`);
  const { language } = wording;
  const headline = spans(strong(headlineText(lead, event, wording)));
  const blocks = isForOperators(lead) ? healthBlocks(lead, event, wording) : reportBlocks(lead, event, wording);
  return finish({ kind: lead.kind, priority: priorityOf(lead), language: language.tag, headline, blocks }, language);
}

/** Health is told apart from the record: a desk that asked for admissions hears nothing of our own troubles. */
function healthBlocks(lead: Finding, event: EventRecord, wording: Wording): readonly Block[] {
  const others = event.findings.filter((finding) => finding !== lead && finding.kind === lead.kind);
  return [
    ...told(lead, true, event, wording),
    ...others.flatMap((finding) => told(finding, false, event, wording)),
    ...(event.report === null ? [] : evidenceBlocks(event, null, wording)),
  ];
}

function reportBlocks(lead: Finding, event: EventRecord, wording: Wording): readonly Block[] {
  const others = event.findings
    .filter((finding) => finding !== lead && !isForOperators(finding) && finding.kind !== 'baseline')
    .toSorted((one, other) => kinds[other.kind].weight - kinds[one.kind].weight);
  const ordered = [lead, ...others];
  const figures = ordered.map(figureOf).filter((figure) => figure !== null);
  const figure = figures[0] ?? null;
  const quoted = figures.filter(
    (one, index) =>
      figures.findIndex((other) => other.quote === one.quote && other.snapshotId === one.snapshotId) === index,
  );
  // Only claims are several statements side by side; elsewhere the lead's sentence is the one that is printed.
  const quotes = lead.kind === 'claimed' ? quoted.slice(0, 3) : quoted.slice(0, 1);
  return [
    ...told(lead, true, event, wording),
    ...others.flatMap((finding) => told(finding, false, event, wording)),
    ...sumBlocks(event, wording),
    ...incidentListBlocks(event, wording),
    ...quotes.filter((one) => one.quote !== '').map((one) => quoteBlock(one, sourceAddress(event, figure), wording)),
    ...evidenceBlocks(event, figure, wording),
    ...comparisonBlocks(event, figure, wording),
  ];
}

/** A later event about a document that was posted before: what the earlier post is told about it. */
export interface Revision {
  readonly event: EventRecord;
  readonly leadId: string;
}

/**
 * The earlier post as it reads after `revisions`, oldest first: marked as revised, its headline struck where its
 * figure no longer holds. The same input gives the same message, so an edit may be repeated.
 */
export function composeRevised(original: Message, revisions: readonly Revision[], wording: Wording): Message {
  const { language } = wording;
  const notes = revisions.flatMap(({ event, leadId }) => {
    const lead = event.findings.find((finding) => finding.id === leadId) ?? heaviest(event.findings);
    if (lead === undefined) return [];
    const seen = language.instant(lead.foundAt);
    return [{ lead, block: line(strong(language.revisedNote(seen)), headlineText(lead, event, wording), '.') }];
  });
  if (notes.length === 0) return original;
  const replaced = notes.some(({ lead }) => replacesFigure(lead));
  const headline = original.headline.map((span) => (replaced ? { ...span, struck: true } : span));
  return finish(
    {
      ...original,
      headline: [strong(language.headline.revised), ...headline],
      blocks: [...notes.map(({ block }) => block), ...original.blocks],
    },
    language,
  );
}

function replacesFigure(finding: Finding): boolean {
  return finding.kind === 'restated' || finding.kind === 'withdrawn' || finding.kind === 'total-lowered';
}

/** The message of a revision, with the way back to the post it concerns. `original` is that post's link, where it has one. */
export function composeReply(message: Message, original: string | undefined, wording: Wording): Message {
  const { language } = wording;
  const back: Block = {
    type: 'context',
    spans: spans(
      language.earlierPost,
      ...(original === undefined ? [] : [{ text: language.earlierPostLink, href: original }]),
    ),
  };
  return finish({ ...message, blocks: [...message.blocks, back] }, language);
}
