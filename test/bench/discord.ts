import { join } from 'node:path';
import { listen } from '../../src/app/listen.ts';
import { withFolder } from './application.ts';
import { answerRow, deliverAll, queueEverywhere, seconds, type Tally, withChat, withPlatform } from './chats.ts';
import type { DiscordQuestion, DiscordToConnect } from './children/discord.ts';
import { count, type Row, type Section } from './figures.ts';
import { fillSqlite } from './ledger.ts';

export interface DiscordSizes {
  readonly servers: number;
  /** Of each server. */
  readonly channels: number;
  /** To each channel, one run for each. */
  readonly posts: readonly number[];
  /** How long one channel is refused while the others go on; in a run of its own, with the first of `posts`. */
  readonly limitedSeconds: number;
  readonly incidents: number;
  /** How often each command is typed. */
  readonly rounds: number;
}

/** Of a bot, over all its channels (docs.discord.com, topics/rate-limits). */
const perSecond = 50;

type Ask = (question: DiscordQuestion) => Promise<unknown>;

function withDiscord<T>(size: readonly [number, number], work: (discord: DiscordToConnect, put: Ask) => Promise<T>) {
  return withPlatform('discord.ts', size, work);
}
const environmentOf = ({ apiUrl, token }: DiscordToConnect) => ({ DISCORD_API_URL: apiUrl, DISCORD_TOKEN: token });

/** Every channel of every server gets so many posts, as fast as Discord takes them. */
async function deliver({ servers, channels }: DiscordSizes, posts: number, limitedSeconds: number | null) {
  return withDiscord([servers, channels], (discord, put) =>
    withFolder((folder) =>
      withChat(join(folder, 'ledger.sqlite'), environmentOf(discord), async (application) => {
        const places = discord.servers.flatMap(({ id, channels: names }) =>
          names.map((channel) => ({ destination: 'discord', space: id, channel })),
        );
        await queueEverywhere(application.ledger, places, posts);
        const limited = places[0]?.channel ?? '';
        if (limitedSeconds !== null) await put({ limit: limited, seconds: limitedSeconds });
        const but = limitedSeconds === null ? {} : { but: limited };
        const wanted = (places.length - (limitedSeconds === null ? 0 : 1)) * posts;
        return deliverAll(application, wanted, async () => (await put({ tally: true, ...but })) as Tally); // as asked
      }),
    ),
  );
}

const lines = [
  'totals',
  'latest',
  'history',
  'incidents place:raqqa',
  'why figure:killed_total',
  'sources',
  'subscriptions',
  'digest',
];
/** What is being typed, from nothing to what one village alone begins with. */
const typed = ['', 'ra', 'vil', 'village 35'];

/** How long a person waits for each command and for what is suggested, again and again. */
async function lookUp({ incidents, rounds }: DiscordSizes): Promise<readonly Row[]> {
  return withFolder(async (folder) => {
    const file = join(folder, 'ledger.sqlite');
    await fillSqlite(file, incidents);
    return withDiscord([1, 1], (discord, put) =>
      withChat(file, environmentOf(discord), async (application) => {
        await listen(application, new AbortController().signal);
        const rows: Row[] = [];
        const add = async (what: string, question: DiscordQuestion) =>
          rows.push(await answerRow(what, rounds, async () => Number(await put(question))));
        for (const line of lines) await add(`/ackwatch ${line}`, { slash: `/ackwatch ${line}` });
        for (const suggest of typed)
          await add(`places suggested for "${suggest}"`, { suggest, sub: 'incidents', option: 'place' });
        return rows;
      }),
    );
  });
}

function inProportion(took: number, least: number): string {
  return least === 0 ? '' : `${(took / least).toFixed(2)} of the limit's own minimum, ${seconds(least)}`;
}

export async function benchDiscord(sizes: DiscordSizes): Promise<Section> {
  const { servers, channels, posts, limitedSeconds, incidents } = sizes;
  const all = servers * channels;
  const where = `${count(all)} channels on ${servers} servers`;
  const leastFor = (each: number) => (Math.ceil((all * each) / perSecond) - 1) * 1000;
  const rows: Row[] = [];
  let first: Tally | undefined;
  for (const each of posts) {
    const stands = await deliver(sizes, each, null);
    first ??= stands;
    rows.push({
      what: `${where}, ${each} ${each === 1 ? 'post' : 'posts'} each`,
      figure: `${seconds(stands.took)}, ${count(stands.refused)} refused by a limit`,
      ratio: inProportion(stands.took, leastFor(each)),
      target: '',
    });
  }
  const [once = 1] = posts;
  const limited = await deliver(sizes, once, limitedSeconds);
  rows.push({
    what: `${where}, ${once} each, one channel refused for ${limitedSeconds} s: all the others`,
    figure: seconds(limited.took),
    ratio: `${(limited.took / (first?.took ?? limited.took)).toFixed(2)} of the time without`,
    target: 'no delay',
  });
  return {
    title: 'Discord',
    how: `Against a loopback Discord in a process of its own that takes ${perSecond} calls a second of the bot and 5 in 5 s to a channel, as Discord documents or sends it. Delivering: from the first post that stood to the last. Commands: through real discord.js, from what was typed to the answer that stands, or to the values that are suggested, ${count(incidents)} incidents held.`,
    rows: [...rows, ...(await lookUp(sizes))],
  };
}
