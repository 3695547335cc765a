import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Message } from '../../src/chat/message.ts';
import { reportFigures } from '../../src/cli/demo/archive/figures.ts';
import { documentIdOf } from '../../src/ledger/history/hashes.ts';
import { read } from '../../src/read/index.ts';
import { amnesty, asker, coalition, type Desk, now, openEmptyDesk, raqqa, reportText, talkOn } from './record.ts';

/** What a day brought, in the order in which it was recorded. */
interface Step {
  readonly day: string;
  run(desk: Desk): Promise<void>;
}

const hrw = { id: 'hrw', name: 'Human Rights Watch', role: 'documenting' } as const;
const row = (period: string) => {
  const found = reportFigures.find((one) => one.period === period);
  if (found === undefined) throw new Error(`No report of ${period}`);
  return found;
};
const kept = (day: string, ...given: [Parameters<Desk['keep']>[0], string, string]): Step => ({
  day,
  run: (desk) => desk.keep(...given, day),
});
const edited = (period: string, from: string, to: string) => reportText(row(period)).replaceAll(from, to);
const total = (period: string) => String(row(period).killed_total);
const strike = (killed: string) =>
  `Human Rights Watch found that an airstrike on 12 March 2018 near Hajin, Syria, killed ${killed} civilians.`;

/** A later reader reads another total in the page of April 2019, and one that the first did not read. */
const reread: Step = {
  day: '2019-06-20',
  run: ({ ledger }) =>
    ledger.transaction(async (transaction) => {
      const snapshotId = `${documentIdOf('cjtf-oir', '2019-04')}.1`;
      const context = { publisher: 'cjtf-oir', title: null, url: '', published: '2019-05-31' };
      const found = read(edited('2019-04', '1,302', '1,303'), context);
      const readings = found.readings.flatMap((one) =>
        one.measure === 'killed_total' ? [one, { ...one, measure: 'injured_total' as const, value: 77 }] : [one],
      );
      const later = { ...found, readings, readerVersion: 999 };
      await transaction.addReaderRun({ snapshotId, read: later, at: '2019-06-20T13:00:00.000Z' });
    }),
};

/** The report of a month that was missing, with which the total of the next one does not add up. */
const late = { ...row('2018-11'), period: '2018-10', killed_total: 1120, killed_new: 6 };

/** The archive as it was published, with pages that are edited, restated, withdrawn and put back, and tolls of one event. */
const anyOrder: readonly Step[] = [
  ...reportFigures.map((one) => kept(one.published, coalition, one.period, reportText(one))),
  kept('2018-04-03', hrw, 'hajin', strike('12')),
  kept('2018-05-07', hrw, 'hajin', strike('14')),
  kept('2019-04-25', amnesty, 'raqqa', raqqa),
  // Edited, then back to what it said.
  kept('2018-01-20', coalition, '2017-11', edited('2017-11', total('2017-11'), '826')),
  kept('2018-03-10', coalition, '2017-11', reportText(row('2017-11'))),
  // Another document states another total for the same month.
  kept('2018-09-20', coalition, '2018-06-corrected', edited('2018-06', '1,059', '1,061')),
  { day: '2019-01-11', run: (desk) => desk.withdraw(coalition, '2018-11', ['2019-01-10', '2019-01-11']) },
  kept('2019-01-20', coalition, '2018-11', reportText(row('2018-11'))),
  { day: '2020-05-02', run: (desk) => desk.withdraw(coalition, '2020-02', ['2020-05-01', '2020-05-02']) },
  kept('2019-01-25', coalition, '2018-10', reportText(late)),
  reread,
];

const steps = anyOrder.toSorted((one, other) => (one.day < other.day ? -1 : one.day > other.day ? 1 : 0));

const questions = [
  'totals',
  'totals killed_total',
  'totals --publisher amnesty',
  'history',
  'history injured_total',
  'history killed_event',
  'history allegations_open --publisher cjtf-oir',
];

const dayMs = 86_400_000;
const first = Date.parse('2016-12-20T00:00:00Z');
/** Before the last report, so that something comes after each. */
const length = (Date.parse('2021-09-01T00:00:00Z') - first) / dayMs;
const asked = fc
  .sample(fc.noBias(fc.nat(length)), 20)
  .map((index) => new Date(first + index * dayMs).toISOString().slice(0, 10))
  .toSorted();

/** Without the headline and the lines that only a past day has, and with pages of today. */
function figuresOf({ blocks }: Message): unknown {
  const shown = blocks.filter((block) => {
    if (block.type === 'context') return !block.spans[0]?.text.startsWith('As of ');
    return (
      block.type !== 'line' || !/^(?:Not stored yet|No (?:figure|total)|Ackwatch had)/.test(block.spans[0]?.text ?? '')
    );
  });
  return JSON.parse(JSON.stringify(shown).replaceAll(/ --as-of [\d-]+/g, ''));
}

let desk: Desk;
const grown = new Map<string, unknown>();

