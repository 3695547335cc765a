import { z } from 'zod';
import type { Adapter } from '../src/chat/destination.ts';
import { categories } from '../src/domain/findings.ts';
import type { GroupMention, NewSubscription, Rhythm } from '../src/domain/subscriptions.ts';
import { country } from './country.ts';
import { type Registry, registered } from './registry.ts';
import { timezone } from './timezone.ts';

/** One entry of `subscriptions`: its shape, the rules between its keys, and the subscription that it becomes. */

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

const clock = '([01][0-9]|2[0-3]):[0-5][0-9]';
const clockTime = z.string().regex(new RegExp(`^${clock}$`), 'Write hours and minutes of 24 hours, e.g. 09:00');
const defaultAt = '09:00';
const defaultOn = 'monday';

/** Returns the schema of one entry, whose destination and language come from the registry. */
export function createSubscriptionSchema({ destinations, languages }: Omit<Registry, 'sourceKinds'>) {
  return z.strictObject({
    destination: z.enum(destinations.map(({ name }) => name)).describe('The chat platform'),
    channel: z
      .string()
      .min(1)
      .describe(
        `The channel as the platform names it. ${destinations.map(({ name, channels }) => `${name}: ${channels}`).join('. ')}`,
      ),
    wants: z
      .array(z.enum(['all', ...categories]))
      .min(1)
      .default(['all'])
      .describe('Which findings: all, or any of the categories'),
    publishers: z
      .array(z.string().min(1))
      .default([])
      .describe('Only findings from these publishers, by their ids. Left out: all'),
    countries: z
      .array(country)
      .default([])
      .describe(
        'Only these countries, as the reports name them. Findings without a known country pass too. Left out: all',
      ),
    minKilled: z
      .int()
      .min(1)
      .optional()
      .describe('Only findings about at least this many deaths. Findings without a number pass too'),
    digest: z
      .enum(['immediate', 'daily', 'weekly'])
      .default('immediate')
      .describe('immediate: each finding when it is made. daily, weekly: all since the last one in one post'),
    at: clockTime.optional().describe(`When the digest is posted, HH:MM. Default ${defaultAt}`),
    on: z.enum(weekdays).optional().describe(`The day on which the weekly digest is posted. Default ${defaultOn}`),
    quiet: z
      .string()
      .regex(new RegExp(`^${clock}-${clock}$`), 'Write two times of day, e.g. 22:00-07:00')
      .refine((span) => span.slice(0, 5) !== span.slice(6), {
        error: 'Write two different times: findings in between wait until the second',
      })
      .optional()
      .describe('Hours in which nothing is posted, e.g. 22:00-07:00. Findings of these hours are posted at their end'),
    timezone: timezone.optional().describe('IANA time zone of at, on and quiet. Default: that of the file'),
    form: z
      .enum(['full', 'condensed'])
      .default('full')
      .describe('condensed: the headline, the verdict and the links alone'),
    threads: z
      .boolean()
      .default(false)
      .describe(
        'true: replies to an earlier post are seen in its thread alone; on Discord each post starts a thread for them. false: in the channel too, where they matter',
      ),
    mention: z
      .strictObject({
        group: z
          .string()
          .min(1)
          .describe(
            `Who is notified. ${destinations.flatMap(({ name, groups }) => (groups === undefined ? [] : [`${name}: ${groups}`])).join('. ')}`,
          ),
        priority: z
          .enum(['high', 'normal', 'low'])
          .default('high')
          .describe('The least priority of a post that notifies. high: totals that change, admissions, withdrawals'),
        minKilled: z
          .int()
          .min(1)
          .optional()
          .describe('Only posts about at least this many deaths. Left out: any number, also an unknown one'),
      })
      .optional()
      .describe('One group or role that the first post of a thread notifies, never an edit or a reply. Left out: none'),
    language: z.enum(languages).optional().describe('Of the posts. Default: that of the file'),
    owner: z
      .string()
      .min(1)
      .optional()
      .describe('Who gets a message, on the same platform, when this subscription is paused'),
  });
}
type Entry = z.infer<ReturnType<typeof createSubscriptionSchema>>;

