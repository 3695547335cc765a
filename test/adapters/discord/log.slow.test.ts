import { expect, test } from 'vitest';
import { withoutSecrets } from '../../../adapters/discord/gateway/connection.ts';
import { startDiscord } from '../../fakes/discord/index.ts';

test('what libraries say holds neither the token of the bot nor that of an interaction', async () => {
  const discord = await startDiscord();
  const sent = discord.interact({ type: 2, id: '1234567890123456789', channel_id: discord.channel.id });
  const said = [
    `Bot ${discord.token} was refused`,
    `{"token":"${discord.token}"}`,
    `POST /api/v10/interactions/${sent.id}/${sent.token}/callback failed`,
    `PATCH https://discord.com/api/v10/webhooks/${discord.application.id}/${sent.token}/messages/@original`,
  ].map(withoutSecrets);
  await discord.close();
  for (const text of said) {
    expect(text).toContain('[secret]');
    expect(text).not.toContain(discord.token);
    expect(text).not.toContain(sent.token);
  }
  expect(said[2]).toBe(`POST /api/v10/interactions/${sent.id}/[secret]/callback failed`);
});

test('what is no secret stays', () => {
  const text = 'getaddrinfo ENOTFOUND gateway.discord.gg, version 10.0.0, /channels/1234567890123456789/messages';
  expect(withoutSecrets(text)).toBe(text);
});
