import { describe, expect, test } from 'vitest';
import { render as renderDiscord } from '../../adapters/discord/posts/render.ts';
import { render as renderSlack } from '../../adapters/slack/posts/render.ts';
import { renderText } from '../../adapters/terminal/render.ts';
import type { Line } from '../../src/chat/message.ts';
import { context, finish, line } from '../../src/compose/blocks.ts';
import { wordingFor } from '../../src/compose/language/index.ts';
import { command, option, phrase, usage, value } from '../../src/compose/typed.ts';
import { builtInSpeakers } from '../../src/domain/speakers.ts';

const { language } = wordingFor('en', { publishers: new Map(), speakers: builtInSpeakers });
const answer = (words: Line, build = line) =>
  finish(
    { kind: null, priority: 'normal', language: 'en', headline: [{ text: 'Help' }], blocks: [build(words)] },
    language,
  );
const lookup = phrase`Try ${command('history', { measure: 'killed_total' })} or ${value('all')}.`;
const change = phrase`Write ${command('subscribe', { digest: 'daily' })}, or add ${option('zone', 'UTC')}.`;
const helps = phrase`Write: ${usage('why', 'why <finding or measure>')}`;

describe('a command in a message', () => {
  test('is written on Slack after the command of the app, as code', () => {
    const { payload } = renderSlack(answer(lookup));
    expect(payload.text).toBe('Help\nTry ˋ/ackwatch history killed_totalˋ or ˋallˋ.');
    expect(JSON.stringify(payload.blocks)).toContain(
      '{"type":"text","text":"/ackwatch history killed_total","style":{"code":true}}',
    );
    expect(renderSlack(answer(change)).payload.text).toContain(
      'Write ˋ/ackwatch subscribe --digest dailyˋ, or add ˋ--zone UTCˋ.',
    );
    expect(JSON.stringify(renderSlack(answer(helps, context)).payload.blocks)).toContain(
      '`/ackwatch why &lt;finding or measure&gt;`',
    );
  });

  test('is written on a terminal as in a shell, where the shell has it', () => {
    const shown = (words: Line) => renderText(answer(words), { width: 100, colour: false });
    expect(shown(lookup)).toContain('Try `ackwatch history killed_total` or `all`.');
    expect(shown(change)).toContain('Write `subscribe --digest daily`, or add `--zone UTC`.');
  });

  test('is a command with its fields in a post on Discord', () => {
    const shown = (words: Line) => renderDiscord(answer(words)).payload.embeds[0]?.description;
    expect(shown(lookup)).toBe('Try **/ackwatch history measure:killed\\_total** or **all**.');
    expect(shown(change)).toBe('Write **/ackwatch-manage subscribe digest:daily**, or add **zone:UTC**.');
  });

  test('stays as it is typed in the neutral text', () => {
    expect(answer(change).text).toBe('Help\nWrite `subscribe --digest daily`, or add `--zone UTC`.');
  });
});
