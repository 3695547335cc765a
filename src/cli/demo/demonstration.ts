import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SingleBar } from 'cli-progress';
import { type Config, configSchema } from '../../../config/schema.ts';
import { openApplication, type Surroundings } from '../../app/application.ts';
import { prepareRun, runOnce } from '../../app/worker.ts';
import { totals } from '../../commands/lookups/totals.ts';
import type { FindingKind } from '../../domain/findings.ts';
import { startDemoPublisher } from './publisher.ts';
import { storyboard } from './storyboard.ts';

/** Returns an ordinary configuration whose sources are on this machine. */
function demoConfig(origin: string, database: string): Config {
  const publishers = [
    { id: 'cjtf-oir', name: 'CJTF-OIR', role: 'acknowledging' },
    { id: 'amnesty', name: 'Amnesty International', role: 'documenting' },
    { id: 'airwars', name: 'Airwars', role: 'documenting' },
  ];
  const feeds = { 'cjtf-oir': 'coalition', amnesty: 'amnesty', airwars: 'airwars' };
  return configSchema.parse({
    database,
    contact: 'demonstration, this machine only',
    // The reports are replayed as if nothing was known of them.
    record: 'off',
    publishers,
    sources: Object.entries(feeds).map(([publisher, feed]) => ({
      id: `${feed}-feed`,
      publisher,
      kind: 'rss',
      url: `${origin}/feeds/${feed}.xml`,
      allowPrivate: true,
    })),
    subscriptions: [{ destination: 'terminal', channel: 'stdout', wants: ['all'] }],
  });
}

/**
 * Replays the bundled record: a publisher on this machine releases it step by step, and the real worker polls, reads,
 * records and posts to the terminal. Removes its files at the end. Returns early when the signal aborts.
 */
export async function demonstrate(surroundings: Surroundings, signal: AbortSignal): Promise<void> {
  const { stdout, stderr } = surroundings;
  const folder = await mkdtemp(join(tmpdir(), 'ackwatch-demo-'));
  const publisher = await startDemoPublisher();
  const config = demoConfig(publisher.origin, join(folder, 'ledger.sqlite'));
  const application = await openApplication(config, surroundings);
  const steps = storyboard();
  const bar = stderr.isTTY
    ? new SingleBar({
        stream: stderr,
        clearOnComplete: true,
        format: 'Replaying the record [{bar}] {value}/{total} releases',
      })
    : undefined;
  const write = (text: string) => void stdout.write(text);
  try {
    write('Ackwatch replays the record of December 2016 to September 2021 from a publisher on this machine.\n');
    write(
      'The figures are real, the words around them are not. The first report is recorded in silence: a first contact is not news.\n\n',
    );
    await prepareRun(application, signal);
    for (const [index, step] of steps.entries()) {
      if (signal.aborted) return;
      publisher.release(step);
      await runOnce(application, signal);
      bar?.start(steps.length, index + 1);
      bar?.stop();
    }
    await summarise(application, write);
  } finally {
    await application.close();
    await publisher.close();
    await rm(folder, { recursive: true, force: true });
  }
}

const revisions: readonly FindingKind[] = [
  'restated',
  'edited',
  'withdrawn',
  'total-lowered',
  'incident-changed',
  'definition-changed',
];
const admissions: readonly FindingKind[] = ['total-raised', 'admitted', 'late-report'];

async function summarise(
  application: Awaited<ReturnType<typeof openApplication>>,
  write: (text: string) => void,
): Promise<void> {
  const { lookups } = application.ledger;
  const { findings } = await lookups.summary();
  // A page that was rewritten carried two reports, so reports are counted by the totals that they state.
  const reports = (await lookups.history({ measure: 'killed_total', publisher: 'cjtf-oir', limit: 1000 })).rows.length;
  const count = (kinds: readonly FindingKind[]) => kinds.reduce((sum, kind) => sum + (findings[kind] ?? 0), 0);
  const { message } = await totals({}, { lookups, wording: application.wording });
  const rows: readonly (readonly [string, number])[] = [
    ['Reports read', reports],
    ['Admissions', count(admissions)],
    ['Reports that admit nothing new', count(['total-unchanged'])],
    ['Revisions', count(revisions)],
    ['Sums that do not add up', count(['does-not-add-up'])],
    ['Sums that cannot be checked', count(['not-checkable'])],
    ['Statements of documenting organisations', count(['claimed'])],
  ];
  const width = Math.max(...rows.map(([label]) => label.length));
  write(`\n${rows.map(([label, value]) => `${label.padEnd(width)}  ${String(value).padStart(4)}`).join('\n')}\n\n`);
  write(`${message.text}\n\n`);
  write(
    'Next: set where posts go in config/ackwatch.yaml, check it with `npm run -s ackwatch -- doctor`, and start watching with `npm start`.\n',
  );
}
