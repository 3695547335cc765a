import { detectOverdue } from '../detect/kinds/overdue.ts';
import { detectSourceHealth, type HealthThreshold } from '../detect/kinds/source-health.ts';
import type { Ledger, LedgerTransaction, SourceState } from '../ledger/ledger.ts';
import { enqueue } from '../outbox/enqueue.ts';
import type { Cursor, SourceError } from '../poll/source.ts';
import type { SourceIdentity } from './recorder.ts';

/** What is kept between looks beside the kind's own cursor. */
export interface Contact {
  readonly kind: Cursor | null;
  /** False until a look came through whole: what is found until then was there before us, and is not news. */
  readonly made: boolean;
  /** So many looks failed in part. */
  readonly looks: number;
}

export interface Look {
  readonly error: SourceError | null;
  /** Left out where the cursor stays. */
  readonly contact?: Contact;
  readonly notBefore?: Date | undefined;
}

/** Whether the source itself answered at the last look, though some of its items failed: it may be asked as usual. */
export function hasAnswered({ cursor }: SourceState): boolean {
  return cursor?.['answered'] === true;
}

function unanswered(cursor: SourceState['cursor'], error: SourceError | null): SourceState['cursor'] {
  return cursor === null || error === null ? cursor : { ...cursor, answered: false };
}

/** A source some of whose items never come would otherwise stay at first contact, in silence, for ever. */
const mostContactLooks = 5;

export const untouched: SourceState = {
  cursor: null,
  nextPollAt: null,
  lastAttemptAt: null,
  lastSuccessAt: null,
  failures: 0,
  failingSince: null,
  lastError: null,
  reportedBroken: false,
  overdueSince: null,
};

export function contactOf({ cursor }: SourceState): Contact {
  return {
    kind: (cursor?.['kind'] as Cursor | null | undefined) ?? null, // written by `settle` below and by nobody else
    made: cursor?.['made'] === true,
    looks: Number(cursor?.['looks'] ?? 0),
  };
}

/** The contact after a look that fetched: made once a look leaves nothing behind, or after several that failed in part. */
export function contactAfter(contact: Contact, kind: Cursor, came: 'whole' | 'going-on' | 'partly'): Contact {
  const looks = contact.made || came !== 'partly' ? contact.looks : contact.looks + 1;
  return { kind, made: contact.made || came === 'whole' || looks >= mostContactLooks, looks };
}

/** The last step of a look: the cursor, the health, the silence, and word of them where it is due. One transaction. */
export async function settle(
  source: SourceIdentity & { readonly expectEveryDays: number | undefined },
  look: Look,
  { ledger, health: threshold, now }: { readonly ledger: Ledger; readonly health: HealthThreshold; readonly now: Date },
): Promise<void> {
  const at = now.toISOString();
  await ledger.transaction(async (transaction) => {
    // As it is now: another process may have looked at the source meanwhile.
    const state = (await transaction.polling.source(source.id)) ?? untouched;
    const made = look.contact !== undefined && (look.contact.made || contactOf(state).made);
    const { health, findings } = detectSourceHealth({
      publisher: source.publisher.id,
      source: source.id,
      health: state,
      outcome: look.error
        ? {
            status: 'failed',
            error: { kind: look.error.kind, message: look.error.message },
            permanent: !look.error.retryable,
          }
        : { status: 'answered' },
      threshold,
      at,
    });
    // Silence is counted in days: once a day, and after news, is often enough to look for it.
    const isDue = !look.error && (look.contact !== undefined || state.lastSuccessAt?.slice(0, 10) !== at.slice(0, 10));
    const overdue = isDue ? await silence(transaction, source, state, at) : undefined;
    await enqueue(transaction, { findings: overdue ? [...findings, overdue] : findings, at });
    await transaction.polling.setSource(source.id, {
      ...state,
      ...health,
      cursor: look.contact ? { ...look.contact, made, answered: true } : unanswered(state.cursor, look.error),
      nextPollAt: askedToWait(look, now),
      lastAttemptAt: at,
      lastSuccessAt: look.error ? state.lastSuccessAt : at,
      overdueSince: overdue ? overdue.lastPublished : state.overdueSince,
    });
  });
}

/** Silence counts from the last thing we saw: an archive that was old when we met it is not overdue. */
async function silence(
  transaction: LedgerTransaction,
  source: SourceIdentity & { readonly expectEveryDays: number | undefined },
  state: SourceState,
  at: string,
) {
  if (source.publisher.role !== 'acknowledging' && source.expectEveryDays === undefined) return undefined;
  const all = await transaction.reports(source.publisher.id);
  // Where the operator declares a rhythm it is that of everything; a learned one is that of the reports alone.
  const reports = source.expectEveryDays === undefined ? all.filter((report) => report.period !== null) : all;
  const published = reports.flatMap((report) => (report.published ? [report.published] : []));
  const seen = reports.map((report) => report.firstSeen);
  return detectOverdue({
    publisher: source.publisher.id,
    source: source.id,
    declaredPeriodDays: source.expectEveryDays ?? null,
    published: [...published, ...seen.toSorted().slice(-1)],
    overdueSince: state.overdueSince,
    at,
  });
}

/** What the server asked for: Retry-After, Cache-Control. Our own pause after failures is the worker's. */
function askedToWait({ error, notBefore }: Look, now: Date): string | null {
  const retryAfter = error?.retryAfterMs ? new Date(now.getTime() + error.retryAfterMs) : undefined;
  const dates = [notBefore, retryAfter].filter((date) => date !== undefined).map((date) => date.toISOString());
  return dates.toSorted().at(-1) ?? null;
}
