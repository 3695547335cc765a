import type { Report } from '../domain/documents.ts';
import { editedPage, editedReport } from './arrivals/edited-document.ts';
import { withoutFlaps } from './arrivals/flapping.ts';
import { newReport } from './arrivals/new-report.ts';
import { restoredPage, revertedPage } from './arrivals/restored-page.ts';
import { anotherDocument, isAnotherBatch } from './arrivals/second-document.ts';
import { withoutStated } from './compare/compiled.ts';
import { compareFigures, currentReportOfPeriod, isReport } from './compare/figures.ts';
import { isOwnAdmission } from './compare/own-admissions.ts';
import { isSamePeriod } from './compare/periods.ts';
import { checkSums } from './compare/sums.ts';
import type { DetectContext, DetectInput, Detection } from './detection.ts';
import { makeBaseFor } from './finding-base.ts';
import { baselineFinding } from './kinds/baseline.ts';
import { carriedFindings } from './kinds/carried.ts';
import { claimWithdrawnFindings } from './kinds/claim-withdrawn.ts';
import { claimedFindings } from './kinds/claimed.ts';
import { deniedFindings } from './kinds/denied.ts';
import { reactionFindings } from './kinds/reaction.ts';
import { readerWarningFindings } from './kinds/reader-warning.ts';
import { recordDiffersFindings } from './kinds/record-differs.ts';
import { underReviewFindings } from './kinds/under-review.ts';

/** Compares a new snapshot with the record and returns what changed. The same input gives the same finding ids. */
export function detectReport(input: DetectInput): Detection {
  const { now, publisher, speakers, at, others, before } = input;
  const present = others.filter((other) => other.state === 'present' && isOtherReport(other, now));
  const record =
    before !== undefined && isReplaced(before, now)
      ? [...present.filter((other) => other.snapshotId !== before.snapshotId), before]
      : present;
  const admissions = now.readings.filter((reading) => isOwnAdmission(reading, publisher, speakers));
  const unread = withoutStated(input.compiled ?? [], now, input.identity);
  const context: DetectContext = { ...input, makeBase: makeBaseFor(now, at), record, unread, admissions };
  if (input.firstContact) {
    const sums = publisher.role === 'acknowledging' ? checkSums(now, [...record, ...unread], speakers) : [];
    return { findings: [baselineFinding(context), ...recordDiffersFindings(context)], sums };
  }
  const { findings, sums } = detectArrival(context);
  const reactions = reactionFindings(context);
  const statements = [
    ...reactions,
    ...claimedFindings(context, reactions),
    ...deniedFindings(context),
    ...underReviewFindings(context),
    ...claimWithdrawnFindings(context),
    ...carriedFindings(context),
  ];
  return withoutFlaps(context, {
    findings: [...findings, ...statements, ...readerWarningFindings(context), ...recordDiffersFindings(context)],
    sums,
  });
}

/** Returns whether `other` is another document, or the same page when it covered another period. */
function isOtherReport(other: Report, now: Report): boolean {
  return other.documentId !== now.documentId || (other.period !== null && !isSamePeriod(other.period, now.period));
}

/** Returns whether a page now covers another period with other figures: it is rewritten for each report. */
function isReplaced(before: Report, now: Report): boolean {
  if (before.state === 'gone' || before.period === null || now.period === null) return false;
  if (isSamePeriod(before.period, now.period)) return false;
  const { changed, added, removed } = compareFigures(before, now, now.readings);
  return changed.length + added.length + removed.length > 0;
}

function detectArrival(context: DetectContext): Detection {
  const { before, now, record } = context;
  if (context.publisher.role !== 'acknowledging') return { findings: editedPage(context), sums: [] };
  if (before?.state === 'gone') return restoredPage(context);
  // A teaser or an empty page that becomes a report is a new report.
  if (before !== undefined && isReport(before) && !record.includes(before)) return editedReport(context, before);
  const earlierVersion = context.others.find(
    (other) => other.documentId === now.documentId && isSamePeriod(other.period, now.period) && isReport(other),
  );
  if (before !== undefined && earlierVersion !== undefined) return revertedPage(context, earlierVersion);
  const current = currentReportOfPeriod(now, record);
  return current === undefined || isAnotherBatch(context, current)
    ? newReport(context)
    : anotherDocument(context, current);
}
