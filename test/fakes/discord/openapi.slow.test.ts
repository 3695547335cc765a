import { REST } from '@discordjs/rest';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { describedAnswers, missingDescription } from '../../adapters/discord/openapi.ts';
import { type Discord, startDiscord } from './index.ts';

/** Every answer of the loopback Discord, checked against Discord's own description of its API. */

const names: Readonly<Record<string, string>> = {
  ':channel': '{channel_id}',
  ':message': '{message_id}',
  ':application': '{application_id}',
  ':interaction': '{interaction_id}',
  ':guild': '{guild_id}',
  ':user': '{user_id}',
};
/** `GET /channels/:channel`, as the description names it. */
function pathOf(route: string, path: string): { readonly method: string; readonly path: string } {
  const [method = '', template = ''] = route.split(' ');
  const isHook = template.startsWith('/webhooks/');
  const described = template
    .replaceAll(/:\w+/gu, (name) => names[name] ?? name)
    .replace(':token', isHook ? '{webhook_token}' : '{interaction_token}')
    .replace('/webhooks/{application_id}', '/webhooks/{webhook_id}');
  const original = path.endsWith('/@original') ? described.replace('{message_id}', '@original') : described;
  return { method: method.toLowerCase(), path: original };
}

describe.skipIf(missingDescription !== undefined)(
  `Discord's description${missingDescription ? `: ${missingDescription}` : ''}`,
  () => {
    let discord: Discord;
    beforeAll(async () => {
      discord = await startDiscord({ channelLimit: { calls: 20, withinMs: 60_000 } });
      const rest = new REST({ api: discord.apiUrl, retries: 0, rejectOnRateLimit: () => true }).setToken(discord.token);
      const quietly = (call: Promise<unknown>) => call.catch(() => undefined);
      const { id: channel } = discord.addChannel({ type: 5 });
      const messages = `/channels/${channel}/messages` as const;
      const button = { type: 2, style: 1, label: 'x', custom_id: 'turn:x' };
      const embed = {
        description: 'x',
        url: 'https://discord.com/#x',
        color: 1,
        footer: { text: 'y' },
        fields: [{ name: 'n', value: 'v' }],
      };
      const body = { content: '<@1> x', embeds: [embed], components: [{ type: 1, components: [button] }], nonce: 'n' };
      const { id } = (await rest.post(messages, { body })) as { id: string };
      await rest.post(messages, { body: { content: 'x', message_reference: { message_id: id } } });
      await rest.patch(`${messages}/${id}`, { body: { content: 'y' } });
      await rest.post(`${messages}/${id}/crosspost`);
      await rest.get(messages);
      await rest.get(`${messages}/${id}`);
      for (const path of [
        '/gateway',
        '/gateway/bot',
        '/users/@me',
        '/applications/@me',
        '/oauth2/applications/@me',
      ] as const) {
        await rest.get(path);
      }
      await rest.get(`/users/${discord.person.id}`);
      await rest.get(`/guilds/${discord.server.id}`);
      await rest.get(`/guilds/${discord.server.id}/roles`);
      await rest.get(`/guilds/${discord.server.id}/members/${discord.bot.id}`);
      for (const one of [channel, discord.addThread().id, discord.direct().id]) await rest.get(`/channels/${one}`);
      await rest.post('/users/@me/channels', { body: { recipient_id: discord.person.id } });
      const option = { type: 3, name: 'measure', description: 'x', autocomplete: true };
      const commands = [
        {
          name: 'ackwatch',
          description: 'x',
          options: [{ type: 1, name: 'totals', description: 'x', options: [option] }],
        },
        { name: 'Explain', type: 3 },
      ];
      await rest.put(`/applications/${discord.application.id}/commands`, { body: commands });
      await rest.get(`/applications/${discord.application.id}/commands`);
      for (const flags of [0, 64]) {
        const sent = discord.slash('/ackwatch totals', { channel, ...(flags === 0 ? {} : { server: null }) });
        const hook = `/webhooks/${discord.application.id}/${sent.token}` as const;
        const query = new URLSearchParams({ with_response: 'true' });
        const answer = { type: 4, data: { ...body, nonce: undefined, flags } };
        await rest.post(`/interactions/${sent.id}/${sent.token}/callback`, { body: answer, query, auth: false });
        await rest.post(hook, { body: { content: 'z' }, auth: false });
        await rest.patch(`${hook}/messages/@original`, { body: { content: 'z' }, auth: false });
        await rest.get(`${hook}/messages/@original`, { auth: false });
        const pressed = discord.press(sent.shown(), 'x');
        await rest.post(`/interactions/${pressed.id}/${pressed.token}/callback`, { body: { type: 6 }, auth: false });
        await quietly(rest.post(`/interactions/${pressed.id}/1/callback`, { body: { type: 6 }, auth: false }));
      }
      await quietly(rest.post(messages, { body: { content: 'a'.repeat(2001), embeds: [{ title: 'a'.repeat(257) }] } }));
      await quietly(rest.get('/channels/1100000000000000001'));
      discord.setChannelLimit({ calls: 0, withinMs: 1000 });
      await quietly(rest.get(`/channels/${channel}`));
      await rest.delete(`${messages}/${id}`).catch(() => undefined);
    });
    afterAll(() => discord.close());

    test('takes every answer', () => {
      const { of, refusal, limited } = describedAnswers();
      const seen = new Map<string, readonly string[]>();
      for (const { route, path, status, answer } of discord.requests()) {
        const described = pathOf(route, path);
        const key = `${route} ${status}`;
        const { errors: _, ...refused } = (answer ?? {}) as { readonly errors?: unknown };
        const faults =
          status === 200
            ? of(described.path, described.method, 200)(answer)
            : // Its documentation, which goes before the description, has limits without a code and mistakes whose codes are words.
              status === 429
              ? limited({ code: 0, ...refused })
              : refusal(refused);
        if (status !== 204) seen.set(key, [...(seen.get(key) ?? []), ...faults]);
      }
      expect(seen.size).toBeGreaterThan(25);
      expect(Object.fromEntries([...seen].filter(([, faults]) => faults.length > 0))).toEqual({});
    });

    test('finds what is wrong', () => {
      const { of } = describedAnswers();
      const [request] = discord.requests('POST /channels/:channel/messages');
      const validate = of('/channels/{channel_id}/messages', 'post', 200);
      expect(validate({ ...(request?.answer as object), id: 'x' })).not.toEqual([]);
    });
  },
);
