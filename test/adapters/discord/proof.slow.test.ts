import { afterEach, beforeEach, expect, test } from 'vitest';
import { discord as adapter } from '../../../adapters/discord/index.ts';
import { type Discord, startDiscord } from '../../fakes/discord/index.ts';
import { io, keepingLog } from '../surroundings.ts';
import { environment, lines, scripted, type Talk, talk } from './talk.ts';

/** Whether commands can arrive, which is proved before anybody says that they are listened for. */

let discord: Discord;
const open: { close(): Promise<void> }[] = [];
beforeEach(async () => {
  discord = await startDiscord();
});
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
  await discord.close();
});
async function start(...given: Parameters<typeof talk> extends [Discord, ...infer Rest] ? Rest : never): Promise<Talk> {
  const one = await talk(discord, ...given);
  open.push(one);
  return one;
}
const said = ({ log }: Pick<Talk, 'log'>) =>
  log.lines.flatMap(({ level, fields }) => ('error' in fields ? [`${level}: ${fields.error}`] : []));

test('the key of another application is refused before anything is opened or registered', async () => {
  const log = keepingLog();
  const env = { ...environment(discord, 'http'), DISCORD_PUBLIC_KEY: 'ab'.repeat(32) };
  const destination = adapter.create(env, io(log));
  open.push(destination);
  await expect(destination.listen?.(scripted())).rejects.toMatchObject({
    kind: 'unauthorized',
    message: expect.stringMatching(/^DISCORD_PUBLIC_KEY is not the key .*Copy both from one application.*\.$/),
  });
  expect(discord.requests('PUT /applications/:application/commands')).toEqual([]);
  expect(log.lines).toEqual([]);
});

test('over HTTP a warning names the address to set, until it is set', async () => {
  const first = await start('http');
  expect(said(first)).toEqual([expect.stringMatching(/^warn: .*https:\/\/<your host>\/discord\/interactions\.$/)]);
  const port = first.log.lines.map(({ fields }) => ('port' in fields ? fields.port : undefined)).find(Boolean);
  await discord.saveInteractionsUrl(`http://127.0.0.1:${port}/discord/interactions`);
  expect(said(await start('http'))).toEqual([]);
});

test('over the gateway an address that is still set is an error, and commands are received once it is cleared', async () => {
  expect(said(await start('gateway'))).toEqual([]);
  const http = await start('http');
  const port = http.log.lines.map(({ fields }) => ('port' in fields ? fields.port : undefined)).find(Boolean);
  await discord.saveInteractionsUrl(`http://127.0.0.1:${port}/discord/interactions`);
  const one = await start('gateway');
  expect(said(one)).toEqual([expect.stringMatching(/^error: .*Interactions Endpoint URL.*Clear it.*\.$/)]);
  expect(await discord.slash('/ackwatch totals', { via: { type: 'gateway' } }).answered).toMatchObject({ type: 4 });
  expect(lines(one.conversation)).toContain('totals');
});

test('where that cannot be looked up commands are received, and the log says so', async () => {
  discord.fail({ kind: 'status', status: 500 }, { route: 'GET /applications/@me' });
  const one = await start('http');
  expect(said(one)).toEqual([expect.stringMatching(/^warn: unavailable: /)]);
  expect(await discord.slash('/ackwatch totals').answered).toMatchObject({ type: 4 });
});
