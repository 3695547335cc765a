import { execFileSync, execSync, fork, spawn, spawnSync } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { createServer } from 'node:http';
import { connect, Socket } from 'node:net';
import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';

test.each<readonly [string, () => unknown]>([
  ['a process', () => spawn(process.execPath, ['--version'])],
  ['a process', () => fork('nothing.js')],
  ['a process', () => spawnSync(process.execPath, ['--version'])],
  ['a process', () => execSync('true')],
  ['a process', () => execFileSync(process.execPath, ['--version'])],
  ['a thread', () => new Worker('', { eval: true })],
  ['a socket', () => createServer().listen(0)],
  ['a socket', () => connect(1, '127.0.0.1')],
  ['a socket', () => new Socket().connect({ path: '/nowhere' })],
  ['a socket', () => createSocket('udp4')],
])('a fast test is refused %s', (what, use) => {
  expect(use).toThrow(new RegExp(`^A fast test .* ${what}\\. Rename its file to <name>\\.slow\\.test\\.ts`));
});

test('a fast test is refused a request, with the reason', async () => {
  const refused = await fetch('http://127.0.0.1:50000/').catch((error: unknown) => error);
  expect(String((refused as Error).cause)).toContain('A fast test opens a socket');
});
