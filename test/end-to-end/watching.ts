import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type Desk, openDesk, start } from './desk.ts';
import { type ReportFigures, reportOf, reportPage, titleOf } from './pages.ts';

/** A desk with one feed of reports that is polled every second, watched by processes that run the real program. */

/** A claim on a post that a process took before it was killed has ended by then. */
export const afterTheClaimMs = 60_000;

const ahead = join(import.meta.dirname, 'children/ahead.ts');

export interface Watching {
  readonly desk: Desk;
  /** `run`, until it is stopped; `env` in place of the desk's own variables. */
  watch(env?: Readonly<Record<string, string>>): ReturnType<typeof start>;
  /** The same with a clock so far ahead, as if it had been started that much later. */
  watchLater(aheadMs: number, env?: Readonly<Record<string, string>>): ReturnType<typeof start>;
  /** The feed lists these reports from now on, each with its page. */
  release(...periods: readonly string[]): void;
  /** One report's page says other figures from now on. */
  revise(period: string, figures: Partial<ReportFigures>): void;
  /** Resolves when two more polls have begun, so that what the one under way has to post is posted. */
  pollsAgain(worker: ReturnType<typeof start>): Promise<void>;
  /** How many deliveries are in each state. */
  deliveries(): Readonly<Record<string, number>>;
  /** All rows that a question gives. */
  rows(question: string): readonly Readonly<Record<string, unknown>>[];
  [Symbol.asyncDispose](): Promise<void>;
}

const pathOf = ({ period }: ReportFigures) => `/News/Article/${period.replace('-', '')}/`;

export async function openWatching(settings: {
  readonly subscriptions: readonly unknown[];
  readonly env: Readonly<Record<string, string>>;
}): Promise<Watching> {
  const { subscriptions, env } = settings;
  const source = { kind: 'rss', path: '/feed', schedule: '* * * * * *', recheck: '* * * * * *' };
  const desk = await openDesk([source], { subscriptions });
  const children: ReturnType<typeof start>[] = [];
  const begin = (...given: Parameters<typeof start>) => {
    const child = start(...given);
    children.push(child);
    return child;
  };
  const rows: Watching['rows'] = (question) => {
    const raw = new DatabaseSync(desk.database, { readOnly: true, timeout: 5000 });
    try {
      return raw.prepare(question).all();
    } finally {
      raw.close();
    }
  };
  return {
    desk,
    rows,
    watch: (other = env) => begin(['run', '--config', desk.config], { env: other }),
    watchLater: (aheadMs, other = env) => begin([desk.config, String(aheadMs)], { env: other, program: ahead }),
    release(...periods) {
      const reports = periods.map(reportOf);
      for (const row of reports) desk.publisher.page(pathOf(row), reportPage(row));
      desk.publisher.feed(
        '/feed',
        reports.map((row) => ({
          url: desk.publisher.at(pathOf(row)),
          title: titleOf(row),
          published: `${row.published}T12:00:00Z`,
        })),
      );
    },
    revise(period, figures) {
      const row = reportOf(period);
      desk.publisher.page(pathOf(row), reportPage({ ...row, ...figures }));
    },
    async pollsAgain(worker) {
      const polls = () => desk.publisher.requests('/feed').length;
      const before = polls();
      await worker.until(() => polls() >= before + 2, 'two more polls');
    },
    deliveries() {
      const counted = rows('SELECT state, count(*) AS count FROM deliveries GROUP BY state');
      return Object.fromEntries(counted.map(({ state, count }) => [String(state), Number(count)]));
    },
    async [Symbol.asyncDispose]() {
      for (const child of children) child.signal('SIGKILL');
      await Promise.all(children.map(({ ended }) => ended));
      await desk[Symbol.asyncDispose]();
    },
  };
}
