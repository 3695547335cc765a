import { hostname } from 'node:os';
import pLimit from 'p-limit';
import type { Config } from '../../config/schema.ts';
import { speakersOf } from '../../config/speakers.ts';
import type { Conversation } from '../chat/conversation.ts';
import type { Destination, Environment, Log } from '../chat/destination.ts';
import type { Wording } from '../compose/figures.ts';
import { en } from '../compose/language/en.ts';
import { wordingFor } from '../compose/language/index.ts';
import { createSpeakers } from '../domain/speakers.ts';
import { createExtract } from '../extract/extractor.ts';
import { type OpenedLedger, openLedger } from '../ledger/open.ts';
import { createDeliverer, type Deliverer } from '../outbox/deliverer.ts';
import type { DeliveryStep } from '../outbox/parts.ts';
import { createHttpClient } from '../poll/http/client.ts';
import { read, readerVersions } from '../read/index.ts';
import { createPipeline, type Pipeline, type Step } from '../watch/pipeline.ts';
import { createDestinations } from './destinations.ts';
import { type ConfiguredSource, configureSources } from './sources.ts';
import { version } from './version.ts';

/** Access to environment, terminal, clock, random numbers and log. Only `main.ts` creates it from the real ones. */
export interface Surroundings {
  readonly env: Environment;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  readonly now: () => Date;
  readonly random: () => number;
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  readonly log: Log;
  /** Lease of a delivery. After a crash another worker takes over once it has expired. Default: 45 s. */
  readonly leaseMs?: number;
  /** Called at each step of a poll and of a delivery, in order. */
  readonly observe?: (step: Step | DeliveryStep, subject: string) => void;
}

export interface Application {
  readonly config: Config;
  readonly surroundings: Surroundings;
  readonly ledger: OpenedLedger;
  readonly pipeline: Pipeline;
  readonly deliverer: Deliverer;
  readonly sources: readonly ConfiguredSource[];
  /** Destinations that are on, by name. */
  readonly destinations: ReadonlyMap<string, Destination>;
  readonly wording: Wording;
  /** Answers commands. It is loaded at the first call, because many processes never need it. */
  conversation(): Promise<Conversation>;
  /** Limits how many sources are polled at once. */
  readonly limit: <T>(work: () => Promise<T>) => Promise<T>;
  /** Idempotent. */
  close(): Promise<void>;
}

function userAgent(config: Pick<Config, 'contact'>): string {
  return `Ackwatch/${version} (+${config.contact ?? 'operator left no contact'})`;
}

export function configuredWording(config: Pick<Config, 'publishers' | 'speakers'>): Wording {
  const publishers = new Map(config.publishers.map(({ id, name }) => [id, name]));
  return { language: en, names: { publishers, speakers: createSpeakers(speakersOf(config)) } };
}

/** Opens the ledger and connects all parts. Polls and posts nothing. Throws `LedgerError` and `EnvironmentError`. */
export async function openApplication(config: Config, surroundings: Surroundings): Promise<Application> {
  const { env, now, log } = surroundings;
  const ledger = await openLedger(env['DATABASE_URL'] ?? config.database);
  let destinations: ReadonlyMap<string, Destination>;
  try {
    destinations = createDestinations(env, surroundings, ledger.installations);
  } catch (error) {
    await ledger.close();
    throw error;
  }
  const http = createHttpClient({ now, userAgent: userAgent(config), env });
  const extract = createExtract();
  const wording = configuredWording(config);
  const observe = surroundings.observe ?? (() => {});
  const { speakers } = wording.names;
  const pipeline = createPipeline({
    ledger,
    speakers,
    read: (text, context) => read(text, { ...context, speakers: speakers.configured }),
    readerVersions,
    health: config.health,
    withdrawnAfterMs: config.health.withdrawnHours * 3_600_000,
    now,
    observe,
  });
  const deliverer = createDeliverer({
    ledger,
    destinations,
    wording,
    wordingFor: (language) => wordingFor(language, wording.names),
    endOfWeek: async (own) => {
      const { openAccountsLine } = await import('../commands/open-accounts.ts');
      return openAccountsLine({ lookups: ledger.lookups, wording: own });
    },
    now,
    sleep: surroundings.sleep,
    random: surroundings.random,
    worker: `${hostname()}:${process.pid}:${now().getTime().toString(36)}`,
    log,
    observe,
    leaseMs: surroundings.leaseMs ?? 45_000,
    // A post, its retry and two searches for it must end before the lease expires.
    callTimeoutMs: Math.min(10_000, (surroundings.leaseMs ?? 45_000) / 5),
  });

  let conversation: Promise<Conversation> | undefined;
  async function loadConversation(): Promise<Conversation> {
    const { createConversation } = await import('../commands/conversation.ts');
    return createConversation({
      ledger,
      wordingFor: (language) => wordingFor(language, wording.names),
      subscribers: config.commands.subscribers,
      now,
      async reach(destination, channel, settings) {
        await destinations.get(destination)?.reach?.(channel, AbortSignal.timeout(10_000), settings);
      },
    });
  }

  let closing: Promise<void> | undefined;
  async function closeAll() {
    await http.close();
    await extract.close();
    for (const destination of destinations.values()) await destination.close();
    await ledger.close();
  }
  return {
    config,
    surroundings,
    ledger,
    pipeline,
    deliverer,
    sources: configureSources(config, { http, extract, now }),
    destinations,
    wording,
    conversation: () => {
      conversation ??= loadConversation();
      return conversation;
    },
    limit: pLimit(8),
    close: () => {
      closing ??= closeAll();
      return closing;
    },
  };
}
