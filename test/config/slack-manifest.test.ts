import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { AppsManifestValidateArguments } from '@slack/web-api';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { neededScopes } from '../../adapters/slack/api/errors.ts';
import { eventsPath } from '../../adapters/slack/connection/http.ts';
import { redirectPath, wantedScopes } from '../../adapters/slack/connection/install.ts';

type Manifest = Exclude<AppsManifestValidateArguments['manifest'], string>;

const root = resolve(import.meta.dirname, '../..');
const textOf = (name: string) => readFileSync(join(root, 'config', name), 'utf8');
const adapter = readdirSync(join(root, 'adapters/slack'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => readFileSync(join(root, 'adapters/slack', name), 'utf8'))
  .join('\n');

const files = ['slack-manifest.yaml', 'slack-manifest-http.yaml'];

describe.each(files)('the Slack manifest %s', (name) => {
  const manifest = parse(textOf(name), { strict: true, uniqueKeys: true }) as Manifest; // what Slack describes, checked below
  const { display_information: display, features, oauth_config: oauth, settings } = manifest;

  it('keeps the limits that Slack describes', () => {
    expect(display.name.length).toBeLessThanOrEqual(35);
    expect(display.description?.length).toBeLessThanOrEqual(140);
    expect(display.long_description?.length).toBeGreaterThanOrEqual(174);
    expect(display.long_description?.length).toBeLessThanOrEqual(4000);
    expect(features?.bot_user?.display_name).toMatch(/^[\w.-]{1,80}$/);
    for (const { command, description, usage_hint = '' } of features?.slash_commands ?? []) {
      expect(command).toMatch(/^\/[a-z_-]{1,31}$/);
      expect(description.length).toBeLessThanOrEqual(2000);
      expect(usage_hint.length).toBeLessThanOrEqual(1000);
    }
    for (const shortcut of features?.shortcuts ?? []) {
      // The reference names no limit: short enough for the menu of a message.
      expect(shortcut.name.length).toBeLessThanOrEqual(24);
      expect(shortcut.description.length).toBeLessThanOrEqual(150);
      expect(shortcut.callback_id.length).toBeLessThanOrEqual(255);
    }
  });

  it('requires the scopes that the adapter asks for and no other, and offers no history', () => {
    const { bot = [], bot_optional: optional = [], user } = oauth?.scopes ?? {};
    expect(bot.filter((scope) => !optional.includes(scope))).toEqual(neededScopes);
    expect(bot).toEqual(wantedScopes);
    expect(optional).toEqual(['channels:read', 'groups:read', 'users:read']);
    expect(user).toBeUndefined();
    expect(textOf(name)).not.toMatch(/:history/);
  });

  it('says for each scope and each event what it is for', () => {
    const lines = textOf(name).split('\n');
    const [from, to] = [lines.indexOf('    bot:'), lines.indexOf('    bot_optional:')];
    lines.slice(from + 1, to).forEach((line, index, all) => {
      if (line.trimStart().startsWith('- ')) expect(all[index - 1], line).toMatch(/^ +# \S/);
    });
  });

  it('declares what the adapter handles', () => {
    expect(features?.slash_commands?.map(({ command }) => command)).toEqual(['/ackwatch']);
    expect(features?.shortcuts?.map(({ type, callback_id: id }) => [type, id])).toEqual([['message', 'ackwatch_why']]);
    expect(settings?.event_subscriptions?.bot_events).toEqual(['app_home_opened', 'app_uninstalled', 'tokens_revoked']);
    for (const handled of ['ackwatch_why', 'app_home_opened', 'app_uninstalled', 'tokens_revoked'])
      expect(adapter.includes(`'${handled}'`), handled).toBe(true);
    expect(settings?.interactivity?.is_enabled).toBe(true);
    expect(settings?.token_rotation_enabled).toBe(false);
  });

  it('opens the pages of the app, the one with messages for reading alone', () => {
    expect(features?.app_home).toEqual({
      home_tab_enabled: true,
      messages_tab_enabled: true,
      messages_tab_read_only_enabled: true,
    });
  });
});

describe('the two Slack manifests', () => {
  const [socket, http] = files.map((name) => parse(textOf(name))) as [Manifest, Manifest]; // two names give two

  it('differ in how Slack reaches Ackwatch alone', () => {
    expect(socket.settings?.socket_mode_enabled).toBe(true);
    expect(http.settings?.socket_mode_enabled).toBe(false);
    const addresses = JSON.stringify(http).match(/https:[^"]+/g) ?? [];
    expect(JSON.stringify(socket)).not.toContain('https:');
    expect(new Set(addresses)).toEqual(
      new Set([eventsPath, redirectPath].map((path) => `https://ackwatch.example.org${path}`)),
    );
    const withoutAddresses = (manifest: Manifest): unknown =>
      JSON.parse(
        JSON.stringify(manifest, (key, value) =>
          ['url', 'request_url', 'redirect_urls', 'socket_mode_enabled'].includes(key) ? undefined : value,
        ),
      );
    expect(withoutAddresses(http)).toEqual(withoutAddresses(socket));
  });
});
