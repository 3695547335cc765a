import { DiscordAPIError, REST } from '@discordjs/rest';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Discord, startDiscord } from './index.ts';

/** What the loopback Discord refuses of a body, and how it tells it. */

let discord: Discord;
let rest: REST;
beforeAll(async () => {
  discord = await startDiscord({ channelLimit: null, perSecond: null });
  rest = new REST({ api: discord.apiUrl, retries: 0 }).setToken(discord.token);
});
afterAll(() => discord.close());

/** The path of the first mistake and its code: `embeds.0.title BASE_TYPE_MAX_LENGTH`; or the code alone. */
async function refusalOf(call: Promise<unknown>): Promise<string> {
  const thrown = await call.then(
    () => 'not refused',
    (error: unknown) => error,
  );
  if (!(thrown instanceof DiscordAPIError)) return String(thrown);
  let place = (thrown.rawError as { errors?: unknown }).errors;
  if (place === undefined) return String(thrown.code);
  const path: string[] = [];
  for (;;) {
    const [[name, inner]] = Object.entries(place as object) as [[string, unknown]];
    if (name === '_errors') return `${path.join('.')} ${(inner as { code: string }[])[0]?.code}`;
    path.push(name);
    place = inner;
  }
}
const post = (body: unknown) => refusalOf(rest.post(`/channels/${discord.channel.id}/messages`, { body }));
const put = (...commands: unknown[]) =>
  refusalOf(rest.put(`/applications/${discord.application.id}/commands`, { body: commands }));

const field = (name = 'n', value = 'v') => ({ name, value });
const row = (...components: unknown[]) => ({ type: 1, components });
let buttons = 0;
const button = (more: object = {}) => ({ type: 2, style: 2, label: 'x', custom_id: `b${buttons++}`, ...more });
const embed = (more: object) => ({ embeds: [more] });
const max = 'BASE_TYPE_MAX_LENGTH';

describe('a message', () => {
  test.each<[string, unknown, string]>([
    ['empty', {}, '50006'],
    ['of blanks', { content: ' \n' }, '50006'],
    ['of 2,001 characters', { content: 'a'.repeat(2001) }, `content ${max}`],
    ['whose content is no text', { content: { a: 1 } }, 'content STRING_TYPE_CONVERT'],
    ['of 11 embeds', { embeds: Array.from({ length: 11 }, () => ({ description: 'x' })) }, `embeds ${max}`],
    ['whose embeds are none', { embeds: 'x' }, 'embeds LIST_TYPE_CONVERT'],
    ['with a title of 257', embed({ title: 'a'.repeat(257) }), `embeds.0.title ${max}`],
    ['with a description of 4,097', embed({ description: 'a'.repeat(4097) }), `embeds.0.description ${max}`],
    ['with 26 fields', embed({ fields: Array.from({ length: 26 }, () => field()) }), `embeds.0.fields ${max}`],
    ['with a field of 1,025', embed({ fields: [field('n', 'a'.repeat(1025))] }), `embeds.0.fields.0.value ${max}`],
    ['with a field without a name', embed({ fields: [field('')] }), 'embeds.0.fields.0.name BASE_TYPE_REQUIRED'],
    ['with a footer of 2,049', embed({ footer: { text: 'a'.repeat(2049) } }), `embeds.0.footer.text ${max}`],
    ['with a colour that is none', embed({ description: 'x', color: 2 ** 24 }), 'embeds.0.color NUMBER_TYPE_MAX'],
    ['with an address that is none', embed({ description: 'x', url: 'x' }), 'embeds.0.url URL_TYPE_INVALID_URL'],
    [
      'of 6,001 characters in its embeds',
      { embeds: [{ description: 'a'.repeat(4000) }, { description: 'a'.repeat(2001) }] },
      'embeds MAX_EMBED_SIZE_EXCEEDED',
    ],
    ['of 6 rows', { components: Array.from({ length: 6 }, () => row(button())) }, `components ${max}`],
    [
      'of 6 buttons in a row',
      { components: [row(...Array.from({ length: 6 }, () => button()))] },
      'components.0.components BASE_TYPE_BAD_LENGTH',
    ],
    ['with an empty row', { components: [row()] }, 'components.0.components BASE_TYPE_BAD_LENGTH'],
    [
      'with a label of 81',
      { components: [row(button({ label: 'a'.repeat(81) }))] },
      `components.0.components.0.label ${max}`,
    ],
    [
      'with a custom_id of 101',
      { components: [row(button({ custom_id: 'a'.repeat(101) }))] },
      `components.0.components.0.custom_id ${max}`,
    ],
    [
      'with one custom_id twice',
      { components: [row(button({ custom_id: 'a' })), row(button({ custom_id: 'a' }))] },
      'components.1.components.0.custom_id COMPONENT_CUSTOM_ID_DUPLICATED',
    ],
    [
      'with a link that goes nowhere',
      { components: [row({ type: 2, style: 5, label: 'x' })] },
      'components.0.components.0.url BASE_TYPE_REQUIRED',
    ],
    ['with a nonce of 26', { content: 'x', nonce: 'a'.repeat(26) }, `nonce ${max}`],
    [
      'that may mention what is no kind',
      { content: 'x', allowed_mentions: { parse: ['all'] } },
      'allowed_mentions.parse BASE_TYPE_CHOICES',
    ],
  ])('%s is refused', async (_, body, told) => {
    expect(await post(body)).toBe(told);
  });

  test('at every limit is taken', async () => {
    const full = {
      content: 'a'.repeat(2000),
      nonce: 'a'.repeat(25),
      embeds: [
        { title: 'a'.repeat(256), description: 'a'.repeat(4096), fields: [field('a'.repeat(256), 'a'.repeat(1024))] },
        { description: 'a'.repeat(368) },
      ],
      components: Array.from({ length: 5 }, () =>
        row(...Array.from({ length: 5 }, () => button({ label: 'a'.repeat(80) }))),
      ),
    };
    expect(await post(full)).toBe('not refused');
  });

  test('that is no JSON is refused', async () => {
    const headers = { authorization: `Bot ${discord.token}`, 'content-type': 'application/json' };
    const url = `${discord.apiUrl}/v10/channels/${discord.channel.id}/messages`;
    const answer = await fetch(url, { method: 'POST', headers, body: '{"content' });
    expect([answer.status, await answer.json()]).toMatchObject([400, { code: 50109 }]);
  });
});

