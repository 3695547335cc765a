import { expect, test } from 'vitest';
import { ConfigError, parseConfig } from '../../config/load.ts';

/** What people write wrong, and what they are told. */

const source = ['  - id: s', '    publisher: pub', '    kind: rss', '    url: https://e.org/feed'];
const file = (entry: readonly string[] = source, more: readonly string[] = []) =>
  ['publishers:', '  - { id: pub, name: P, role: acknowledging }', 'sources:', ...entry, ...more].join('\n');
const subscription = (...lines: readonly string[]) =>
  file(source, ['subscriptions:', '  - destination: slack', '    channel: C0123ABCD', ...lines].flat());

function problems(text: string): readonly string[] {
  try {
    parseConfig(text, 'c.yaml');
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}
const changed = (from: string, to: string) => file(source.map((line) => line.replace(from, to)));
const channel = (written: string, destination = 'discord') =>
  file(source, ['subscriptions:', `  - destination: ${destination}`, `    channel: ${written}`, '    wants: [all]']);

test('the text that the others are made from is right', () => {
  expect(problems(file())).toEqual([]);
  expect(problems(subscription('    countries: [Syria, Iraq, DR Congo, Gaza]'))).toEqual([]);
});

test.each<[string, string, RegExp]>([
  [
    'a schedule without quotes',
    file([...source, '    schedule: */10 * * * *']),
    /^line 8: put the schedule in quotes: schedule: '\*\/10 \* \* \* \*'/,
  ],
  [
    'a recheck without quotes',
    file([...source, '    recheck: *', '    match: x']),
    /^line 8: put the schedule in quotes: recheck: '\*'/,
  ],
  [
    'a pattern without quotes',
    file([...source, '    match: *civilian*']),
    /^line 8: put the value of match in quotes: match: '\*civilian\*'/,
  ],
  [
    'one line too far left',
    changed('    kind', '   kind'),
    /^line 6 begins with 3 spaces where the lines around it begin with 4/,
  ],
  [
    'one line too far right',
    changed('    kind', '     kind'),
    /^line 6 begins with 5 spaces where the lines around it begin with 4/,
  ],
  [
    'a last line too far right',
    file([...source, '     match: x']),
    /^line 8 begins with 5 spaces where the lines around it begin with 4/,
  ],
  ['a tab', changed('    kind', '\tkind'), /^line 6 begins with a tab\. YAML wants spaces/],
  ['a quote that stays open', changed('https://e.org/feed', "'https://e.org/feed"), /a quote is opened and not closed/],
  [
    'an id of Discord without quotes',
    channel('1234567890123456789'),
    /is read as a number; as a number it is damaged already, to 1234567890123456800\. Put it in quotes: channel: '1234567890123456789'$/,
  ],
  [
    'a small number without quotes',
    channel('12345'),
    /^subscriptions\[0\]\.channel: is read as a number\. Put it in quotes: channel: '12345'$/,
  ],
  [
    'a name after #',
    channel('#news', 'slack'),
    /is empty, because YAML takes what follows # for a comment\. Put it in quotes: channel: '#news', or write the id/,
  ],
  ['a name with # in quotes', channel("'#news'", 'slack'), /is no channel of Slack\. Write its id, such as C0123ABCD/],
  [
    'a misspelt key of a source',
    file([...source, "    sheduler: '0 * * * *'"]),
    /^sources\[0\]: "sheduler" \(did you mean schedule\?\) is not known here/,
  ],
  [
    'a key of a source in small letters',
    file([...source, '    maxitems: 3']),
    /"maxitems" \(did you mean maxItems\?\)/,
  ],
  ['a misspelt key at the top', file(source, ['subscription: []']), /^"subscription" \(did you mean subscriptions\?\)/],
  ['a misspelt key of a subscription', subscription('    want: [all]'), /"want" \(did you mean wants\?\)/],
  ['a key that is nothing like any', file([...source, '    colour: red']), /^sources\[0\]: "colour" is not known here/],
  [
    'a city as a time zone',
    file(source, ['timezone: Amsterdam']),
    /Write it as an IANA time zone: Europe\/Amsterdam \(found "Amsterdam"\)/,
  ],
  ['a misspelt time zone', file(source, ['timezone: Europe/Lodnon']), /Write it as an IANA time zone: Europe\/London/],
  ['no time zone at all', file(source, ['timezone: here']), /Write an IANA time zone, e\.g\. UTC or Europe\/London/],
  [
    'a misspelt country',
    subscription('    countries: [Syira]'),
    /^subscriptions\[0\]\.countries\[0\]: is no country that is known here\. Did you mean Syria\?/,
  ],
  [
    'no country',
    subscription('    countries: [Middle-earth]'),
    /is no country that is known here\. Write its English name/,
  ],
])('%s gives one message with its fix', (_, text, says) => {
  const found = problems(text);
  expect(found).toEqual([expect.stringMatching(says)]);
});

test('two schedules without quotes are two messages', () => {
  const two = [
    ...source,
    '    schedule: */10 * * * *',
    ...source.map((line) => line.replace('id: s', 'id: t')),
    '    schedule: */5 * * * *',
  ];
  expect(problems(file(two))).toEqual([
    expect.stringMatching(/^line 8: put the schedule/),
    expect.stringMatching(/^line 13: put the schedule/),
  ]);
});
