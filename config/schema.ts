import { validate as validCron } from 'node-cron';
import { z } from 'zod';
import { roles } from '../src/domain/publishers.ts';
import type { SourceKind } from '../src/poll/source.ts';
import { id } from './id.ts';
import { type Registry, registered } from './registry.ts';
import { problemsInSpeakers, speakerSchema } from './speakers.ts';
import { createSubscriptionSchema, type Problem, problemsInSubscription } from './subscription.ts';
import { timezone } from './timezone.ts';

/** The shape of the configuration file. Every default works without further settings. */

const cron = z
  .string()
  .refine((expression) => validCron(expression), {
    error: 'Write a cron expression of five fields, or six with seconds first, e.g. */15 * * * *',
  })
  .describe('node-cron expression; seconds allowed as a sixth field in front');

const publisher = z.strictObject({
  id,
  name: z.string().min(1).describe('As posts call it'),
  role: z
    .enum(roles)
    .describe('acknowledging: a belligerent. documenting: an NGO, the UN, the press. carrier: republishes others'),
});

const commonSource = {
  id,
  publisher: id.describe('The id of one of the publishers'),
  schedule: cron.default('*/15 * * * *'),
  timezone: timezone.optional(),
  recheck: z
    .union([cron, z.literal('off')])
    .default('23 4 * * *')
    .describe('When known documents are fetched again, to find silent edits. off: never'),
  recheckLimit: z.int().min(1).max(1000).default(25).describe('How many known documents one recheck fetches'),
  allowPrivate: z
    .boolean()
    .default(false)
    .describe('Let this source have a private or loopback address: only for a server of your own'),
  userAgent: z.string().min(1).optional().describe('Replaces the User-Agent for this source'),
  expectEveryDays: z
    .number()
    .positive()
    .optional()
    .describe('Report the source as silent after this many days without news. Left out: learned from the record'),
  ignore: z
    .array(z.string().min(1))
    .default([])
    .describe('What is no part of a page: CSS selectors, or patterns of lines between slashes (/^Share this/i)'),
  ignoreCache: z
    .boolean()
    .default(false)
    .describe('Ask without conditions each time, for a server whose ETag or Last-Modified is wrong'),
  dateOffset: z
    .string()
    .regex(/^[+-]\d{2}:[0-5]\d$/, 'Write hours and minutes with a sign, e.g. -02:00')
    .optional()
    .describe('Added to every date of the source, e.g. -02:00 where it writes local times without a zone'),
  fallbackAfterHours: z
    .number()
    .min(0)
    .default(3)
    .describe('How long the source must fail before its fallbacks are polled'),
};

/** Returns the schema of one fallback: a kind and its keys. The rest is that of its source. */
function fallbackOf([name, kind]: readonly [name: string, kind: SourceKind]) {
  const own = kind.options instanceof z.ZodObject ? kind.options.shape : {};
  return z.strictObject({ kind: z.literal(name), ...own }).transform(({ kind: _, ...given }, context) => {
    const options = kind.options.safeParse(given);
    if (options.success) return { kind: name, options: options.data };
    for (const { path, message } of options.error.issues)
      context.issues.push({ code: 'custom', path: [...path], message, input: given });
    return z.NEVER;
  });
}

function fallbacksOf({ sourceKinds }: Registry) {
  const [first, ...others] = Object.entries(sourceKinds).map(fallbackOf);
  if (first === undefined) throw new Error('A registry has at least one source kind.');
  const fallback = z.discriminatedUnion('kind', [first, ...others], {
    error: `Write one of: ${Object.keys(sourceKinds).join(', ')}`,
  });
  return z
    .array(fallback)
    .max(10)
    .default([])
    .describe(
      'Other places of the same documents, in order: a mirror, a list, an archive. Each is polled while the source and those before it do not answer; a document that both have is told once',
    );
}

