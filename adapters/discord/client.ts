import type { Environment } from '../../src/notify/destination.ts';

/** What is asked of Discord; the same code means other things for a post than for a look. */
export type Task = 'verify' | 'post' | 'edit' | 'publish' | 'look' | 'reach' | 'register' | 'answer';

export interface DiscordRequest {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  /** Without the version, `/channels/123/messages`. */
  readonly path: `/${string}`;
  readonly query?: URLSearchParams;
  readonly body?: unknown;
  /** Default true. What belongs to an interaction carries its own token in the path, and needs `false`. */
  readonly auth?: boolean;
}

/** Our own application, as `GET /applications/@me` and `GET /users/@me` tell it. */
export interface Application {
  readonly id: string;
  readonly name: string;
  readonly bot: { readonly id: string; readonly name: string };
  /** Hexadecimal; with it Discord's signatures are proved. */
  readonly verifyKey: string;
  /** Where Discord sends interactions; null: over the gateway. */
  readonly interactionsUrl: string | null;
  /** About as many; null where Discord does not tell. */
  readonly servers: number | null;
}

export interface DiscordClient {
  /** Makes one call; it neither retries nor waits for a limit. Gives the JSON, undefined for an empty answer. Throws `DeliveryError` only. */
  call<T>(task: Task, signal: AbortSignal, request: DiscordRequest): Promise<T>;
  /** Asked once, then remembered; a failure is not. Throws `DeliveryError`. */
  application(signal: AbortSignal): Promise<Application>;
  /** Cuts what is still open. Safe to call twice. */
  close(): Promise<void>;
}

export type DiscordEnvironment = Environment;
