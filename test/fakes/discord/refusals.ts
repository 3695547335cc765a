import type { Json } from './state.ts';

/** What Discord says with its codes (docs.discord.com, topics/opcodes-and-status-codes), and the status that comes with them. */
const known: Readonly<Record<number, readonly [status: number, message: string]>> = {
  10002: [404, 'Unknown Application'],
  10003: [404, 'Unknown Channel'],
  10004: [404, 'Unknown Guild'],
  10008: [404, 'Unknown Message'],
  10013: [404, 'Unknown User'],
  10015: [404, 'Unknown Webhook'],
  10062: [404, 'Unknown interaction'],
  20012: [403, 'You are not authorized to perform this action on this application'],
  20016: [429, 'This action cannot be performed due to slowmode rate limit'],
  20022: [429, 'This message cannot be edited due to announcement rate limits'],
  20028: [429, 'The channel you are writing has hit the write rate limit'],
  20029: [429, 'The write action you are performing on the server has hit the write rate limit'],
  30046: [429, 'Maximum number of edits to messages older than 1 hour reached. Try again later'],
  40033: [400, 'This message has already been crossposted'],
  40067: [400, 'A tag is required to create a forum post in this channel'],
  40060: [400, 'Interaction has already been acknowledged.'],
  40094: [429, 'This interaction has reached the maximum number of follow up messages'],
  50001: [403, 'Missing Access'],
  50005: [403, 'Cannot edit a message authored by another user'],
  50006: [400, 'Cannot send an empty message'],
  50007: [403, 'Cannot send messages to this user'],
  50008: [400, 'Cannot send messages in a non-text channel'],
  50013: [403, 'Missing Permissions'],
  50024: [403, 'Cannot execute action on this channel type'],
  50027: [401, 'Invalid Webhook Token'],
  50033: [400, 'Invalid Recipient(s)'],
  50035: [400, 'Invalid Form Body'],
  50041: [400, 'Invalid API version provided'],
  50083: [400, 'Thread is archived'],
  50109: [400, 'The request body contains invalid JSON.'],
  160002: [400, 'Cannot reply without permission to read message history'],
  160004: [400, 'A thread has already been created for this message'],
  160005: [403, 'This thread is locked'],
};

export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Undefined: nothing, and no type of content. */
  readonly body?: unknown;
}

/** Discord says no. */
export class Refusal extends Error {
  readonly status: number;
  readonly body: Json;

  constructor(code: number, given: { readonly status?: number; readonly message?: string; readonly more?: Json } = {}) {
    const [status, message] = known[code] ?? [403, 'Unknown Error'];
    super(given.message ?? message);
    this.status = given.status ?? status;
    this.body = { message: this.message, code, ...given.more };
  }

  get answer(): Answer {
    const wait = this.body['retry_after'];
    return {
      status: this.status,
      body: this.body,
      ...(this.status === 429 && wait !== undefined
        ? { headers: { 'retry-after': String(Math.ceil(Number(wait))) } }
        : {}),
    };
  }
}

export const unauthorized: Answer = { status: 401, body: { message: '401: Unauthorized', code: 0 } };
export const notFound: Answer = { status: 404, body: { message: '404: Not Found', code: 0 } };
export const notAllowed: Answer = { status: 405, body: { message: '405: Method Not Allowed', code: 0 } };
export function limitedBody(retryAfterMs: number, isGlobal: boolean): Json {
  return { message: 'You are being rate limited.', retry_after: retryAfterMs / 1000, global: isGlobal };
}

/** The mistakes of a body, each with its path, as 50035 gives them. */
export class Mistakes {
  readonly #errors: Json = {};
  #any = false;

  add(path: string, code: string, message: string): void {
    this.#any = true;
    let place = this.#errors;
    for (const part of path.split('.')) {
      place[part] ??= {};
      place = place[part] as Json;
    }
    place['_errors'] ??= [];
    (place['_errors'] as Json[]).push({ code, message });
  }

  longest(path: string, value: unknown, most: number): void {
    if (typeof value === 'string' && value.length > most) {
      this.add(path, 'BASE_TYPE_MAX_LENGTH', `Must be ${most} or fewer in length.`);
    }
  }
  /** Whether it is a string of this length; where it is needed it must be there. */
  text(path: string, value: unknown, most: number, isNeeded: boolean): void {
    if (value === undefined || value === null) {
      if (isNeeded) this.add(path, 'BASE_TYPE_REQUIRED', 'This field is required');
    } else if (typeof value !== 'string')
      this.add(path, 'STRING_TYPE_CONVERT', `Could not interpret "${value}" as string.`);
    else if (isNeeded && value.trim() === '') this.add(path, 'BASE_TYPE_REQUIRED', 'This field is required');
    else this.longest(path, value, most);
  }
  /** The list itself; empty where it is none, which is a mistake. */
  list(path: string, value: unknown, most: number, least = 0): readonly Json[] {
    if (value === undefined || value === null) return [];
    if (!Array.isArray(value)) {
      this.add(path, 'LIST_TYPE_CONVERT', 'Only iterables may be used in a ListType');
      return [];
    }
    if (value.length > most || value.length < least) {
      const message =
        least === 0 ? `Must be ${most} or fewer in length.` : `Must be between ${least} and ${most} in length.`;
      this.add(path, least === 0 ? 'BASE_TYPE_MAX_LENGTH' : 'BASE_TYPE_BAD_LENGTH', message);
    }
    return value.map((item, index) => {
      if (typeof item === 'object' && item !== null) return item as Json;
      this.add(`${path}.${index}`, 'MODEL_TYPE_CONVERT', 'Only dictionaries may be used in a ModelType');
      return {};
    });
  }
  choice(path: string, value: unknown, allowed: readonly unknown[]): void {
    if (!allowed.includes(value)) {
      this.add(path, 'BASE_TYPE_CHOICES', `Value must be one of {${allowed.join(', ')}}.`);
    }
  }
  address(path: string, value: unknown): void {
    if (value === undefined || value === null) return;
    if (typeof value !== 'string' || !/^(https?|discord):\/\/[^\s]+$/u.test(value)) {
      this.add(path, 'URL_TYPE_INVALID_URL', 'Not a well formed URL.');
    } else this.longest(path, value, 2048);
  }

  /** Throws them, where there are any. */
  refuse(): void {
    if (this.#any) throw new Refusal(50035, { more: { errors: this.#errors } });
  }
}

export function mistake(path: string, code: string, message: string): Refusal {
  const mistakes = new Mistakes();
  mistakes.add(path, code, message);
  try {
    mistakes.refuse();
  } catch (refusal) {
    return refusal as Refusal;
  }
  throw new Error('a mistake that is none');
}
