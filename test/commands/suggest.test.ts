import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Asker, Conversation, Suggestion } from '../../src/chat/conversation.ts';
import { bestMatches } from '../../src/commands/suggestions/matching.ts';
import type { Finding } from '../../src/domain/findings.ts';
import { subscriptionTo } from '../ledger/fixtures.ts';
import { claim, failed, markUncertain } from '../ledger/outbox.ts';
import { asker, type Desk, now, openDesk, talkOn } from './record.ts';

let desk: Desk;
let talk: Conversation;
beforeAll(async () => {
  desk = await openDesk([subscriptionTo('C0OPS', { destination: 'slack', space: 'T1', wants: ['all'] })]);
  talk = talkOn(desk.ledger);
});
afterAll(() => desk.ledger.close());

const found = (
  command: string,
  option: string,
  text = '',
  { given = {}, who = {} }: { given?: Readonly<Record<string, string>>; who?: Partial<Asker> } = {},
) => talk.suggest({ command, option, text, given }, asker(who));
const values = async (...typing: Parameters<typeof found>) => (await found(...typing)).map(({ value }) => value);

describe('what fits', () => {
  const of = (...labels: readonly string[]): readonly Suggestion[] => labels.map((label) => ({ label, value: label }));
  const fitting = (text: string, ...labels: readonly string[]) =>
    bestMatches(text, of(...labels)).map(({ value }) => value);

  it('begins with what was typed, then has such a word, then holds it', () => {
    expect(fitting('ra', 'Idlib', 'Al Raqqa', 'Mitras', 'Raqqa')).toEqual(['Raqqa', 'Al Raqqa', 'Mitras']);
  });

  it('is found without regard to case, accents, apostrophes and dashes', () => {
    expect(fitting('sana', "Şan'ā'")).toEqual(["Şan'ā'"]);
    expect(fitting('SANA', "Şan'ā'")).toEqual(["Şan'ā'"]);
    expect(fitting('turk', 'Türkiye')).toEqual(['Türkiye']);
    expect(fitting('killed total', 'killed_total')).toEqual(['killed_total']);
    expect(fitting('deir-ez', 'Deir ez Zor')).toEqual(['Deir ez Zor']);
  });

  it('is what is nearly written so, where nothing is', () => {
    expect(fitting('amnsty', 'Airwars', 'Amnesty International')).toEqual(['Amnesty International']);
    expect(fitting('internatoinal', 'Airwars', 'Amnesty International')).toEqual(['Amnesty International']);
    expect(fitting('deir es zur', 'Deir ez-Zor', 'Raqqa')).toEqual(['Deir ez-Zor']);
    expect(fitting('raqa', 'Raqqa')).toEqual(['Raqqa']);
    expect(fitting('weather', 'Airwars', 'Amnesty International')).toEqual([]);
    expect(fitting('!!!', 'Airwars')).toEqual([]);
  });

  it('is everything, in its order, where nothing is typed', () => {
    expect(fitting('', 'b', 'a', 'b')).toEqual(['b', 'a']);
    expect(fitting(' ', 'b', 'a')).toEqual(['b', 'a']);
  });

  it('is at most 25 values, whole, with labels that are cut between characters', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 10 }),
        fc.array(
          fc.record({ label: fc.string({ unit: 'binary', maxLength: 150 }), value: fc.string({ maxLength: 150 }) }),
          {
            maxLength: 60,
          },
        ),
        (text, known) => {
          const found = bestMatches(text, known);
          expect(found.length).toBeLessThanOrEqual(25);
          expect(new Set(found.map(({ value }) => value)).size).toBe(found.length);
          for (const { label, value } of found) {
            expect(label.length).toBeLessThanOrEqual(100);
            expect(label.trim()).not.toBe('');
            expect(label.isWellFormed()).toBe(true);
            expect(value.length).toBeGreaterThan(0);
            expect(value.length).toBeLessThanOrEqual(100);
            expect(known.map((one) => one.value)).toContain(value);
          }
        },
      ),
      { numRuns: 500 },
    );
    const hands = '\u{1f64f}'.repeat(60);
    expect(bestMatches('', [{ label: `x${hands}`, value: 'x' }])[0]?.label).toMatch(/^x\u{1f64f}{49}…$/u);
  });
});

