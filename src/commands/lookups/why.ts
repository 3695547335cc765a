import type { Block } from '../../chat/message.ts';
import { at, joined, line, link, context as smallPrint, strong } from '../../compose/blocks.ts';
import { headlineText } from '../../compose/compose.ts';
import { figureOf, kindOf, statesFigure } from '../../compose/kinds/index.ts';
import { isMention } from '../../compose/kinds/mentions/mention.ts';
import { heaviest } from '../../compose/lead.ts';
import { verdictSpans } from '../../compose/report.ts';
import type { EventRecord } from '../../domain/event-record.ts';
import type { Figure, Finding } from '../../domain/findings.ts';
import { measures } from '../../domain/measures.ts';
import { areSameSpeakers } from '../../domain/speakers.ts';
import type { Delivery, DeliveryStore } from '../../ledger/ledger.ts';
import { type Answer, answer, type CommandContext, CommandError, idLength } from '../command.ts';
import { nearestWord, quoteInput } from '../grammar.ts';
import { measureNamed, ordered } from './totals.ts';
import { eventOf, incidentTrace, storedBlock, traceBlocks } from './trace.ts';

type WhyStore = Pick<DeliveryStore, 'event' | 'ofEvent'>;
/** The channel of which the answer says whether and when the finding was posted. */
export interface Place {
  readonly destination: string;
  readonly channel: string;
}

/** Shows where a figure comes from, why it is a finding and what it was compared with. Throws `CommandError`. */
export async function why(
  query: { readonly what: string; readonly publisher?: string },
  place: Place | null,
  store: WhyStore,
  context: CommandContext,
): Promise<Answer> {
  const words = context.wording.language.commands.why;
  const measure = measureNamed(query.what, context.wording);
  if (query.what === '') throw new CommandError(words.name);
  if (measure !== undefined) return whyMeasure(measure, query.publisher, place, store, context);
  const finding = await context.lookups.finding(query.what);
  if (finding === undefined) {
    const isPrefix = /^[0-9a-f]+$/i.test(query.what);
    throw new CommandError(
      isPrefix && (await context.lookups.areSeveral(query.what))
        ? words.several(quoteInput(query.what))
        : words.unknown(quoteInput(query.what), nearestWord(query.what, measures)),
    );
  }
  const event = await store.event(finding.event);
  const blocks = await whyBlocks(finding, event, place, store, context);
  return answer(words.headline(headlineText(finding, event, context.wording)), blocks, context);
}

async function whyMeasure(
  measure: Figure['measure'],
  publisher: string | undefined,
  place: Place | null,
  store: WhyStore,
  context: CommandContext,
): Promise<Answer> {
  const { lookups, wording } = context;
  const { why: words } = wording.language.commands;
  const heads = ordered(await lookups.totals({ measure, ...(publisher === undefined ? {} : { publisher }) }), wording);
  const [figure, ...others] = heads;
  const label = wording.language.measureLabel(measure);
  if (figure === undefined) return answer(words.headline(label), [line(words.noFigure(label))], context);
  const isAbout = (finding: Finding) => {
    const own = isMention(finding) ? null : figureOf(finding);
    return (
      statesFigure(finding.kind) &&
      own?.measure === measure &&
      own.value === figure.value &&
      areSameSpeakers(own.speakers, figure.speakers)
    );
  };
  // A page that went and came back states a figure that an earlier snapshot announced.
  const event = await eventOf(figure.snapshotId, store, ({ findings }) => findings.some(isAbout));
  const about = heaviest(event?.findings.filter(isAbout) ?? []);
  const rest = [...new Set(others.map((other) => other.publisher))].filter((id) => id !== figure.publisher);
  const blocks =
    event === undefined || about === undefined
      ? [
          ...(await traceBlocks(words.roles.figure, figure, event ?? null, store, wording)),
          ...(figure.compiled === undefined ? [line(words.silent)] : []),
        ]
      : await whyBlocks(about, event, place, store, context);
  const headline = about === undefined || event === undefined ? label : headlineText(about, event, wording);
  return answer(
    words.headline(headline),
    [...blocks, ...(rest.length === 0 ? [] : [line(words.more(measure, label, rest))])],
    context,
  );
}

/** Returns the evidence, the reason and the delivery of a finding. */
export async function whyBlocks(
  finding: Finding,
  event: EventRecord,
  place: Place | null,
  store: WhyStore,
  { wording }: CommandContext,
): Promise<readonly Block[]> {
  const { language } = wording;
  const { why: words } = language.commands;
  return [
    ...(await evidenceOf(finding, event, store, wording)),
    line(strong(words.reason), language.kinds[finding.kind].reason),
    ...('sum' in finding ? [line(strong(words.rule), words.rules[finding.sum.rule])] : []),
    ...(place === null ? [] : [postedLine(await postedIn(place, finding.event, store), wording)]),
    smallPrint(
      ...joined(
        [
          words.finding(finding.id.slice(0, idLength), language.kinds[finding.kind].label),
          at(words.found(language.instant(finding.foundAt)), finding.foundAt),
        ],
        language.separator,
      ),
    ),
  ];
}

/** Traces each figure and entry to its source. Adds the body of the finding where they do not say it all. */
async function evidenceOf(
  finding: Finding,
  event: EventRecord,
  store: WhyStore,
  wording: CommandContext['wording'],
): Promise<readonly Block[]> {
  const { roles } = wording.language.commands.why;
  const { report } = event;
  const kind = kindOf(finding);
  const { figures, entries } = kind.evidence(finding);
  const traced = [];
  for (const { role, figure } of figures)
    traced.push(...(await traceBlocks(roles[role], figure, event, store, wording)));
  for (const { role, incident } of entries)
    traced.push(...incidentTrace(roles[role], incident, role === 'entry' ? report : null, wording));
  const isWhole = [...figures, ...entries].some(
    ({ role }) => role === 'figure' || role === 'mentioned' || role === 'entry',
  );
  return [
    ...('sum' in finding ? [line(...verdictSpans(finding.sum, wording))] : []),
    ...(isWhole && finding.kind !== 'withdrawn' ? [] : kind.body({ finding, event, wording })),
    ...traced,
    ...(report === null || traced.length > 0 ? [] : [storedBlock(report.snapshotId, report.url, report, wording)]),
  ];
}

async function postedIn(
  { destination, channel }: Place,
  event: string,
  store: WhyStore,
): Promise<Delivery | undefined> {
  const deliveries = await store.ofEvent(event);
  return deliveries.find(
    ({ subscription }) => subscription.destination === destination && subscription.channel === channel,
  );
}

function postedLine(delivery: Delivery | undefined, { language }: CommandContext['wording']): Block {
  const { why: words } = language.commands;
  if (delivery === undefined) return line(words.notPosted);
  const { state, sentAt, receipt } = delivery;
  switch (state) {
    case 'sent':
      return line(
        words.posted,
        ...(sentAt === null ? [] : [at(language.instant(sentAt), sentAt)]),
        ...(receipt?.link === undefined ? ['.'] : [language.separator, link(words.postLink, receipt.link)]),
      );
    case 'pending':
    case 'sending':
      return line(words.waiting);
    case 'uncertain':
      return line(words.uncertain);
    case 'rejected':
      return line(words.refused);
  }
}
