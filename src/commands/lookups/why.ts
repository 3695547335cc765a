import type { Block } from '../../chat/message.ts';
import { at, joined, line, link, context as smallPrint, strong } from '../../compose/blocks.ts';
import { headlineText } from '../../compose/headline.ts';
import { figureOf, verdictSpans } from '../../compose/report.ts';
import { told } from '../../compose/told.ts';
import type { Figure, Finding } from '../../domain/findings.ts';
import { measures } from '../../domain/measures.ts';
import { areSameSpeakers } from '../../domain/speakers.ts';
import type { Delivery, DeliveryStore, EventRecord } from '../../ledger/ledger.ts';
import { type Answer, answer, type CommandContext, CommandError, idLength } from '../command.ts';
import { nearest, shown } from '../grammar.ts';
import { measureNamed, ordered } from './totals.ts';
import { eventOf, incidentTrace, storedBlock, traceBlocks } from './trace.ts';

export type WhyStore = Pick<DeliveryStore, 'event' | 'ofEvent'>;
/** Whether and when it was posted is said of this channel alone; null where it is asked in none. */
export interface Place {
  readonly destination: string;
  readonly channel: string;
}

/** Where a figure comes from, why it was told and what it was compared with. Throws `CommandError`. */
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
  if (finding === undefined) throw new CommandError(words.unknown(shown(query.what), nearest(query.what, measures)));
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
  if (figure === undefined) return answer(words.headline(measure), [line(words.noFigure(measure))], context);
  const event = await eventOf(figure.snapshotId, store);
  const about = event?.findings.find((finding) => {
    const own = figureOf(finding);
    return own?.measure === measure && own.value === figure.value && areSameSpeakers(own.speakers, figure.speakers);
  });
  const rest = [...new Set(others.map((other) => other.publisher))].filter((id) => id !== figure.publisher);
  const blocks =
    event === undefined || about === undefined
      ? [...(await traceBlocks(words.figure, figure, event ?? null, store, wording)), line(words.silent)]
      : await whyBlocks(about, event, place, store, context);
  const headline = about === undefined || event === undefined ? measure : headlineText(about, event, wording);
  return answer(
    words.headline(headline),
    [...blocks, ...(rest.length === 0 ? [] : [line(words.more(measure, rest))])],
    context,
  );
}

/** All that is known of why a finding was told. */
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
    line(strong(words.reason), words.reasons[finding.kind]),
    ...('sum' in finding ? [line(strong(words.rule), words.rules[finding.sum.rule])] : []),
    ...(place === null ? [] : [postedLine(await postedIn(place, finding.event, store), wording)]),
    smallPrint(
      ...joined(
        [
          words.finding(finding.id.slice(0, idLength), finding.kind),
          at(words.found(language.instant(finding.foundAt)), finding.foundAt),
        ],
        language.separator,
      ),
    ),
  ];
}

async function evidenceOf(
  finding: Finding,
  event: EventRecord,
  store: WhyStore,
  wording: CommandContext['wording'],
): Promise<readonly Block[]> {
  const { why: words } = wording.language.commands;
  const trace = (label: string, figure: Figure) => traceBlocks(label, figure, event, store, wording);
  const figure = figureOf(finding);
  switch (finding.kind) {
    case 'total-raised':
    case 'total-lowered':
    case 'total-unchanged':
    case 'restated':
    case 'late-report':
    case 'claimed': {
      const { before } = finding;
      return [
        ...(figure === null ? told(finding, true, event, wording) : await trace(words.figure, figure)),
        ...(before === null ? [] : await trace(words.comparedWith, before)),
      ];
    }
    case 'does-not-add-up':
    case 'not-checkable': {
      const { sum } = finding;
      const parts = [];
      for (const term of sum.terms) parts.push(...(await trace(words.part[term.sign], term.figure)));
      return [line(...verdictSpans(sum, wording)), ...(await trace(words.figure, sum.stated)), ...parts];
    }
    case 'incident-added':
      return incidentTrace(words.entry, finding.incident, event.report, wording);
    case 'incident-changed':
      return [
        ...(finding.now === null
          ? told(finding, true, event, wording)
          : incidentTrace(words.entry, finding.now, event.report, wording)),
        ...incidentTrace(words.entryBefore, finding.before, null, wording),
      ];
    default: {
      const { report } = event;
      const own = figure === null ? [] : await trace(words.figure, figure);
      const stored =
        report === null || own.length > 0 ? [] : [storedBlock(report.snapshotId, report.url, report, wording)];
      return [...(finding.kind === 'admitted' ? [] : told(finding, true, event, wording)), ...own, ...stored];
    }
  }
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
