import { expect, test } from 'vitest';
import { loadRecord } from '../../config/record/load.ts';
import { type ReportFigures, reportFigures } from '../../src/cli/demo/archive/figures.ts';
import { paragraphs } from '../../src/cli/demo/archive/wording.ts';
import { compose } from '../../src/compose/compose.ts';
import { wordingFor } from '../../src/compose/language/index.ts';
import type { Finding } from '../../src/domain/findings.ts';
import { builtInSpeakers } from '../../src/domain/speakers.ts';
import { openLedger } from '../../src/ledger/open.ts';
import { read } from '../../src/read/index.ts';
import { createRecorder } from '../../src/watch/recorder.ts';
import { subscriptionTo } from '../ledger/fixtures.ts';

/** A desk that begins to watch with the bundled record in its ledger. */

const publisher = { id: 'cjtf-oir', name: 'CJTF-OIR', role: 'acknowledging' } as const;
const source = { id: 'releases', publisher };
const wording = wordingFor('en', { publishers: new Map([[publisher.id, publisher.name]]), speakers: builtInSpeakers });

function reportOf(period: string, changes: Partial<ReportFigures> = {}): ReportFigures {
  const row = reportFigures.find((one) => one.period === period);
  if (row === undefined) throw new Error(`no report of ${period}`);
  return { ...row, ...changes };
}

async function openDesk() {
  const ledger = await openLedger(':memory:');
  let clock = new Date('2026-11-30T00:00:00.000Z');
  await ledger.subscriptions.sync(
    [
      subscriptionTo('news', { wants: ['admissions', 'revisions', 'discrepancies', 'claims'] }),
      subscriptionTo('desk', { wants: ['health'] }),
    ],
    clock.toISOString(),
  );
  await ledger.compiled.sync(loadRecord(), clock.toISOString());
  const recorder = createRecorder({
    ledger,
    speakers: builtInSpeakers,
    read,
    readerVersions: {},
    withdrawnAfterMs: 0,
    now: () => clock,
    observe: () => {},
  });
  const findings = async () => (await ledger.lookups.findings({ limit: 1000 })).rows;
  /** Who gets a post of which finding. */
  const posts = async (): Promise<readonly string[]> => {
    const events = new Set((await findings()).map(({ event }) => event));
    const sent = await Promise.all([...events].map((event) => ledger.deliveries.ofEvent(event)));
    const kinds = new Map((await findings()).map(({ id, kind }) => [id, kind]));
    return sent.flat().map(({ subscription, findingId }) => `${subscription.channel} ${kinds.get(findingId)}`);
  };
  return {
    ledger,
    findings,
    posts,
    async publish(row: ReportFigures, at: { readonly firstContact?: boolean; readonly identity?: string } = {}) {
      clock = new Date(clock.getTime() + 3_600_000);
      const text = paragraphs(row).join('\n\n');
      const { identity = `url:${row.period}`, firstContact = false } = at;
      const document = {
        identity,
        url: `https://example.org/${row.period}`,
        title: 'CJTF-OIR Monthly Civilian Casualty Report (facsimile)',
        published: `${row.published}T12:00:00.000Z`,
        fetchedAt: clock.toISOString(),
        contentType: 'text/html',
        headers: {},
        bytes: new TextEncoder().encode(text),
        text,
      };
      for (const one of recorder.read(source, [document])) await recorder.document(source, one, firstContact);
    },
    async post(kind: Finding['kind']): Promise<string> {
      const finding = (await findings()).find((one) => one.kind === kind);
      if (finding === undefined) throw new Error(`no ${kind}`);
      return compose(await ledger.deliveries.event(finding.event), wording, finding.id).text;
    },
    async values() {
      const { rows } = await ledger.lookups.history({ measure: 'killed_total', publisher: 'cjtf-oir', limit: 100 });
      return rows.map(({ value, period, quote, compiled }) => ({
        period: period?.to,
        value,
        isQuoted: quote !== '' && compiled === undefined,
      }));
    },
  };
}

test('loading it makes no finding and no post', async () => {
  const desk = await openDesk();
  expect(await desk.findings()).toEqual([]);
  expect(await desk.posts()).toEqual([]);
  expect((await desk.ledger.lookups.totals({ measure: 'killed_total', publisher: 'cjtf-oir' }))[0]).toMatchObject({
    value: 1417,
    quote: '',
    compiled: { known: ['report-text'], isReconstructed: false },
  });
});

