import { DiscordAPIError, HTTPError, RateLimitError } from '@discordjs/rest';
import type { z } from 'zod';
import { DeliveryError } from '../../../src/chat/destination.ts';
import { networkFailureOf } from '../../http/network.ts';
import { later, onItsOwn, ours, refusalOf, type Task } from './codes.ts';

/** Context for classifying a failed call. */
export interface Attempt {
  readonly task: Task;
  /** Whether the bot's token was sent. */
  readonly auth: boolean;
  /** Aborted by the caller. */
  readonly signal: AbortSignal;
  /** Aborted when the time of the call is up. */
  readonly overtime: AbortSignal;
  /** Whether anything was handed to the network. */
  begun: boolean;
  /** The HTTP status; null where no answer came. */
  status: number | null;
  /** The body of a 429, which @discordjs/rest does not read. */
  limit: { readonly code: unknown; readonly retryAfter: unknown } | null;
}

/** Returns the `DeliveryError` for anything that a call threw. It contains nothing of the request or its address. */
export function deliveryErrorOf(thrown: unknown, attempt: Attempt): DeliveryError {
  if (thrown instanceof DeliveryError) return thrown;
  if (thrown instanceof RateLimitError || attempt.status === 429) return limitError(thrown, attempt);
  if (thrown instanceof HTTPError) return httpError(thrown.status, attempt, thrown);
  if (thrown instanceof DiscordAPIError) return apiError(thrown, attempt);
  // An answer that came in time counts, even where the call was aborted just then.
  if (attempt.signal.aborted) return calledOff(attempt, thrown);
  if (attempt.overtime.aborted) return overtime(attempt, thrown);
  if (attempt.status !== null && attempt.status >= 400) return httpError(attempt.status, attempt, thrown);
  if (thrown instanceof SyntaxError) return notDiscord(attempt);
  return networkError(thrown, attempt);
}

/** Returns Discord's code of an error of this module; undefined where Discord gave none. */
export function discordCodeOf({ cause }: DeliveryError): number | undefined {
  return cause instanceof DiscordRefusal ? cause.code : undefined;
}

/** The cause of a refusal. The library's error contains the address, with an interaction's token, and the body. */
class DiscordRefusal extends Error {
  override readonly name = 'DiscordRefusal';
  readonly code: number;
  readonly status: number;
  constructor(code: number, status: number) {
    super(`HTTP ${status}, code ${code}`);
    this.code = code;
    this.status = status;
  }
}

