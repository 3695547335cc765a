import { deliveryErrorKinds, type Failure } from '../../domain/failures.ts';
import type { Pause } from '../../domain/subscriptions.ts';

/** Rows of exports of version 1, as the tables are now: what the migrations do, for a single row. */

type Row = Readonly<Record<string, unknown>>;

/** An error was one line, `kind: message`. */
function toFailure(line: string): Failure<Pause['cause']> {
  const kind = deliveryErrorKinds.find((known) => line.startsWith(`${known}: `));
  return kind === undefined ? { kind: 'unknown', message: line } : { kind, message: line.slice(kind.length + 2) };
}

/** A pause was one line too, with another beginning where no platform had refused a post. */
function toPause(line: string): Pause {
  if (line === 'no longer in the configuration') return { cause: 'not-configured', detail: '' };
  if (line.startsWith('left: ')) return { cause: 'removed-from-space', detail: line.slice('left: '.length) };
  const { kind, message } = toFailure(line);
  return { cause: kind, detail: message };
}

export function formerSubscription({ paused_reason: reason, ...row }: Row): Row {
  if (row['state'] !== 'paused' || 'paused_cause' in row) return row;
  const { cause, detail } = toPause(typeof reason === 'string' ? reason : '');
  return { ...row, paused_cause: cause, paused_detail: detail };
}

export function formerDelivery({ batch, unsure_since: unsureSince, last_error: lastError, ...row }: Row): Row {
  if ('batch_id' in row) return row;
  const isFailed = typeof lastError === 'string' && lastError !== 'a person asked for it again';
  const isHeld = row['state'] === 'pending' && typeof lastError !== 'string';
  return {
    ...row,
    batch_id: batch ?? null,
    uncertain_since: unsureSince ?? null,
    attempted_at: row['state'] === 'sending' ? (unsureSince ?? null) : null,
    hold_until: isHeld && String(row['next_attempt_at']) > String(row['created_at']) ? row['next_attempt_at'] : null,
    ...columnsOf(isFailed ? toFailure(lastError) : null),
  };
}

export function formerEdit({ last_error: lastError, ...row }: Row): Row {
  if ('error_kind' in row) return row;
  return { ...row, ...columnsOf(typeof lastError === 'string' ? toFailure(lastError) : null) };
}

function columnsOf(failure: Failure<string> | null): Row {
  return { error_kind: failure?.kind ?? null, error_message: failure?.message ?? null };
}
