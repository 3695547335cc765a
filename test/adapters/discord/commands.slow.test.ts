import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createDiscordClient, type DiscordClient } from '../../../adapters/discord/api/client.ts';
import { commandsOf, isName, localesOf, registerCommands } from '../../../adapters/discord/interactions/commands.ts';
import { settings } from '../../../adapters/discord/settings.ts';
import type { CommandDescription, OptionDescription } from '../../../src/chat/conversation.ts';
import { descriptions } from '../../../src/commands/options.ts';
import { wordingFor } from '../../../src/compose/language/index.ts';
import { builtInSpeakers } from '../../../src/domain/speakers.ts';
import { type Discord, startDiscord } from '../../fakes/discord/index.ts';
import { io, keepingLog } from '../surroundings.ts';
import { environment } from './talk.ts';

interface Json {
  readonly name: string;
  readonly description?: string;
  readonly type?: number;
  readonly required?: boolean;
  readonly autocomplete?: boolean;
  readonly options?: readonly Json[];
  readonly choices?: readonly { readonly name: string; readonly value: string }[];
  readonly name_localizations?: Readonly<Record<string, string>>;
  readonly description_localizations?: Readonly<Record<string, string>>;
  readonly contexts?: readonly number[];
  readonly integration_types?: readonly number[];
  readonly default_member_permissions?: string;
}
const made = (described: readonly CommandDescription[]) => commandsOf(described) as unknown as readonly Json[];
const ours = descriptions(wordingFor('en', { publishers: new Map(), speakers: builtInSpeakers }));

function option(name: string, more: Partial<OptionDescription> = {}): OptionDescription {
  return { name, what: `What ${name} is.`, kind: 'text', isNeeded: false, choices: [], suggests: false, ...more };
}
function command(name: string, more: Partial<CommandDescription> = {}): CommandDescription {
  return { name, what: `Does ${name}.`, options: [], changes: 'never', localized: {}, ...more };
}

