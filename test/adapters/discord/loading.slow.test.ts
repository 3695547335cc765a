import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const adapters = pathToFileURL(resolve(import.meta.dirname, '../../../adapters/index.ts')).href;

/** How many files of Discord's libraries a process has loaded, before and after it calls Discord. */
const program = `
  import { createRequire } from 'node:module';
  import { destinations } from '${adapters}';
  const { cache } = createRequire(import.meta.url);
  const loaded = () => Object.keys(cache).filter((file) => /node_modules.@?discord/.test(file)).length;
  const log = { info() {}, warn() {}, error() {} };
  const discord = destinations.find(({ name }) => name === 'discord').create({ DISCORD_TOKEN: 'a.b.c' }, { log });
  const message = { kind: 'total-raised', priority: 'high', language: 'en', headline: [{ text: 'a' }], blocks: [], text: 'a' };
  discord.render(message);
  const before = loaded();
  await discord.verify(AbortSignal.abort()).catch(() => {});
  console.log(JSON.stringify({ before, after: loaded() }));
  await discord.close();
`;

test("nothing of Discord's libraries is loaded before Discord is called, and nothing keeps the process after", async () => {
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', program]);
  const { before, after } = JSON.parse(stdout) as { before: number; after: number };
  expect(before).toBe(0);
  expect(after).toBeGreaterThan(0);
});
