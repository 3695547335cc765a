import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { plainLine } from '../../src/chat/plain-text.ts';
import { compose } from '../../src/compose/compose.ts';
import { findingKinds } from '../../src/compose/kinds/index.ts';
import { en } from '../../src/compose/language/en.ts';
import { warningText } from '../../src/compose/warnings.ts';
import type { FindingKind } from '../../src/domain/findings.ts';
import { measures } from '../../src/domain/measures.ts';
import { exampleEvent, examples, wording } from './events.ts';

/** Sentences that a newsroom or a lawyer stumbled over, and what is said in their place. */

const folder = join(import.meta.dirname, '../../src/compose/language');
const language = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => readFileSync(join(folder, name), 'utf8'))
  .join('\n');
const posts = findingKinds.map((kind) => ({ kind, text: compose(exampleEvent(kind), wording).text }));
const plain = (line: Parameters<typeof plainLine>[0]) => plainLine(line, en);

test.each([
  /minus the other/,
  /states no running total/,
  /wording changed|figures did not/,
  /is posted too/,
  /nobody is named/i,
  /or more than one/,
  /\bis held\b|report is held/,
  /stored as sha/,
  /Shown to operators only/,
  /(?:place|period|date) not stated|Place and period not stated/,
])('%s is nowhere among the words', (words) => {
  expect(language).not.toMatch(words);
});

test('two figures of other places and times cannot be subtracted, and the post says so', () => {
  const said = 'Covers a different place and period, so the two cannot be subtracted.';
  expect(en.comparison.differs(true, true)).toBe(said);
  expect(posts.find(({ kind }) => kind === 'reaction')?.text).toContain(said);
});

test('of a report without a running total nothing is said about it', () => {
  for (const { text } of posts) expect(text).not.toMatch(/running total/i);
});

test('an edit of words says what changed', () => {
  const [example] = examples.edited;
  if (example.kind !== 'edited') throw new Error('an example of another kind');
  const note = { before: null, after: 'Editor’s note: corrected on 29 November.' };
  const event = { ...exampleEvent('edited'), findings: [{ ...example, figuresChanged: false, changes: [note] }] };
  expect(compose(event, wording).headline[0]?.text).toContain('added “Editor’s note: corrected on 29 November.”');
});

test('that a filter lets unknown countries pass, who is unknown, and where to look', () => {
  expect(en.commands.subscriptions.unknownPasses).toBe('Posts without a known country or number also appear here.');
  const quote = { quote: 'The Freedonian army acknowledges 4 deaths.', start: 0, end: 42 };
  const warning = {
    code: 'unknown-speaker',
    measure: 'killed_event',
    value: 4,
    speakers: ['other:the Freedonian army'],
    quote,
  } as const;
  expect(warningText(warning, wording)).toContain(
    'No known speaker for this figure: "The Freedonian army acknowledges',
  );
  expect(plain(en.commands.latest.none)).toContain('No report stored for that filter. Try `history`');
});

test('no id that begins so and several that do are two messages', () => {
  const { why, deliveries } = en.commands;
  expect(plain(why.unknown('abcdef', null))).toContain('No finding has an id that begins with "abcdef"');
  expect(plain(why.several('abcdef'))).toContain('Several findings have an id');
  expect(plain(deliveries.unknown('abcdef'))).toContain('No post has an id');
  expect(plain(deliveries.several('abcdef'))).toContain('Several posts have an id');
});

test('kinds and measures are words in every post, and no post shows a hash', () => {
  const inside = [...findingKinds.filter((kind: FindingKind) => kind.includes('-')), ...measures];
  for (const { kind, text } of posts) {
    for (const word of inside) expect(text.split(/[\s`"“”:,.()]+/), `${kind} shows ${word}`).not.toContain(word);
    expect(text, kind).not.toMatch(/sha-?256|[0-9a-f]{12,}/);
  }
});

test('a full post leads to its evidence by a button and a link to the page', () => {
  const message = compose(exampleEvent('total-raised'), wording);
  const buttons = message.blocks.flatMap((block) => (block.type === 'actions' ? block.buttons : []));
  expect(buttons.map(({ command }) => command)).toEqual([expect.stringMatching(/^why /)]);
  expect(message.text).toMatch(/^Source: https:/m);
});

test('who may not see posts of operators is told where to ask, by the name of the channel', () => {
  const { shownToOperators, operatorsOnly } = en.commands.deliveries;
  const channel = { text: 'ackwatch-ops', isPlace: true } as const;
  expect(plain(shownToOperators.what([channel]))).toBe('These posts are shown to operators. Ask in ackwatch-ops');
  expect(plain(operatorsOnly([channel]))).toBe('Only operators may do that. Ask in ackwatch-ops');
});
