import type { Block, Span } from '../chat/message.ts';
import type { DeliveryTrouble, Finding } from '../domain/findings.ts';
import { isRunning } from '../domain/measures.ts';
import type { EventRecord } from '../ledger/ledger.ts';
import { isForOperators } from '../outbox/matching.ts';
import { context, line, link, strong, struck } from './blocks.ts';
import { settleButtons } from './buttons.ts';
import { claimText, countedText, isQuoted, speakerName, untilText, type Wording } from './figures.ts';
import { unknownKind } from './headline.ts';
import { incidentBrief } from './incidents.ts';
import { failedSum, figureOf, sourceAddress, verdictSpans } from './report.ts';
import { offText } from './sums.ts';
import { scopeText, told } from './told.ts';

/** A finding in as few words as it can be told in: beside its headline one line, and where to read the rest. */

type Part = string | Span;

/** Of a passage that changed so many characters are shown; that it was cut is shown too. */
const shownPassage = 200;
const shownEntries = 3;

/** At most three blocks: what matters most beside the headline, the source, and what a person is asked to do. */
export function condensedBlocks(lead: Finding, event: EventRecord, wording: Wording): readonly Block[] {
  const parts = keyParts(lead, event, wording);
  const url = sourceOf(lead, event);
  return [
    ...(parts.length === 0 ? [] : [line(...parts)]),
    ...(url === undefined ? [] : [context(wording.language.source, link(url, url))]),
    ...('subscription' in lead ? settleButtons(lead, wording) : []),
  ];
}

/** Where the finding can be read; undefined for our own troubles. */
export function sourceOf(lead: Finding, event: EventRecord): string | undefined {
  return sourceAddress(event, figureOf(lead)) ?? (lead.kind === 'withdrawn' ? lead.url : undefined);
}

/** What matters most beside the headline: the figure before, what no longer holds, the sum that fails. May be empty. */
export function keyParts(lead: Finding, event: EventRecord, wording: Wording): readonly Part[] {
  const parts = ownParts(lead, event, wording);
  const failed = isForOperators(lead) || 'sum' in lead ? undefined : failedSum(event);
  if (failed === undefined) return parts;
  return [...parts, ...(parts.length === 0 ? [] : [' ']), ...verdictSpans(failed, wording)];
}

function ownParts(lead: Finding, event: EventRecord, wording: Wording): readonly Part[] {
  const { language } = wording;
  switch (lead.kind) {
    case 'total-raised':
    case 'total-lowered':
    case 'total-unchanged':
      return [language.previous(countedText(lead.before, wording), untilText(lead.before, wording))];
    case 'admitted': {
      const total = isRunning(lead.now.measure) ? language.admittedFirst : language.admittedNoTotal;
      return [scopeText(lead.now, wording), ' ', total];
    }
    case 'restated':
      return [
        language.restatedWas,
        struck(countedText(lead.before, wording)),
        language.separator,
        language.restatedNow,
        strong(countedText(lead.now, wording)),
        '.',
      ];
    case 'withdrawn':
      return lead.held === null
        ? [language.goneUnknown]
        : [language.goneHeld, struck(countedText(lead.held, wording)), '. ', language.goneUnknown];
    case 'late-report':
      if (lead.now === null) return [language.lateNoTotal];
      return lead.before === null
        ? [scopeText(lead.now, wording)]
        : [language.previous(countedText(lead.before, wording), untilText(lead.before, wording))];
    case 'incident-added': {
      const briefs = event.findings.flatMap((one) =>
        one.kind === 'incident-added' ? [incidentBrief(one.incident, wording)] : [],
      );
      // One alone is told by the headline.
      if (briefs.length < 2) return [];
      const left = briefs.length - shownEntries;
      return [
        `${[...briefs.slice(0, shownEntries), ...(left > 0 ? [language.incidents.more(left)] : [])].join('; ')}.`,
      ];
    }
    case 'incident-changed': {
      const { before, now, removed } = language.incidents;
      const was = [before, struck(incidentBrief(lead.before, wording))];
      return lead.now === null
        ? [...was, '. ', removed]
        : [...was, language.separator, now, strong(incidentBrief(lead.now, wording)), '.'];
    }
    case 'does-not-add-up': {
      const off = offText(lead.sum, wording);
      const figure = language.statedFigure(countedText(lead.sum.stated, wording));
      return off === '' ? [figure] : [figure, ` ${language.capital(off)}.`];
    }
    case 'not-checkable':
      return [language.statedFigure(countedText(lead.sum.stated, wording))];
    case 'definition-changed':
      return [language.definition(language.measure(lead.measure))];
    case 'edited': {
      const [first, ...rest] = lead.changes;
      if (first === undefined) return [];
      const { change } = language;
      const { before, after } = first;
      return [
        ...(before === null ? [] : [strong(after === null ? change.removed : change.before), passage(before, wording)]),
        ...(before === null || after === null ? [] : [' ']),
        ...(after === null ? [] : [strong(before === null ? change.added : change.after), passage(after, wording)]),
        ...(rest.length === 0 ? [] : [` (${language.moreChanges(rest.length)})`]),
      ];
    }
    case 'claimed': {
      const unseen = isQuoted(lead.now, wording)
        ? language.claimUnseen(speakerName(lead.now.speakers, wording).full)
        : '';
      const before = lead.before === null ? '' : language.claimBefore(countedText(lead.before, wording));
      const others = event.findings
        .filter((other) => other.kind === 'claimed' && other !== lead)
        .map((other) => (other.kind === 'claimed' ? `${claimText(other.now, wording)}.` : ''));
      return [[scopeText(lead.now, wording), unseen, before, ...others].filter((text) => text !== '').join(' ')];
    }
    case 'baseline':
      return [];
    case 'overdue':
    case 'source-broken':
    case 'source-recovered':
    case 'reader-warning':
    case 'delivery-uncertain':
    case 'delivery-rejected':
    case 'subscription-paused':
      return firstAndLast(lead, event, wording);
    default:
      return unknownKind(lead);
  }
}

/** Our own troubles: what it is and, last, what to do. */
function firstAndLast(lead: Finding | DeliveryTrouble, event: EventRecord, wording: Wording): readonly Part[] {
  const lines = told(lead, true, event, wording).flatMap((block) => (block.type === 'line' ? [block.spans] : []));
  const [first, last] = [lines[0] ?? [], lines.at(-1) ?? []];
  return first === last ? first : [...first, ' ', ...last];
}

function passage(text: string, { language }: Wording): string {
  const characters = [...text];
  return characters.length <= shownPassage ? text : `${characters.slice(0, shownPassage).join('')}${language.cutShort}`;
}
