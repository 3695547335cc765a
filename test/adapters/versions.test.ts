import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');

/**
 * Our code relies on something that these packages do not promise to keep. Before you raise a version here, read the file
 * with the new one: is it still needed, and does it still hold?
 */
test.each([
  ['@slack/bolt', '5.1.0', 'adapters/slack/connection/app.ts', "'@slack/bolt/dist/App.js'"],
  ['@slack/socket-mode', '3.1.0', 'adapters/slack/connection/socket-connection.ts', 'onWebSocketMessage'],
  ['@discordjs/ws', '1.2.3', 'adapters/discord/gateway/shard-strategy.ts', 'interface Insides'],
])('%s is at %s, with which %s was checked', (name, version, file, what) => {
  const { version: installed } = JSON.parse(readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8')) as {
    readonly version: string;
  };
  expect(installed).toBe(version);
  expect(readFileSync(join(root, file), 'utf8')).toContain(what);
});
