import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Conversation } from '../../src/chat/conversation.ts';
import { parse } from '../../src/commands/grammar.ts';
import { descriptions, lineOf } from '../../src/commands/options.ts';
import { carried, optionText, quoted, wordsOf } from '../../src/commands/words.ts';
import { wordingFor } from '../../src/compose/language/index.ts';
import { builtInSpeakers } from '../../src/domain/speakers.ts';
import { asker, type Desk, openDesk, talkOn } from './record.ts';

const wording = wordingFor('en', { publishers: new Map(), speakers: builtInSpeakers });
const made = (command: string, given: Readonly<Record<string, string | true>>) => lineOf(command, given, wording);
const read = (command: string, given: Readonly<Record<string, string | true>>) => parse(made(command, given), wording);

/** Everything that splitting a line looks at, and letters of several scripts. */
const awkward = fc.string({
  unit: fc.oneof(
    fc.constantFrom(...'"\'`-—–,\\/=:*_~ @#…“”‘’«»ʼ', '--', ' -', "' ", '\u200b', '\u00a0', '\n'),
    fc.constantFrom(...'aZé0ßшعربيI٣', 'İ', '\ud83d\ude4f', '\ud800'),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 2 }),
  ),
  maxLength: 40,
});
/** What no keyboard's helpfulness touches. */
const plainText = fc
  .stringMatching(/^[\p{L}\p{N}\\,.:;/=*~_@#()'-]+(?: [\p{L}\p{N}\\,.:;/=*~_@#()'-]+){0,3}$/u)
  .filter((text) => !/[ʼ꞉\u02cb]/u.test(text));

describe('a word of a line', () => {
  it('is read as the same word again, whatever it holds', () => {
    fc.assert(
      fc.property(fc.array(awkward, { minLength: 1, maxLength: 4 }), (words) => {
        expect(wordsOf(['x', ...words.map((word) => quoted(word))].join(' ')).slice(1)).toEqual(
          words.map((word) =>
            carried(word).startsWith('--')
              ? carried(word).replace(/^[^=]+/u, (head) => head.toLowerCase())
              : carried(word),
          ),
        );
      }),
      { numRuns: 2000 },
    );
  });

  it('loses nothing but what a line cannot say', () => {
    fc.assert(
      fc.property(plainText, (text) => {
        expect(carried(text)).toBe(text);
      }),
    );
    expect(carried('  “Deir\u00a0ez\u2011Zor”\u200b ')).toBe('Deir ez-Zor');
    expect(carried("Al-Rai'")).toBe("Al-Rai'");
    expect(wordsOf(`x ${quoted("'Ayn al-'Arab")}`)).toEqual(['x', "'Ayn al-'Arab"]);
  });
});

describe('the value of an option', () => {
  it('is read as it was given, also where it looks like an option', () => {
    fc.assert(
      fc.property(awkward, awkward, (country, since) => {
        fc.pre(carried(country) !== '' && carried(since) !== '');
        const line = ['incidents', optionText('country', country), optionText('since', since)].join(' ');
        const asked = parse(line, wording);
        expect([asked.text('country'), asked.text('since')]).toEqual([carried(country), carried(since)]);
        expect(asked.words).toEqual([]);
        expect(parse(asked.line, wording).line).toBe(asked.line);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('the line of a command and its fields', () => {
  const everything = descriptions(wording);
  const field = fc.oneof(awkward, fc.constantFrom('', '--publisher', '--after x', '-', '--', 'a,b , c', '0'));
  const asked = fc
    .constantFrom(...everything)
    .chain((command) =>
      fc.tuple(
        fc.constant(command),
        fc.record(
          Object.fromEntries(
            command.options.map(({ name, kind }) => [name, kind === 'flag' ? fc.constant(true) : field]),
          ),
          { requiredKeys: [] },
        ),
      ),
    );

  it('asks what was meant, for every command', () => {
    fc.assert(
      fc.property(asked, ([command, fields]) => {
        const given = Object.fromEntries(
          Object.entries(fields).flatMap(([name, value]) => (value ? [[name, value]] : [])),
        );
        const { name, words, text, many, has } = read(command.name, given);
        expect(name).toBe(command.name);
        for (const option of command.options) {
          const value = given[option.name];
          const meant = typeof value === 'string' ? carried(value) : '';
          if (option.kind === 'flag') expect(has(option.name)).toBe(value === true);
          if (option.kind === 'words')
            expect(words).toEqual([meant.replace(/^[-\s]+/u, '')].filter((word) => word !== ''));
          if (option.kind === 'text') expect(text(option.name)).toBe(meant === '' ? undefined : meant);
          if (option.kind === 'many')
            expect(many(option.name)).toEqual(
              meant === ''
                ? undefined
                : meant
                    .split(',')
                    .map((part) => part.trim())
                    .filter((part) => part !== ''),
            );
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('reads as a person would type it', () => {
    expect(made('totals', {})).toBe('totals');
    expect(made('history', { measure: 'killed_total', publisher: 'cjtf-oir' })).toBe(
      'history killed_total --publisher cjtf-oir',
    );
    expect(made('incidents', { place: 'Deir ez-Zor', country: 'Saudi Arabia', since: '2017' })).toBe(
      'incidents "Deir ez-Zor" --country "Saudi Arabia" --since 2017',
    );
    expect(made('subscribe', { features: 'admissions,claims', condensed: true, publisher: 'a,b' })).toBe(
      'subscribe admissions,claims --publisher a,b --condensed',
    );
    expect(made('deliveries', { post: '3f9a1c20d4', again: true })).toBe('deliveries 3f9a1c20d4 --again');
  });

  it('leaves out what the command does not have, and what is no value of it', () => {
    expect(made('latest', { measure: 'killed_total', after: 'x', constructor: 'x' })).toBe('latest');
    expect(made('subscribe', { publisher: true, condensed: 'no', country: ' ' })).toBe('subscribe');
    expect(made('toString', {})).toBe('toString');
  });

  it('makes no option of a word', () => {
    expect(made('help', { command: '--all' })).toBe('help all');
    expect(made('incidents', { place: '—since 2017' })).toBe('incidents "since 2017"');
    expect(made('incidents', { country: '--since' })).toBe('incidents --country="--since"');
  });
});

describe('a line for a button', () => {
  let desk: Desk;
  let talk: Conversation;
  beforeAll(async () => {
    desk = await openDesk([], []);
    talk = talkOn(desk.ledger);
  });
  afterAll(() => desk.ledger.close());

  const long =
    'incidents "a place whose name is quite long" --country "Saudi Arabia" --since 2017 --outcome credible --publisher amnesty';

  it('is given as it is where it is short', async () => {
    const line = 'x'.repeat(60);
    expect(await talk.shorten(line)).toBe(line);
  });

  it('asks the same when it is short enough, of the same line always the same, and after a restart', async () => {
    const short = await talk.shorten(long);
    expect(short).toMatch(/^kept [0-9a-z]+$/u);
    expect(short.length).toBeLessThanOrEqual(60);
    expect(await talk.shorten(long)).toBe(short);
    expect(await talk.shorten(`${long} `)).not.toBe(short);
    expect(await talk.shorten(short)).toBe(short);
    const meant = await talk.ask(long, asker());
    expect(meant.message.text).toContain('Incidents at a place whose name');
    expect(await talkOn(desk.ledger).ask(short, asker())).toEqual(meant);
    expect(meant.share?.command, 'its buttons hold the line that is meant').toBe(long);
  });

  it('is answered with what to do where it is no longer stored', async () => {
    const reply = await talk.ask('kept 0123456789abcdef0123', asker());
    expect(reply.message.text).toContain('Type the command instead.');
    expect(reply).toMatchObject({ isRefused: true, share: null });
  });

  it('is no command that help lists', async () => {
    expect((await talk.ask('help', asker())).message.text).not.toContain('kept');
    expect(talk.commands.map(({ name }) => name)).not.toContain('kept');
    expect((await talk.ask('kept', asker())).message.text).toContain('There is no command "kept"');
  });
});
