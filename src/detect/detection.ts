import type { CompiledReport, Report } from '../domain/documents.ts';
import type { Figure, Finding, Sum } from '../domain/findings.ts';
import type { Publisher } from '../domain/publishers.ts';
import type { Mention, Reading } from '../domain/readings.ts';
import type { Relation } from '../domain/relations/relation.ts';
import type { Speakers } from '../domain/speakers.ts';
import type { Instant } from '../domain/time.ts';
import type { KnownIncident } from './compare/incidents.ts';
import type { MakeBase } from './finding-base.ts';

/** A stored mention and its document. */
export type KnownMention = Mention & { readonly documentId: string };

export interface DetectInput {
  readonly publisher: Publisher;
  readonly speakers: Speakers;
  /** Previous snapshot of the document; undefined for a new document. */
  readonly before: Report | undefined;
  readonly now: Report;
  /** Earlier versions of the page since it was last gone, oldest first; absent for few. */
  readonly versions?: readonly Report[];
  /** `earlier` is the text before `before`; absent or null where none is stored. */
  readonly texts: { readonly before: string | null; readonly now: string; readonly earlier?: string | null };
  /**
   * Current reports of the other documents of the publisher and its family (`familyOf`), without their incidents. For a
   * page that is rewritten for each report this includes the latest report of each earlier period.
   */
  readonly others: readonly Report[];
  /**
   * What the compiled record holds of reports of the family that were not read before this document; none where left out. It
   * gives predecessors and parts of sums. No report is late, restated or known because of it.
   */
  readonly compiled?: readonly CompiledReport[];
  /** Identity of the document at its publisher; absent where it is not known. */
  readonly identity?: string;
  /** Entries of other documents that may describe the same incidents as entries of `now`. */
  readonly knownIncidents: readonly KnownIncident[];
  /**
   * Stored death tolls of any speaker, earlier values included. Claims are compared with them. A quoted admission that is
   * missing here counts as a claim.
   */
  readonly storedFigures: readonly Figure[];
  /** Stored mentions of any document with the values of mentions of `now`, of any speaker and stance. */
  readonly storedMentions: readonly KnownMention[];
  /** How the document relates to stored ones, and they to it. */
  readonly relations: readonly Relation[];
  /** Those of them that were not stored before. */
  readonly newRelations: readonly Relation[];
  /** Ids of the related documents whose statement was announced. */
  readonly announced: readonly string[];
  /** True if nothing of the source was recorded before. The document becomes a baseline and is not announced. */
  readonly firstContact: boolean;
  readonly at: Instant;
}

export interface Detection {
  readonly findings: readonly Finding[];
  /** All checked sums, including those that add up and those of later reports that were checked again. */
  readonly sums: readonly Sum[];
}

/** The input of detection with what every step derives from it. */
export interface DetectContext extends DetectInput {
  readonly makeBase: MakeBase;
  /** Present reports to compare with: of other documents, and of this page for other periods. */
  readonly record: readonly Report[];
  /** The compiled record without the figures that `now` states. */
  readonly unread: readonly CompiledReport[];
  /** Readings of `now` that are admissions, not figures quoted from someone else. */
  readonly admissions: readonly Reading[];
}