describe('a suggestion', () => {
  it('of a measure says it in words', async () => {
    expect((await found('totals', 'measure'))[0]).toEqual({
      label: 'civilians killed, all admitted so far',
      value: 'killed_total',
    });
    expect(await values('history', 'measure', 'killed')).toEqual(['killed_total', 'killed_new', 'killed_event']);
    expect(await values('history', 'measure', 'open')).toEqual(['allegations_open', 'allegations_reopened']);
    expect(await values('history', 'measure', 'engagments')).toEqual(['engagements_total']);
  });

  it('of a publisher is found by its name and its id', async () => {
    expect(await found('latest', 'publisher', 'amn')).toEqual([
      { label: 'Amnesty International (amnesty)', value: 'amnesty' },
    ]);
    expect(await values('latest', 'publisher', 'oir')).toEqual(['cjtf-oir']);
    expect(await values('latest', 'publisher')).toEqual(['cjtf-oir', 'amnesty']);
  });

  it('goes on where several are named, and names none twice', async () => {
    expect(await values('subscribe', 'publisher')).toEqual(['cjtf-oir', 'amnesty', 'all']);
    expect(await found('subscribe', 'publisher', 'cjtf-oir, am')).toEqual([
      { label: 'cjtf-oir, Amnesty International (amnesty)', value: 'cjtf-oir,amnesty' },
    ]);
    expect(await values('subscribe', 'publisher', 'amnesty,')).toEqual(['amnesty,cjtf-oir']);
    expect(await values('subscribe', 'features', 'admissions rev')).toEqual(['admissions,revisions']);
    expect(await values('subscribe', 'country', 'Syria,ira')).toEqual([
      'Syria,Iraq',
      'Syria,Iran',
      'Syria,United Arab Emirates',
    ]);
  });

  it('goes on from the label of what was chosen before', async () => {
    expect(await values('subscribe', 'publisher', 'Amnesty International (amnesty), cj')).toEqual(['amnesty,cjtf-oir']);
    const [chosen] = await found('subscribe', 'features', 'adm');
    expect(await values('subscribe', 'features', `${chosen?.label}, cl`)).toEqual(['admissions,claims']);
  });

  it('of a country is first what the record names', async () => {
    expect((await values('incidents', 'country')).slice(0, 2)).toEqual(['Syria', 'Iraq']);
    expect(await values('incidents', 'country', 'som')).toEqual(['Somalia']);
    expect(await values('incidents', 'country', 'united')).not.toContain('United Nations');
    expect((await values('subscribe', 'country')).at(-1)).toBe('all');
  });

  it('of a place is one that the record names', async () => {
    expect(await values('incidents', 'place')).toEqual([expect.stringContaining('Raqqa')]);
    const [place = ''] = await values('incidents', 'place', 'raq');
    const { message } = await talk.ask(talk.lineOf('incidents', { place }), asker());
    expect(message.text).toContain('CS1922');
    expect(await values('incidents', 'place', 'nowhere')).toEqual([]);
  });

  it('of a finding says when and what, and its id is understood', async () => {
    const [newest] = await found('why', 'figure', '1,417');
    expect(newest?.label).toBe('20 September 2021: Coalition now admits at least 1,417 civilians killed (+7)');
    const { message } = await talk.ask(talk.lineOf('why', { figure: newest?.value ?? '' }), asker());
    expect(message.text).toContain('1,417');
    const offered = await values('why', 'figure');
    expect(offered).toContain('killed_total');
    expect(offered[0]).toMatch(/^[0-9a-f]{10}$/);
    const labels = (await found('why', 'figure')).slice(0, 3).map(({ label }) => label);
    expect(labels, 'not the 23 entries that came with it').toContainEqual(expect.stringContaining('1,417'));
    expect((await values('why', 'figure', '11 June'))[0], 'which are found by what they say').toMatch(/^[0-9a-f]{10}$/);
    expect((await values('why', 'figure', 'killed'))[0]).toBe('killed_total');
    const ofAmnesty = await found('why', 'figure', '', { given: { publisher: 'amnesty' } });
    expect(ofAmnesty.map(({ label }) => label).join('\n')).not.toContain('1,417');
    expect(await values('why', 'figure', '', { given: { publisher: 'nobody' } })).toEqual([]);
  });

  it('of a finding that is not among the newest is given for the beginning of its id', async () => {
    const overdue: Finding = {
      id: '0123456789'.padEnd(64, 'f'),
      event: 'overdue',
      publisher: 'cjtf-oir',
      source: 'cjtf-oir',
      documentId: null,
      snapshotId: null,
      period: null,
      foundAt: now.toISOString(),
      kind: 'overdue',
      expectedBy: '2021-09-01',
      basis: 'declared',
      lastPublished: null,
      lastSeen: null,
    };
    await desk.ledger.transaction((transaction) => transaction.addFindings([overdue]));
    expect(await values('why', 'figure', '012345')).toEqual(['0123456789']);
    expect(await values('why', 'figure', '01234')).toEqual([]);
  });

  it('of a time zone is first the one of the asker, and is found by any part of it', async () => {
    expect((await values('digest', 'zone', '', { who: { zone: 'Asia/Tokyo' } })).slice(0, 2)).toEqual([
      'Asia/Tokyo',
      'UTC',
    ]);
    expect(await values('digest', 'zone', 'new york')).toEqual(['America/New_York']);
    expect(await values('subscribe', 'zone', 'kyiv')).toEqual(['Europe/Kyiv']);
    expect((await values('subscribe', 'zone', 'bagdad'))[0]).toBe('Asia/Baghdad');
    expect(await values('subscribe', 'zone', 'europe')).toHaveLength(25);
  });

  it('of a time, of quiet hours, of a date and of a number is one that is taken', async () => {
    expect(await values('digest', 'at')).toHaveLength(24);
    expect(await values('digest', 'at', '8')).toEqual(['08:00', '18:00']);
    expect(await values('digest', 'at', '8:3')).toEqual(['08:30']);
    expect(await values('digest', 'at', '8:35')).toEqual(['08:35']);
    expect(await values('digest', 'at', 'noon')).toEqual([]);
    expect(await values('subscribe', 'quiet')).toContain('22:00-07:00');
    expect(await values('subscribe', 'quiet', '21')).toContain('21:00-07:00');
    expect(await values('subscribe', 'quiet', '21:30-6:15')).toEqual(['21:30-06:15']);
    expect(await values('subscribe', 'quiet', 'of')).toEqual(['off']);
    expect((await values('incidents', 'since'))[0]).toBe('2021');
    expect(await values('incidents', 'since', '2017-0')).toContain('2017-06');
    expect(await values('incidents', 'since', 'june 2017')).toEqual(['2017-06']);
    expect(await found('incidents', 'since', '2017-06-0')).toEqual([]);
    expect(await values('incidents', 'since', '2017-06-05')).toEqual(['2017-06-05']);
    expect(await values('subscribe', 'min-killed', '7')).toEqual(['7']);
    expect(await values('subscribe', 'min-killed', 'many')).toEqual([]);
  });

  it('of what to take away is what the channel gets', async () => {
    expect(await values('unsubscribe', 'features', '', { who: { channel: 'C0OPS' } })).toEqual([
      'admissions',
      'revisions',
      'discrepancies',
      'claims',
      'denials',
      'assessments',
      'health',
    ]);
    await talk.ask('subscribe claims', asker({ channel: 'C-less' }));
    expect(await values('unsubscribe', 'features', '', { who: { channel: 'C-less' } })).toEqual(['claims']);
  });

  it('of a command, an outcome, a kind, a day and a rhythm is one of all there are', async () => {
    expect(await values('help', 'command', 'sub')).toEqual(['subscribe', 'subscriptions', 'unsubscribe']);
    expect(await values('incidents', 'outcome', 'as credible')).toEqual(['credible']);
    expect((await values('findings', 'kind', 'lowered'))[0]).toBe('total-lowered');
    expect(await values('digest', 'on', 'th')).toEqual(['thursday']);
    expect(await values('digest', 'rhythm', 'week')).toEqual(['weekly']);
  });

  it('is none for what there is not', async () => {
    expect(await found('weather', 'place')).toEqual([]);
    expect(await found('totals', 'colour')).toEqual([]);
    expect(await found('subscribe', 'condensed')).toEqual([]);
    expect(await found('__proto__', 'constructor')).toEqual([]);
  });

  it('is one that its command takes, for every field', async () => {
    for (const { name, options } of talk.commands)
      for (const option of options.filter(
        ({ kind, suggests, choices }) => kind !== 'flag' && (suggests || choices.length > 0),
      )) {
        for (const { value } of (await found(name, option.name)).slice(0, 4)) {
          const needed = {
            // A time and a day are those of a digest.
            ...(['on', 'at'].includes(option.name) ? { digest: 'weekly', rhythm: 'weekly' } : {}),
            ...(name === 'why' ? { figure: 'killed_total' } : {}),
            ...(name === 'follow' ? { event: 'Raqqa' } : {}),
            ...(name === 'deliveries' ? { arrived: true as const } : {}),
          };
          const line = talk.lineOf(name, { ...needed, [option.name]: value });
          if (name !== 'subscribe') await talk.ask('subscribe admissions claims', asker({ channel: 'C-each' }));
          const { message } = await talk.ask(line, asker({ channel: 'C-each' }));
          expect(message.text, line).not.toContain('not understood');
        }
      }
  });

  it('never fails for what was typed', async () => {
    const fields = talk.commands.flatMap(({ name, options }) => options.map((option) => [name, option.name] as const));
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...fields),
        fc.oneof(
          fc.string({ unit: 'binary', maxLength: 120 }),
          fc.constantFrom('a,b,', ',', ':', '-', '8:', '--', 'ffffff'),
        ),
        async ([command, option], text) => {
          for (const { label, value } of await found(command, option, text)) {
            expect(label.length).toBeLessThanOrEqual(100);
            expect(value.length).toBeLessThanOrEqual(100);
            expect(label.isWellFormed()).toBe(true);
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('a post to resolve', () => {
  it('is suggested to those who may say what they saw', async () => {
    const own = await openDesk([
      subscriptionTo('C0OPS', { destination: 'slack', space: 'T1', wants: ['health'] }),
      subscriptionTo('C0NEWS', { destination: 'slack', space: 'T1', owner: 'U7' }),
    ]);
    try {
      const claimed = await claim(own.ledger, 'w', now.toISOString(), '2099-01-01T00:00:00.000Z', 1);
      const id = claimed[0]?.id ?? '';
      await markUncertain(own.ledger, id, failed('unknown', 'no answer'));
      const offered = (who: Partial<Asker>) =>
        talkOn(own.ledger).suggest({ command: 'deliveries', option: 'post', text: '', given: {} }, asker(who));
      const post = { label: expect.stringMatching(/^C0NEWS, .*: not known$/), value: id.slice(0, 10) };
      expect(await offered({ channel: 'C0OPS' })).toEqual([post]);
      expect(await offered({ channel: 'C1', person: 'U7' })).toEqual([post]);
      expect(await offered({ channel: 'C1', person: 'U8' })).toEqual([]);
      expect(await offered({ channel: 'C0OPS', destination: 'discord' })).toEqual([]);
    } finally {
      await own.ledger.close();
    }
  });
});
