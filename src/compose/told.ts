import type { Block } from '../chat/message.ts';
import type { Figure, Finding } from '../domain/findings.ts';
import { isRunning } from '../domain/measures.ts';
import type { EventRecord } from '../ledger/ledger.ts';
import { line, link, strong, struck } from './blocks.ts';
import {
  claimText,
  countedText,
  deltaText,
  isQuoted,
  periodText,
  placeText,
  publisherName,
  speakerName,
  untilText,
  type Wording,
  windowText,
} from './figures.ts';
import { headlineText, unknownKind } from './headline.ts';
import { incidentBrief } from './incidents.ts';

/** A post shows this many changed passages; how many more there are is said. */
const shownChanges = 5;

export function scopeText(figure: Figure, wording: Wording): string {
  const { language } = wording;
  const stated = figure.from !== null || figure.to !== null;
  // A running total without a window of its own stands at the end of its report's period.
  const window = !stated && isRunning(figure.measure) ? untilText(figure, wording) : windowText(figure, wording);
  if (window !== language.window.unknown) return language.scope(placeText(figure, wording), window);
  return figure.place === null ? language.scopeUnknown : language.scope(placeText(figure, wording), window);
}

/** What a finding says beyond its headline. Where it does not lead, the headline's content is said here first. */
export function told(finding: Finding, leads: boolean, event: EventRecord, wording: Wording): readonly Block[] {
  const { language } = wording;
  const opening = leads ? [] : [line(strong(headlineText(finding, event, wording)), '.')];
  switch (finding.kind) {
    case 'total-raised':
    case 'total-lowered':
    case 'total-unchanged': {
      const { now, before, delta } = finding;
      const total = leads ? '' : `${language.total(countedText(now, wording), deltaText(delta, wording))} `;
      const previous = language.previous(countedText(before, wording), untilText(before, wording));
      return [line(total, scopeText(now, wording), ' ', previous)];
    }
    case 'admitted':
      return [
        ...opening,
        line(
          scopeText(finding.now, wording),
          ' ',
          isRunning(finding.now.measure) ? language.admittedFirst : language.admittedNoTotal,
        ),
      ];
    case 'restated': {
      const { now, before } = finding;
      const reason =
        now.documentId === before.documentId
          ? line(language.restatedByEdit(language.instant(finding.foundAt)))
          : line(
              language.restatedElsewhere(
                publisherName(now.publisher, wording),
                now.published === null ? null : language.instant(now.published),
              ),
              ' ',
              link(language.earlierDocument, before.url),
            );
      return [
        ...opening,
        line(
          language.restatedWas,
          struck(countedText(before, wording)),
          language.separator,
          language.restatedNow,
          strong(countedText(now, wording)),
        ),
        line(scopeText(now, wording)),
        reason,
      ];
    }
    case 'withdrawn': {
      const seen = language.instant(finding.foundAt);
      const gone = finding.status === null ? language.goneTotal(seen) : language.goneStatus(finding.status, seen);
      const held = finding.held;
      return [
        ...opening,
        event.report === null && held === null ? line(gone, ' ', link(language.address, finding.url)) : line(gone),
        ...(held === null
          ? []
          : [line(language.goneHeld, strong(countedText(held, wording)), '. ', scopeText(held, wording))]),
        line(language.goneUnknown),
      ];
    }
    case 'late-report':
      return [
        ...opening,
        line(language.late(periodText(finding.laterPeriod, wording))),
        line(
          finding.now === null ? language.lateNoTotal : scopeText(finding.now, wording),
          finding.before === null
            ? ''
            : ` ${language.previous(countedText(finding.before, wording), untilText(finding.before, wording))}`,
        ),
      ];
    case 'edited': {
      const left = finding.changes.length - shownChanges;
      const { change } = language;
      return [
        ...opening,
        ...finding.changes
          .slice(0, shownChanges)
          .flatMap(({ before, after }) => [
            ...(before === null ? [] : [line(strong(after === null ? change.removed : change.before), before)]),
            ...(after === null ? [] : [line(strong(before === null ? change.added : change.after), after)]),
          ]),
        ...(left > 0 ? [line(language.moreChanges(left), '.')] : []),
      ];
    }
    case 'incident-changed': {
      const { before, now } = language.incidents;
      return [
        ...opening,
        line(before, struck(incidentBrief(finding.before, wording))),
        finding.now === null
          ? line(language.incidents.removed)
          : line(now, strong(incidentBrief(finding.now, wording))),
      ];
    }
    case 'definition-changed':
      return [
        ...opening,
        line(language.definition(language.measure(finding.measure))),
        line(strong(language.change.before), finding.before),
        line(strong(language.change.after), finding.now),
      ];
    case 'claimed': {
      const { now, before } = finding;
      const who = speakerName(now.speakers, wording).full;
      return [
        ...(leads ? [] : [line(strong(claimText(now, wording)), '.')]),
        line(
          scopeText(now, wording),
          isQuoted(now, wording) ? ` ${language.claimUnseen(who)}` : '',
          before === null ? '' : ` ${language.claimBefore(countedText(before, wording))}`,
        ),
      ];
    }
    case 'does-not-add-up':
    case 'not-checkable': {
      // The sum itself is told with the other sums of the report.
      if (!leads) return [];
      const { stated, terms } = finding.sum;
      const before = terms.find(({ figure }) => figure.documentId !== stated.documentId)?.figure;
      return [
        line(language.statedFigure(countedText(stated, wording)), ' ', scopeText(stated, wording)),
        ...(before === undefined
          ? []
          : [
              line(
                language.previous(countedText(before, wording), untilText(before, wording)),
                ' ',
                link(language.earlierDocument, before.url),
              ),
            ]),
      ];
    }
    case 'incident-added':
    case 'baseline':
      // Told in the table that every post about a report carries.
      return [];
    case 'overdue':
    case 'source-broken':
    case 'source-recovered':
    case 'reader-warning':
    case 'delivery-uncertain':
    case 'delivery-rejected':
    case 'subscription-paused':
      return operators(finding, wording);
    default:
      return unknownKind(finding);
  }
}