beforeAll(async () => {
  const partial = await openEmptyDesk();
  let done = 0;
  for (const day of asked) {
    for (; done < steps.length && (steps[done]?.day ?? '') <= day; done += 1) await steps[done]?.run(partial);
    const talk = talkOn(partial.ledger);
    for (const question of questions)
      grown.set(`${day} ${question}`, figuresOf((await talk.ask(question, asker())).message));
  }
  await partial.ledger.close();
  desk = await openEmptyDesk();
  for (const step of steps) await step.run(desk);
});
afterAll(() => desk.ledger.close());

const ask = async (line: string) => (await talkOn(desk.ledger).ask(line, asker())).message;

describe('an answer as of a day', () => {
  test.each(asked)('is on %s that of a ledger which was fed until then', async (day) => {
    for (const question of questions) {
      const then = await ask(`${question} --as-of ${day}`);
      expect(figuresOf(then), question).toEqual(grown.get(`${day} ${question}`));
    }
  });

  test('differs from that of today wherever something came later', async () => {
    const today = figuresOf(await ask('totals'));
    const differing = [...grown].filter(([key]) => key.endsWith(' totals')).map(([, figures]) => figures);
    for (const figures of differing) expect(figures).not.toEqual(today);
    expect(new Set(differing.map((figures) => JSON.stringify(figures))).size).toBeGreaterThan(10);
  });

  test('has a page that was withdrawn later, and not one that was withdrawn by then', async () => {
    const values = async (day: string) => (await ask(`totals killed_total --as-of ${day}`)).text;
    expect(await values('2019-01-10')).toContain('1,139');
    expect(await values('2019-01-11')).not.toContain('1,139');
    expect(await values('2019-01-20')).toContain('1,139');
  });

  test('has what was read then, though a later reader reads the page otherwise', async () => {
    const before = (await ask('totals killed_total --as-of 2019-06-19')).text;
    expect(before).toContain('1,302');
    expect(before).not.toContain('1,303');
    expect((await ask('totals killed_total --as-of 2019-06-20')).text).toContain('1,303');
    expect((await ask('history --as-of 2019-06-19')).text).not.toContain('1,303');
    expect((await ask('totals injured_total --as-of 2019-06-19')).text).not.toContain('77');
    expect((await ask('totals injured_total --as-of 2019-06-20')).text).toContain('77');
  });

  test('names a sum that fails from the day on which that was found', async () => {
    const fails = async (day: string) => /does not add up/.test((await ask(`totals killed_total --as-of ${day}`)).text);
    expect([await fails('2019-01-24'), await fails('2019-01-25')]).toEqual([false, true]);
  });

  test('calls an edited value current until the edit was seen', async () => {
    const before = (await ask('history --as-of 2018-03-09')).text;
    expect(before).toContain('826;');
    expect((await ask('history --as-of 2018-03-10')).text).toMatch(/826 \(no longer stated\)/);
  });

  test('says the day, its zone and that a report counts from when it was fetched', async () => {
    const { headline, text } = await ask('totals --as-of 2019-05-31');
    expect(headline[0]?.text).toBe('Totals as known on 31 May 2019');
    expect(text).toContain('As of 31 May 2019, the end of the day (UTC): what Ackwatch had recorded by then.');
    expect(text).toContain('not from its publication');
  });

  test('names those of whom nothing was stored yet', async () => {
    const { text } = await ask('totals --as-of 2019-04-24');
    expect(text).toContain('Not stored yet then: Amnesty International (first fetched on 25 April 2019).');
    expect((await ask('totals --as-of 2019-04-25')).text).not.toContain('Not stored yet then');
  });

  test('says that nothing was stored before the first poll, and that this says nothing of the time', async () => {
    const { text } = await ask('totals --as-of 2015-01-01');
    expect(text).toContain('No total was stored for that filter by then.');
    expect(text).toContain('Ackwatch had stored nothing of this by then.');
    expect(text).toContain('CJTF-OIR (first fetched on');
    expect((await ask('history --publisher amnesty --as-of 2018-01-01')).text).toContain(
      'first fetched on 25 April 2019',
    );
  });

  test('keeps its day while pages are turned', async () => {
    const reply = await talkOn(desk.ledger).ask('history --as-of 2019-05-31', asker());
    const buttons = reply.message.blocks.flatMap((block) => (block.type === 'actions' ? block.buttons : []));
    expect(buttons[0]?.command).toMatch(/^history --as-of 2019-05-31 --after /);
    expect(reply.share?.command).toBe('history --as-of 2019-05-31');
  });

  test('may be of today, which is not over', async () => {
    const today = now.toISOString().slice(0, 10);
    expect((await ask(`totals --as-of ${today}`)).text).toContain('a day that is not over (UTC)');
  });
});

test.each(['2019-02-30', '2019-05', '31.5.2019', 'yesterday', '2021-09-24', '2019-13-01'])(
  '%s is answered with how a day is written',
  async (given) => {
    const { text } = await ask(`history --as-of ${given}`);
    expect(text).toContain(
      `"${given}" is no day to look back to. Write it as YYYY-MM-DD, no later than today (23 September 2021, UTC)`,
    );
  },
);