test('the first report after first contact is compared with the compiled one before it, and says so', async () => {
  const desk = await openDesk();
  await desk.publish(reportOf('2019-04'));
  expect(await desk.posts()).toEqual(['news total-raised']);
  const post = await desk.post('total-raised');
  expect(post).toContain('Coalition now admits at least 1,302 civilians killed (+11)');
  expect(post).toContain('Previous: at least 1,291 civilians killed (compiled record, to end of March 2019).');
  expect(post).toContain('Does not add up: 1,291 (compiled record) + 5 = 1,296, the report says 1,302; 6 unexplained.');
  expect(post).toContain(
    'CJTF-OIR report for March 2019: from the compiled record; Ackwatch has not read the report itself',
  );
});

test('what a report carries over is compared with what the compiled one before it left open', async () => {
  const desk = await openDesk();
  await desk.publish(reportOf('2018-07'));
  const sums = (await desk.findings()).flatMap((finding) => ('sum' in finding ? [finding.sum] : []));
  expect(sums).toContainEqual(
    expect.objectContaining({ rule: 'carried-over', verdict: 'does-not-add-up', expected: 234, gap: -2 }),
  );
});

test('a report that is missing in the record too leaves the sum unchecked', async () => {
  const desk = await openDesk();
  await desk.publish(reportOf('2018-11'));
  const post = await desk.post('total-raised');
  expect(post).toContain('Previous: at least 1,114 civilians killed (compiled record, to end of September 2018).');
  expect(post).toContain('Cannot be checked: no report for October 2018 is stored.');
});

test('a value that no report states is shown as such and proves nothing', async () => {
  const desk = await openDesk();
  await desk.publish(reportOf('2019-02', { killed_new: 3 }));
  const post = await desk.post('total-unchanged');
  expect(post).toContain(
    'Previous: at least 1,257 civilians killed (compiled record, reconstructed, to end of January 2019).',
  );
  expect(post).toContain('no report states this value: it was worked out from others');
  expect(post).not.toContain('Does not add up');
});

test('an old report is not late because of the record', async () => {
  const desk = await openDesk();
  await desk.publish(reportOf('2017-01'));
  expect((await desk.findings()).map(({ kind }) => kind)).toEqual(['total-raised']);
});

test('what is read takes the place of its row, with its quote', async () => {
  const desk = await openDesk();
  const rowOf = async (period: string) => (await desk.values()).filter((row) => row.period === period);
  expect(await rowOf('2019-04')).toEqual([{ period: '2019-04', value: 1302, isQuoted: false }]);
  await desk.publish(reportOf('2019-04'), { firstContact: true });
  expect(await rowOf('2019-04')).toEqual([{ period: '2019-04', value: 1302, isQuoted: true }]);
  expect(await rowOf('2019-03')).toEqual([{ period: '2019-03', value: 1291, isQuoted: false }]);
  expect(await desk.posts()).toEqual([]);
});

test.each([true, false])(
  'a page that differs from its row is a finding for the desk alone (first contact: %s)',
  async (firstContact) => {
    const desk = await openDesk();
    await desk.publish(reportOf('2019-03', { killed_total: 1292 }), { firstContact });
    const found = await desk.findings();
    expect(found.filter(({ kind }) => kind === 'restated')).toEqual([]);
    expect(found.find(({ kind }) => kind === 'record-differs')).toMatchObject({
      now: { value: 1292 },
      held: { value: 1291, compiled: { known: ['press'] } },
    });
    expect((await desk.posts()).filter((post) => post.startsWith('desk'))).toEqual(['desk record-differs']);
    expect((await desk.posts()).filter((post) => post.startsWith('news'))).toEqual(
      firstContact ? [] : ['news total-raised'],
    );
    expect(await desk.post('record-differs')).toContain(
      'The report states at least 1,292 civilians killed. The compiled record holds at least 1,291 civilians killed.',
    );
    expect((await desk.values()).filter(({ period }) => period === '2019-03')).toEqual([
      { period: '2019-03', value: 1292, isQuoted: true },
    ]);
  },
);

test('the desk is told once of a difference, and an edit of the page is a restatement as ever', async () => {
  const desk = await openDesk();
  await desk.publish(reportOf('2019-03', { killed_total: 1292 }), { firstContact: true });
  await desk.publish(reportOf('2019-03', { killed_total: 1293 }));
  const kinds = (await desk.findings()).map(({ kind }) => kind);
  expect(kinds.filter((kind) => kind === 'record-differs')).toHaveLength(1);
  expect(kinds.filter((kind) => kind === 'restated')).toHaveLength(1);
});

test('every report of the record, read in its order, differs from no row of it', async () => {
  const desk = await openDesk();
  for (const row of reportFigures) await desk.publish(row);
  const found = await desk.findings();
  expect(found.filter(({ kind }) => kind === 'record-differs' || kind === 'late-report')).toEqual([]);
  expect((await desk.values()).filter(({ isQuoted }) => !isQuoted)).toEqual([]);
});
