import { describe, expect, test } from 'vitest';
import { commandsOf, namesIn } from '../../../adapters/discord/interactions/commands.ts';
import { withDiscordNames } from '../../../adapters/discord/posts/typed.ts';
import type { Block, Message } from '../../../src/chat/message.ts';
import { help } from '../../../src/commands/help.ts';
import { descriptions } from '../../../src/commands/options.ts';
import type { Words } from '../../../src/compose/blocks.ts';
import { wordingFor } from '../../../src/compose/language/index.ts';
import { command, option, phrase, usage, value } from '../../../src/compose/typed.ts';
import { builtInSpeakers } from '../../../src/domain/speakers.ts';
import { message } from './talk.ts';

const wording = wordingFor('en', { publishers: new Map(), speakers: builtInSpeakers });
const described = descriptions(wording);
const context = { wording, lookups: undefined as never }; // help looks nothing up

/** All that is read in it. */
function read({ blocks }: Pick<Message, 'blocks'>): string {
  const texts = (block: Block): readonly string[] => {
    if (block.type === 'table') return block.rows.map((row) => row.join(' | '));
    return 'spans' in block ? [block.spans.map(({ text }) => text).join('')] : [];
  };
  return blocks.flatMap(texts).join('\n');
}
const inLanguage = (shown: Message, locale: string | null) => withDiscordNames(shown, namesIn(locale, described));
const named = (line: Words, locale: string | null = 'en-US') => read(inLanguage(message('', [], [line]), locale));

/** As Discord has them: the fields of `/ackwatch totals`. */
const registered: ReadonlyMap<string, readonly string[]> = new Map(
  commandsOf(described).flatMap((command) => {
    const options = 'options' in command ? (command.options ?? []) : [];
    return options.map((sub) => {
      const fields = 'options' in sub ? (sub.options ?? []) : [];
      return [`/${command.name} ${sub.name}`, fields.map(({ name }) => name)] as const;
    });
  }),
);

describe('commands in an answer', () => {
  test('are named with their fields', () => {
    expect(named(phrase`Write ${command('subscribe', { digest: 'daily' })} to get one post a day`)).toBe(
      'Write /ackwatch-manage subscribe digest:daily to get one post a day',
    );
    expect(
      named(
        phrase`${command('incidents', { place: 'Deir ez-Zor', country: 'Syria' })}, or ${command('unsubscribe', { features: 'claims' })}`,
      ),
    ).toBe('/ackwatch incidents place:Deir ez-Zor country:Syria, or /ackwatch-manage unsubscribe features:claims');
    expect(named(phrase`There: ${command('deliveries', { post: 'ID', arrived: true })}.`)).toBe(
      'There: /ackwatch-manage deliveries post:ID arrived:True.',
    );
    expect(named(phrase`${command('digest')}, or ${command('digest', { rhythm: 'off' })}`)).toBe(
      '/ackwatch digest, or /ackwatch-manage digest rhythm:off',
    );
    expect(named(phrase`Write: ${usage('why', 'why <finding or measure> [--publisher <id>]')}`)).toBe(
      'Write: /ackwatch why figure: publisher:',
    );
  });

  test('leave fields and values their plain names', () => {
    expect(named(phrase`Write ${option('condensed')} or ${option('full')}, not both`)).toBe(
      'Write condensed or full, not both',
    );
    expect(named(phrase`Add ${option('zone', 'Europe/London')}, or name ${value('killed_total')}`)).toBe(
      'Add zone:Europe/London, or name killed_total',
    );
    expect(named(phrase`Did you mean ${value('Europe/Berlin')}?`)).toBe('Did you mean Europe/Berlin?');
  });

  test('are in the language of the person’s Discord, as it shows them', () => {
    const line = phrase`Write ${command('subscribe', { digest: 'daily' })}, ${option('condensed')} or ${command('help', { command: 'subscribe' })}`;
    expect(named(line, 'de')).toBe(
      'Write /ackwatch-manage abonnieren rhythmus:daily, gekürzt or /ackwatch hilfe befehl:subscribe',
    );
    expect(named(line, 'es-419')).toBe(named(line, 'es-ES'));
    expect(named([command('subscriptions')], 'uk')).toBe('/ackwatch підписки');
    for (const unknown of ['ja', 'en-US', '__proto__', null])
      expect(named(line, unknown)).toContain('/ackwatch-manage subscribe digest:daily');
    const rows = read(inLanguage(help('', context).message, 'fr'));
    expect(rows).toContain('/ackwatch totaux | ');
  });

  test('are bold, and are the same in the plain words', () => {
    const { blocks, text } = inLanguage(message('', [], [phrase`Write ${command('help')} here`]), null);
    expect(blocks).toMatchObject([
      { spans: [{ text: 'Write ' }, { text: '/ackwatch help', strong: true }, { text: ' here' }] },
    ]);
    expect(text).toContain('Write /ackwatch help here');
  });

  test('are all ones that Discord has, in help on any of them', () => {
    let count = 0;
    for (const name of ['', ...described.map((command) => command.name)]) {
      const shown = read(inLanguage(help(name, context).message, 'en-GB'));
      expect(shown, name).not.toMatch(/`|--/);
      for (const [, command = '', rest = ''] of shown.matchAll(/(\/ackwatch(?:-manage)? [a-z-]+)([^,.|\n]*)/gu)) {
        const fields = registered.get(command);
        expect(fields, command).toBeDefined();
        for (const [, field = ''] of rest.matchAll(/(?:^| )([a-z-]+):/gu)) expect(fields, shown).toContain(field);
        count += 1;
      }
    }
    expect(count).toBeGreaterThan(30);
  });

  test('are not searched for in text that is not ours', () => {
    for (const line of ['Qa`im and Ba`aj', '`Ayn al-Arab and `Ayn Issa', 'have `commands.subscribers` changed', '`` `'])
      expect(named(line)).toBe(line);
  });
});
