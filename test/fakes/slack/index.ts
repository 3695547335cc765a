import { setTimeout as after } from 'node:timers/promises';
import { Deliverer, type Sent, type Way } from './delivery.ts';
import type { Failure, FailureScope } from './failures.ts';
import { allow, deny } from './oauth.ts';
import { People, type Where } from './people.ts';
import { ResponseUrls } from './response-urls.ts';
import { HttpSide } from './server.ts';
import { SocketSide } from './socket.ts';
import {
  addChannel,
  addPerson,
  type Channel,
  type Ephemeral,
  findChannel,
  type Json,
  type NewChannel,
  type NewPerson,
  type NewWorkspace,
  type Person,
  type Post,
  type Workspace,
} from './state.ts';
import { type Acknowledgement, type RecordedRequest, type SlackOptions, World } from './world.ts';

export type { Sent, Way } from './delivery.ts';
export type { Failure, FailureScope } from './failures.ts';
export type { Where } from './people.ts';
export {
  allScopes,
  type Channel,
  type Ephemeral,
  leastScopes,
  type Person,
  type Post,
  type Workspace,
} from './state.ts';
export type { Acknowledgement, RecordedRequest, SlackOptions } from './world.ts';

/**
 * A Slack on the loopback interface, over real sockets, that a test can make fail: Web API, response addresses, OAuth,
 * Socket Mode and signed requests. One workspace with the channel `general` and the person `editor` is there at once.
 *
 *   const slack = await startSlack();
 *   // SLACK_API_URL=slack.apiUrl, SLACK_BOT_TOKEN=slack.workspace.token, SLACK_APP_TOKEN=slack.appToken
 *   const sent = slack.slash('totals', { channel: slack.channel.id });
 *   (await sent.acknowledged).afterMs;
 *   await slack.until(() => slack.ephemerals().length === 1);
 *   slack.press(slack.ephemerals()[0], 'Post to channel');
 *   slack.posts(slack.channel.id);
 *   slack.fail({ kind: 'rate-limited', retryAfter: 2 }, { method: 'chat.postMessage', channel: 'C…' });
 *   slack.fail({ kind: 'drop' }, { method: 'chat.postMessage', afterTaking: true });
 *   await slack.close();
 *
 * Over HTTP instead of Socket Mode: `slack.via({ type: 'http', url: 'http://127.0.0.1:3000/slack/events' })`.
 */
export interface Slack {
  /** `http://127.0.0.1:<port>/api/` */
  readonly apiUrl: string;
  readonly origin: string;
  readonly appToken: string;
  readonly signingSecret: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** The first workspace, its first channel, its first person. */
  readonly workspace: Workspace;
  readonly channel: Channel;
  readonly person: Person;
  addWorkspace(given?: NewWorkspace): Workspace;
  addChannel(given?: NewChannel, workspace?: Workspace): Channel;
  addPerson(given?: NewPerson, workspace?: Workspace): Person;
  workspaceOf(id: string): Workspace;

  /** The messages of a channel, oldest first, replies among it; without a channel, everywhere. */
  posts(channel?: string): readonly Post[];
  /** What single people were shown, oldest first; of one person where given. */
  ephemerals(user?: string): readonly Ephemeral[];
  /** The page of the app that a person sees, or undefined. */
  home(user: string): Json | undefined;
  readonly acknowledgements: readonly Acknowledgement[];
  /** Oldest first; of one method where given (`response_url` for response addresses). */
  requests(method?: string): readonly RecordedRequest[];
  /** Resolves when it holds; rejects, with what is known, after `withinMs` (10,000). */
  until(holds: () => boolean, withinMs?: number): Promise<void>;

  /** For the next call that fits, or as many as `times` says. */
  fail(failure: Failure, scope?: FailureScope): void;
  /** Ends the failures of a method, or all. */
  recover(method?: string): void;
  setPace(milliseconds: number | null): void;
  setLimit(method: string, callsPerMinute: number | null): void;
  setPageSize(messages: number): void;
  /** The app token is refused from now on. */
  revokeAppToken(): void;
  /** Cuts everything and refuses connections until `up`. */
  down(): Promise<void>;
  up(): Promise<void>;
  /** `down`, then `up` after so long; resolves when it is up. */
  outage(milliseconds: number): Promise<void>;

  readonly socket: {
    /** Connections that take payloads. */
    readonly connections: number;
    /** How many were ever opened. */
    readonly opened: number;
    readonly numbers: readonly number[];
    /** Slack renews every connection (or these): asked to go, cut after `graceMs` (2000). */
    recycle(graceMs?: number, numbers?: readonly number[]): void;
    warn(): void;
    /** Cuts every connection without a word. */
    cut(): void;
    /** Sends every connection something that is no envelope. */
    babble(text: string): void;
  };

  /** How what people do reaches the app from now on. */
  via(way: Way): void;
  slash(text: string, where?: Where & { readonly command?: string }): Sent;
  press(shown: Post | Ephemeral | undefined, button: string, where?: Omit<Where, 'channel' | 'workspace'>): Sent;
  pressHome(button: string, where?: Omit<Where, 'channel'>): Sent;
  shortcut(post: Post | undefined, callbackId: string, where?: Omit<Where, 'channel' | 'workspace'>): Sent;
  openHome(where?: Omit<Where, 'channel'>): Promise<Acknowledgement>;
  uninstall(where?: Omit<Where, 'channel' | 'user'>): Promise<Acknowledgement>;
  revokeTokens(where?: Omit<Where, 'channel' | 'user'>): Promise<Acknowledgement>;
  writes(text: string, where?: Where & { readonly threadTs?: string }): Post;
  /** Where the browser goes after "Allow" on the consent page at this address; rejects what Slack would not redirect. */
  allow(authorization: string, workspace?: Workspace, person?: Person): string;
  deny(authorization: string): string;

