import {
  type Category,
  categories,
  categoriesOnRequest,
  type Figure,
  type Finding,
  type FindingKind,
} from '../../domain/findings.ts';
import { admitted } from './admitted.ts';
import { baseline } from './baseline.ts';
import { carried } from './carried.ts';
import { claimed } from './claimed.ts';
import { definitionChanged } from './definition-changed.ts';
import { edited } from './edited.ts';
import { deliveryRejected } from './health/delivery-rejected.ts';
import { deliveryUncertain } from './health/delivery-uncertain.ts';
import { overdue } from './health/overdue.ts';
import { readerWarning } from './health/reader-warning.ts';
import { recordDiffers } from './health/record-differs.ts';
import { sourceBroken } from './health/source-broken.ts';
import { sourceDegraded } from './health/source-degraded.ts';
import { sourceRecovered } from './health/source-recovered.ts';
import { subscriptionPaused } from './health/subscription-paused.ts';
import { incidentAdded } from './incident-added.ts';
import { incidentChanged } from './incident-changed.ts';
import type { Kind } from './kind.ts';
import { lateReport } from './late-report.ts';
import { claimWithdrawn } from './mentions/claim-withdrawn.ts';
import { denied } from './mentions/denied.ts';
import { underReview } from './mentions/under-review.ts';
import { reaction } from './reaction.ts';
import { restated } from './restated.ts';
import { doesNotAddUp } from './sums/does-not-add-up.ts';
import { notCheckable } from './sums/not-checkable.ts';
import { totalLowered } from './totals/total-lowered.ts';
import { totalRaised } from './totals/total-raised.ts';
import { totalUnchanged } from './totals/total-unchanged.ts';
import { withdrawn } from './withdrawn.ts';

type FindingOf<K extends FindingKind> = Extract<Finding, { readonly kind: K }>;

/** Every kind of finding, in the order in which commands offer them. A kind that is missing here does not compile. */
const kinds: { readonly [K in FindingKind]: Kind<FindingOf<K>> } = {
  withdrawn,
  restated,
  'total-lowered': totalLowered,
  'total-raised': totalRaised,
  admitted,
  'late-report': lateReport,
  'total-unchanged': totalUnchanged,
  'does-not-add-up': doesNotAddUp,
  'incident-changed': incidentChanged,
  'incident-added': incidentAdded,
  reaction,
  claimed,
  carried,
  denied,
  'claim-withdrawn': claimWithdrawn,
  'under-review': underReview,
  'definition-changed': definitionChanged,
  edited,
  'not-checkable': notCheckable,
  'delivery-uncertain': deliveryUncertain,
  'delivery-rejected': deliveryRejected,
  'subscription-paused': subscriptionPaused,
  'source-broken': sourceBroken,
  'source-degraded': sourceDegraded,
  'source-recovered': sourceRecovered,
  overdue,
  'record-differs': recordDiffers,
  'reader-warning': readerWarning,
  baseline,
};

export const findingKinds = Object.keys(kinds) as FindingKind[]; // `kinds` has these keys alone

export function kindOf<F extends Finding>({ kind }: F): Kind<F> {
  return kinds[kind] as unknown as Kind<F>; // the record gives each kind the entry of its own findings
}

/** Returns the category under which a digest lists the kind; undefined for one that reaches no one. */
export function categoryOf(finding: Finding): Category | undefined {
  return kinds[finding.kind].wantedBy[0];
}

/** Whether the kind is about the record, not about the watch itself or first contact. */
export function isOfRecord(kind: FindingKind): boolean {
  return kinds[kind].wantedBy.some((category) => category !== 'health');
}

/** Whether the kind gives rise to posts of its own. */
export function isPosted(kind: FindingKind): boolean {
  return kinds[kind].delivery === 'post';
}

/** Whether only those who run Ackwatch receive it. */
export function isForOperators({ kind }: Finding): boolean {
  return kinds[kind].wantedBy.length > 0 && !isOfRecord(kind);
}

/** Whether only subscriptions that want its category see it, even as a line of a post that another finding leads. */
export function isOnRequest({ kind }: Finding): boolean {
  const { wantedBy } = kinds[kind];
  return wantedBy.length > 0 && wantedBy.every((category) => categoriesOnRequest.includes(category));
}

/** Whether the kind names a single post or channel, and concerns its owner and the operators alone. */
export function isOfOnePost(kind: FindingKind): boolean {
  return kinds[kind].isOfOnePost;
}

/** Whether the finding announces a report. */
export function isNewReport({ kind }: Finding): boolean {
  return kinds[kind].news === 'new-report';
}

/** Whether the finding is a figure of the belligerent that was not known, by a new report or a restatement. */
export function isNewFigure({ kind }: Finding): boolean {
  return kinds[kind].news === 'new-report' || kinds[kind].news === 'restatement';
}

/** Whether findings of the kind state a figure of their own. */
export function statesFigure(kind: FindingKind): boolean {
  return kinds[kind].news !== 'other';
}

/** Returns the figure that a finding is about, as it is now, or that it mentions; null where it has none. */
export function figureOf(finding: Finding): Figure | null {
  return (
    kindOf(finding)
      .evidence(finding)
      .figures.find(({ role }) => role === 'figure' || role === 'mentioned')?.figure ?? null
  );
}

/** Orders by category, as a digest does, in the order of `categories`. */
export function compareCategories(one: Finding, other: Finding): number {
  const place = (finding: Finding) => categories.indexOf(categoryOf(finding) ?? 'health');
  return place(one) - place(other);
}
