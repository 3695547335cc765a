import type { Block, Message } from '../chat/message.ts';
import type { EventRecord } from '../domain/event-record.ts';
import type { Figure, Finding } from '../domain/findings.ts';
import type { Preferences } from '../domain/subscriptions.ts';
import type { Instant } from '../domain/time.ts';
import { at, context, finish, line, link, spans, strong } from './blocks.ts';
import { resolveButtons, whyButton } from './buttons.ts';
import { quoteNamesTheDead } from './circumstances.ts';
import { condensedBlocks } from './condensed.ts';
import { corrected, type Revision } from './corrections.ts';
import type { Wording } from './figures.ts';
import { figureOf, isForOperators, kindOf } from './kinds/index.ts';
import { isMention } from './kinds/mentions/mention.ts';
import { raisedBlocks } from './raised.ts';
import {
  carriedBlocks,
  comparisonBlocks,
  compiledBlocks,
  evidenceBlocks,
  incidentListBlocks,
  quoteBlock,
  sourceAddress,
  sumBlocks,
} from './report.ts';
import { atItsSource } from './told.ts';

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
  const { event, lead } = atItsSource(record, leadId);
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
  // Nothing is compared with a figure that its speaker does not assert.
  const stated = [lead, ...others].filter((finding) => !isMention(finding)).map(figureOf);
  const figure = stated.find((one) => one !== null) ?? null;
  return [
    ...kindOf(lead).body({ finding: lead, event, wording }),
    ...others.flatMap((finding) => kindOf(finding).bodyBeside({ finding, event, wording })),
    ...sumBlocks(event, wording, lead),
    ...raisedBlocks(event, wording),
    ...incidentListBlocks(event, wording),
    ...quotedFigures(lead, others).map((one) =>
      quoteNamesTheDead(one)
        ? line(wording.language.circumstances.namesWithheld)
        : quoteBlock(one, sourceAddress(event, figure), wording),
    ),
    ...carriedBlocks(event, wording),
    ...compiledBlocks(event, wording),
    ...evidenceBlocks(event, figure, wording),
    ...comparisonBlocks(event, isMention(lead) || lead.kind === 'reaction' ? null : figure, wording),
    ...whyButton(lead, wording),
  ];
}

/**
 * Returns the figures whose sentences a post prints: that of the lead, or of the first finding with a figure. Claims and
 * mentions are statements of equal rank, so each of them is quoted, with at most three sentences in all.
 */
function quotedFigures(lead: Finding, others: readonly Finding[]): readonly Figure[] {
  const quotesAll = lead.kind === 'claimed' || lead.kind === 'reaction' || isMention(lead);
  const found = [lead, ...others].flatMap((finding) => {
    const figure = figureOf(finding);
    return figure === null ? [] : [{ figure, isMention: isMention(finding) }];
  });
  const figures = found.filter((one, at) => at === 0 || quotesAll || one.isMention).map(({ figure }) => figure);
  const isSame = (one: Figure, other: Figure) => one.quote === other.quote && one.snapshotId === other.snapshotId;
  return figures
    .filter((one, at) => one.quote !== '' && figures.findIndex((other) => isSame(one, other)) === at)
    .slice(0, 3);
}

/**
 * Returns the earlier post as it reads after `revisions`, oldest first: marked as revised, what holds now first and its
 * headline struck where its figure is outdated. Each change says what was, what is, why, and when that was last seen. The same input gives the same
 * message, so an edit may be repeated.
 */
export function composeRevised(original: Message, revisions: readonly Revision[], wording: Wording): Message {
  const { headline, notes } = corrected(original.headline, revisions, wording);
  if (notes.length === 0) return original;
  return finish(
    {
      ...original,
      headline,
      blocks: [...notes.map(({ parts }) => line(...parts)), ...original.blocks],
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
  return withLast(message, back, wording);
}

/**
 * Returns the message with a line that says how many of its findings are shown although the channel asked for some
 * countries: no country is known for them. Without any it is returned as it is.
 */
export function composeUnknownCountry(
  message: Message,
  { unknown, all }: { readonly unknown: number; readonly all: number },
  countries: readonly string[],
  wording: Wording,
): Message {
  if (unknown === 0) return message;
  return withLast(message, context(wording.language.unknownCountry(unknown, all, countries)), wording);
}

/** Buttons stay at the end of a post. */
function withLast(message: Message, block: Block, { language }: Wording): Message {
  const last = message.blocks.findLastIndex(({ type }) => type !== 'actions') + 1;
  return finish({ ...message, blocks: message.blocks.toSpliced(last, 0, block) }, language);
}
