import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderText } from '../../adapters/terminal/render.ts';
import { commandNames, grammar } from '../../src/chat/commands.ts';
import type { Asker, Conversation, Reply } from '../../src/chat/conversation.ts';
import { usageOf } from '../../src/commands/help.ts';
import { wordingFor } from '../../src/compose/language/index.ts';
import { subscriptionTo } from '../ledger/fixtures.ts';
import { amnesty, asker, type Desk, names, now, openDesk, pressed, tableOf, talkOn } from './record.ts';

let desk: Desk;
let talk: Conversation;
const ask = (line: string, who: Partial<Asker> = {}): Promise<Reply> => talk.ask(line, asker(who));
const textOf = async (line: string, who: Partial<Asker> = {}) => (await ask(line, who)).message.text;

beforeAll(async () => {
  desk = await openDesk([subscriptionTo('C0OPS', { destination: 'slack', space: 'T1' })]);
  talk = talkOn(desk.ledger);
});
afterAll(() => desk.ledger.close());

describe('a lookup', () => {
  it('is answered by its name, and the empty line by the totals', async () => {
    expect(await textOf('')).toBe(await textOf('totals'));
    expect(await textOf('/ackwatch TOTALS')).toBe(await textOf('totals'));
    expect(await textOf('')).toContain('at least 1,417 civilians killed');
    expect(await textOf('totals allegations open')).toContain('105 open cases');
    expect(await textOf('totals open cases'), 'as it is suggested').toBe(await textOf('totals allegations_open'));
    expect(await textOf('why "civilians killed, all admitted so far"')).toBe(await textOf('why killed_total'));
    expect(await textOf('totals —publisher amnesty'), 'the toll of a campaign is no total').toContain(
      'No total stored',
    );
    expect(await textOf('totals --publisher "Amnesty International"')).not.toContain('1,417');
  });

  it('may be shown to everybody, as the same question', async () => {
    const { share } = await ask('  Incidents Raqqah —since 2017 --outcome credible');
    expect(share).toEqual({
      label: 'Post to channel',
      command: 'incidents Raqqah --since 2017 --outcome credible',
      effect: 'act',
    });
    const everyone = await ask('totals', { audience: 'everyone' });
    expect(everyone.share?.label).toBe('Show everyone');
    expect((await ask(share?.command ?? '')).message).toEqual(
      (await ask('incidents Raqqah --since 2017 --outcome credible')).message,
    );
  });

  it('alone may be shown to everybody', async () => {
    const lines = [
      'help',
      'subscriptions',
      'nonsense',
      'why',
      'history --after x',
      'subscribe health',
      'digest off',
      'unsubscribe',
      'deliveries',
    ];
    const shares = [];
    for (const line of lines) shares.push((await ask(line, { channel: 'C-share' })).share);
    expect(shares).toEqual(lines.map(() => null));
    expect((await ask('deliveries', { channel: 'C0OPS' })).share).toBeNull();
    expect((await ask('digest')).share?.command).toBe('digest');
  });

  it('is turned by buttons, forth to the last page and back to the first', async () => {
    const seen: string[] = [];
    let reply = await ask('history killed_total');
    const first = reply.message;
    expect(pressed(reply, 'Back to the newest')).toBeUndefined();
    for (let page = 0; page < 20; page += 1) {
      seen.push(...tableOf(reply.message).rows.map(([period = '']) => period));
      expect(reply.message.text, 'how to go on is not said in words too').not.toContain('--after');
      const further = pressed(reply, 'Earlier');
      if (further === undefined) break;
      expect(further.length).toBeLessThan(2000);
      reply = await ask(further);
    }
    const { rows } = await desk.ledger.lookups.history({ measure: 'killed_total', limit: 1000 });
    expect(seen).toHaveLength(rows.length);
    expect(new Set(seen).size, 'no value stands on two pages').toBe(seen.length);
    const back = await ask(pressed(reply, 'Back to the newest') ?? '');
    expect(back.message).toEqual(first);
  });

  it('says at the end of a page what the last value is measured by', async () => {
    const { rows } = tableOf((await ask('history')).message);
    expect(rows.at(-1)?.[2]).toMatch(/^[+-]\d/);
  });

  it('finds pages of incidents and keeps what was asked for', async () => {
    const reply = await ask('incidents Raqqah --country Syria');
    expect(tableOf(reply.message).rows).toHaveLength(10);
    const next = await ask(pressed(reply, 'Earlier') ?? '');
    expect(next.share?.command).toContain('--country Syria');
    expect(next.share?.command).toContain('--after');
    expect(pressed(next, 'Back to the newest')).toBe('incidents Raqqah --country Syria');
  });

  it('says what to type instead of what it cannot take', async () => {
    expect(await textOf('history deaths')).toContain('killed_total');
    expect(await textOf('totals killed_totals')).toContain('Did you mean `killed_total`?');
    expect(await textOf('incidents --outcome credibel')).toContain('Did you mean `credible`?');
    expect(await textOf('incidents --since yesterday')).toContain('YYYY-MM-DD');
    expect(await textOf('findings --kind rise')).toContain('total-raised');
    expect(await textOf('totals --publisher nobody')).toContain('cjtf-oir, amnesty');
    expect(await textOf('totals --publisher amnesy')).toContain('Did you mean `amnesty`?');
    expect(await textOf('totals --publisher amnesty,cjtf-oir')).toContain('one value');
    expect(await textOf('history --after made-up')).toContain('Ask again without `--after`');
    expect(await textOf('killed_total')).toContain('`why killed_total`');
    expect(await textOf('why zzz')).toContain('`findings`');
    expect(await textOf('history --publsher x')).toContain(
      'Write: `history [measure] [--publisher <id>] [--as-of YYYY-MM-DD]`',
    );
    expect(await textOf('subscribe --colour red')).toContain('`help subscribe`');
  });

  it('never fails for what was typed', async () => {
    const word = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 30 }),
      fc.constantFrom(
        ...commandNames,
        ...Object.values(grammar).flatMap(({ options }) => Object.keys(options).map((name) => `--${name}`)),
      ),
      fc.constantFrom(
        'killed_total',
        'cjtf-oir',
        'Syria',
        '22:00-07:00',
        'daily',
        '0',
        '-1',
        '"',
        '—',
        'WyJhIiwiYiJd',
        'ffffff',
      ),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(word, { maxLength: 6 }), async (words) => {
        const { message, share } = await ask(words.join(' '), { channel: 'C-any' });
        expect(message.text).not.toBe('');
        expect(renderText(message, { width: 80, colour: false })).toContain('\n');
        if (share !== null) expect(share.command.length).toBeLessThan(2000);
      }),
      { numRuns: 300 },
    );
    const held = await desk.ledger.subscriptions.of({ destination: 'slack', channel: 'C-any' });
    if (held !== undefined) await desk.ledger.subscriptions.unsubscribe(held.id, now.toISOString());
  });
});