/** What Discord documents (interactions/application-commands), apart from what the adapter keeps to. */
function faults(commands: readonly Json[]): readonly string[] {
  const all: string[] = [];
  const longest = (text = '', others: Readonly<Record<string, string>> = {}) =>
    Math.max(...[text, ...Object.values(others)].map((one) => [...one].length));
  function total(json: Json): number {
    const choices = (json.choices ?? []).reduce((sum, { name, value }) => sum + name.length + value.length, 0);
    return (
      longest(json.name, json.name_localizations) +
      longest(json.description, json.description_localizations) +
      choices +
      (json.options ?? []).reduce((sum, one) => sum + total(one), 0)
    );
  }
  function look(json: Json, at: string, isMessage = false): void {
    const names = [json.name, ...Object.values(json.name_localizations ?? {})];
    const texts = [json.description ?? '', ...Object.values(json.description_localizations ?? {})];
    const { options = [], choices = [] } = json;
    const rules: readonly (readonly [string, boolean])[] = [
      ['name', names.every((name) => (isMessage ? /^.{1,32}$/u : /^[-_'\p{L}\p{N}]{1,32}$/u).test(name))],
      ['lower case', isMessage || names.every((name) => name === name.toLowerCase())],
      ['description', isMessage || texts.every((text) => text.length >= 1 && [...text].length <= 100)],
      ['options', options.length <= 25 && choices.length <= 25],
      ['choices', choices.every(({ name, value }) => name && value && name.length <= 100 && value.length <= 100)],
      ['choices or suggestions', choices.length === 0 || json.autocomplete !== true],
      [
        'needed first',
        options.every((one, index) => !one.required || options.slice(0, index).every((o) => o.required)),
      ],
      ['names once', new Set(options.map(({ name }) => name)).size === options.length],
      ['localized once', localizedOnce(options)],
    ];
    all.push(...rules.filter(([, holds]) => !holds).map(([rule]) => `${at}: ${rule}`));
    for (const one of options) look(one, `${at} ${one.name}`);
  }
  for (const one of commands) {
    look(one, one.name, one.type === 3);
    if (total(one) > 8000) all.push(`${one.name}: ${total(one)} characters`);
  }
  return all;
}

function localizedOnce(options: readonly Json[]): boolean {
  const tags = new Set(options.flatMap(({ name_localizations: names = {} }) => Object.keys(names)));
  return [...tags].every((tag) => {
    const names = options.map(({ name, name_localizations: others = {} }) => others[tag] ?? name);
    return new Set(names).size === names.length;
  });
}

const openapi = resolve(import.meta.dirname, '../../../../shared/data/discord-openapi.json');

describe('the commands that are registered at Discord', () => {
  test('keeps to its limits', () => {
    expect(ours.length).toBeGreaterThan(10);
    expect(faults(made(ours))).toEqual([]);
  });

  test.skipIf(!existsSync(openapi))('is what its own description takes', () => {
    const { components } = JSON.parse(readFileSync(openapi, 'utf8'));
    const ajv = new Ajv2020({ strict: false, validateFormats: false });
    ajv.addSchema({ components }, 'discord');
    const check = (value: unknown) => {
      const valid = ajv.validate(
        { type: 'array', items: { $ref: 'discord#/components/schemas/ApplicationCommandUpdateRequest' } },
        value,
      );
      return valid ? null : ajv.errorsText();
    };
    // Discord's pages say that permissions are text, its description that they are a number; it takes both.
    const asNumbers = (commands: readonly Json[]) =>
      commands.map(({ default_member_permissions: bits, ...more }) => ({
        ...more,
        ...(bits === undefined ? {} : { default_member_permissions: Number(bits) }),
      }));
    expect(check(asNumbers(made(ours)))).toBeNull();
    expect(check(asNumbers(made([command('a'.repeat(33))])))).not.toBeNull();
  });

  test('has one command for what changes nothing and one for what does', () => {
    const [ask, manage, explain] = made([
      command('totals'),
      command('digest', { changes: 'with-options', options: [option('rhythm')] }),
      command('subscribe', { changes: 'always', options: [option('features')] }),
    ]);
    expect(ask?.options).toMatchObject([
      { name: 'totals', type: 1 },
      { name: 'digest', options: [] },
    ]);
    expect(manage?.options).toMatchObject([
      { name: 'digest', options: [{ name: 'rhythm' }] },
      { name: 'subscribe', options: [{ name: 'features' }] },
    ]);
    expect(ask).toMatchObject({ name: 'ackwatch', contexts: [0, 1, 2], integration_types: [0, 1] });
    expect(ask).not.toHaveProperty('default_member_permissions');
    expect(manage).toMatchObject({
      name: 'ackwatch-manage',
      contexts: [0, 1],
      integration_types: [0],
      default_member_permissions: '32',
    });
    expect(explain).toMatchObject({ type: 3, name: 'Explain this post', contexts: [0, 1, 2] });
  });

  test('has in both what changes a channel unless it is for the one who asks', () => {
    const [ask, manage] = made([
      command('follow', { changes: 'for-others', options: [option('event'), option('to')] }),
    ]);
    for (const json of [ask, manage])
      expect(json?.options).toMatchObject([{ name: 'follow', options: [{ name: 'event' }, { name: 'to' }] }]);
  });

  test('promises of a command without fields only what it does without them', () => {
    const [ask, manage] = made(ours);
    const digest = (json: Json | undefined) => json?.options?.find(({ name }) => name === 'digest');
    const texts = (json: Json | undefined) => [
      json?.description,
      ...Object.values(json?.description_localizations ?? {}),
    ];
    expect(digest(ask)?.options).toEqual([]);
    expect(texts(digest(ask))).toHaveLength(8);
    for (const text of texts(digest(ask))) expect(text).not.toMatch(/;/);
    for (const text of texts(digest(manage))) expect(text).toMatch(/;/);
  });

  test('asks for each option in a field of its kind, the needed first', () => {
    const choices = [{ label: 'Credible', value: 'credible' }];
    const [ask] = made([
      command('why', {
        options: [
          option('publisher', { suggests: true }),
          option('outcome', { choices }),
          option('full', { kind: 'flag' }),
          option('country', { kind: 'many', suggests: true }),
          option('figure', { kind: 'words', isNeeded: true }),
        ],
      }),
    ]);
    expect(ask?.options?.[0]?.options).toMatchObject([
      { name: 'figure', type: 3, required: true, autocomplete: false },
      { name: 'publisher', type: 3, required: false, autocomplete: true },
      { name: 'outcome', type: 3, choices: [{ name: 'Credible', value: 'credible' }] },
      { name: 'full', type: 5 },
      { name: 'country', type: 3, autocomplete: true },
    ]);
  });

  test('is said in the languages that Discord has, and a name that it would not take is left out', () => {
    const localized = {
      de: {
        name: 'summen',
        what: 'Zeigt die Summen.',
        options: { measure: { name: 'größe', what: 'Was gezählt wird.' } },
      },
      es: { name: 'totales', what: 'Muestra los totales.', options: {} },
      fr: { name: 'Les Totaux', what: 'Les totaux.', options: {} },
      xx: { name: 'nowhere', what: 'Nowhere.', options: {} },
    };
    const [ask] = made([command('totals', { localized, options: [option('measure')] })]);
    const totals = ask?.options?.[0];
    expect(totals?.name_localizations).toEqual({ de: 'summen', 'es-ES': 'totales', 'es-419': 'totales' });
    expect(totals?.description_localizations).toMatchObject({ de: 'Zeigt die Summen.', fr: 'Les totaux.' });
    expect(totals?.options?.[0]).toMatchObject({
      name_localizations: { de: 'größe' },
      description_localizations: { de: 'Was gezählt wird.' },
    });
  });

  test('is cut where a description is too long', () => {
    const choices = Array.from({ length: 30 }, (_, n) => ({ label: `${n} ${'a'.repeat(200)}`, value: `v${n}` }));
    expect(
      faults(made([command('totals', { what: 'b'.repeat(300), options: [option('kind', { choices })] })])),
    ).toEqual([]);
  });

  test('has a name as Discord takes it', () => {
    expect(['totals', 'größe', 'min-killed', 'सूची', 'итоги', '合計'].map(isName)).not.toContain(false);
    expect(['Totals', 'two words', '', 'a'.repeat(33), '/totals', 'é!'].map(isName)).not.toContain(true);
  });
});

describe('registering', () => {
  let discord: Discord;
  let client: DiscordClient;
  beforeEach(async () => {
    discord = await startDiscord();
    const log = keepingLog();
    client = createDiscordClient(settings.parse(environment(discord, 'gateway')), io(log));
  });
  afterEach(async () => {
    await client.close();
    await discord.close();
  });
  const put = 'PUT /applications/:application/commands';
  const register = () => registerCommands(client, { commands: ours }, AbortSignal.timeout(5000));

  test('is one call, and the same again changes nothing', async () => {
    await register();
    const first = discord.registered.map(({ id, name }) => ({ id, name }));
    expect(first.map(({ name }) => name)).toEqual(['ackwatch', 'ackwatch-manage', 'Explain this post']);
    await register();
    expect(discord.registered.map(({ id, name }) => ({ id, name }))).toEqual(first);
    expect(discord.requests(put).map(({ status }) => status)).toEqual([200, 200]);
    expect(discord.requests(put)[0]?.body).toEqual(discord.requests(put)[1]?.body);
  });

  test('that fails says so, with the fix', async () => {
    for (const failure of [{ kind: 'error', code: 50035, status: 400 }, { kind: 'html' }] as const) {
      discord.fail(failure, { route: put });
      await expect(register()).rejects.toMatchObject({
        name: 'DeliveryError',
        message: expect.stringMatching(/^The commands could not be registered: .*\.$/),
      });
    }
    discord.revokeToken();
    await expect(register()).rejects.toMatchObject({ kind: 'unauthorized' });
  });

  test('that is limited says for how long', async () => {
    discord.fail({ kind: 'rate-limited', retryAfter: 3 }, { route: put });
    await expect(register()).rejects.toMatchObject({ kind: 'rate-limited', retryAfterMs: expect.any(Number) });
  });
});

test('a language is Discord’s own, all of its regions, or none', () => {
  expect(
    ['en', 'de', 'es', 'es-419', 'pt', 'pt-BR', 'sv', 'nb', 'zh', 'uk', 'ar'].map((tag) => localesOf(tag)),
  ).toEqual([
    [],
    ['de'],
    ['es-ES', 'es-419'],
    ['es-419'],
    ['pt-BR'],
    ['pt-BR'],
    ['sv-SE'],
    ['no'],
    ['zh-CN', 'zh-TW'],
    ['uk'],
    [],
  ]);
});
