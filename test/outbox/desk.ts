import { DeliveryError } from '../../src/chat/destination.ts';
import type { Finding } from '../../src/domain/findings.ts';
import { defaultPreferences, type NewSubscription, type Preferences } from '../../src/domain/subscriptions.ts';
import { type OpenedLedger, openLedger } from '../../src/ledger/open.ts';
import { createDeliverer, type Deliverer } from '../../src/outbox/deliverer.ts';
import { enqueue } from '../../src/outbox/enqueue.ts';
import type { DelivererParts } from '../../src/outbox/parts.ts';
import { examples, wording } from '../compose/events.ts';
import { subscriptionTo } from '../ledger/fixtures.ts';
import type { Chat } from './chat.ts';

/** A ledger in memory, a clock that is moved by hand, and findings to announce. */
export interface Desk {
  readonly ledger: OpenedLedger;
  readonly logged: string[];
  /** In milliseconds since 1970. */
  clock: number;
  /** Each call is a process of its own: what a deliverer remembers does not outlive it. */
  start(chats: readonly Chat[], given?: Partial<DelivererParts>): Deliverer;
  subscribe(...subscriptions: readonly NewSubscription[]): Promise<void>;
  /** One second later, found just now. */
  announce(...findings: readonly Finding[]): Promise<void>;
  /** The next rounds, so far apart. */
  drain(deliverer: Deliverer, rounds?: number, apartMs?: number): Promise<void>;
  raised(value: number, documentId?: string): Finding;
  restated(value: number, documentId: string, by?: string): Finding;
}

export const never = new AbortController().signal;
export const minute = 60_000;
export const day = 24 * 60 * minute;

export const newsroom = subscriptionTo('desk', { destination: 'slack', wants: ['admissions', 'revisions'] });
export const operators = subscriptionTo('ops', { destination: 'mail', wants: ['health'] });
export const at9: Preferences = { ...defaultPreferences, rhythm: { type: 'daily', at: '09:00' } };
export const awakeFrom7: Preferences = { ...defaultPreferences, quiet: { from: '22:00', to: '07:00' } };

export const headlines = (chat: Chat) =>
  chat.posts.map(({ message }) => message.headline.map(({ text }) => text).join(''));
/** The numbers of four digits in the headlines, in the order of the posts. */
export const totals = (chat: Chat) => headlines(chat).map((text) => /1,[3-9]\d\d/.exec(text)?.[0] ?? text);
export const trouble = (kind: DeliveryError['kind'], details: ConstructorParameters<typeof DeliveryError>[2] = {}) =>
  new DeliveryError(kind, 'It failed. Do something.', details);

export async function openDesk(start = '2019-06-01T00:00:00.000Z'): Promise<Desk> {
  const ledger = await openLedger(':memory:');
  const logged: string[] = [];
  const log = (fields: object, message: string) => {
    logged.push(`${message} ${JSON.stringify(fields)}`);
  };
  let workers = 0;
  let serial = 0;
  const own = () => {
    serial += 1;
    // Stored apart from the ledger's snapshots: the report itself is not needed here.
    return {
      id: `${serial}`.padStart(6, '0').padEnd(64, '0'),
      event: `event-${serial}`,
      snapshotId: null,
      foundAt: instant(),
    };
  };
  const instant = () => new Date(desk.clock).toISOString();
  const desk: Desk = {
    ledger,
    logged,
    clock: Date.parse(start),
    start(chats, given = {}) {
      workers += 1;
      return createDeliverer({
        ledger,
        destinations: new Map(chats.map(({ destination }) => [destination.name, destination])),
        wording,
        now: () => new Date(desk.clock),
        sleep: async () => {},
        random: () => 0.5,
        worker: `worker-${workers}`,
        log: { info: log, warn: log, error: log },
        ...given,
      });
    },
    subscribe: (...subscriptions) => ledger.subscriptions.sync(subscriptions, instant()),
    async announce(...findings) {
      desk.clock += 1000;
      await ledger.transaction((transaction) => enqueue(transaction, { findings, at: instant() }));
    },
    async drain(deliverer, rounds = 1, apartMs = 3 * minute) {
      for (let round = 0; round < rounds; round += 1) {
        await deliverer.drain(never);
        desk.clock += apartMs;
      }
    },
    raised(value, documentId = `document-${value}`) {
      const [example] = examples['total-raised'];
      if (example.kind !== 'total-raised') throw new Error('an example of another kind');
      return { ...example, ...own(), documentId, now: { ...example.now, value } };
    },
    restated(value, documentId, by = documentId) {
      const [example] = examples.restated;
      if (example.kind !== 'restated') throw new Error('an example of another kind');
      const { now, before } = example;
      return {
        ...example,
        ...own(),
        documentId: by,
        now: { ...now, documentId: by, value },
        before: { ...before, documentId },
      };
    },
  };
  return desk;
}
