import { type ChildProcess, fork } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { stringify } from 'yaml';
import { feedConfig, withFolder } from './application.ts';
import { withPlatform } from './chats.ts';
import type { DiscordToConnect } from './children/discord.ts';
import type { SlackToConnect } from './children/slack.ts';
import { count, megabytes, type Row, type Section } from './figures.ts';
import { ask, end, startChild, told } from './processes.ts';

const program = join(import.meta.dirname, '../../src/start.js');
/** Lets the program be asked for its memory, and holds it open no longer than it would be. */
const answering =
  'data:text/javascript,process.on("message",()=>process.send(process.memoryUsage()));process.channel.unref()';
const never = '0 0 29 2 *';

interface Watch {
  /** In the folder: the configuration, and what is cached of the program between starts. */
  readonly folder: string;
  readonly origin: string;
  readonly feeds: number;
  readonly schedule: string;
  /** What it needs to connect to chats, where it shall. */
  readonly env?: Readonly<Record<string, string>>;
  /** Whether it is connected; absent: that is not waited for. */
  readonly isReady?: () => Promise<boolean>;
}

async function watch({ folder, origin, feeds, schedule, env = {} }: Watch): Promise<ChildProcess> {
  const config = join(folder, `${feeds}.yaml`);
  const sources = Array.from({ length: feeds }, (_, index) => ({
    publisher: 'cjtf-oir',
    url: `${origin}/feed-${index}`,
  }));
  await writeFile(config, stringify(feedConfig(join(folder, `${feeds}.sqlite`), sources, schedule)));
  return fork(program, ['run', '--config', config], {
    execArgv: ['--max-semi-space-size=1', '--liftoff-only', '--import', answering],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    env: { ...process.env, NODE_COMPILE_CACHE: join(folder, 'cache'), ACKWATCH_LOG_LEVEL: 'silent', ...env },
  });
}

const memoryOf = async (child: ChildProcess) => (await ask(child)) as NodeJS.MemoryUsage; // `answering` sends nothing else

function row(what: string, { rss, heapUsed }: NodeJS.MemoryUsage, of: number | undefined, target = ''): Row {
  return {
    what,
    figure: `${megabytes(rss)}, heap ${megabytes(heapUsed)}`,
    ratio: of === undefined ? '' : `${(rss / of).toFixed(2)} of the first`,
    target,
  };
}

async function idle(settings: Watch, secondsAfter: readonly number[]): Promise<readonly NodeJS.MemoryUsage[]> {
  const child = await watch(settings);
  const start = performance.now();
  const held: NodeJS.MemoryUsage[] = [];
  try {
    while ((await settings.isReady?.()) === false) await pause(100);
    for (const seconds of secondsAfter) {
      await pause(Math.max(0, seconds * 1000 - (performance.now() - start)));
      held.push(await memoryOf(child));
    }
    return held;
  } finally {
    await end(child);
  }
}

async function busy(settings: Watch, publisher: ChildProcess, marks: readonly number[]): Promise<readonly Row[]> {
  const before = Number(await ask(publisher));
  const child = await watch(settings);
  const rows: Row[] = [];
  let first: number | undefined;
  try {
    for (const mark of marks) {
      while (Number(await ask(publisher)) - before < mark) await pause(100);
      const memory = await memoryOf(child);
      const target = mark === marks.at(-1) ? 'no growth' : '';
      rows.push(row(`watching, after ${count(mark)} polls`, memory, first, target));
      first ??= memory.rss;
    }
    return rows;
  } finally {
    await end(child);
  }
}

type Chat = Required<Pick<Watch, 'env'>> & Pick<Watch, 'isReady'>;

/** A Slack that sends commands by Socket Mode. */
function withSlack<T>(work: (chat: Chat) => Promise<T>): Promise<T> {
  return withPlatform<SlackToConnect, T>('slack.ts', [1, 1], ({ apiUrl, appToken, workspaces }) =>
    work({ env: { SLACK_API_URL: apiUrl, SLACK_APP_TOKEN: appToken, SLACK_BOT_TOKEN: workspaces[0]?.token ?? '' } }),
  );
}

/** A Discord where the bot is in so many servers, which sends commands over its gateway or by requests. */
function withDiscord<T>(servers: number, way: 'gateway' | 'http', work: (chat: Chat) => Promise<T>): Promise<T> {
  return withPlatform<DiscordToConnect, T>('discord.ts', [servers, 1], ({ apiUrl, token, publicKey }, put) => {
    const http = { DISCORD_PUBLIC_KEY: publicKey, DISCORD_PORT: '0' };
    return work({
      env: { DISCORD_API_URL: apiUrl, DISCORD_TOKEN: token, ...(way === 'http' ? http : {}) },
      isReady: async () => (await put({ isHeard: way })) === true,
    });
  });
}

export interface MemorySizes {
  /** After the start, in seconds. */
  readonly idle: readonly number[];
  /** Of Discord, that the bot is in, in ascending order. */
  readonly servers: readonly number[];
  /** Looked at every second. */
  readonly feeds: number;
  /** Polls at which memory is asked for. */
  readonly marks: readonly number[];
}

export async function benchMemory(sizes: MemorySizes): Promise<Section> {
  const idleFeeds = 7;
  const publisher = startChild('publisher.ts', Math.max(sizes.feeds, idleFeeds));
  try {
    const origin = String(await told(publisher));
    return await withFolder(async (folder) => {
      const settings = { folder, origin, feeds: idleFeeds, schedule: never };
      const first = sizes.idle.slice(0, 1);
      const cold = await idle(settings, first);
      const warm = await idle(settings, sizes.idle);
      const later = (chat: Chat) => idle({ ...settings, ...chat }, sizes.idle);
      const said = (what: string, held: readonly NodeJS.MemoryUsage[], target: string) =>
        held.map((memory, at) => row(`${what}, ${sizes.idle[at]} s after a later start`, memory, cold[0]?.rss, target));
      const slack = said('idle with Slack connected', await withSlack(later), 'under 150 MB');
      const discord: Row[] = [];
      for (const servers of sizes.servers) {
        const held = await withDiscord(servers, 'gateway', later);
        discord.push(...said(`idle with Discord connected, ${count(servers)} servers`, held, ''));
      }
      const [servers = 1] = sizes.servers;
      const http = await withDiscord(servers, 'http', later);
      const both = await withSlack((one) =>
        withDiscord(servers, 'gateway', (other) => later({ ...other, env: { ...one.env, ...other.env } })),
      );
      const rows = [
        ...cold.map((memory, at) => row(`idle, ${first[at]} s after the very first start`, memory, undefined)),
        ...said('idle', warm, 'under 110 MB'),
        ...slack,
        ...discord,
        ...said('idle with Discord over HTTP', http, ''),
        ...said(`idle with Slack and Discord connected, ${count(servers)} servers`, both, 'under 180 MB'),
        ...(await busy({ ...settings, feeds: sizes.feeds, schedule: '* * * * * *' }, publisher, sizes.marks)),
      ];
      return {
        title: 'Memory',
        how: `Resident memory (RSS, in millions of bytes) and heap in use of \`npm start\` with the terminal destination, as a process of its own. Idle: ${idleFeeds} feeds, looked at once at the start. The very first start strips the types from every file and keeps what comes of it for the later ones; the reading thread ends 10 s after its last page. Watching: ${sizes.feeds} feeds, each looked at every second, nothing new in them.`,
        rows,
      };
    });
  } finally {
    await end(publisher);
  }
}
