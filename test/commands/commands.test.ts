import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Message } from '../../src/chat/message.ts';
import { reportFigures } from '../../src/cli/demo/archive/figures.ts';
import { paragraphs } from '../../src/cli/demo/archive/wording.ts';
import { type CommandContext, CommandError } from '../../src/commands/command.ts';
import { deliveries, recordResolution } from '../../src/commands/lookups/deliveries.ts';
import { findings } from '../../src/commands/lookups/findings.ts';
import { history } from '../../src/commands/lookups/history.ts';
import { incidents } from '../../src/commands/lookups/incidents.ts';
import { sources } from '../../src/commands/lookups/sources.ts';
import { totals } from '../../src/commands/lookups/totals.ts';
import { en } from '../../src/compose/language/en.ts';
import { unpolled } from '../../src/domain/source-state.ts';
import { builtInSpeakers } from '../../src/domain/speakers.ts';
import { type OpenedLedger, openLedger } from '../../src/ledger/open.ts';
import { read } from '../../src/read/index.ts';
import { createRecorder } from '../../src/watch/recorder.ts';
import { subscriptionTo } from '../ledger/fixtures.ts';
import { claim, failed, markUncertain } from '../ledger/outbox.ts';

const at = new Date('2021-10-01T00:00:00.000Z');
const publisher = { id: 'cjtf-oir', name: 'CJTF-OIR', role: 'acknowledging' } as const;
const amnesty = { id: 'amnesty', name: 'Amnesty International', role: 'documenting' } as const;
const list = [
  'Credible Reports — In each of the incidents listed below the investigation found that the strike was lawful.',
  '1. June 6, 2017, near Raqqah, Syria, via Airwars report. Regrettably, two civilians were unintentionally killed. 2682/CS1908 37SFU7945513515',
  '2. July 3, 2017, near Mosul, Iraq, via social media report. Unfortunately, one civilian was unintentionally killed and three others were injured.',
  'Non-Credible Reports — After review the following reports were assessed as non-credible.',
  '3. August 4, 2017, near Raqqah, Syria, via Airwars report. There is insufficient evidence to find that civilians were harmed in this strike.',
].join('\n');

let ledger: OpenedLedger;
let context: CommandContext;

beforeAll(async () => {
  ledger = await openLedger(':memory:');
  const names = new Map([publisher, amnesty].map(({ id, name }) => [id, name]));
  context = {
    lookups: ledger.lookups,
    wording: { language: en, names: { publishers: names, speakers: builtInSpeakers } },
  };
  await ledger.subscriptions.sync([subscriptionTo('stdout')], at.toISOString());
  const recorder = createRecorder({
    ledger,
    speakers: builtInSpeakers,
    read,
    readerVersions: {},
    withdrawnAfterMs: 0,
    now: () => at,
    observe: () => {},
  });
  const keep = async (
    origin: Parameters<typeof recorder.document>[0],
    identity: string,
    text: string,
    published: string,
  ) => {
    const document = {
      identity,
      url: `https://example.org/${identity}`,
      title: 'Report (facsimile)',
      published: `${published}T12:00:00.000Z`,
      fetchedAt: at.toISOString(),
      contentType: 'text/html',
      headers: {},
      bytes: new TextEncoder().encode(text),
      text,
    };
    for (const one of recorder.read(origin, [document])) await recorder.document(origin, one, false);
  };
  for (const row of reportFigures.slice(-6))
    await keep(
      { id: 'coalition', publisher },
      row.period,
      [...paragraphs(row), row.period === '2021-07' ? list : ''].join('\n\n'),
      row.published,
    );
  await keep(
    { id: 'amnesty', publisher: amnesty },
    'raqqa',
    'An investigation by Amnesty International in partnership with Airwars found that more than 1,600 civilians were killed by Coalition strikes in Raqqa between June and October 2017.',
    '2019-04-25',
  );
  await keep(
    { id: 'amnesty', publisher: amnesty },
    'war',
    'Amnesty International has documented that at least 7,900 civilians have been killed by Coalition strikes in Iraq and Syria since the start of the war.',
    '2021-05-25',
  );
  await ledger.polling.setSource('coalition', {
    ...unpolled,
    lastSuccessAt: at.toISOString(),
    failures: 2,
    lastError: { kind: 'blocked', message: '403' },
  });
});
afterAll(() => ledger.close());

const tableOf = (message: Message) => {
  const table = message.blocks.find((block) => block.type === 'table');
  if (table?.type !== 'table') throw new Error('The answer holds no table');
  return table;
};

describe('totals', () => {
  it('gives figure, qualifier, window, date, source and what is in dispute', async () => {
    const { text } = (await totals({}, context)).message;
    expect(text).toContain('at least 1,417 civilians killed');
    expect(text).toContain('August 2014 - end of July 2021');
    expect(text).toContain('20 September 2021');
    expect(text).toContain('https://example.org/2021-07');
    expect(text).toContain('does not add up');
    expect(text).toContain('at least 7,900 civilians killed');
    expect(text).toContain('cannot be subtracted');
    expect(text.indexOf('1,417')).toBeLessThan(text.indexOf('7,900'));
    expect(text, 'the toll of one campaign').not.toContain('1,600');
  });

  it('narrows to a publisher and a measure', async () => {
    const { text } = (await totals({ publisher: 'cjtf-oir', measure: 'allegations_open' }, context)).message;
    expect(text).toContain('105 open cases');
    expect(text).toContain('1 sum of this report does not add up.');
    const strikes = await totals({ measure: 'strikes_total' }, context);
    expect(strikes.message.text, 'a dispute of the open cases alone').not.toContain('does not add up');
    expect(text).not.toContain('7,900');
    const { text: ofEvents } = (await totals({ measure: 'killed_event' }, context)).message;
    expect(ofEvents).toContain('The toll of one event is no total.');
    expect(ofEvents).not.toContain('1,600');
  });

  it('says what to type instead of an unknown measure', async () => {
    await expect(totals({ measure: 'deaths' }, context)).rejects.toThrow(CommandError);
    await expect(totals({ measure: 'deaths' }, context)).rejects.toThrow(/killed_total/);
  });

  it('says so where nothing is stored', async () => {
    expect((await totals({ publisher: 'nobody' }, context)).message.text).toContain('No total stored for that filter');
  });
});

