import type { Kysely, Transaction } from 'kysely';
import type { DeliveryErrorKind } from '../../domain/failures.ts';
import type { PauseCause, SubscriptionOrigin } from '../../domain/subscriptions.ts';
import type { CompiledRow } from '../compiled/table.ts';

/** The tables as `migrations/` makes them. Column order is theirs. */
export interface Schema {
  documents: {
    id: string;
    publisher: string;
    identity: string;
    source: string;
    url: string;
    title: string | null;
    published: string | null;
    first_seen: string;
    checked_at: string;
    etag: string | null;
    last_modified: string | null;
    text_length: number;
    state: 'present' | 'gone';
    snapshots: number;
    current_snapshot_id: string;
    current_run_id: string | null;
    readings: number;
    /** Since when it has not been at its address; null where it was there when it was last asked for. */
    missing_since: string | null;
    /** As its list gives it; null if it has none. */
    guid: string | null;
  };
  snapshots: {
    id: string;
    document_id: string;
    n: number;
    source: string;
    url: string;
    title: string | null;
    published: string | null;
    fetched_at: string;
    state: 'present' | 'gone';
    status: number | null;
    content_type: string;
    headers: string;
    sha256: string;
    text_sha256: string;
    /** gzip. */
    bytes: Uint8Array | null;
    /** gzip of UTF-8. */
    text: Uint8Array | null;
  };
  reader_runs: {
    id: string;
    snapshot_id: string;
    n: number;
    reader: string;
    reader_version: number;
    period_from: string | null;
    period_to: string | null;
    warnings: string;
    run_at: string;
  };
  readings: {
    id: string;
    run_id: string;
    document_id: string;
    snapshot_id: string;
    publisher: string;
    measure: string;
    value: number;
    value_max: number | null;
    qualifier: string | null;
    /** JSON array. */
    speakers: string;
    place: string | null;
    window_from: string | null;
    window_to: string | null;
    quote: string;
    quote_start: number;
    quote_end: number;
    sort_period: string;
    sort_to: string;
    sort_published: string;
    recorded_at: string;
    rule: string | null;
    /** JSON object of those that were read. */
    circumstances: string;
  };
  mentions: {
    id: string;
    run_id: string;
    document_id: string;
    snapshot_id: string;
    publisher: string;
    stance: string;
    measure: string;
    value: number;
    value_max: number | null;
    qualifier: string | null;
    /** JSON array. */
    speakers: string;
    place: string | null;
    window_from: string | null;
    window_to: string | null;
    rule: string | null;
    quote: string;
    quote_start: number;
    quote_end: number;
  };
  incidents: {
    id: string;
    run_id: string;
    number: number | null;
    date: string | null;
    date_to: string | null;
    place: string | null;
    country: string | null;
    /** JSON array. */
    vias: string;
    outcome: string;
    killed: number | null;
    killed_max: number | null;
    injured: number | null;
    /** JSON array. */
    report_numbers: string;
    /** JSON array. */
    ngo_codes: string;
    mgrs: string;
    not_previously_reported: number;
    quote: string;
    quote_start: number;
    quote_end: number;
    /** JSON object of those that were read. */
    circumstances: string;
    /** JSON object; null for an entry of a report. */
    dossier: string | null;
  };
  document_relations: {
    id: string;
    kind: string;
    from_document: string;
    to_document: string;
    /** JSON object. */
    reason: string;
    related_at: string;
  };
  /** Hashes of runs of words, derived from the current texts. */
  document_sketches: { hash: number; document_id: string };
  positions: {
    id: string;
    run_id: string;
    document_id: string;
    kind: string;
    rule: string;
    quote: string;
    quote_start: number;
    quote_end: number;
  };
  findings: { id: string; event: string; kind: string; publisher: string; found_at: string; body: string };
  events: { event: string; snapshot_id: string | null; run_id: string | null; sums: string };
  subscriptions: {
    id: string;
    destination: string;
    channel: string;
    owner: string | null;
    wants: string;
    state: 'active' | 'paused';
    created_at: string;
    origin: SubscriptionOrigin;
    space: string | null;
    filters: string;
    preferences: string;
    ended_at: string | null;
    paused_cause: PauseCause | null;
    paused_detail: string | null;
    muted_at: string | null;
    muted_until: string | null;
    /** JSON array of `Follow`. */
    follows: string;
  };
  deliveries: {
    id: string;
    seq: number;
    event: string;
    subscription_id: string;
    finding_id: string;
    document_id: string | null;
    state: 'pending' | 'sending' | 'sent' | 'rejected' | 'uncertain';
    attempts: number;
    next_attempt_at: string;
    worker: string | null;
    lease_until: string | null;
    receipt: string | null;
    created_at: string;
    sent_at: string | null;
    batch_id: string | null;
    receipt_id: string | null;
    uncertain_since: string | null;
    attempted_at: string | null;
    hold_until: string | null;
    error_kind: DeliveryErrorKind | null;
    error_message: string | null;
  };
  edits: {
    delivery_id: string;
    request: number;
    state: 'waiting' | 'done' | 'refused';
    attempts: number;
    next_attempt_at: string;
    worker: string | null;
    lease_until: string | null;
    error_kind: DeliveryErrorKind | null;
    error_message: string | null;
  };
  installations: { destination: string; space: string; sealed: string; installed_at: string };
  lines: { id: string; line: string; kept_at: string };
  sources: { source: string; state: string };
  /** Which series a reading belongs to, with what orders it there. */
  series_readings: {
    reading_id: string;
    series: string;
    run_id: string;
    sort_period: string;
    sort_to: string;
    sort_published: string;
    recorded_at: string;
  };
  heads: { series: string; measure: string; publisher: string; reading_id: string };
  listed_incidents: {
    incident_id: string;
    document_id: string;
    publisher: string;
    country: string;
    outcome: string;
    sort_date: string;
  };
  incident_parts: {
    incident_id: string;
    part: string;
    publisher: string;
    country: string;
    outcome: string;
    sort_date: string;
  };
  incident_keys: { incident_id: string; publisher: string; key: string; document_id: string };
  /** One row: by which rules the tables above were drawn from history. */
  projection_rules: { version: number };
  finding_snapshots: { snapshot_id: string; finding_id: string };
  /** Append-only: what persons decided about pairs of accounts, the latest last. */
  join_decisions: {
    id: string;
    /** Keys of accounts, in the order of their text. */
    one: string;
    other: string;
    decision: 'joined' | 'parted';
    person: string;
    reason: string;
    decided_at: string;
  };
  /** An account as one snapshot gives it, by the latest run over that snapshot. */
  account_versions: {
    key: string;
    run_id: string;
    document_id: string;
    /** JSON of `AccountFacts`. */
    facts: string;
    incident_id: string | null;
    /** JSON array of ids of readings. */
    reading_ids: string;
    recorded_at: string;
  };
  /** The accounts of each document as it is now, or was before it was withdrawn. */
  accounts: {
    key: string;
    event_id: string;
    document_id: string;
    run_id: string;
    form: string;
    /** JSON of `AccountFacts`. */
    facts: string;
    /** 0 where the document is withdrawn. */
    is_current: number;
  };
  /** By what an account is found that may be related to another. */
  account_blocks: { block: string; key: string };
  incident_events: {
    id: string;
    sort_day: string;
    /** JSON array of `Hint`. */
    hints: string;
  };
  /** The compiled record, replaced as a whole by a later version. No other table refers to it. */
  compiled_figures: CompiledRow;
}

