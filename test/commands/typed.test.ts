import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CommandError } from '../../src/commands/command.ts';
import { nearestWord, parse } from '../../src/commands/grammar.ts';
import { quoted, wordsOf } from '../../src/commands/words.ts';
import { wordingFor } from '../../src/compose/language/index.ts';
import { builtInSpeakers } from '../../src/domain/speakers.ts';

const wording = wordingFor('en', { publishers: new Map(), speakers: builtInSpeakers });

describe('what was typed', () => {
  it('is split into words, quotations as one', () => {
    expect(wordsOf('incidents "Deir ez-Zor" --country \'Saudi Arabia\'')).toEqual([
      'incidents',
      'Deir ez-Zor',
      '--country',
      'Saudi Arabia',
    ]);
    expect(wordsOf('')).toEqual([]);
    expect(wordsOf('  \t ')).toEqual([]);
  });

  it('is read through what chat clients make of it', () => {
    const meant = ['subscribe', '--publisher', 'cjtf-oir', '--quiet', '22:00-07:00'];
    for (const line of [
      'subscribe \u2014publisher cjtf-oir \u2014quiet 22:00\u201307:00',
      'subscribe \u2013publisher cjtf-oir \u2013quiet 22:00\u201307:00',
      'subscribe \u2013-publisher cjtf\u2011oir -\u2013quiet 22:00-07:00',
      'SUBSCRIBE\u00a0--publisher\u00a0\u201ccjtf-oir\u201d --Quiet \u201822:00-07:00\u2019',
      '`subscribe --publisher cjtf-oir --quiet 22:00-07:00`',
      '*subscribe* --publisher *cjtf-oir* --quiet 22:00-07:00',
      '/ackwatch subscribe --publisher cjtf-oir --quiet 22:00-07:00',
      '@Ackwatch /subscribe -publisher cjtf-oir \u200b--quiet 22:00-07:00',
      '"subscribe --publisher cjtf-oir --quiet 22:00-07:00"',
    ])
      expect(wordsOf(line), line).toEqual(meant);
    expect(wordsOf('_history killed_total_')).toEqual(['history', 'killed_total']);
  });

  it('is read when it is copied from a post, where marks that would act are shown by others', () => {
    expect(wordsOf('ˋsubscribe --quiet 22꞉00-07꞉00ˋ')).toEqual(['subscribe', '--quiet', '22:00-07:00']);
  });

  it('keeps an apostrophe, a lone quotation mark opens nothing', () => {
    expect(wordsOf("incidents Sana'a --since 2017")).toEqual(['incidents', "Sana'a", '--since', '2017']);
    expect(wordsOf('incidents Sana\u2019a')).toEqual(['incidents', "Sana'a"]);
    expect(wordsOf('incidents "\'Ayn al-Arab" --since 2017')).toEqual(['incidents', "'Ayn al-Arab", '--since', '2017']);
    expect(wordsOf('incidents "Raqqa --since 2017')).toEqual(['incidents', 'Raqqa', '--since', '2017']);
    expect(wordsOf("incidents Raqqa' --since 2017")).toEqual(['incidents', 'Raqqa', '--since', '2017']);
  });

  it('never throws anything but a mistake, and what it was read as is read as the same again', () => {
    const pieces = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 20 }),
      fc.constantFrom(
        'history',
        'subscribe',
        '--publisher',
        '\u2014country',
        '"',
        "'",
        '--',
        '--after=',
        '*',
        '`',
        '_',
        ',',
      ),
      fc.constantFrom('__proto__', '--__proto__', '--constructor', 'toString', '\u0000', '\ud800'),
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), fc.constantFrom(' ', '', '\u00a0'), (parts, glue) => {
        const line = parts.join(glue);
        try {
          const asked = parse(line, wording);
          const again = parse(asked.pageLine, wording);
          expect([again.name, again.pageLine]).toEqual([asked.name, asked.pageLine]);
        } catch (thrown) {
          expect(thrown).toBeInstanceOf(CommandError);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('is put together so that it is split into the same words again', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[\p{L}\d][\p{L}\d .,:-]*[\p{L}\d]$/u), { maxLength: 5 }), (words) => {
        expect(wordsOf(['x', ...words.map(quoted)].join(' ')).slice(1)).toEqual(
          words.map((word) => word.replaceAll(/\s+/g, ' ')),
        );
      }),
    );
  });
});

describe('the nearest word', () => {
  it('is one that may have been meant, or none', () => {
    const known = ['totals', 'history', 'why', 'subscribe', 'subscriptions'];
    expect(nearestWord('totls', known)).toBe('totals');
    expect(nearestWord('Histroy', known)).toBe('history');
    expect(nearestWord('subscr', known)).toBe('subscribe');
    expect(nearestWord('weather', known)).toBeNull();
    expect(nearestWord('x', known)).toBeNull();
    expect(nearestWord('', known)).toBeNull();
  });
});

describe('a line that is no command', () => {
  const said = (line: string) => {
    try {
      parse(line, wording);
    } catch (thrown) {
      if (thrown instanceof CommandError) return thrown.message;
    }
    return '';
  };

  it('is answered with what to type', () => {
    expect(said('totls')).toContain('Did you mean `totals`?');
    expect(said('weather')).toMatch(/totals, latest, history/);
    expect(said('history --publsher x')).toContain('Did you mean `--publisher`?');
    expect(said('history --colour red')).toContain('`--publisher`');
    expect(said('history --colour red')).not.toContain('--after');
    expect(said('sources --all')).toContain('no options');
    expect(said('sources today')).toContain('"today"');
    expect(said('history --publisher')).toContain('needs something after it');
    expect(said('subscribe --publisher --country Syria')).toContain('`--publisher` needs something');
    expect(said('subscribe --condensed=yes')).toContain('takes no value');
    expect(said('x'.repeat(5000))).toContain('at most');
  });

  it('does not take the names of what every object has for commands or options', () => {
    expect(said('constructor')).toContain('no command');
    expect(said('history --constructor x')).toContain('no option');
    expect(said('history --__proto__ x')).toContain('no option');
  });
});
