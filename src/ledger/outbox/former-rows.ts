import { deliveryErrorKinds, type Failure } from '../../domain/failures.ts';
import type { Pause } from '../../domain/subscriptions.ts';

/** Rows of exports of version 1, as the tables are now: what the migrations do, for a single row. */

type Row = Readonly<Record<string, unknown>>;

/** An error was one line, `kind: message`. */
function toFailure(line: string): Failure<Pause['cause']> {
  const kind = deliveryErrorKinds.find((known) => line.startsWith(`${known}: `));
  return kind === undefined ? { kind: 'unknown', message: line } : { kind, message: line.slice(kind.length + 2) };
}

/** A pause was one line too, with a beginning of its own where no platform had refused a post. */
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
