import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodeXML } from 'entities';
import { expect, test } from 'vitest';
import { configSchema } from '../../config/schema.ts';
import { openApplication } from '../../src/app/application.ts';
import { prepareRun, runOnce } from '../../src/app/worker.ts';
import { startDemoPublisher } from '../../src/cli/demo/publisher.ts';
import { storyboard } from '../../src/cli/demo/storyboard.ts';
import type { FindingKind, Sum } from '../../src/domain/findings.ts';
import { openDesk, type Post, postsIn, run } from './desk.ts';
import { page } from './pages.ts';
import { surroundings } from './surroundings.ts';

/** The main job on the real record: what does not add up is found, and nothing else is said not to. */

async function replay(record: 'on' | 'off') {
  const folder = await mkdtemp(join(tmpdir(), 'ackwatch-replay-'));
  const publisher = await startDemoPublisher();
  const posts = join(folder, 'posts.txt');
  const config = configSchema.parse({
    database: join(folder, 'ledger.sqlite'),
    publishers: [
      { id: 'cjtf-oir', name: 'CJTF-OIR', role: 'acknowledging' },
      { id: 'amnesty', name: 'Amnesty International', role: 'documenting' },
      { id: 'airwars', name: 'Airwars', role: 'documenting' },
    ],
    record,
    sources: [
      { id: 'coalition', publisher: 'cjtf-oir' },
      { id: 'amnesty', publisher: 'amnesty' },
      { id: 'airwars', publisher: 'airwars' },
    ].map((source) => ({
      ...source,
      kind: 'rss',
      url: `${publisher.origin}/feeds/${source.id}.xml`,
      allowPrivate: true,
    })),
    subscriptions: [{ destination: 'terminal', channel: posts, wants: ['all'] }],
  });
  const application = await openApplication(config, surroundings());
  const { signal } = new AbortController();
  try {
    await prepareRun(application, signal);
    for (const step of storyboard()) {
      publisher.release(step);
      await runOnce(application, signal);
    }
    const found = async (kind: FindingKind) =>
      (await application.ledger.lookups.findings({ kinds: [kind], limit: 1000 })).rows;
    const sums = (await found('does-not-add-up')).flatMap((finding) => ('sum' in finding ? [finding.sum] : []));
    const unread = await found('reader-warning');
    const totals = await application.ledger.lookups.totals();
    return { sums, unread, totals, posts: postsIn(readFileSync(posts, 'utf8')) };
  } finally {
    await application.close();
    await publisher.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Shared by the tests: a replay takes a while. */
let plain: ReturnType<typeof replay> | undefined;
const replayWithoutRecord = () => (plain ??= replay('off'));

/** Posts without what differs from run to run. */
const wordsOf = (posts: readonly Post[]) =>
  posts.map(({ text }) => text.replaceAll(/127\.0\.0\.1:\d+|fetched \d[^·]*UTC/g, ''));

const inWords = ({ rule, stated, expected, gap }: Sum) =>
  `${rule} ${stated.period?.to}: ${expected} by the parts, ${stated.value} stated, ${gap !== null && gap > 0 ? '+' : ''}${gap}`;

test.concurrent('the published record, released report by report, fails twelve sums and no others', async () => {
  const { sums, unread, totals, posts } = await replayWithoutRecord();
  expect(sums.map(inWords).toSorted()).toEqual(
    [
      'deaths 2017-02: 224 by the parts, 229 stated, +5',
      'deaths 2017-03: 274 by the parts, 352 stated, +78',
      'deaths 2017-11: 812 by the parts, 817 stated, +5',
      'deaths 2017-12: 830 by the parts, 831 stated, +1',
      'deaths 2018-05: 954 by the parts, 939 stated, -15',
      'deaths 2018-06: 1044 by the parts, 1059 stated, +15',
      'deaths 2019-04: 1296 by the parts, 1302 stated, +6',
      'open-cases 2018-03: 595 by the parts, 475 stated, -120',
      'open-cases 2021-07: 104 by the parts, 105 stated, +1',
      'carried-over 2017-09: 350 by the parts, 344 stated, -6',
      'carried-over 2018-07: 234 by the parts, 232 stated, -2',
      'credible-total 2017-12: 214 by the parts, 220 stated, +6',
    ].toSorted(),
  );
  // One report counts a case as credible and gives no deaths for it; the record has none either.
  expect(unread.map((finding) => `${finding.kind} ${finding.period?.to}`)).toEqual(['reader-warning 2019-02']);
  const deaths = totals.filter(({ measure }) => measure === 'killed_total' || measure === 'killed_event');
  expect(
    deaths
      .map(({ publisher, speakers, measure, value, to }) =>
        [publisher, speakers.join('+'), measure, value, to].join(' '),
      )
      .toSorted(),
  ).toEqual(
    [
      'airwars airwars killed_total 6575 2018-08',
      'amnesty cjtf-oir killed_total 1302 2019-04',
      'cjtf-oir cjtf-oir killed_total 1417 2021-07',
    ].toSorted(),
  );

  expect(new Set(posts.map(({ key }) => key)).size).toBe(posts.length);
  const told = posts.map(({ text }) => text);
  expect(told.filter((text) => /Coalition now admits at least 1,302 /.test(text))).toHaveLength(1);
  expect(told.find((text) => text.includes('now admits at least 1,302'))).toContain(
    'For comparison: Airwars documents',
  );
  expect(told.filter((text) => /gives a lower total|no longer at its address|cannot read a source/.test(text))).toEqual(
    [],
  );
});

test.concurrent('the demonstration ends well and says what it found', async () => {
  const ran = await run(['demo']);
  expect(ran).toMatchObject({ code: 0, stderr: '' });
  for (const line of [
    /Reports read +\d+/,
    /Sums that do not add up +12\b/,
    /at least 1,417 civilians killed\. The Coalition\./,
    /Next: .*npm start/,
  ])
    expect(ran.stdout).toMatch(line);
  expect(ran.stdout).not.toContain('\u001b');
});

const seed = new URL('../../../shared/seed/amnesty-2019-05-31.md', import.meta.url);

test.skipIf(!existsSync(seed))(
  'a republished reaction holds two figures and is no admission (skipped where the document is not at hand)',
  async () => {
    const ran = await run(['read', seed.pathname, '--json']);
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    const read = JSON.parse(ran.stdout) as { readings: Record<string, unknown>[]; incidents: unknown[] }; // its published shape
    expect(read.incidents).toEqual([]);
    expect(
      read.readings.map(({ measure, qualifier, value, speaker, place, from, to }) => [
        ...[measure, qualifier, value, speaker, place, from, to],
      ]),
    ).toEqual([
      ['killed_total', 'at least', 1302, 'cjtf-oir', 'Iraq and Syria', '2014-08', '2019-04'],
      ['killed_event', 'more than', 1600, 'amnesty+airwars', 'Raqqa', '2017-01', '2017-12'],
    ]);
    const text = readFileSync(seed, 'utf8');
    for (const { quote } of read.readings) expect(text).toContain(quote);
    for (const { quote, start, end } of read.readings) expect(Number(end) - Number(start)).toBe(String(quote).length);

    await using desk = await openDesk([{ kind: 'rss', path: '/feed', publisher: 'globalresearch' }]);
    const { publisher } = desk;
    const before = { url: publisher.at('/before/'), title: 'Before' };
    publisher.page('/before/', page('Before', '2019-05-30', ['An article about something else.']));
    publisher.feed('/feed', [before]);
    await desk.poll();
    const [title = '', ...paragraphs] = text.trim().split(/\n{2,}/);
    const html = paragraphs.map((paragraph) => `<p>${encodeXML(paragraph)}</p>`).join('\n');
    publisher.page('/reaction/', page(title, '2019-06-01', ['%%']).replace('<p>%%</p>', html));
    publisher.feed('/feed', [{ url: publisher.at('/reaction/'), title }, before]);
    const posts = (await desk.poll()).map((post) => post.text);
    expect(posts).toHaveLength(1);
    expect(posts[0]).toContain('Amnesty International responds: more than 1,600 civilians were killed (Raqqa)');
    expect(posts[0]).toContain('Quotes the figure of the Coalition: at least 1,302 civilians killed.');
    expect(posts[0]).not.toMatch(/now admits/);
    const findings = (await desk.ackwatch('findings')).stdout;
    expect(findings).not.toMatch(/raised|lowered|unchanged|admitted|add up/);
    expect(findings.match(/documenting/g), 'a documenting organisation stated a figure').toHaveLength(1);
    expect(findings.match(/responded/g), 'an organisation responded to an admission').toHaveLength(1);
  },
);

test.concurrent('with the compiled record every report is posted as ever, and compared with reports that never came', async () => {
  const [on, off] = await Promise.all([replay('on'), replayWithoutRecord()]);
  expect(on.sums.map(inWords).toSorted()).toEqual(off.sums.map(inWords).toSorted());
  const [withRecord, without] = [wordsOf(on.posts), wordsOf(off.posts)];
  expect(withRecord).toHaveLength(without.length);
  const differing = withRecord.filter((text, at) => text !== without[at]);
  expect(differing.length).toBeGreaterThan(0);
  // What the record said of a report is no news when the report comes late.
  for (const text of differing) expect(text).toMatch(/compiled record|arrives after the one for/);
});
