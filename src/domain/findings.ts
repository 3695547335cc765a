import type { SourceFailure } from './failures.ts';
import type { Incident } from './incidents.ts';
import type { Measure } from './measures.ts';
import type { Qualifier } from './readings.ts';
import type { Day, Instant, Period } from './time.ts';

/**
 * What changed, as a value. Detection makes findings, the ledger keeps them, composition words them; nobody else
 * decides that something is news.
 */

/** A figure with the way back to its source: figure -> quote -> snapshot -> address. */
export interface Figure {
  readonly measure: Measure;
  readonly value: number;
  readonly valueMax: number | null;
  readonly qualifier: Qualifier | null;
  /** As `speakerSet` orders them. */
  readonly speakers: readonly string[];
  readonly place: string | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly quote: string;
  /** The period of the report that states it; null for a loose statement. */
  readonly period: Period | null;
  readonly documentId: string;
  readonly snapshotId: string;
  readonly publisher: string;
  readonly url: string;
  readonly published: Instant | null;
}

/**
 * deaths          previous killed_total + killed_new = killed_total, adjacent periods only
 * open-cases      allegations_carried_over + received - completed = open, within one report
 * carried-over    carried_over = the adjacent earlier report's open
 * credible-total  previous allegations_credible_total + allegations_credible = allegations_credible_total, adjacent only
 * counter         strikes, engagements and allegations_total never fall
 */
export type SumRule = 'deaths' | 'open-cases' | 'carried-over' | 'credible-total' | 'counter';

export interface Term {
  readonly sign: 1 | -1;
  readonly figure: Figure;
}

/** One sum that was tried. `expected` and `gap` (stated - expected) are null when it cannot be checked. */
export interface Sum {
  readonly rule: SumRule;
  readonly verdict: 'adds-up' | 'does-not-add-up' | 'not-checkable';
  readonly terms: readonly Term[];
  readonly stated: Figure;
  readonly expected: number | null;
  readonly gap: number | null;
  /** Why it cannot be checked, else null. */
  readonly reason: 'report-missing' | 'part-not-stated' | 'no-predecessor' | null;
  /** The periods of which no report is held, where that is the reason. */
  readonly missing: readonly Period[];
  /** Where reopened cases may be inside or outside the sum: what the sum gives when they are added. Else null. */
  readonly expectedWithReopened: number | null;
  /** A known, published explanation of a gap that the report itself gives ("Not previously reported" entries), or null. */
  readonly note: 'not-previously-reported' | null;
}

/** A passage before and after; null on one side for what was added or removed. */
export interface TextChange {
  readonly before: string | null;
  readonly after: string | null;
}

/** What every finding has. */
export interface FindingBase {
  /** SHA-256 (hex) of what makes this finding itself: the same facts found again give the same id. */
  readonly id: string;
  /** Findings of one event are told in one message. One snapshot of one document is one event. */
  readonly event: string;
  readonly publisher: string;
  /** Null for a finding about a document. */
  readonly source: string | null;
  readonly documentId: string | null;
  readonly snapshotId: string | null;
  readonly period: Period | null;
  readonly foundAt: Instant;
}

/** First contact with a source or document: recorded, never announced. */
export type Baseline = FindingBase & { readonly kind: 'baseline'; readonly now: Figure | null };
export type TotalFinding = FindingBase & {
  readonly kind: 'total-raised' | 'total-lowered' | 'total-unchanged';
  readonly now: Figure;
  readonly before: Figure;
  /** now - before, for the report's own predecessor: the latest total of an earlier period. */
  readonly delta: number;
};
/**
 * A report that states newly admitted deaths (zero included) and no running total; also the first running total of a
 * series, which has nothing to be compared with (then `now` is that total).
 */
export type Admitted = FindingBase & { readonly kind: 'admitted'; readonly now: Figure };
/** Same period, other value: by an edit of the page or by another document. */
export type Restated = FindingBase & { readonly kind: 'restated'; readonly now: Figure; readonly before: Figure };
export type Edited = FindingBase & {
  readonly kind: 'edited';
  /** False where only words changed. */
  readonly figuresChanged: boolean;
  readonly changes: readonly TextChange[];
  /** True where the page had been withdrawn and stands again; left out otherwise. */
  readonly returned?: true;
};
export type Withdrawn = FindingBase & {
  readonly kind: 'withdrawn';
  /** The HTTP status that said so, or null where the page stands but its total is gone. */
  readonly status: 404 | 410 | null;
  readonly url: string;
  readonly held: Figure | null;
};
/** A report of an earlier period than one already held: it fills a gap. */
export type LateReport = FindingBase & {
  readonly kind: 'late-report';
  readonly now: Figure | null;
  /** The latest total of an earlier period, or null. */
  readonly before: Figure | null;
  /** The next later period already held. */
  readonly laterPeriod: Period;
};
export type IncidentAdded = FindingBase & { readonly kind: 'incident-added'; readonly incident: Incident };
export type IncidentChanged = FindingBase & {
  readonly kind: 'incident-changed';
  readonly before: Incident;
  /** Null where the entry was removed. */
  readonly now: Incident | null;
  readonly changed: readonly (keyof Incident)[];
};
export type SumFinding = FindingBase & { readonly kind: 'does-not-add-up' | 'not-checkable'; readonly sum: Sum };
export type DefinitionChanged = FindingBase & {
  readonly kind: 'definition-changed';
  readonly measure: Measure;
  /** The measure's sentence with its figures and dates masked. */
  readonly before: string;
  readonly now: string;
};
export type Overdue = FindingBase & {
  readonly kind: 'overdue';
  readonly expectedBy: Day;
  readonly basis: 'declared' | 'learned';
  readonly lastPublished: Instant | null;
};
export type SourceHealthFinding = FindingBase & {
  readonly kind: 'source-broken' | 'source-recovered';
  readonly since: Instant;
  readonly failures: number;
  /** The last one. */
  readonly error: SourceFailure;
};
/** A documenting organisation or a carrier states a figure that is not an admission at its source. */
export type Claimed = FindingBase & { readonly kind: 'claimed'; readonly now: Figure; readonly before: Figure | null };
/** For the operators: a document looks like a report but was not read in full. */
export type ReaderWarning = FindingBase & {
  readonly kind: 'reader-warning';
  readonly code: string;
  readonly message: string;
};
/** For the operators: a delivery whose outcome nobody knows, one that was refused for good, or a subscription that was paused. */
export type DeliveryTrouble = FindingBase & {
  readonly kind: 'delivery-uncertain' | 'delivery-rejected' | 'subscription-paused';
  readonly subscription: string;
  readonly message: string;
  /** The post that is uncertain or was refused; absent for a pause, and in findings from before it was kept. */
  readonly deliveryId?: string;
};

export type Finding =
  | Baseline
  | TotalFinding
  | Admitted
  | Restated
  | Edited
  | Withdrawn
  | LateReport
  | IncidentAdded
  | IncidentChanged
  | SumFinding
  | DefinitionChanged
  | Overdue
  | SourceHealthFinding
  | Claimed
  | ReaderWarning
  | DeliveryTrouble;
export type FindingKind = Finding['kind'];

export const categories = ['admissions', 'revisions', 'discrepancies', 'claims', 'health'] as const;
export type Category = (typeof categories)[number];
