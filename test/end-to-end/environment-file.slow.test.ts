import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { run } from './desk.ts';

/** The file .env as people save it. */

const start = resolve('src/start.js');
const config = JSON.stringify({
  database: 'ledger.sqlite',
  publishers: [{ id: 'p', name: 'P', role: 'acknowledging' }],
  sources: [{ id: 's', publisher: 'p', kind: 'rss', url: 'https://e.org/feed' }],
  subscriptions: [{ destination: 'terminal', channel: 'stdout' }],
});

async function doctor(name: string, content: string | Uint8Array, env: Readonly<Record<string, string>> = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'ackwatch-env-'));
  try {
    await writeFile(join(folder, 'c.yaml'), config);
    await writeFile(join(folder, name), content);
    return await run(['doctor', '--offline', '--config', 'c.yaml'], { program: start, folder, env });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
const off = 'discord is off';

test.concurrent.each([
  ['plainly', 'DISCORD_TOKEN=a.b.c\n'],
  ['with a byte order mark', '\ufeffDISCORD_TOKEN=a.b.c\n'],
  ['with carriage returns, a comment and export', '# The token: of the bot\r\nexport DISCORD_TOKEN="a.b.c"\r\n'],
])('is read %s', async (_, content) => {
  const { stdout, stderr } = await doctor('.env', content);
  expect(stdout + stderr).toContain('discord');
  expect(stdout).not.toContain(off);
});

test.concurrent('does not replace what the environment holds', async () => {
  const { stdout } = await doctor('.env', 'ACKWATCH_CONFIG=other.yaml\nDISCORD_TOKEN=a.b.c', { DISCORD_TOKEN: '' });
  expect(stdout).toContain(off);
});

test.concurrent.each([
  ['a colon', '.env', 'A=1\nDISCORD_TOKEN: a.b.c', '.env, line 2: write NAME=value, with = in place of the colon'],
  ['UTF-16', '.env', Buffer.from('\ufeffDISCORD_TOKEN=a.b.c', 'utf16le'), '.env is saved as UTF-16. Save it as UTF-8'],
  [
    'another ending',
    '.env.txt',
    'DISCORD_TOKEN=a.b.c',
    'There is no .env, but a .env.txt, which is not read. Rename it',
  ],
])('with %s is said to be wrong, with the fix and without its content', async (_, name, content, says) => {
  const { stdout, stderr } = await doctor(name, content);
  expect(stderr.trim().split('\n')[0]).toBe(says);
  expect(stdout + stderr).not.toContain('a.b.c');
});
