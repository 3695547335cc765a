import { randomBytes } from 'node:crypto';
import { FailureRules } from '../failures.ts';
import { type BlockRefusal, checkBlocks } from './blocks.ts';
import type { Call, Failure } from './failures.ts';
import {
  addChannel,
  addPerson,
  type Json,
  makeWorkspace,
  type NewWorkspace,
  newToken,
  type Workspace,
} from './state.ts';

export interface RecordedRequest {
  /** `chat.postMessage`; `response_url`; `/oauth/v2/authorize`. */
  readonly method: string;
  readonly at: number;
  readonly workspace: string | null;
  readonly channel: string | null;
  readonly arguments: Json;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Null where no answer was given. */
  status: number | null;
  /** As it was sent; undefined where none was. */
  answer: unknown;
}
export interface Acknowledgement {
  /** From sending to its arrival; Infinity where none came. */
  readonly afterMs: number;
  /** Slack waits three seconds. */
  readonly inTime: boolean;
  /** Of the HTTP answer; null over Socket Mode and where none came. */
  readonly status: number | null;
  /** What came with it. */
  readonly body: unknown;
  /** The number of the connection it came by; null over HTTP. */
  readonly connection: number | null;
  /** `slash_commands`, `interactive`, `events_api`. */
  readonly type: string;
}

export interface SlackOptions {
  /** The least time between two posts to a channel; what comes sooner gets a 429. Null, the default: no limit. */
  readonly minSpacingMs?: number | null;
  /** Calls a minute, by method, for each workspace. */
  readonly callsPerMinute?: Readonly<Record<string, number>>;
  /** The most messages that a page of a history holds. */
  readonly pageSize?: number;
  /** The waits before an event that no one acknowledged is sent again, in milliseconds. */
  readonly eventRetries?: readonly number[];
  readonly now?: () => number;
}

/** Everything the parts of the loopback Slack share. */
export class World {
  readonly workspaces = new Map<string, Workspace>();
  readonly failures = new FailureRules<Failure, Call>();
  readonly requests: RecordedRequest[] = [];
  readonly acknowledgements: Acknowledgement[] = [];
  readonly appToken = newToken('xapp-1');
  readonly signingSecret = randomBytes(16).toString('hex');
  readonly clientId = '1234567890.0987654321';
  readonly clientSecret = randomBytes(16).toString('hex');
  readonly verificationToken = randomBytes(12).toString('base64url');
  readonly codes = new Map<
    string,
    {
      readonly workspace: Workspace;
      readonly person: string;
      readonly scopes: readonly string[];
      readonly redirect: string;
    }
  >();
  appTokenRevoked = false;
  /** Nothing is sent any more. */
  closed = false;
  /** Set when the server listens. */
  origin = '';
  minSpacingMs: number | null;
  readonly callsPerMinute: Map<string, number>;
  pageSize: number;
  readonly eventRetries: readonly number[];
  readonly now: () => number;
  readonly #calls = new Map<string, number[]>();

  constructor(options: SlackOptions) {
    this.minSpacingMs = options.minSpacingMs ?? null;
    this.callsPerMinute = new Map(Object.entries(options.callsPerMinute ?? {}));
    this.pageSize = options.pageSize ?? 1000;
    this.eventRetries = options.eventRetries ?? [0, 60_000, 300_000];
    this.now = options.now ?? Date.now;
  }

  addWorkspace(given: NewWorkspace = {}): Workspace {
    const workspace = makeWorkspace(given, this.workspaces.size + 1);
    this.workspaces.set(workspace.id, workspace);
    addChannel(workspace, { name: 'general' });
    addPerson(workspace, { name: 'editor' });
    return workspace;
  }

  byToken(token: string): Workspace | undefined {
    return [...this.workspaces.values()].find((workspace) => workspace.token === token);
  }

  checkBlocks(blocks: unknown, place: 'message' | 'home'): BlockRefusal | null {
    return checkBlocks(blocks, place);
  }

  /** Slack names the blocks and buttons that the app did not. */
  withIds(blocks: unknown): readonly Json[] {
    if (!Array.isArray(blocks)) return [];
    return blocks.map((block: Json) => {
      const elements = block['elements'];
      const named = block['type'] === 'actions' && Array.isArray(elements);
      return {
        ...block,
        block_id: block['block_id'] ?? randomBytes(4).toString('base64url'),
        ...(named
          ? {
              elements: elements.map((one: Json) => ({
                ...one,
                action_id: one['action_id'] ?? randomBytes(4).toString('base64url'),
              })),
            }
          : {}),
      };
    });
  }

  /** Seconds to wait, or null where the call is within the limits, which it then counts for. */
  limited(method: string, workspace: Workspace, channel: string | null): number | null {
    const now = this.now();
    const most = this.callsPerMinute.get(method);
    if (most !== undefined) {
      const key = `${workspace.id} ${method}`;
      const recent = (this.#calls.get(key) ?? []).filter((at) => now - at < 60_000);
      this.#calls.set(key, recent);
      const [first] = recent;
      if (recent.length >= most && first !== undefined) return Math.max(1, Math.ceil((first + 60_000 - now) / 1000));
      recent.push(now);
    }
    if (method !== 'chat.postMessage' || this.minSpacingMs === null || channel === null) return null;
    const place = workspace.channels.get(channel);
    if (place === undefined) return null;
    // Slack allows bursts; this much is for the jitter of a machine under load.
    const wait = place.lastTaken + this.minSpacingMs - 30 - now;
    if (wait > 0) return Math.max(1, Math.ceil(wait / 1000));
    place.lastTaken = now;
    return null;
  }
}
