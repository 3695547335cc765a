import type { Figure, Finding } from '../domain/findings.ts';
import type { Incident, Outcome } from '../domain/incidents.ts';
import type { Measure } from '../domain/measures.ts';
import type { Instant } from '../domain/time.ts';
import type { SourceState } from './poll-store.ts';

/** One page; `next` continues it, null at the end. Keyset, so a page costs the same at any depth. */
export interface Page<T> {
  readonly rows: readonly T[];
  readonly next: string | null;
}

export interface IncidentQuery {
  readonly place?: string;
  readonly country?: string;
  readonly since?: string;
  readonly until?: string;
  readonly outcome?: Outcome;
  readonly publisher?: string;
  readonly after?: string;
  readonly limit: number;
}

export type IncidentRow = Incident & {
  readonly id: string;
  readonly publisher: string;
  readonly url: string;
  readonly published: Instant | null;
};

export interface SourceRow extends SourceState {
  readonly source: string;
  readonly documents: number;
}

export interface LookupStore {
  /** The head of each series of totals (`killed_total`, `injured_total`, `killed_event`, `injured_event`, `strikes_total`, `allegations_open` …). */
  totals(filter?: { readonly publisher?: string; readonly measure?: Measure }): Promise<readonly Figure[]>;
  /** Every value a series has had, both clocks, newest period first; a restated value stays listed. */
  history(query: {
    readonly measure: Measure;
    readonly publisher?: string;
    readonly after?: string;
    readonly limit: number;
  }): Promise<Page<Figure & { readonly recordedAt: Instant; readonly current: boolean }>>;
  /** Newest date first. `place` matches the beginning of any word-wise part of the place, case-insensitively. */
  incidents(query: IncidentQuery): Promise<Page<IncidentRow>>;
  /**
   * Places as the current reports write them, each once, for something that is being typed: those with a word that begins
   * with it, of the newest incidents first. All places where no letter was typed.
   */
  places(prefix: string, limit: number): Promise<readonly string[]>;
  findings(query: {
    readonly kinds?: readonly Finding['kind'][];
    readonly publisher?: string;
    readonly after?: string;
    readonly limit: number;
  }): Promise<Page<Finding>>;
  /** A finding by id or by a prefix of at least 6 hex digits; undefined when none or several match. `kinds`: others are not there. */
  finding(id: string, kinds?: readonly Finding['kind'][]): Promise<Finding | undefined>;
  /** Findings `does-not-add-up` whose sum involves the figure's snapshot. */
  disputes(figure: Figure): Promise<readonly Finding[]>;
  sources(): Promise<readonly SourceRow[]>;
  /** How many reports, findings by kind, documents are held. */
  summary(): Promise<{
    readonly documents: number;
    readonly reports: number;
    readonly incidents: number;
    readonly findings: Readonly<Partial<Record<Finding['kind'], number>>>;
  }>;
}

/** Lines that buttons stand for which hold only a few characters. Never part of an export. */
export interface LineStore {
  /** Its id: 20 hex digits, of the same line the same. Forgotten when it was not kept again for 90 days, some time after. */
  keep(line: string, at: Instant): Promise<string>;
  /** Undefined where it is not, or no longer, held. */
  line(id: string): Promise<string | undefined>;
}