export interface Problem {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** Problems between the keys of one entry, and of its channel on its platform. Takes any content; `publishers` are the known ids. */
export function problemsInSubscription(
  entry: unknown,
  publishers: readonly string[],
  destinations: readonly Adapter[],
): readonly Problem[] {
  if (typeof entry !== 'object' || entry === null) return [];
  const given: Readonly<Record<string, unknown>> = { ...entry };
  const problems: Problem[] = [];
  const digest = given['digest'] ?? 'immediate';
  if (given['at'] !== undefined && digest === 'immediate')
    problems.push({ path: ['at'], message: 'Only a digest has a time. Add digest: daily or weekly, or take it out' });
  if (given['on'] !== undefined && digest !== 'weekly')
    problems.push({ path: ['on'], message: 'Only a weekly digest has a day. Add digest: weekly, or take it out' });
  if (Array.isArray(given['publishers'])) {
    given['publishers'].forEach((publisher: unknown, index) => {
      if (typeof publisher !== 'string' || publishers.includes(publisher)) return;
      const message = `No publisher has the id "${publisher}". Use one of: ${publishers.join(', ')}`;
      problems.push({ path: ['publishers', index], message });
    });
  }
  const channel = textOf(given['channel']);
  const adapter = destinations.find(({ name }) => name === given['destination']);
  const checked = channel === null ? undefined : adapter?.channel?.safeParse(channel);
  for (const { message } of checked?.error?.issues ?? []) problems.push({ path: ['channel'], message });
  return [...problems, ...problemsInMention(given['mention'], adapter)];
}

function problemsInMention(mention: unknown, adapter: Adapter | undefined): readonly Problem[] {
  if (typeof mention !== 'object' || mention === null || adapter === undefined) return [];
  if (adapter.group === undefined)
    return [{ path: ['mention'], message: `On ${adapter.name} a post notifies no group. Take it out` }];
  const group = textOf(Reflect.get(mention, 'group'));
  const checked = group === null ? undefined : adapter.group.safeParse(group);
  return (checked?.error?.issues ?? []).map(({ message }) => ({ path: ['mention', 'group'], message }));
}

function rhythmOf({ digest, at = defaultAt, on = defaultOn }: Entry): Rhythm {
  switch (digest) {
    case 'immediate':
      return { type: 'immediate' };
    case 'daily':
      return { type: 'daily', at };
    case 'weekly':
      return { type: 'weekly', on: weekdays.indexOf(on) + 1, at };
  }
}

function mentionOf({ mention }: Entry): GroupMention | null {
  return mention === undefined ? null : { ...mention, minKilled: mention.minKilled ?? null };
}

/** Returns the subscriptions of a configuration, in the order of the file. */
export function subscriptionsOf(config: {
  readonly timezone: string;
  readonly language: string;
  readonly subscriptions: readonly Entry[];
}): readonly NewSubscription[] {
  return config.subscriptions.map((entry) => {
    const { destination, channel, wants, publishers, countries, minKilled = null, quiet, owner = null } = entry;
    const adapter = registered.destinations.find(({ name }) => name === destination);
    return {
      destination,
      space: adapter?.spaceOf?.(channel) ?? null,
      channel,
      origin: 'configuration',
      wants,
      filters: { publishers, countries, minKilled },
      follows: [],
      preferences: {
        rhythm: rhythmOf(entry),
        quiet: quiet === undefined ? null : { from: quiet.slice(0, 5), to: quiet.slice(6) },
        zone: entry.timezone ?? config.timezone,
        form: entry.form,
        replies: entry.threads ? 'thread' : 'channel',
        mention: mentionOf(entry),
        language: entry.language ?? config.language,
      },
      owner,
    };
  });
}