describe('history', () => {
  it('lists every value, newest first, with the change and both clocks', async () => {
    const { rows } = tableOf((await history({}, context)).message);
    expect(rows[0]).toEqual([
      ...['July 2021', 'at least 1,417', '+7', 'Coalition', '20 September 2021', '1 October 2021'],
      expect.stringMatching(/^[0-9a-f]{10}$/),
    ]);
    expect(rows).toHaveLength(7);
  });

  it('continues where a page ended', async () => {
    const first = await history({ limit: 4 }, context);
    expect(first.message.text).toContain('--after');
    const second = await history({ limit: 4, after: first.next ?? '' }, context);
    expect(tableOf(second.message).rows.map(([period]) => period)).toEqual([
      'February 2020',
      'December 2019',
      'November 2019',
    ]);
    expect(second.next).toBeNull();
  });
});

describe('incidents', () => {
  it('finds by the beginning of a place, with outcome and references', async () => {
    const { rows } = tableOf((await incidents({ place: 'raq' }, context)).message);
    expect(rows.map((row) => row.at(-3))).toEqual(['non-credible', 'credible']);
    expect(rows[1]).toEqual(expect.arrayContaining(['6 June 2017', 'Raqqah, Syria', '2', 'Airwars', '2682 / CS1908']));
  });

  it('narrows by outcome and date', async () => {
    const { rows } = tableOf((await incidents({ outcome: 'credible', since: '2017-07' }, context)).message);
    expect(rows.map(([date]) => date)).toEqual(['3 July 2017']);
  });

  it('says what to type instead of a date or an outcome that is none', async () => {
    await expect(incidents({ since: '2017-02-30' }, context)).rejects.toThrow(/YYYY-MM-DD/);
    await expect(incidents({ since: 'yesterday' }, context)).rejects.toThrow(CommandError);
    await expect(incidents({ outcome: 'maybe' }, context)).rejects.toThrow(/non_credible/);
  });
});

describe('findings', () => {
  it('lists what changed, and by kind', async () => {
    const all = tableOf((await findings({}, context)).message).rows.map(([, kind]) => kind);
    expect(all).toContain('a total was raised');
    expect(all).not.toContain('on record since the first poll');
    const sums = tableOf((await findings({ kind: 'does-not-add-up' }, context)).message).rows;
    expect(sums.map(([, , what]) => what).join('\n')).toContain('106 carried + 0 received - 2 completed = 104');
  });

  it('says which kinds there are', async () => {
    await expect(findings({ kind: 'rise' }, context)).rejects.toThrow(/total-raised/);
  });
});

describe('sources', () => {
  it('says how each answers', async () => {
    const { rows } = tableOf((await sources(context)).message);
    expect(rows).toContainEqual(['coalition', '2 polls failed', '1 October 2021, 00:00 UTC', '6', 'blocked: 403']);
  });
});

describe('deliveries', () => {
  it('lists an uncertain post, and resolves it by what a person saw', async () => {
    expect((await deliveries(ledger.deliveries, context)).message.text).toContain('Every post is sent');
    const [first, ...others] = await claim(ledger, 'w', at.toISOString(), '2021-10-02T00:00:00.000Z', 10);
    expect(others).toEqual([]);
    const id = first?.id ?? '';
    await markUncertain(ledger, id, failed('unknown', 'no answer'));
    const { rows } = tableOf((await deliveries(ledger.deliveries, context)).message);
    expect(rows).toEqual([[id.slice(0, 10), 'not known', 'terminal stdout', expect.any(String), 'unknown: no answer']]);
    const subscription = first?.subscription.id ?? '';
    await ledger.subscriptions.pause(subscription, { cause: 'not-found', detail: 'no such channel' });
    const listed = tableOf((await deliveries(ledger.deliveries, context)).message);
    expect(listed.columns.map(({ title }) => title)).toEqual(['Id', 'State', 'Where', 'Found', 'Why']);
    expect(listed.rows[1], 'since when it is paused is not known').toEqual([
      '',
      'subscription paused',
      'terminal stdout',
      '',
      'not-found: no such channel',
    ]);
    await ledger.subscriptions.resume(subscription);
    await recordResolution(id.slice(0, 10), 'again', at, ledger.deliveries, context);
    expect((await ledger.deliveries.delivery(id))?.state).toBe('pending');
    await expect(recordResolution(id, 'arrived', at, ledger.deliveries, context)).rejects.toThrow(CommandError);
    await markUncertain(ledger, id, failed('unknown', 'no answer'));
    await recordResolution(id, 'arrived', at, ledger.deliveries, context);
    expect((await ledger.deliveries.delivery(id))?.state).toBe('sent');
    await expect(recordResolution('ffffffff', 'again', at, ledger.deliveries, context)).rejects.toThrow(/Take the id/);
  });
});
