import { circumstancesNotRead } from '../../domain/circumstances.ts';
import { type SourceFailure, sourceErrorKinds } from '../../domain/failures.ts';
import type { FindingBase, ReaderWarning } from '../../domain/findings.ts';
import { hasCircumstances, measures } from '../../domain/measures.ts';
import type { FirstContact } from '../../domain/source-state.ts';
import type { Warning } from '../../domain/warnings.ts';

/**
 * A reviver for JSON that an earlier version stored. Sets were texts joined by `+` then (`speaker`, `via`, `ngoCode`,
 * `reportNumber`), and figures and entries had no circumstances. A finding is never rewritten, so they become arrays, and
 * circumstances that were not read, where they are read.
 */
export function upcast(_key: string, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => (typeof item === 'string' ? (renamed.get(item) ?? item) : item));
  if (typeof value !== 'object' || value === null) return value;
  return withLastSeen(withCircumstances(withSets(value)));
}

/** Overdue findings of early versions give a first sight as a publication, and do not say so. */
function withLastSeen(stored: object): object {
  return 'expectedBy' in stored && !('lastSeen' in stored) ? { ...stored, lastSeen: null } : stored;
}

function withCircumstances(stored: object): object {
  if ('circumstances' in stored) return stored;
  if ('notPreviouslyReported' in stored) return { ...stored, circumstances: circumstancesNotRead };
  if (!('measure' in stored && 'quote' in stored && 'snapshotId' in stored)) return stored;
  const isRead = measures.some((measure) => measure === stored.measure && hasCircumstances(measure));
  return { ...stored, circumstances: isRead ? circumstancesNotRead : null };
}

function withSets(value: object): object {
  const entries = Object.entries(value);
  if (!entries.some(([name]) => renamed.has(name))) return value;
  return Object.fromEntries(
    entries.map(([name, stored]) => {
      const set = renamed.get(name);
      return set === undefined ? [name, stored] : [set, typeof stored === 'string' ? stored.split('+') : []];
    }),
  );
}

const renamed: ReadonlyMap<string, string> = new Map([
  ['speaker', 'speakers'],
  ['via', 'vias'],
  ['ngoCode', 'ngoCodes'],
  ['reportNumber', 'reportNumbers'],
]);

/** Early versions stored the error of a source as one line, `kind: message`. */
export function toSourceFailure(stored: SourceFailure | string): SourceFailure;
export function toSourceFailure(stored: SourceFailure | string | null): SourceFailure | null;
export function toSourceFailure(stored: SourceFailure | string | null): SourceFailure | null {
  if (typeof stored !== 'string') return stored;
  const kind = sourceErrorKinds.find((known) => stored.startsWith(`${known}: `));
  return kind === undefined
    ? { kind: 'unavailable', message: stored }
    : { kind, message: stored.slice(kind.length + 2) };
}

interface FormerState {
  readonly lastError?: SourceFailure | string | null;
  readonly firstContact?: FirstContact;
  /** Early versions wrapped the source kind's cursor with what they stored of the contact. */
  readonly cursor?: {
    readonly kind?: { readonly [key: string]: unknown } | null;
    readonly made?: boolean;
    readonly looks?: number;
    readonly answered?: boolean;
  } | null;
}

/** Returns the state of a source as it is stored now. */
export function upcastSourceState(stored: FormerState): object {
  const state = { ...stored, lastError: toSourceFailure(stored.lastError ?? null) };
  if (state.firstContact !== undefined) return state;
  const { kind = null, made = false, looks = 0, answered = false } = state.cursor ?? {};
  return {
    ...state,
    cursor: kind,
    firstContact: made ? { isOver: true } : { isOver: false, partialPolls: looks },
    answered,
  };
}

/** Early versions stored a warning as text, in a finding next to its other fields. */
export interface FormerWarning {
  readonly code: string;
  readonly message: string;
}
export type FormerReaderWarning = FindingBase & { readonly kind: 'reader-warning' } & FormerWarning;

export function upcastWarning(stored: Warning | FormerWarning): Warning {
  if (!('message' in stored) || 'formerCode' in stored) return stored;
  return { code: 'former', formerCode: stored.code, message: stored.message };
}

export function upcastReaderWarning(stored: ReaderWarning | FormerReaderWarning): ReaderWarning {
  if ('warning' in stored) return stored;
  const { code, message, ...finding } = stored;
  return { ...finding, warning: upcastWarning({ code, message }) };
}
