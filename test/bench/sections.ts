import { benchDiscord, type DiscordSizes } from './discord.ts';
import type { Section } from './figures.ts';
import { benchLedger, type LedgerSizes } from './ledger.ts';
import { benchMemory, type MemorySizes } from './memory.ts';
import { benchReading } from './reading.ts';
import { benchReplay } from './replay.ts';
import { benchSlack, type SlackSizes } from './slack.ts';
import { benchUnchanged } from './unchanged.ts';

export interface Sizes {
  /** How often a report is read. */
  readonly readingRounds: number;
  /** Releases of the record; all of them where there are fewer. */
  readonly releases: number;
  readonly unchanged: readonly (readonly [feeds: number, rounds: number])[];
  readonly ledger: LedgerSizes;
  readonly slack: SlackSizes;
  readonly discord: DiscordSizes;
  readonly memory: MemorySizes;
}

export const full: Sizes = {
  readingRounds: 500,
  releases: Number.POSITIVE_INFINITY,
  unchanged: [
    [10, 300],
    [1000, 3],
  ],
  ledger: { sqlite: [1000, 1_000_000], postgres: [1000, 100_000], rounds: 200 },
  slack: { workspaces: 10, channels: 100, posts: 3, limitedSeconds: 10, incidents: 1_000_000, rounds: 200 },
  discord: { servers: 40, channels: 50, posts: [1, 3], limitedSeconds: 10, incidents: 1_000_000, rounds: 200 },
  memory: { idle: [30], servers: [100, 2400], feeds: 200, marks: [1000, 5000, 10_000] },
};

/** Small enough for a test: that each still runs, not what it says. */
export const least: Sizes = {
  readingRounds: 3,
  releases: 3,
  unchanged: [[2, 2]],
  ledger: { sqlite: [10, 8000], postgres: null, rounds: 2 },
  slack: { workspaces: 2, channels: 2, posts: 2, limitedSeconds: 2, incidents: 1000, rounds: 2 },
  discord: { servers: 2, channels: 2, posts: [1, 2], limitedSeconds: 2, incidents: 4000, rounds: 2 },
  memory: { idle: [1], servers: [2], feeds: 2, marks: [2, 4] },
};

export function sections(sizes: Sizes): readonly (readonly [title: string, measure: () => Promise<Section>])[] {
  return [
    ['Reading', () => benchReading(sizes.readingRounds)],
    ['Replaying', () => benchReplay(sizes.releases)],
    ['Polling', () => benchUnchanged(sizes.unchanged)],
    ['Lookups', () => benchLedger(sizes.ledger)],
    ['Slack', () => benchSlack(sizes.slack)],
    ['Discord', () => benchDiscord(sizes.discord)],
    ['Memory', () => benchMemory(sizes.memory)],
  ];
}