describe('latest', () => {
  it('is the post of the newest report, as it was composed', async () => {
    const { message } = await ask('latest');
    expect(message.kind).toBe('total-raised');
    expect(message.text).toContain('Coalition now admits at least 1,417 civilians killed (+7)');
    expect(message.text).toContain('Incidents new to the record');
    expect(pressed({ message, share: null }, 'Where does this come from?')).toMatch(/^why [0-9a-f]{10}$/);
  });

  it('is of one publisher where that is asked for', async () => {
    const text = await textOf('latest --publisher amnesty');
    expect(text).toContain('more than 1,600');
    expect(text).not.toContain('1,417');
  });

  it('is found for a report that was only recorded, and said to be missing where there is none', async () => {
    const fresh = await openDesk([], []);
    try {
      const { message } = await talkOn(fresh.ledger).ask('latest --publisher amnesty', asker());
      expect(message.text).toContain('1,600');
      expect((await talkOn(fresh.ledger).ask('latest --publisher cjtf-oir', asker())).message.text).toContain(
        'No report stored',
      );
    } finally {
      await fresh.ledger.close();
    }
  });

  it('is what the page says now where a report was edited', async () => {
    const own = await openDesk();
    try {
      await own.keep(
        amnesty,
        'raqqa',
        'An investigation by Amnesty International in partnership with Airwars found that more than 1,700 civilians were killed by Coalition strikes in Raqqa between June and October 2017.',
        '2021-09-22',
      );
      const { message } = await talkOn(own.ledger).ask('latest --publisher amnesty', asker());
      expect(message.text).toContain('1,700');
    } finally {
      await own.ledger.close();
    }
  });
});

describe('digest', () => {
  it('lays out what the last 7 days brought', async () => {
    const { message } = await ask('digest');
    expect(message.text).toContain('What was found in the last 7 days.');
    expect(message.text).toContain('Coalition now admits at least 1,417');
    expect(message.text, 'of earlier weeks nothing').not.toContain('unchanged: at least 1,410');
    expect(message.kind).toBeNull();
  });

  it('says so where nothing was found', async () => {
    const later = talkOn(desk.ledger, { now: () => new Date('2022-05-01T00:00:00.000Z') });
    expect((await later.ask('digest', asker())).message.text).toContain('Nothing was found in the last 7 days.');
  });
});

describe('help', () => {
  it('names every command, and each in full', async () => {
    const text = await textOf('help');
    for (const { name, what } of talk.commands) {
      expect(text).toContain(what);
      expect(await textOf(`help ${name}`)).toContain(`The command ${name}`);
    }
    expect(talk.commands.map(({ name }) => name)).toEqual(commandNames);
  });

  it('says in its sentences nothing that holds only where options are typed', async () => {
    for (const name of commandNames) {
      const [, after = ''] = (await textOf(`help ${name}`)).split('Write: ');
      const [, ...sentences] = (after.split('For example: ')[0] ?? '').split('\n');
      expect(sentences.join('\n'), name).not.toContain('--');
    }
  });

  it('gives examples that are understood', async () => {
    const quotedLines = [];
    for (const name of commandNames) {
      const [, examples = ''] = (await textOf(`help ${name}`)).split('For example: ');
      quotedLines.push(...[...examples.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? ''));
    }
    expect(quotedLines.length).toBeGreaterThan(15);
    for (const line of quotedLines.filter((one) => !/[0-9a-f]{10}/.test(one)))
      expect(await textOf(line, { channel: 'C-help' }), line).not.toContain('not understood');
    const held = await desk.ledger.subscriptions.of({ destination: 'slack', channel: 'C-help' });
    if (held !== undefined) await desk.ledger.subscriptions.unsubscribe(held.id, now.toISOString());
  });

  it('mentions no option that there is not, and every one that there is', async () => {
    for (const name of commandNames) {
      const usage = usageOf(name, wordingFor('en', names));
      const written = [...usage.matchAll(/--([a-z-]+)/g)].map((match) => match[1]);
      const rule = grammar[name];
      const there = Object.keys(rule.options).filter((option) => option !== 'after');
      expect(new Set(written), name).toEqual(
        new Set(name === 'incidents' ? there.filter((one) => one !== 'place') : there),
      );
    }
  });
});