type Table = keyof Schema;
/** Outside or inside a transaction. */
export type Database = Kysely<Schema>;
export type Writing = Transaction<Schema>;

/** What the two databases do differently; everything above it is shared. */
export interface Store {
  /** The address as it may be shown. */
  readonly shown: string;
  readonly reader: Database;
  /** One writer at a time, across processes. Throws what `work` throws, or `LedgerError`. */
  write<T>(work: (db: Writing) => Promise<T>): Promise<T>;
  /** Runs lookups; driver errors become `LedgerError`. */
  read<T>(work: (db: Database) => Promise<T>): Promise<T>;
  /** Opens a connection that sees the ledger as it is at its first query, until `end`. */
  snapshot(): Promise<{ readonly db: Database; end(): Promise<void> }>;
  close(): Promise<void>;
}

/** What a store reads and writes through: the whole ledger, or one transaction of it. */
export type Access = Pick<Store, 'read' | 'write'>;

/** Returns access to what one transaction sees, so that a store works inside it as it does outside. */
export function within(transaction: Writing): Access {
  return { read: (work) => work(transaction), write: (work) => work(transaction) };
}

const rowsAtOnce = 200;

/** Inserts rows in several statements, because one takes a limited number of values. */
export async function insert<T extends Table>(db: Database, table: T, rows: readonly Schema[T][]): Promise<void> {
  for (let at = 0; at < rows.length; at += rowsAtOnce) {
    // The columns of these tables have the same type when written as when read, which Kysely cannot see in a generic.
    const piece = rows.slice(at, at + rowsAtOnce) as never;
    await db.insertInto(table).values(piece).execute();
  }
}
