import { generateKeyPairSync, sign } from 'node:crypto';
import { setTimeout as after } from 'node:timers/promises';
import { Refusal } from './refusals.ts';
import { respond } from './responses.ts';
import type { Ephemeral, Json, Post } from './state.ts';
import type { Answered, Interaction, World } from './world.ts';

/** How what people do reaches the app. */
export type Way =
  | { readonly type: 'gateway' }
  | {
      readonly type: 'http';
      readonly url: string;
      /** Signs with another key than the app's. */
      readonly wrongKey?: boolean;
      /** Dates it this many seconds back; ahead where it is negative. */
      readonly ageSeconds?: number;
      /** Other headers than Discord's, or null for one that is left out. */
      readonly headers?: Readonly<Record<string, string | null>>;
    };

export interface Sent {
  readonly id: string;
  readonly token: string;
  /** The first response. Resolves with `afterMs: Infinity` where none came within ten seconds. */
  readonly answered: Promise<Answered>;
  /** Resolves when the request over HTTP was accepted without an answer; never where that does not happen. */
  readonly accepted: Promise<void>;
  /** The message that answers it, as it is now; undefined where there is none (yet). */
  shown(): Post | Ephemeral | undefined;
  /** Once more: over HTTP the same signed bytes. */
  again(): Promise<Answered>;
}

const patienceMs = 10_000;
const answerWithinMs = 3000;
const strangerKey = generateKeyPairSync('ed25519').privateKey;

type Made = Omit<Interaction, 'heard' | 'accepted'>;

export class Deliverer {
  readonly #world: World;
  /** Where everything goes for which no other way is named. */
  usual: Way = { type: 'gateway' };

  constructor(world: World) {
    this.#world = world;
  }

  send(made: Made, payload: Json, way: Way = this.usual): Sent {
    let settle: (type: number, data: Json) => void = () => undefined;
    const accepted = Promise.withResolvers<void>();
    const interaction: Interaction = Object.assign(made, {
      heard: (type: number, data: Json) => settle(type, data),
      accepted: accepted.resolve,
    });
    this.#world.interactions.set(made.id, interaction);
    this.#world.byToken.set(made.token, interaction);
    const started = performance.now();
    const heard = new Promise<Answered>((resolve) => {
      settle = (type, data) => resolve(this.#told(interaction, started, { type, data }));
    });
    const bytes = this.#signed(payload, way);
    const once = (isAgain: boolean): Promise<Answered> => {
      if (way.type === 'http') return this.#post(interaction, way.url, bytes, heard, isAgain);
      this.#world.tell(interaction.server, 'INTERACTION_CREATE', payload);
      return heard;
    };
    const answered = this.#patient(interaction, once(false));
    return {
      id: made.id,
      token: made.token,
      answered,
      accepted: accepted.promise,
      shown: () => interaction.original ?? undefined,
      again: () => this.#patient(interaction, once(true)),
    };
  }

  /** No one waits for ever. */
  #patient(interaction: Interaction, answer: Promise<Answered>): Promise<Answered> {
    const never = this.#told(interaction, Number.NEGATIVE_INFINITY, {});
    const outcome = Promise.race([answer, after(patienceMs, never, { ref: false })]);
    outcome.then(
      (told) => this.#world.answers.push(told),
      () => undefined,
    );
    return outcome;
  }

  #told(interaction: Interaction, started: number, more: Partial<Answered>): Answered {
    const afterMs = performance.now() - started;
    const inTime = afterMs <= answerWithinMs;
    return { interaction: interaction.id, afterMs, inTime, status: null, type: null, data: {}, refused: null, ...more };
  }

  async #post(
    interaction: Interaction,
    url: string,
    { body, headers }: Signed,
    heard: Promise<Answered>,
    isAgain: boolean,
  ): Promise<Answered> {
    const started = performance.now();
    const signal = AbortSignal.timeout(patienceMs);
    const response = await fetch(url, { method: 'POST', body, headers, signal }).catch((error: unknown) => error);
    if (!(response instanceof Response)) {
      return this.#told(interaction, Number.NEGATIVE_INFINITY, { refused: String(response) });
    }
    const { status } = response;
    const text = await response.text().catch(() => '');
    // Accepted, and answered by a call.
    if (status === 202 && text === '' && !isAgain) {
      interaction.accepted();
      return { ...(await heard), status };
    }
    const answer = parsed(text);
    if (status !== 200 || typeof answer !== 'object' || answer === null) {
      return this.#told(interaction, started, { status, refused: answer });
    }
    const { type, data = {} } = answer as { type?: number; data?: Json };
    // To what was answered before, a second answer changes nothing.
    if (isAgain) return this.#told(interaction, started, { status, type: type ?? null, data });
    try {
      respond(this.#world, interaction, answer as Json);
      return this.#told(interaction, started, { status, type: type ?? null, data });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return this.#told(interaction, started, { status, refused: error.body });
    }
  }

  #signed(payload: Json, way: Way): Signed {
    const body = JSON.stringify(payload);
    if (way.type === 'gateway') return { body, headers: {} };
    const seconds = String(Math.floor(this.#world.now() / 1000) - (way.ageSeconds ?? 0));
    const key = way.wrongKey === true ? strangerKey : this.#world.privateKey;
    const headers: Record<string, string> = {
      'content-type': 'application/json',
      'user-agent': 'Discord-Interactions/1.0 (+https://discord.com)',
      'x-signature-ed25519': sign(null, Buffer.from(seconds + body), key).toString('hex'),
      'x-signature-timestamp': seconds,
    };
    for (const [name, value] of Object.entries(way.headers ?? {})) {
      if (value === null) delete headers[name.toLowerCase()];
      else headers[name.toLowerCase()] = value;
    }
    return { body, headers };
  }
}

interface Signed {
  readonly body: string;
  readonly headers: Record<string, string>;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
