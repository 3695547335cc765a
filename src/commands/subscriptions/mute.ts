import { line } from '../../compose/blocks.ts';
import { isMuted } from '../../domain/subscriptions.ts';
import type { Subscription } from '../../ledger/ledger.ts';
import { type Answer, answer, CommandError, RefusedError } from '../command.ts';
import { type ParsedCommand, quoteInput } from '../grammar.ts';
import { assertMayChange, type CommandRequest } from '../request.ts';
import { described } from './subscriptions.ts';

/** Holds the posts to a channel for a time, also where the configuration subscribes it: nothing of what it gets is changed. */

const hourMs = 3_600_000;
const unitMs: Readonly<Record<string, number>> = { h: hourMs, d: 24 * hourMs, w: 7 * 24 * hourMs };
const mostDays = 90;

/** Throws `CommandError` for what is no time. */
export async function mute(parsed: ParsedCommand, request: CommandRequest): Promise<Answer> {
  const { parts, context } = request;
  const words = context.wording.language.commands.subscriptions.mute;
  const now = parts.now();
  const ms = durationOf(parsed.words.join(' '), request);
  const existing = await subscribed(request, words.none);
  await assertMayChange(request);
  const until = ms === null ? null : new Date(now.getTime() + ms).toISOString();
  const muted = { at: now.toISOString(), until };
  await parts.ledger.subscriptions.mute(existing.id, muted);
  return answer(words.done, await described({ ...existing, mute: muted }, request), context);
}

export async function unmute(_parsed: ParsedCommand, request: CommandRequest): Promise<Answer> {
  const { parts, context } = request;
  const store = parts.ledger.subscriptions;
  const words = context.wording.language.commands.subscriptions.mute;
  const existing = await subscribed(request, words.notMuted);
  const at = parts.now().toISOString();
  if (existing.mute === null || !isMuted(existing.mute, at)) throw new RefusedError(words.notMuted);
  await assertMayChange(request);
  const over = { at: existing.mute.at, until: at };
  const { waiting } = await store.activity(existing.id);
  await store.mute(existing.id, over);
  const blocks = await described({ ...existing, mute: over }, request);
  return answer(words.over, [line(words.waited(waiting)), ...blocks], context);
}

async function subscribed(
  { parts, asker }: CommandRequest,
  none: RefusedError['line'] | string,
): Promise<Subscription> {
  const existing = await parts.ledger.subscriptions.of(asker);
  if (existing === undefined) throw new RefusedError(none);
  return existing;
}

/** Returns milliseconds; null where nothing was typed. Throws `CommandError`. */
function durationOf(given: string, { context }: CommandRequest): number | null {
  if (given === '') return null;
  const words = given.toLowerCase().replace(/^for\s+/u, '');
  const [, count, unit] = /^(?:(\d{1,4})\s*|an?\s+|)(hours?|h|days?|d|weeks?|w)$/u.exec(words) ?? [];
  const ms = (unitMs[unit?.charAt(0) ?? ''] ?? Number.NaN) * Number(count ?? 1);
  if (!(ms > 0) || ms > mostDays * 24 * hourMs)
    throw new CommandError(context.wording.language.commands.subscriptions.mute.badTime(quoteInput(given), mostDays));
  return ms;
}