/** Returns name and stack of an error without its message, which may contain an address. */
function withoutMessage(thrown: unknown): Error {
  const cleaned = new Error(networkFailureOf(thrown).code ?? 'no code');
  if (thrown instanceof Error) {
    cleaned.name = thrown.name;
    const frames = (thrown.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
    cleaned.stack = [`${cleaned.name}: ${cleaned.message}`, ...frames].join('\n');
  }
  return cleaned;
}

/** A call that only reads has sent nothing, whether or not its answer arrived. */
function outcomeOf({ task }: Attempt): 'not-sent' | 'maybe-sent' {
  return task === 'verify' || task === 'look-up' || task === 'reach' ? 'not-sent' : 'maybe-sent';
}

function limitError(thrown: unknown, attempt: Attempt): DeliveryError {
  const given = attempt.limit;
  const refusal = typeof given?.code === 'number' ? refusalOf(given.code, attempt.task) : undefined;
  const [known, code] = refusal?.kind === 'rate-limited' ? [refusal, ` (${given?.code})`] : [undefined, ''];
  const ofHeader = thrown instanceof RateLimitError ? thrown.retryAfter : 0;
  const ofBody = typeof given?.retryAfter === 'number' ? given.retryAfter * 1000 : 0;
  // The header rounds up what the body says.
  const retryAfterMs = [ofBody, ofHeader].find((milliseconds) => milliseconds > 0) ?? null;
  // A proxy of Discord answers without JSON, and limits the whole IP address.
  const isGlobal =
    thrown instanceof RateLimitError
      ? thrown.global || thrown.scope === 'global' || (attempt.status === 429 && given === null)
      : true;
  const scope = isGlobal ? 'destination' : (known?.scope ?? 'channel');
  const why = known?.why ?? (isGlobal ? 'Discord limits all calls of Ackwatch' : 'Discord limits this call');
  return new DeliveryError('rate-limited', `${why}${code}. ${later}`, {
    retryAfterMs: retryAfterMs === null ? null : Math.ceil(retryAfterMs),
    scope,
    cause: new Error('HTTP 429'),
  });
}

function apiError(thrown: DiscordAPIError, attempt: Attempt): DeliveryError {
  const { status } = thrown;
  const code = Number(thrown.code);
  const raw: unknown = thrown.rawError;
  if (typeof raw !== 'object' || raw === null || !Number.isSafeInteger(code) || !('code' in raw))
    return httpError(status, attempt, thrown);
  const cause = new DiscordRefusal(code, status);
  if (code === 50035) return formError(raw, attempt, cause);
  // A refused token of an interaction says nothing about the bot's token.
  const known = status === 401 ? refusalOf(10062, 'answer') : refusalOf(code, attempt.task);
  if (known !== undefined) {
    const { kind, why, fix, maybeSent, scope } = known;
    const given = 'retry_after' in raw ? raw.retry_after : undefined;
    return new DeliveryError(kind, `${why}${numberOf(code)}. ${fix}`, {
      outcome: maybeSent ? outcomeOf(attempt) : 'not-sent',
      retryAfterMs: typeof given === 'number' && given > 0 ? Math.ceil(given * 1000) : null,
      ...(scope === undefined ? {} : { scope }),
      cause,
    });
  }
  if (status === 404 && code === 0) {
    const why = 'Discord does not know this call, or DISCORD_API_URL names something else than Discord';
    return new DeliveryError('unknown', `${why}. Unset DISCORD_API_URL or update Ackwatch.`, { cause });
  }
  const why = `Discord refused for a reason that Ackwatch does not know (HTTP ${status}${code === 0 ? '' : `, code ${code}`})`;
  const fix = code === 0 ? 'Report it.' : 'Look the code up at docs.discord.com, and report it.';
  return new DeliveryError('unknown', `${why}. ${fix}`, { cause });
}

/** Returns the code in brackets, to follow its meaning. Discord gives 0 where it has no code. */
function numberOf(code: number): string {
  return code === 0 ? '' : ` (${code})`;
}

/** Returns the error of a refused bot token: no call with it can succeed again. */
export function tokenError(code: unknown): DeliveryError {
  const why = `Discord refuses the token of the bot${Number.isSafeInteger(code) ? numberOf(Number(code)) : ''}`;
  const fix = 'reset it under Bot at discord.com/developers/applications, put the new one into DISCORD_TOKEN';
  return new DeliveryError('unauthorized', `${why}: ${fix} and start Ackwatch again.`, {
    cause: new Error('HTTP 401'),
  });
}

/** Returns the error of an invalid form. It names the fields, never their values. */
function formError(raw: object, { task }: Attempt, cause: Error): DeliveryError {
  const fields = fieldsOf('errors' in raw ? raw.errors : undefined);
  const named = fields.length === 0 ? '' : `: ${fields.join(', ')}`;
  if (task === 'post' && fields.some((field) => field.startsWith('message_reference'))) {
    return new DeliveryError('invalid', `The earlier post takes no replies (50035${named}). ${onItsOwn}`, { cause });
  }
  return new DeliveryError('invalid', `Discord does not take this as it is laid out (50035${named}). ${ours}`, {
    cause,
  });
}

function httpError(status: number, attempt: Attempt, thrown: unknown): DeliveryError {
  const cause = new Error(`HTTP ${status}`);
  if (status >= 500) {
    const message = `Discord, or a proxy of it, answered with HTTP ${status}. ${later}`;
    return new DeliveryError('unavailable', message, { outcome: outcomeOf(attempt), cause });
  }
  const message = `Something between here and Discord answered with HTTP ${status}. Check the proxy and DISCORD_API_URL.`;
  return new DeliveryError('unavailable', message, {
    cause: thrown instanceof SyntaxError ? withoutMessage(thrown) : cause,
  });
}

/** Returns the error of an answer that is not JSON. */
export function notDiscord(attempt: Attempt): DeliveryError {
  return new DeliveryError('unavailable', `What answers for Discord is not Discord: it sent no JSON. ${later}`, {
    outcome: outcomeOf(attempt),
    cause: new TypeError('no JSON'),
  });
}

/** Returns the answer checked against the schema. Throws `DeliveryError` `unavailable` with the `lack`, `names no channel`. */
export function shaped<T>(schema: z.ZodType<T>, answer: unknown, lack: string): T {
  const checked = schema.safeParse(answer);
  if (checked.success) return checked.data;
  throw new DeliveryError('unavailable', `What answers for Discord is not Discord: it ${lack}. ${later}`);
}

function calledOff(attempt: Attempt, thrown: unknown): DeliveryError {
  const cause = withoutMessage(thrown);
  return attempt.begun
    ? new DeliveryError('timeout', `The call was cancelled before Discord answered. ${later}`, {
        outcome: outcomeOf(attempt),
        cause,
      })
    : new DeliveryError('timeout', `The call was cancelled before it was made. ${later}`, { cause });
}

function overtime(attempt: Attempt, thrown: unknown): DeliveryError {
  return new DeliveryError('timeout', `Discord did not answer in time. ${later}`, {
    outcome: attempt.begun ? outcomeOf(attempt) : 'not-sent',
    cause: withoutMessage(thrown),
  });
}

function networkError(thrown: unknown, attempt: Attempt): DeliveryError {
  const { type, code, isUnsent } = networkFailureOf(thrown);
  const cause = withoutMessage(thrown);
  if (type === 'timeout') return overtime(attempt, thrown);
  if (type === 'proxy') {
    const message = 'The proxy does not let Ackwatch through to Discord. Check HTTPS_PROXY and its password.';
    return new DeliveryError('unavailable', message, { cause });
  }
  const why = code === undefined ? 'The connection to Discord failed' : `The connection to Discord failed (${code})`;
  return new DeliveryError('unavailable', `${why}. ${later}`, {
    outcome: attempt.begun && !isUnsent ? outcomeOf(attempt) : 'not-sent',
    cause,
  });
}

const mostFields = 5;
/** Deeper than any field that is sent. */
const deepest = 12;

/** Returns the fields that Discord refused (`errors` of code 50035) without their values, `embeds[0].description BASE_TYPE_MAX_LENGTH`; at most five. */
export function fieldsOf(errors: unknown): readonly string[] {
  return [...walk(errors, '', 0)].slice(0, mostFields);
}

function* walk(value: unknown, path: string, depth: number): Generator<string> {
  if (typeof value !== 'object' || value === null || depth > deepest) return;
  if ('_errors' in value && Array.isArray(value._errors)) {
    const codes = value._errors
      .slice(0, mostFields)
      .map(codeOf)
      .filter((code) => code !== undefined);
    yield [path === '' ? 'the whole' : path, ...new Set(codes)].join(' ');
  }
  for (const [key, inner] of Object.entries(value)) {
    if (!/^[a-z0-9_]{1,40}$/i.test(key) || key === '_errors') continue;
    yield* walk(inner, /^\d+$/.test(key) ? `${path}[${key}]` : path === '' ? key : `${path}.${key}`, depth + 1);
  }
}

function codeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  const { code } = error;
  return typeof code === 'string' && /^[A-Z][A-Z0-9_]{0,60}$/.test(code) ? code : undefined;
}
