import type { Line, Span } from '../chat/message.ts';
import type { Finding } from '../domain/findings.ts';
import type { EventRecord } from '../ledger/ledger.ts';
import { heaviest } from '../outbox/matching.ts';
import { at, strong, struck } from './blocks.ts';
import { countedText, periodText, publisherName, speakerName, type Wording } from './figures.ts';
import { headlineText } from './headline.ts';
import { incidentBrief } from './incidents.ts';

/** How a post is marked, whatever its form, when what it said no longer holds: what it was, what it is, why, and when that was seen. */

/** A later event about a document that was posted before: what the earlier post is told about it. */
export interface Revision {
  readonly event: EventRecord;
  readonly leadId: string;
}

export interface Correction {
  readonly parts: readonly (string | Span)[];
  /** What becomes of the figure that was posted: another takes its place; nobody states it any more; it is stated again. */
  readonly figure: 'replaced' | 'withdrawn' | 'restored' | 'kept';
}

/** One for each revision that says anything, in their order. */
export function correctionsOf(revisions: readonly Revision[], wording: Wording): readonly Correction[] {
  const { language } = wording;
  return revisions.flatMap(({ event, leadId }) => {
    const lead = event.findings.find((finding) => finding.id === leadId) ?? heaviest(event.findings);
    if (lead === undefined) return [];
    const parts = [
      strong(language.revision.seen),
      { ...at(language.instant(lead.foundAt), lead.foundAt), strong: true },
      strong(': '),
      ...changeParts(lead, event, wording),
    ];
    return [{ parts, figure: figureAfter(lead, event) }];
  });
}

/** The headline of what was corrected. */
export function correctedHeadline(headline: Line, corrections: readonly Correction[], { language }: Wording): Line {
  if (corrections.length === 0) return headline;
  const replaced = corrections.some(({ figure }) => figure === 'replaced');
  const whereabouts = corrections.findLast(({ figure }) => figure === 'withdrawn' || figure === 'restored');
  const isStruck = replaced || whereabouts?.figure === 'withdrawn';
  return [strong(language.headline.revised), ...headline.map((span) => (isStruck ? { ...span, struck: true } : span))];
}

function figureAfter(finding: Finding, { findings }: EventRecord): Correction['figure'] {
  if (finding.kind === 'restated' || finding.kind === 'total-lowered') return 'replaced';
  if (finding.kind === 'withdrawn') return 'withdrawn';
  // With other figures than before, a restatement leads.
  return findings.some((one) => one.kind === 'edited' && one.returned === true) ? 'restored' : 'kept';
}

function changeParts(lead: Finding, event: EventRecord, wording: Wording): readonly (string | Span)[] {
  const { language } = wording;
  const headline = `${headlineText(lead, event, wording)}.`;
  const isEdit = event.findings.some(
    (finding) =>
      finding.kind === 'edited' ||
      finding.kind === 'incident-changed' ||
      (finding.kind === 'restated' && finding.now.documentId === finding.before.documentId),
  );
  const edited = isEdit ? ` ${language.revision.edited}` : '';
  switch (lead.kind) {
    case 'restated': {
      const { now, before } = lead;
      const who = speakerName(now.speakers, wording);
      const period = lead.period === null ? '' : language.forPeriod(periodText(lead.period, wording));
      return [
        language.capital(language.revision.restated(who.head, who.plural, period)),
        ` ${language.restatedWas}`,
        struck(countedText(before, wording)),
        language.separator,
        language.restatedNow,
        strong(countedText(now, wording)),
        now.documentId === before.documentId
          ? `. ${language.revision.edited}`
          : `. ${language.restatedElsewhere(
              publisherName(now.publisher, wording),
              now.published === null ? null : language.day(now.published),
            )}`,
      ];
    }
    case 'withdrawn':
      return [headline, ` ${lead.status === null ? language.revision.totalGone : language.revision.gone(lead.status)}`];
    case 'total-lowered':
      return [headline, ` ${language.restatedWas}`, struck(countedText(lead.before, wording)), '.', edited];
    case 'incident-changed':
      return [headline, ` ${language.incidents.before}`, struck(incidentBrief(lead.before, wording)), '.', edited];
    case 'edited':
      return [headline];
    default:
      return [headline, edited];
  }
}