describe('commands', () => {
  const described = { name: 'ackwatch', description: 'Figures.' };
  const option = (more: object = {}) => ({ type: 3, name: 'measure', description: 'Which.', ...more });
  const sub = (...options: unknown[]) => ({ type: 1, name: 'totals', description: 'Totals.', options });
  const withOptions = (...options: unknown[]) => ({ ...described, options });
  const choices = (count: number) => Array.from({ length: count }, (_, index) => ({ name: `n${index}`, value: 'v' }));

  test.each<[string, unknown[], string]>([
    ['a name of 33', [{ ...described, name: 'a'.repeat(33) }], `0.name ${max}`],
    ['capitals in a name', [{ ...described, name: 'Ackwatch' }], '0.name APPLICATION_COMMAND_INVALID_NAME'],
    ['blanks in a name', [{ ...described, name: 'ack watch' }], '0.name APPLICATION_COMMAND_INVALID_NAME'],
    ['no description', [{ name: 'ackwatch' }], '0.description BASE_TYPE_REQUIRED'],
    ['a description of 101', [{ ...described, description: 'a'.repeat(101) }], `0.description ${max}`],
    [
      'a description of a menu',
      [{ ...described, type: 3 }],
      '0.description APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION_CANNOT_BE_SET',
    ],
    ['one name twice', [described, described], '1 APPLICATION_COMMANDS_DUPLICATE_NAME'],
    [
      'a language that is none',
      [{ ...described, name_localizations: { xx: 'a' } }],
      '0.name_localizations.xx ENUM_TYPE_COERCE',
    ],
    [
      'a localized name with capitals',
      [{ ...described, name_localizations: { de: 'A' } }],
      '0.name_localizations.de APPLICATION_COMMAND_INVALID_NAME',
    ],
    [
      '26 options',
      [withOptions(...Array.from({ length: 26 }, (_, index) => option({ name: `n${index}` })))],
      `0.options ${max}`,
    ],
    ['one option twice', [withOptions(option(), option())], '0 APPLICATION_COMMAND_OPTIONS_NAME_DUPLICATE'],
    ['26 choices', [withOptions(option({ choices: choices(26) }))], `0.options.0.choices ${max}`],
    [
      'choices and suggestions',
      [withOptions(option({ choices: choices(1), autocomplete: true }))],
      '0.options.0 APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_CHOICES_MUTUALLY_EXCLUSIVE',
    ],
    [
      'a needed option last',
      [withOptions(sub(option(), option({ name: 'b', required: true })))],
      '0.options.0.options.1 APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID',
    ],
    [
      'options beside sub-commands',
      [withOptions(sub(), option())],
      '0.options.1.type APPLICATION_COMMAND_OPTIONS_TYPE_INVALID',
    ],
    ['sub-commands in sub-commands', [withOptions(sub(sub()))], '0.options.0.options.0.type BASE_TYPE_CHOICES'],
    ['a place that is none', [{ ...described, contexts: [3] }], '0.contexts BASE_TYPE_CHOICES'],
    [
      'permissions that are no number',
      [{ ...described, default_member_permissions: 'x' }],
      '0.default_member_permissions NUMBER_TYPE_COERCE',
    ],
    [
      'more than 8,000 characters, of the longest language',
      [
        withOptions(
          ...Array.from({ length: 25 }, (_, index) =>
            option({
              name: `n${index}`,
              description: 'a',
              description_localizations: { de: 'a'.repeat(100) },
              choices: Array.from({ length: 3 }, (_, number) => ({
                name: `${number}`.padEnd(50, 'a'),
                value: 'v'.repeat(24),
              })),
            }),
          ),
        ),
      ],
      '0 APPLICATION_COMMAND_TOO_LARGE',
    ],
    [
      '16 menus',
      Array.from({ length: 16 }, (_, index) => ({ type: 3, name: `Menu ${index}` })),
      '_ APPLICATION_COMMANDS_MAX',
    ],
  ])('with %s are refused', async (_, commands, told) => {
    expect(await put(...commands)).toBe(told);
  });

  test('are replaced together, and keep their ids', async () => {
    const menu = { type: 3, name: 'Explain this post' };
    await put(withOptions(sub(option({ required: true }), option({ name: 'place' }))), menu);
    const [first] = discord.registered;
    await put({ ...described, description_localizations: { de: 'Zahlen.' } });
    expect(discord.registered).toMatchObject([{ id: first?.['id'], name: 'ackwatch', type: 1 }]);
    const path = `/applications/${discord.application.id}/commands` as const;
    const [bare] = (await rest.get(path)) as object[];
    expect(bare).not.toHaveProperty('description_localizations');
    const query = new URLSearchParams({ with_localizations: 'true' });
    expect(await rest.get(path, { query })).toMatchObject([{ description_localizations: { de: 'Zahlen.' } }]);
    expect(await refusalOf(rest.put('/applications/1100000000000000001/commands', { body: [] }))).toBe('20012');
  });
});
