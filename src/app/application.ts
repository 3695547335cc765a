import { hostname } from 'node:os';
import pLimit from 'p-limit';
import type { Config, SourceConfig } from '../../config/schema.ts';
import type { Conversation } from '../chat/conversation.ts';
import type { Destination, Environment, Log } from '../chat/destination.ts';
import type { Wording } from '../compose/figures.ts';
import { en } from '../compose/language/en.ts';
import { wordingFor } from '../compose/language/index.ts';
import type { Publisher } from '../domain/publishers.ts';
import { createExtract } from '../extract/index.ts';
import { type OpenedLedger, openLedger } from '../ledger/open.ts';
import { createDeliverer, type Deliverer } from '../outbox/deliverer.ts';
import type { DeliveryStep } from '../outbox/parts.ts';
import { createHttp } from '../poll/http/http.ts';
import { mayRecheck, sourceKinds } from '../poll/index.ts';
import type { SourceKind } from '../poll/source.ts';
import { read, readerVersions } from '../read/index.ts';
import { createPipeline, type Pipeline, type Step, type WatchedSource } from '../watch/pipeline.ts';
import { createDestinations } from './destinations.ts';
import { version } from './version.ts';

/** What the outside gives: nothing below reads the clock, the environment or the terminal by itself. */
export interface Surroundings {
  readonly env: Environment;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  readonly now: () => Date;
  readonly random: () => number;
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  readonly log: Log;
  /** How long a worker's claim on a post holds, and so how long after a crash another looks for it. Default 45 s. */
  readonly leaseMs?: number;
  /** Called at each step of a look and of a delivery, in order. */
  readonly observe?: (step: Step | DeliveryStep, subject: string) => void;
}

export interface ConfiguredSource {
  readonly config: SourceConfig;
  readonly source: WatchedSource;
  /** False where the list itself carries the documents. */
  readonly mayRecheck: boolean;
}

export interface Application {
  readonly config: Config;
  readonly surroundings: Surroundings;
  readonly ledger: OpenedLedger;
  readonly pipeline: Pipeline;
  readonly deliverer: Deliverer;
  readonly sources: readonly ConfiguredSource[];
  /** Those with their credentials in the environment. */
  readonly destinations: ReadonlyMap<string, Destination>;
  readonly wording: Wording;
  /** What people ask in a chat; loaded when it is first needed. */
  conversation(): Promise<Conversation>;
  /** At most this many sources are looked at at once. */
  readonly limit: <T>(work: () => Promise<T>) => Promise<T>;
  /** Safe to call twice. */
  close(): Promise<void>;
}

export function userAgent(config: Pick<Config, 'contact'>): string {
  return `Ackwatch/${version} (+${config.contact ?? 'operator left no contact'})`;
}

export function configuredWording(config: Pick<Config, 'publishers'>): Wording {
  const publishers = new Map(config.publishers.map(({ id, name }) => [id, name]));
  return { language: en, names: { publishers, speakers: new Map() } };
}

async function destinationsWith(
  ledger: OpenedLedger,
  surroundings: Surroundings,
): Promise<ReadonlyMap<string, Destination>> {
  try {
    return createDestinations(surroundings.env, surroundings, ledger.installations);
  } catch (error) {
    await ledger.close();
    throw error;
  }
}

/** Wires everything and opens the ledger. Throws `LedgerError` and `EnvironmentError`. Nothing is polled or posted yet. */
export async function openApplication(config: Config, surroundings: Surroundings): Promise<Application> {
  const { env, now, log } = surroundings;
  const ledger = await openLedger(env['DATABASE_URL'] ?? config.database);
  const destinations = await destinationsWith(ledger, surroundings);
  const http = createHttp({ now, userAgent: userAgent(config), env });
  const extract = createExtract();
  const wording = configuredWording(config);
  const observe = surroundings.observe ?? (() => {});
  const pipeline = createPipeline({
    ledger,
    read,
    readerVersions,
    health: config.health,
    now,
    observe,
  });
  const deliverer = createDeliverer({
    ledger,
    destinations,
    wording,
    wordingFor: (language) => wordingFor(language, wording.names),
    now,
    sleep: surroundings.sleep,
    random: surroundings.random,
    worker: `${hostname()}:${process.pid}:${now().getTime().toString(36)}`,
    log,
    observe,
    leaseMs: surroundings.leaseMs ?? 45_000,
    // A post, its repetition on its own and two looks for it must end before another worker may take it for lost.
    callTimeoutMs: Math.min(10_000, (surroundings.leaseMs ?? 45_000) / 5),
  });

  const publishers = new Map(config.publishers.map((publisher) => [publisher.id, publisher]));
  const watched = config.sources.map((source): ConfiguredSource => {
    const publisher = publishers.get(source.publisher) as Publisher; // the configuration's schema has checked it
    const kind = sourceKinds[source.kind as keyof typeof sourceKinds] as unknown as SourceKind; // checked with its options
    const spacing = config.spacing ?? (source.allowPrivate ? 0 : 2);
    const fetch = http.fetchFor({
      id: source.id,
      allowPrivate: source.allowPrivate,
      spacingMs: spacing * 1000,
      ...(source.userAgent === undefined ? {} : { userAgent: source.userAgent }),
    });
    const options = source.options as {
      readonly url: string;
      readonly selector?: string;
      readonly mayShrink?: boolean;
    }; // every kind has an address
    return {
      config: source,
      mayRecheck: mayRecheck(options),
      source: {
        id: source.id,
        publisher,
        poll: (cursor, context) => kind.poll(options, cursor, context),
        context: (signal) => ({ fetch, extract, now, signal }),
        selector: options.selector,
        mayShrink: options.mayShrink,
        url: options.url,
        expectEveryDays: source.expectEveryDays,
      },
    };
  });

  let conversation: Promise<Conversation> | undefined;
  async function createConversation(): Promise<Conversation> {
    const commands = await import('../commands/conversation.ts');
    const { wordingFor } = await import('../compose/language/index.ts');
    return commands.createConversation({
      ledger,
      wordingFor: (language) => wordingFor(language, wording.names),
      subscribers: config.commands.subscribers,
      now,
      async reach(destination, channel) {
        await destinations.get(destination)?.reach?.(channel, AbortSignal.timeout(10_000));
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
    sources: watched,
    destinations,
    wording,
    conversation: () => {
      conversation ??= createConversation();
      return conversation;
    },
    limit: pLimit(8),
    close: () => {
      closing ??= closeAll();
      return closing;
    },
  };
}
