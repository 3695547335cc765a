import type { Message } from '../chat/message.ts';
import type { Figure, Finding } from '../domain/findings.ts';
import { countsDeaths, countsPeople } from '../domain/measures.ts';
import type { EventRecord } from '../ledger/ledger.ts';
import {
  claimText,
  countedText,
  deltaText,
  periodText,
  publisherName,
  speakerName,
  valueText,
  type Wording,
} from './figures.ts';
import { incidentBrief } from './incidents.ts';
import { reasonText, sumText } from './sums.ts';

/** Null where a range has no one difference, or the figures do not count the same. */
function difference(now: Figure, before: Figure): number | null {
  const isPlain = now.valueMax === null && before.valueMax === null && now.measure === before.measure;
  return isPlain ? now.value - before.value : null;
}

function differenceText(now: Figure, before: Figure, wording: Wording): string | null {
  const delta = difference(now, before);
  return delta === null ? null : deltaText(delta, wording);
}

export function reportName(finding: Finding, wording: Wording): string {
  const period = finding.period === null ? null : periodText(finding.period, wording);
  return wording.language.report(publisherName(finding.publisher, wording), period);
}

/** One line for every kind of finding; never empty. */
export function headlineText(finding: Finding, event: EventRecord, wording: Wording): string {
  const { headline, capital, forPeriod } = wording.language;
  const report = () => capital(reportName(finding, wording));
  const publisher = () => publisherName(finding.publisher, wording);
  switch (finding.kind) {
    case 'total-raised':
    case 'total-lowered':
    case 'total-unchanged': {
      const who = speakerName(finding.now.speakers, wording);
      const figure = countedText(finding.now, wording);
      const delta = deltaText(finding.delta, wording);
      if (finding.kind === 'total-unchanged') return capital(headline.totalUnchanged(who.head, figure));
      return capital(
        finding.kind === 'total-raised'
          ? headline.total(who.head, who.plural, who.admits, figure, delta)
          : headline.totalLowered(who.head, who.plural, figure, delta),
      );
    }
    case 'admitted': {
      const who = speakerName(finding.now.speakers, wording);
      const { measure, value, valueMax } = finding.now;
      const counted = countedText(finding.now, wording);
      const deaths = countsDeaths(measure);
      if (!countsPeople(measure)) return capital(headline.states(who.head, who.plural, counted));
      const none = value === 0 && valueMax === null;
      return capital(none ? headline.admittedNone(who.head, deaths) : headline.admitted(who.head, who.plural, counted));
    }
    case 'restated': {
      const period = finding.period === null ? '' : forPeriod(periodText(finding.period, wording));
      const { now, before } = finding;
      const who = speakerName(now.speakers, wording);
      return capital(
        headline.restated(
          who.head,
          who.plural,
          period,
          countedText(now, wording),
          valueText(before, wording),
          differenceText(now, before, wording),
        ),
      );
    }
    case 'edited':
      return finding.returned ? headline.returned(report()) : headline.edited(report(), finding.figuresChanged);
    case 'withdrawn': {
      const held = finding.held === null ? null : countedText(finding.held, wording);
      return finding.status === null ? headline.totalGone(report(), held) : headline.withdrawn(report(), held);
    }
    case 'late-report': {
      const period = finding.period === null ? '' : forPeriod(periodText(finding.period, wording));
      const later = periodText(finding.laterPeriod, wording);
      const { now, before } = finding;
      const figure = now === null ? null : countedText(now, wording);
      const delta = now === null || before === null ? null : difference(now, before);
      return capital(headline.late(publisher(), period, later, figure, delta));
    }
    case 'incident-added': {
      const added = event.findings.filter((other) => other.kind === finding.kind).length;
      return added > 1
        ? headline.incidentsAdded(report(), added)
        : headline.incidentAdded(report(), incidentBrief(finding.incident, wording));
    }
    case 'incident-changed':
      return finding.now === null
        ? headline.incidentRemoved(report(), incidentBrief(finding.before, wording))
        : headline.incidentChanged(report(), incidentBrief(finding.now, wording));
    case 'does-not-add-up':
      return capital(
        headline.sumOff(speakerName(finding.sum.stated.speakers, wording).head, sumText(finding.sum, wording, 'short')),
      );
    case 'not-checkable':
      return capital(
        headline.sumOpen(speakerName(finding.sum.stated.speakers, wording).head, reasonText(finding.sum, wording)),
      );
    case 'definition-changed':
      return capital(headline.definition(publisher(), wording.language.measure(finding.measure)));
    case 'claimed':
      return capital(claimText(finding.now, wording));
    case 'overdue':
      return headline.overdue(publisher(), wording.language.day(finding.expectedBy));
    case 'source-broken':
      return headline.sourceBroken(finding.source ?? publisher());
    case 'source-recovered':
      return headline.sourceRecovered(finding.source ?? publisher());
    case 'reader-warning':
      return headline.readerWarning(publisher());
    case 'delivery-uncertain':
      return headline.deliveryUncertain;
    case 'delivery-rejected':
      return headline.deliveryRejected;
    case 'subscription-paused':
      // Where no channel is named, all of the destination is meant.
      return finding.subscription.includes(' ')
        ? headline.subscriptionPaused
        : headline.destinationRefuses(finding.subscription);
    case 'baseline':
      return headline.baseline(report());
    default:
      return unknownKind(finding);
  }
}

/** How loudly a platform may announce it. A report that admits nothing is news at low priority. */
export function priorityOf(finding: Finding): Message['priority'] {
  switch (finding.kind) {
    case 'withdrawn':
    case 'restated':
    case 'total-lowered':
    case 'total-raised':
    case 'does-not-add-up':
      return 'high';
    case 'admitted':
      return finding.now.value === 0 ? 'low' : 'high';
    case 'edited':
      return finding.figuresChanged ? 'high' : 'low';
    case 'total-unchanged':
    case 'not-checkable':
    case 'reader-warning':
    case 'source-recovered':
    case 'baseline':
      return 'low';
    case 'late-report':
    case 'incident-changed':
    case 'incident-added':
    case 'definition-changed':
    case 'claimed':
    case 'overdue':
    case 'source-broken':
    case 'delivery-uncertain':
    case 'delivery-rejected':
    case 'subscription-paused':
      return 'normal';
    default:
      return unknownKind(finding);
  }
}

export function unknownKind(finding: never): never {
  throw new TypeError(`No wording for this finding: ${JSON.stringify(finding)}`);
}