  close(): Promise<void>;
}

export async function startSlack(
  options: SlackOptions & { readonly workspace?: NewWorkspace; readonly pingEveryMs?: number } = {},
): Promise<Slack> {
  const world = new World(options);
  const workspace = world.addWorkspace(options.workspace);
  const responseUrls = new ResponseUrls(world);
  const socket = new SocketSide(world, options.pingEveryMs ?? 1000);
  const http = new HttpSide(world, {
    responseUrls,
    openConnection: () => socket.openConnection(),
    upgrade: (request, stream, head) => socket.upgrade(request, stream, head),
  });
  await http.listen();
  const deliverer = new Deliverer(world, socket);
  const people = new People(world, deliverer, responseUrls);
  let isUp = true;
  const down = async () => {
    if (!isUp) return;
    isUp = false;
    await http.shut();
  };
  const up = async () => {
    if (isUp) return;
    await http.listen();
    isUp = true;
  };
  const must = <T>(value: T | undefined | null, what: string): T => {
    if (value === undefined || value === null) throw new Error(`there is no ${what}`);
    return value;
  };
  const [channel] = workspace.channels.values();
  const [person] = workspace.people.values();
  return {
    apiUrl: `${world.origin}/api/`,
    origin: world.origin,
    appToken: world.appToken,
    signingSecret: world.signingSecret,
    clientId: world.clientId,
    clientSecret: world.clientSecret,
    workspace,
    channel: must(channel, 'channel'),
    person: must(person, 'person'),
    addWorkspace: (given) => world.addWorkspace(given),
    addChannel: (given, where = workspace) => addChannel(where, given),
    addPerson: (given, where = workspace) => addPerson(where, given),
    workspaceOf: (id) => must(world.workspaces.get(id), `workspace ${id}`),
    posts(wanted) {
      const all = [...world.workspaces.values()];
      if (wanted === undefined) return all.flatMap((one) => [...one.channels.values()].flatMap(({ posts }) => posts));
      return all.flatMap((one) => findChannel(one, wanted)?.posts ?? []);
    },
    ephemerals: (user) =>
      [...world.workspaces.values()].flatMap((one) =>
        one.ephemerals.filter((shown) => user === undefined || shown.user === user),
      ),
    home: (user) => [...world.workspaces.values()].map((one) => one.homes.get(user)).find((view) => view !== undefined),
    acknowledgements: world.acknowledgements,
    requests: (method) => world.requests.filter((request) => method === undefined || request.method === method),
    async until(holds, withinMs = 10_000) {
      const end = performance.now() + withinMs;
      while (!holds()) {
        if (performance.now() > end) {
          const asked = world.requests
            .slice(-5)
            .map(({ method, status, answer }) => `${method} ${status} ${JSON.stringify(answer)?.slice(0, 200)}`);
          throw new Error(`it did not come to pass: ${holds.toString()}\nlast requests:\n${asked.join('\n')}`);
        }
        await after(5);
      }
    },
    fail: (failure, scope = {}) => world.failures.add(failure, scope),
    recover: (method) => world.failures.recover(method === undefined ? undefined : { method }),
    setPace(milliseconds) {
      world.minSpacingMs = milliseconds;
    },
    setLimit(method, calls) {
      if (calls === null) world.callsPerMinute.delete(method);
      else world.callsPerMinute.set(method, calls);
    },
    setPageSize(messages) {
      world.pageSize = messages;
    },
    revokeAppToken() {
      world.appTokenRevoked = true;
    },
    down,
    up,
    async outage(milliseconds) {
      await down();
      await after(milliseconds);
      await up();
    },
    socket: {
      get connections() {
        return socket.connections;
      },
      get opened() {
        return socket.opened;
      },
      get numbers() {
        return socket.numbers();
      },
      recycle: (graceMs = 2000, numbers) => socket.disconnect('refresh_requested', graceMs, numbers),
      warn: () => socket.disconnect('warning', 0),
      cut: () => socket.cut(),
      babble: (text) => socket.babble(text),
    },
    via(way) {
      deliverer.usual = way;
    },
    slash: (text, where) => people.slash(text, where),
    press: (shown, button, where) => people.press(must(shown, 'message to press a button under'), button, where),
    pressHome: (button, where) => people.pressHome(button, where),
    shortcut: (post, callbackId, where) => people.shortcut(must(post, 'message'), callbackId, where),
    openHome: (where) => people.openHome(where),
    uninstall: (where) => people.uninstall(where),
    revokeTokens: (where) => people.revokeTokens(where),
    writes: (text, where) => people.writes(text, where),
    allow(authorization, where = workspace, who = [...where.people.values()][0]) {
      return must(allow(world, authorization, where, must(who, 'person').id), 'redirect');
    },
    deny: (authorization) => must(deny(authorization), 'redirect'),
    async close() {
      world.closed = true;
      socket.stop();
      await down();
    },
  };
}
