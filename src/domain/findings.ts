import type { Circumstances } from './circumstances.ts';
import type { Compiled } from './compiled/record.ts';
import type { SourceFailure } from './failures.ts';
import type { Incident } from './incidents.ts';
import type { Measure, Qualifier } from './measures.ts';
import type { Mention } from './readings.ts';
import type { Position } from './relations/positions.ts';
import type { RelationReason } from './relations/relation.ts';
import type { Day, Instant, MonthOrDay, Period } from './time.ts';
import type { Warning } from './warnings.ts';

/**
 * A figure with its evidence: the quote, the snapshot that contains the quote, and the address of the document. A figure of
 * the compiled record has a mark in place of quote and snapshot.
 */
export interface Figure {
  readonly measure: Measure;
  readonly value: number;
  readonly valueMax: number | null;
  readonly qualifier: Qualifier | null;
  /** Ordered by `speakerSet`. */
  readonly speakers: readonly string[];
  readonly place: string | null;
  /** As in the reading: months, or exact days for the toll of one event. */
  readonly from: MonthOrDay | null;
  readonly to: MonthOrDay | null;
  readonly quote: string;
  /** As in the reading; null for a figure that is mentioned and not asserted. */
  readonly circumstances: Circumstances | null;
  /** Period of the report that states the figure; null for a statement without a period. */
  readonly period: Period | null;
  readonly documentId: string;
  readonly snapshotId: string;
  readonly publisher: string;
  readonly url: string;
  readonly published: Instant | null;
  /** Present if the figure is of the compiled record: its quote is empty, and its ids name no stored document. */
  readonly compiled?: Compiled;
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

/** Result of checking one sum. `expected` and `gap` (stated - expected) are null when it cannot be checked. */
export interface Sum {
  readonly rule: SumRule;
  readonly verdict: 'adds-up' | 'does-not-add-up' | 'not-checkable';
  readonly terms: readonly Term[];
  readonly stated: Figure;
  readonly expected: number | null;
  readonly gap: number | null;
  /** Why the sum cannot be checked, or null. */
  readonly reason: 'report-missing' | 'part-not-stated' | 'no-predecessor' | null;
  /** Periods without a stored report, for the reason `report-missing`. */
  readonly missing: readonly Period[];
  /** Expected value if reopened cases count as additional; null where the report states none. */
  readonly expectedWithReopened: number | null;
  /** The report's own explanation of the gap, e.g. entries marked "Not previously reported", or null. */
  readonly note: 'not-previously-reported' | null;
}

/** A changed passage. `before` is null for an addition, `after` is null for a removal. */
export interface TextChange {
  readonly before: string | null;
  readonly after: string | null;
}

/** Properties of every finding. */
export interface FindingBase {
  /** SHA-256 (hex) of the facts that identify the finding. Detecting the same facts again gives the same id. */
  readonly id: string;
  /** Findings with the same event share one message. Each snapshot of a document is one event. */
  readonly event: string;
  readonly publisher: string;
  /** Null for a finding about a document. */
  readonly source: string | null;
  readonly documentId: string | null;
  readonly snapshotId: string | null;
  readonly period: Period | null;
  readonly foundAt: Instant;
}

/** First contact with a source or document. It is recorded and never announced. */
export type Baseline = FindingBase & { readonly kind: 'baseline'; readonly now: Figure | null };
export type TotalFinding = FindingBase & {
  readonly kind: 'total-raised' | 'total-lowered' | 'total-unchanged';
  readonly now: Figure;
  readonly before: Figure;
  /** now - before. `before` is the latest total of an earlier period. */
  readonly delta: number;
};
/** Newly admitted deaths (zero included) in a report without a running total, or the first running total of a series. */
export type Admitted = FindingBase & { readonly kind: 'admitted'; readonly now: Figure };
/** Another value for the same period, either in an edited page or in another document. */
export type Restated = FindingBase & { readonly kind: 'restated'; readonly now: Figure; readonly before: Figure };
export type Edited = FindingBase & {
  readonly kind: 'edited';
  /** False if only wording changed. */
  readonly figuresChanged: boolean;
  readonly changes: readonly TextChange[];
  /** True if the page had been withdrawn and is available again; absent otherwise. */
  readonly returned?: true;
  /** Present if the page keeps changing between two contents. Further changes of that kind are not announced. */
  readonly flapping?: Flapping;
  /** Present if a page that kept changing has stayed the same for a week. */
  readonly settled?: Settled;
};
export interface Settled {
  /** When the content was first seen that it has stayed at. */
  readonly since: Instant;
  /** Null where the contents differed in more than one value. */
  readonly value: Pick<Figure, 'value' | 'valueMax'> | null;
}
export interface Flapping {
  /** How often it changed, this time included. */
  readonly times: number;
  /** The lower value first; null where the contents differ in more than one value. */
  readonly between: readonly Pick<Figure, 'value' | 'valueMax'>[] | null;
}
export type Withdrawn = FindingBase & {
  readonly kind: 'withdrawn';
  /** HTTP status of the missing page; null if the page exists and no longer states its total. */
  readonly status: 404 | 410 | null;
  readonly url: string;
  /** The last stored figure. Null if the document had none. */
  readonly held: Figure | null;
};
/** A report for an earlier period than a report that is already stored. */
export type LateReport = FindingBase & {
  readonly kind: 'late-report';
  readonly now: Figure | null;
  /** Latest total of an earlier period, or null. */
  readonly before: Figure | null;
  /** The next later period that is already stored. */
  readonly laterPeriod: Period;
};
export type IncidentAdded = FindingBase & { readonly kind: 'incident-added'; readonly incident: Incident };
export type IncidentChanged = FindingBase & {
  readonly kind: 'incident-changed';
  readonly before: Incident;
  /** Null if the entry was removed. */
  readonly now: Incident | null;
  readonly changed: readonly (keyof Incident)[];
};
export type SumFinding = FindingBase & { readonly kind: 'does-not-add-up' | 'not-checkable'; readonly sum: Sum };
export type DefinitionChanged = FindingBase & {
  readonly kind: 'definition-changed';
  readonly measure: Measure;
  /** Sentence of the measure, with figures and dates replaced by `#`. */
  readonly before: string;
  readonly now: string;
};
export type Overdue = FindingBase & {
  readonly kind: 'overdue';
  readonly expectedBy: Day;
  readonly basis: 'declared' | 'learned';
  /** The latest date of publication that a document states; null where none states one. */
  readonly lastPublished: Instant | null;
  /** When the newest document was first seen, where silence counts from then; null where it counts from `lastPublished`. */
  readonly lastSeen: Instant | null;
};
export type SourceHealthFinding = FindingBase & {
  readonly kind: 'source-broken' | 'source-recovered';
  readonly since: Instant;
  readonly failures: number;
  /** Last failure. */
  readonly error: SourceFailure;
};
/** The source itself does not answer, and a fallback is read in its place. */
export type SourceDegraded = FindingBase & {
  readonly kind: 'source-degraded';
  readonly since: Instant;
  /** Last failure of the source itself. */
  readonly error: SourceFailure;
  /** Address of the fallback. */
  readonly fallback: string;
};
/** A figure that is not an admission: an organisation states it, or a carrier or belligerent quotes someone else. */
export type Claimed = FindingBase & { readonly kind: 'claimed'; readonly now: Figure; readonly before: Figure | null };
/** A body answers an admission in a document of its own, or of a carrier that names it. */
export type Reaction = FindingBase & {
  readonly kind: 'reaction';
  /** Who answers. */
  readonly speakers: readonly string[];
  /** The admission as the answer quotes it; null where the answer only names the report, or who published it. */
  readonly quoted: Figure | null;
  /** Who published what is answered; present only where no figure is quoted and no report that it may be is stored. */
  readonly addressed?: readonly string[];
  /** What the body itself counts; null where it states no count. */
  readonly own: Figure | null;
  readonly positions: readonly Position[];
};
/** A document publishes the text of another one. Both are ids; one of them is the document of the finding. */
export type Carried = FindingBase & {
  readonly kind: 'carried';
  readonly copy: string;
  readonly original: string;
  readonly reason: RelationReason;
};
/** A figure that a document names and does not assert. It is compared with nothing and counted nowhere. */
interface Mentioned {
  readonly mentioned: Figure;
}
/** The speakers deny the figure, or do not find it credible. */
export type Denied = FindingBase &
  Mentioned & { readonly kind: 'denied'; readonly stance: Extract<Mention['stance'], 'denied' | 'doubted'> };
/** The speakers examine an allegation. */
export type UnderReview = FindingBase & Mentioned & { readonly kind: 'under-review' };
/** The speakers no longer say what they said earlier. */
export type ClaimWithdrawn = FindingBase & Mentioned & { readonly kind: 'claim-withdrawn' };
export type MentionFinding = Denied | UnderReview | ClaimWithdrawn;
/** For operators: a document looks like a report but was not read completely. */
export type ReaderWarning = FindingBase & { readonly kind: 'reader-warning'; readonly warning: Warning };
/** For operators: a report states a figure that the compiled record holds as another value. The report is shown from then on. */
export type RecordDiffers = FindingBase & {
  readonly kind: 'record-differs';
  readonly now: Figure;
  /** The value of the compiled record. */
  readonly held: Figure;
};
/** For operators: a delivery with unknown outcome, a permanently rejected delivery, or a paused subscription. */
export type DeliveryTrouble = FindingBase & {
  readonly kind: 'delivery-uncertain' | 'delivery-rejected' | 'subscription-paused';
  readonly subscription: string;
  readonly message: string;
  /** The uncertain or rejected delivery; absent for a pause and in findings stored by early versions. */
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
  | SourceDegraded
  | Claimed
  | Reaction
  | Carried
  | MentionFinding
  | ReaderWarning
  | RecordDiffers
  | DeliveryTrouble;
export type FindingKind = Finding['kind'];

export const categories = [
  'admissions',
  'revisions',
  'discrepancies',
  'claims',
  'denials',
  'assessments',
  'health',
] as const;
export type Category = (typeof categories)[number];

/** Only a subscription that names one of these, or `all`, gets its findings, even as a line of another post. */
export const categoriesOnRequest: readonly Category[] = ['denials', 'assessments'];
