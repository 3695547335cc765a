import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Slack, startSlack } from '../../fakes/slack/index.ts';
import { environment, type Mode } from './talk.ts';

let slack: Slack;
let child: ChildProcess;
let complaints: string;

beforeEach(async () => {
  slack = await startSlack();
  complaints = '';
});
afterEach(async () => {
  child.kill('SIGKILL');
  await slack.close();
});

/** Without a handler for unhandled failures: any of them ends it. */
async function start(mode: Mode): Promise<void> {
  child = fork(resolve(import.meta.dirname, 'listening-process.ts'), [], {
    env: { ...environment(slack, mode), PATH: process.env['PATH'] ?? '' },
    execArgv: [],
    silent: true,
  });
  child.stderr?.on('data', (part) => {
    complaints += String(part);
  });
  const [lines] = (await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(() => Promise.reject(new Error(complaints))),
  ])) as [readonly { readonly fields: { readonly port?: number } }[]];
  const port = lines.map(({ fields }) => fields.port).find(Boolean);
  if (mode !== 'socket') slack.via({ type: 'http', url: `http://127.0.0.1:${port}/slack/events` });
}

test.each(['socket', 'http', 'many'] as const)(
  'a process that listens by %s answers, and ends by itself once it is closed',
  async (mode) => {
    await start(mode);
    slack.slash('totals');
    await slack.until(() => slack.ephemerals().length === 1);
    const ended = once(child, 'exit');
    child.send('close');
    expect([await ended, complaints]).toEqual([[0, null], '']);
  },
);

test('a process that listens outlives all that Slack can do to its connections', async () => {
  await start('socket');
  slack.socket.babble('{"type":"events_api"}');
  slack.socket.recycle(100);
  await slack.outage(1000);
  slack.fail({ kind: 'status', status: 500 }, { method: 'apps.connections.open', times: 3 });
  await slack.until(() => slack.socket.connections === 2, 20_000);
  slack.slash('totals');
  await slack.until(() => slack.ephemerals().length === 1);
  slack.fail({ kind: 'drop' }, { method: 'response_url', times: 2 });
  slack.fail({ kind: 'drop' }, { method: 'chat.postEphemeral' });
  slack.slash('lost');
  // Once as it was asked for, once by another way, once as words alone.
  await slack.until(() => slack.requests('response_url').length === 3);
  slack.slash('latest');
  await slack.until(() => slack.ephemerals().length === 2);
  slack.revokeAppToken();
  slack.socket.cut();
  const refused = () =>
    slack.requests('apps.connections.open').filter(({ answer }) => /invalid_auth/.test(JSON.stringify(answer)));
  await slack.until(() => refused().length === 2, 20_000);
  const ended = once(child, 'exit');
  child.send('close');
  expect([await ended, complaints]).toEqual([[0, null], '']);
});
