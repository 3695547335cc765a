import type { Block, Message } from '../chat/message.ts';
import type { EventRecord } from '../domain/event-record.ts';
import type { Finding } from '../domain/findings.ts';
import type { Preferences } from '../domain/subscriptions.ts';
import type { Instant } from '../domain/time.ts';
import { at, context, finish, line, link, spans, strong } from './blocks.ts';
import { resolveButtons, whyButton } from './buttons.ts';
import { condensedBlocks } from './condensed.ts';
import { correctedHeadline, correctionsOf, type Revision } from './corrections.ts';
import type { Wording } from './figures.ts';
import { figureOf, isForOperators, kindOf } from './kinds/index.ts';
import { inOrder, leadOf } from './lead.ts';
import {
  comparisonBlocks,
  evidenceBlocks,
  incidentListBlocks,
  quoteBlock,
  sourceAddress,
  sumBlocks,
} from './report.ts';

/** Returns the headline of a finding, without a full stop. */
export function headlineText(finding: Finding, event: EventRecord, wording: Wording): string {
  return kindOf(finding).headline({ finding, event, wording });
}

/**
 * Returns the message of one event. `leadId` is the finding that leads for the subscription; without it, or where the event
 * does not hold it, the heaviest leads. `condensed` gives the headline and at most three blocks. Throws a TypeError for an
 * event without any finding.
 */
export function compose(
  record: EventRecord,
  wording: Wording,
  leadId?: string,
  form: Preferences['form'] = 'full',
): Message {
  const event = inOrder(record);
  const lead = leadOf(event, leadId);
  const { language } = wording;
  const headline = spans(strong(headlineText(lead, event, wording)));
  const blocks = blocksOf(lead, event, wording, form);
  return finish(
    { kind: lead.kind, priority: kindOf(lead).priority(lead), language: language.tag, headline, blocks },
    language,
  );
}

function blocksOf(lead: Finding, event: EventRecord, wording: Wording, form: Preferences['form']): readonly Block[] {
  if (form === 'condensed') return condensedBlocks(lead, event, wording);
  return isForOperators(lead) ? healthBlocks(lead, event, wording) : reportBlocks(lead, event, wording);
}

/** Findings about the watch are never mixed with the record: desks that want admissions get no health. */
function healthBlocks(lead: Finding, event: EventRecord, wording: Wording): readonly Block[] {
  const others = event.findings.filter((finding) => finding !== lead && finding.kind === lead.kind);
  return [
    ...kindOf(lead).body({ finding: lead, event, wording }),
    ...others.flatMap((finding) => kindOf(finding).bodyBeside({ finding, event, wording })),
    ...(event.report === null ? [] : evidenceBlocks(event, null, wording)),
    ...('subscription' in lead ? resolveButtons(lead, wording) : []),
  ];
}

function reportBlocks(lead: Finding, event: EventRecord, wording: Wording): readonly Block[] {
  const others = event.findings.filter(
    (finding) => finding !== lead && !isForOperators(finding) && finding.kind !== 'baseline',
  );
  const ordered = [lead, ...others];
  const figures = ordered.map(figureOf).filter((figure) => figure !== null);
  const figure = figures[0] ?? null;
  const quoted = figures.filter(
    (one, index) =>
      figures.findIndex((other) => other.quote === one.quote && other.snapshotId === one.snapshotId) === index,
  );
  // Claims are several statements of equal rank. Elsewhere only the sentence of the lead is printed.
  const quotes = lead.kind === 'claimed' ? quoted.slice(0, 3) : quoted.slice(0, 1);
  return [
    ...kindOf(lead).body({ finding: lead, event, wording }),
    ...others.flatMap((finding) => kindOf(finding).bodyBeside({ finding, event, wording })),
    ...sumBlocks(event, wording, lead),
    ...incidentListBlocks(event, wording),
    ...quotes.filter((one) => one.quote !== '').map((one) => quoteBlock(one, sourceAddress(event, figure), wording)),
    ...evidenceBlocks(event, figure, wording),
    ...comparisonBlocks(event, figure, wording),
    ...whyButton(lead, wording),
  ];
}

/**
 * Returns the earlier post as it reads after `revisions`, oldest first: marked as revised, its headline struck where its
 * figure is outdated. Each revision says what was, what is, why, and when that was seen. The same input gives the same
 * message, so an edit may be repeated.
 */
export function composeRevised(original: Message, revisions: readonly Revision[], wording: Wording): Message {
  const corrections = correctionsOf(revisions, wording);
  if (corrections.length === 0) return original;
  return finish(
    {
      ...original,
      headline: correctedHeadline(original.headline, corrections, wording),
      blocks: [...corrections.map(({ parts }) => line(...parts)), ...original.blocks],
    },
    wording.language,
  );
}

/**
 * Returns the message of a revision with a line about the post that it concerns. `original` is that post's link, where it
 * has one. `posted` is when it was posted, where that is known.
 */
export function composeReply(
  message: Message,
  original: string | undefined,
  wording: Wording,
  posted: Instant | null = null,
): Message {
  const { language } = wording;
  const { undated, of, here } = language.earlierPost;
  const back = context(
    ...(posted === null ? [undated] : [of, at(language.instant(posted), posted), here]),
    ...(original === undefined ? [] : [link(language.earlierPostLink, original)]),
  );
  // Buttons stay at the end of a post.
  const last = message.blocks.findLastIndex(({ type }) => type !== 'actions') + 1;
  return finish({ ...message, blocks: message.blocks.toSpliced(last, 0, back) }, language);
}
