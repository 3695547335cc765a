import { detectOverdue, silentSince } from '../detect/kinds/overdue.ts';
import { detectSourceHealth, type HealthThreshold } from '../detect/kinds/source-health.ts';
import { type FallbackState, type FirstContact, type SourceState, unpolled } from '../domain/source-state.ts';
import type { Ledger, LedgerTransaction } from '../ledger/ledger.ts';
import { enqueue } from '../outbox/enqueue.ts';
import type { Cursor, SourceError } from '../poll/source.ts';
import type { SourceIdentity } from './read-documents.ts';

export interface FinishedPoll {
  readonly source: SourceIdentity & { readonly expectEveryDays: number | undefined };
  /** What went wrong, or null. */
  readonly error: SourceError | null;
  /** The fallback that answered in its place, with its state after that. */
  readonly fallback?: { readonly url: string; readonly key: string; readonly state: FallbackState } | undefined;
  /** Absent if the cursor stays where it is. */
  readonly fetched?: Fetched;
  /** Time before which the server asks not to be polled. */
  readonly notBefore?: Date | undefined;
}

/** What a poll fetched of a list, and whether that is all of it. */
export interface Fetched {
  readonly cursor: Cursor;
  readonly extent: 'everything' | 'more-to-come' | 'in-part';
  /** Items that remain for later polls, where that is known. */
  readonly remaining?: number | undefined;
}

interface Parts {
  readonly ledger: Ledger;
  readonly health: HealthThreshold;
  readonly now: Date;
}

/** First contact ends after this many polls that failed in part, or it would never end if an item never comes. */
const mostPartialPolls = 5;

export function contactAfter(contact: FirstContact, fetched: Fetched | undefined, at: string): FirstContact {
  if (contact.isOver || fetched === undefined) return contact;
  const isPartial = fetched.extent === 'in-part';
  const partialPolls = contact.partialPolls + (isPartial ? 1 : 0);
  if (fetched.extent === 'everything' || partialPolls >= mostPartialPolls) return { isOver: true };
  return { isOver: false, partialPolls, since: contact.since ?? at, remaining: fetched.remaining ?? null };
}

/** The last step of a poll, in one transaction: moves the cursor and records findings about the source's health. */
export async function finishPoll(poll: FinishedPoll, { ledger, health: threshold, now }: Parts): Promise<void> {
  const { source, error, fetched, fallback } = poll;
  const at = now.toISOString();
  await ledger.transaction(async (transaction) => {
    // Read again, because another process may have polled the source meanwhile.
    const state = (await transaction.polling.source(source.id)) ?? unpolled;
    const { health, findings } = detectSourceHealth({
      publisher: source.publisher.id,
      source: source.id,
      health: state,
      outcome: error
        ? {
            status: 'failed',
            error: { kind: error.kind, message: error.message },
            permanent: !error.retryable,
            answeredBy: fallback?.url ?? null,
          }
        : { status: 'answered' },
      threshold,
      at,
    });
    // Silence is counted in days, so it is checked once a day, and after news.
    const isDue = !error && (fetched !== undefined || state.lastSuccessAt?.slice(0, 10) !== at.slice(0, 10));
    const overdue = isDue ? await checkOverdue(transaction, source, { state, at }) : undefined;
    await enqueue(transaction, { findings: overdue ? [...findings, overdue] : findings, at });
    await transaction.polling.setSource(source.id, {
      ...state,
      ...health,
      cursor: fetched?.cursor ?? state.cursor,
      firstContact: contactAfter(state.firstContact, fetched, at),
      answered: error === null || fetched !== undefined,
      nextPollAt: nextPollAt(poll, now),
      lastAttemptAt: at,
      lastSuccessAt: error ? state.lastSuccessAt : at,
      fallbacks: fallback ? { ...state.fallbacks, [fallback.key]: fallback.state } : state.fallbacks,
      overdueSince: overdue ? silentSince(overdue) : state.overdueSince,
    });
  });
}

/** Silence counts from the last thing that we saw: an archive that was old at first contact is not overdue. */
async function checkOverdue(
  transaction: LedgerTransaction,
  source: FinishedPoll['source'],
  { state, at }: { readonly state: SourceState; readonly at: string },
) {
  if (source.publisher.role !== 'acknowledging' && source.expectEveryDays === undefined) return undefined;
  const all = await transaction.reports(source.publisher.id);
  // A rhythm that the operator declares is that of every document; a learned one is that of the reports alone.
  const reports = source.expectEveryDays === undefined ? all.filter((report) => report.period !== null) : all;
  const published = reports.flatMap((report) => (report.published ? [report.published] : []));
  const seen = reports.map((report) => report.firstSeen);
  return detectOverdue({
    publisher: source.publisher.id,
    source: source.id,
    declaredPeriodDays: source.expectEveryDays ?? null,
    published,
    lastSeen: seen.toSorted().at(-1) ?? null,
    overdueSince: state.overdueSince,
    at,
  });
}

/** Returns what the server asked for: Retry-After, Cache-Control. The pause after failures is the schedule's. */
function nextPollAt({ error, notBefore }: FinishedPoll, now: Date): string | null {
  const retryAfter = error?.retryAfterMs ? new Date(now.getTime() + error.retryAfterMs) : undefined;
  const dates = [notBefore, retryAfter].filter((date) => date !== undefined).map((date) => date.toISOString());
  return dates.toSorted().at(-1) ?? null;
}