type ForOperators = Extract<
  Finding,
  {
    kind:
      | 'overdue'
      | 'source-broken'
      | 'source-recovered'
      | 'reader-warning'
      | 'delivery-uncertain'
      | 'delivery-rejected'
      | 'subscription-paused';
  }
>;

function operators(finding: ForOperators, wording: Wording): readonly Block[] {
  const { language } = wording;
  const words = language.health;
  const todo = (fix: string) => line(strong(words.todo), fix);
  switch (finding.kind) {
    case 'source-broken':
    case 'source-recovered': {
      const attempts = words.attempts(finding.failures);
      const since = language.instant(finding.since);
      return finding.kind === 'source-recovered'
        ? [line(words.brokenFor(since, attempts)), line(words.lastError(finding.error)), line(words.recovered)]
        : [
            line(words.brokenSince(since, attempts)),
            line(words.lastError(finding.error)),
            line(words.unknownMeanwhile),
            todo(words.sourceFix[finding.error.kind]),
          ];
    }
    case 'overdue':
      return [
        line(
          words.expected(finding.basis === 'learned'),
          ' ',
          finding.lastPublished === null
            ? words.neverPublished
            : words.lastPublished(language.day(finding.lastPublished)),
        ),
        line(words.overdueUnknown),
        todo(words.overdueFix),
      ];
    case 'reader-warning':
      return [line(finding.message), todo(words.readerFix)];
    case 'delivery-uncertain':
    case 'delivery-rejected':
    case 'subscription-paused':
      // The message of a delivery's trouble ends with its fix.
      return [line(words.where(finding.subscription)), line(finding.message)];
  }
}