/** Returns the schema of one source: the common keys and those of its kind, so that all problems are reported at once. */
function sourceOf([name, kind]: readonly [name: string, kind: SourceKind], registry: Registry) {
  const own = kind.options instanceof z.ZodObject ? kind.options.shape : {};
  const common = { ...commonSource, fallbacks: fallbacksOf(registry) };
  return z.strictObject({ ...common, kind: z.literal(name), ...own }).transform((entry, context) => {
    const given = Object.fromEntries(Object.keys(own).map((key) => [key, (entry as Record<string, unknown>)[key]])); // its own keys
    // The shape holds no rule that spans several keys, so the kind's schema checks them again as a whole.
    const options = kind.options.safeParse(given);
    if (!options.success) {
      for (const { path, message } of options.error.issues)
        context.issues.push({ code: 'custom', path: [...path], message, input: given });
      return z.NEVER;
    }
    const { id, publisher, schedule, timezone, recheck, recheckLimit, allowPrivate, userAgent, ...rest } = entry;
    const { expectEveryDays, fallbacks, fallbackAfterHours, ignore, ignoreCache, dateOffset } = rest;
    const place = { allowPrivate, userAgent, fallbacks, fallbackAfterHours };
    const times = { schedule, timezone, recheck, recheckLimit, expectEveryDays };
    const adjustments = { ignore, ignoreCache, dateOffset };
    return { id, publisher, ...times, ...place, adjustments, kind: name, options: options.data };
  });
}

/** Throws where the registry has no source kind. */
function createSourceSchema(registry: Registry) {
  const { sourceKinds } = registry;
  const [first, ...others] = Object.entries(sourceKinds).map((entry) => sourceOf(entry, registry));
  if (first === undefined) throw new Error('A registry has at least one source kind.');
  return z.discriminatedUnion('kind', [first, ...others], {
    error: `Write one of: ${Object.keys(sourceKinds).join(', ')}`,
  });
}

function duplicates(values: readonly (string | null)[]): readonly number[] {
  return values.flatMap((value, index) => (value !== null && values.indexOf(value) < index ? [index] : []));
}

/** Returns the schema of a configuration whose sources and destinations come from the registry. */
export function createConfigSchema(registry: Registry) {
  return z
    .strictObject({
      database: z
        .string()
        .min(1)
        .default('data/ackwatch.sqlite')
        .describe('A file for SQLite, from the working directory; or postgres://… (better as DATABASE_URL)'),
      contact: z
        .string()
        .min(3)
        .optional()
        .describe('Your e-mail address or web page. It goes into the User-Agent, so that a publisher can write to you'),
      language: z.enum(registry.languages).default('en').describe('Of the posts'),
      timezone: timezone.default('UTC'),
      spacing: z
        .number()
        .min(0)
        .max(3600)
        .optional()
        .describe('Seconds between two requests to one host. Default 2, and 0 for sources with allowPrivate'),
      health: z
        .strictObject({
          failures: z.int().min(1).default(5).describe('How many polls in a row must fail'),
          hours: z.number().min(0).default(24).describe('And for how long, before a source is reported as broken'),
          withdrawnHours: z
            .number()
            .min(0)
            .default(6)
            .describe('How long a page must be missing, in two rechecks at least, before it is told as withdrawn'),
        })
        .prefault({})
        .describe('When a broken source is announced'),
      record: z
        .enum(['on', 'off'])
        .default('on')
        .describe(
          'The compiled record of 2016-2021: what lookups answer of reports that Ackwatch has not read. off: left out',
        ),
      publishers: z.array(publisher).min(1),
      speakers: z
        .array(speakerSchema)
        .default([])
        .describe('Bodies that assert figures and are not built in, and further names of those that are'),
      sources: z.array(createSourceSchema(registry)).min(1),
      subscriptions: z.array(createSubscriptionSchema(registry)).default([]),
      commands: z
        .strictObject({
          subscribers: z
            .union([z.enum(['members', 'admins']), z.array(z.string().min(1)).min(1)], {
              error: 'Write members, admins, or a list of persons as the platform names them, e.g. [U0123ABCD]',
            })
            .default('members')
            .describe(
              'Who may change what a channel gets by a command: members of the channel, admins of the workspace, or a list of persons',
            ),
        })
        .prefault({})
        .describe('What people may do from a chat'),
    })
    .superRefine((config, context) => {
      for (const { path, message } of problemsBetweenEntries(config, registry))
        context.addIssue({ code: 'custom', path: [...path], message });
    });
}

