import type { Asker, Reply } from '../../src/chat/conversation.ts';
import type { Message } from '../../src/chat/message.ts';
import { type ReportFigures, reportFigures } from '../../src/cli/demo/archive/figures.ts';
import { paragraphs } from '../../src/cli/demo/archive/wording.ts';
import { createConversation } from '../../src/commands/conversation.ts';
import type { ConversationParts } from '../../src/commands/request.ts';
import { wordingFor } from '../../src/compose/language/index.ts';
import type { Publisher } from '../../src/domain/publishers.ts';
import { builtInSpeakers } from '../../src/domain/speakers.ts';
import type { NewSubscription } from '../../src/domain/subscriptions.ts';
import { type OpenedLedger, openLedger } from '../../src/ledger/open.ts';
import { read } from '../../src/read/index.ts';
import { createRecorder } from '../../src/watch/recorder.ts';

/** A ledger that watched the bundled record as it was published, and a conversation about it. */

export const coalition = { id: 'cjtf-oir', name: 'CJTF-OIR', role: 'acknowledging' } as const;
export const amnesty = { id: 'amnesty', name: 'Amnesty International', role: 'documenting' } as const;
export const names = {
  publishers: new Map([coalition, amnesty].map(({ id, name }) => [id, name])),
  speakers: builtInSpeakers,
};

/** Three days after the last report of the record. */
export const now = new Date('2021-09-23T12:00:00.000Z');

const entries = [
  'Credible Reports — In each of the incidents listed below the investigation found that the strike was lawful.',
  ...Array.from(
    { length: 23 },
    (_, at) =>
      `${at + 1}. June ${at + 1}, 2017, near Raqqah, Syria, via Airwars report. Regrettably, two civilians were unintentionally killed. ${2600 + at}/CS${1900 + at}`,
  ),
].join('\n');

export function reportText(row: ReportFigures): string {
  return [...paragraphs(row), ...(row.period === '2021-07' ? [entries] : [])].join('\n\n');
}

export interface Desk {
  readonly ledger: OpenedLedger;
  /** Records a document as it came on a day, at 13:00 UTC. */
  keep(publisher: Publisher, identity: string, text: string, day: string, title?: string): Promise<void>;
  /** Records that a document was missing on two days, and so is withdrawn. */
  withdraw(publisher: Publisher, identity: string, days: readonly [string, string]): Promise<void>;
}

export async function openDesk(
  subscriptions: readonly NewSubscription[] = [],
  reports: readonly ReportFigures[] = reportFigures,
): Promise<Desk> {
  const desk = await openEmptyDesk(subscriptions);
  await desk.keep(amnesty, 'raqqa', raqqa, '2019-04-25');
  for (const row of reports) await desk.keep(coalition, row.period, reportText(row), row.published);
  return desk;
}

export const raqqa =
  'An investigation by Amnesty International in partnership with Airwars found that more than 1,600 civilians were killed by Coalition strikes in Raqqa between June and October 2017.';

/** A ledger that watched nothing yet. */
export async function openEmptyDesk(subscriptions: readonly NewSubscription[] = []): Promise<Desk> {
  const ledger = await openLedger(':memory:');
  let clock = new Date('2016-01-01T00:00:00.000Z');
  await ledger.subscriptions.sync(subscriptions, clock.toISOString());
  const recorder = createRecorder({
    ledger,
    speakers: builtInSpeakers,
    read,
    readerVersions: {},
    withdrawnAfterMs: 0,
    now: () => clock,
    observe: () => {},
  });
  return {
    ledger,
    async keep(publisher, identity, text, day, title = 'Report (facsimile)') {
      clock = new Date(`${day}T13:00:00.000Z`);
      const source = { id: publisher.id, publisher };
      const document = {
        identity,
        url: `https://example.org/${identity}`,
        title,
        published: `${day}T12:00:00.000Z`,
        fetchedAt: clock.toISOString(),
        contentType: 'text/html',
        headers: {},
        bytes: new TextEncoder().encode(text),
        text,
      };
      for (const one of recorder.read(source, [document])) await recorder.document(source, one, false);
    },
    async withdraw(publisher, identity, days) {
      const url = `https://example.org/${identity}`;
      for (const day of days) {
        clock = new Date(`${day}T13:00:00.000Z`);
        const gone = { identity, url, fetchedAt: clock.toISOString(), status: 404 } as const;
        await recorder.gone({ id: publisher.id, publisher }, gone);
      }
    },
  };
}

export function talkOn(ledger: OpenedLedger, parts: Partial<ConversationParts> = {}) {
  return createConversation({
    ledger,
    wordingFor: (language) => wordingFor(language, names),
    now: () => now,
    subscribers: 'members',
    ...parts,
  });
}

export function asker(changes: Partial<Asker> = {}): Asker {
  return {
    destination: 'slack',
    space: 'T1',
    channel: 'C1',
    person: 'U1',
    isAdmin: () => Promise.resolve(false),
    zone: null,
    ...changes,
  };
}

export function tableOf({ blocks }: Message) {
  const table = blocks.find((block) => block.type === 'table');
  if (table?.type !== 'table') throw new Error('The answer holds no table');
  return table;
}

/** The command of the button with this label; undefined where there is none. */
export function pressed({ message }: Reply, label: string): string | undefined {
  const buttons = message.blocks.flatMap((block) => (block.type === 'actions' ? block.buttons : []));
  return buttons.find((button) => button.label === label)?.command;
}