export const configSchema = createConfigSchema(registered);

const list = <T extends z.ZodType>(entry: T) => z.array(z.union([entry, z.unknown()])).catch([]);
const rough = z.looseObject({
  publishers: list(z.looseObject({ id: z.string() })),
  speakers: list(z.looseObject({ id: z.string() })),
  sources: list(z.looseObject({ id: z.string().optional(), publisher: z.string().optional(), kind: z.unknown() })),
  subscriptions: list(z.looseObject({ destination: z.string(), channel: z.string() })),
});
const textAt = (entry: unknown, key: string): string | null => {
  const value = typeof entry === 'object' && entry !== null ? Reflect.get(entry, key) : undefined;
  return typeof value === 'string' ? value : null;
};

/**
 * Returns the problems that span several entries: an unknown publisher, an id or a channel that appears twice. Takes
 * any content, so that they can be reported together with the problems inside entries.
 */
export function problemsBetweenEntries(content: unknown, { destinations }: Registry): readonly Problem[] {
  const read = rough.safeParse(content);
  if (!read.success) return [];
  const { publishers, speakers, sources, subscriptions } = read.data;
  const problems: Problem[] = [];
  const known = publishers.flatMap((entry) => textAt(entry, 'id') ?? []);
  sources.forEach((entry, index) => {
    const publisher = textAt(entry, 'publisher');
    if (publisher === null || known.includes(publisher)) return;
    const message = `No publisher has the id "${publisher}". Add it under publishers, or use one of: ${known.join(', ')}`;
    problems.push({ path: ['sources', index, 'publisher'], message });
  });
  subscriptions.forEach((entry, index) => {
    for (const { path, message } of problemsInSubscription(entry, known, destinations))
      problems.push({ path: ['subscriptions', index, ...path], message });
  });
  const twice = (name: string, key: string, values: readonly (string | null)[], message: string) => {
    for (const index of duplicates(values)) problems.push({ path: [name, index, key], message });
  };
  const ids = (entries: readonly unknown[]) => entries.map((entry) => textAt(entry, 'id'));
  const channels = subscriptions.map((entry) => {
    const [destination, channel] = [textAt(entry, 'destination'), textAt(entry, 'channel')];
    return destination === null || channel === null ? null : `${destination} ${channel}`;
  });
  twice('publishers', 'id', ids(publishers), 'Two publishers have this id. Give each its own');
  twice('speakers', 'id', ids(speakers), 'Two speakers have this id. Put all names into one entry');
  problems.push(...problemsInSpeakers(speakers, publishers));
  twice('sources', 'id', ids(sources), 'Two sources have this id. Give each its own');
  twice('subscriptions', 'channel', channels, 'This channel is listed twice. Put all it wants into one entry');
  return problems;
}

/** Returns the problems in the common keys of sources whose kind is unknown: the union rejects those without looking at them. */
export function problemsInUnknownKinds(content: unknown, { sourceKinds }: Registry): readonly z.core.$ZodIssue[] {
  const read = rough.safeParse(content);
  if (!read.success) return [];
  return read.data.sources.flatMap((entry, index) => {
    if (Object.hasOwn(sourceKinds, textAt(entry, 'kind') ?? '')) return [];
    const checked = z.looseObject(commonSource).safeParse(entry);
    return checked.success
      ? []
      : checked.error.issues.map((issue) => ({ ...issue, path: ['sources', index, ...issue.path] }));
  });
}

export type Config = z.infer<typeof configSchema>;
export type SourceConfig = Config['sources'][number];
