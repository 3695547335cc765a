import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { terminal } from '../../../adapters/terminal/index.ts';
import { renderText } from '../../../adapters/terminal/render.ts';
import type { Message } from '../../../src/chat/message.ts';
import { destinationContract, type Failure } from '../../contracts/destination.contract.ts';
import { ioOf } from './sink.ts';

const fullDisk = '/dev/full';
/** Opens and cannot be read: an outage of a disk, as far as that can be had. */
const unreadable = '/proc/self/mem';
const noAnswer = 'a file gives no answer that could be lost';

destinationContract({
  name: 'the terminal, posting to a file,',
  secrets: [],
  without: {
    credentials: 'there are none',
    'same key twice': 'a file takes whatever is appended',
    update: 'what was written stays',
    reply: 'a file has no threads',
    cut: 'a file has no limits',
    'failure: rate-limited': 'a file knows no limits',
    'failure: unauthorized': 'there are no credentials',
    'failure: timeout': noAnswer,
    'failure: drop-answer-after-taking': noAnswer,
    ...(existsSync(fullDisk) ? {} : { 'failure: unavailable': 'this system has no /dev/full' }),
    'failure: forbidden': 'a user who may write everything runs the tests in many places',
  },
  async start() {
    const folder = await mkdtemp(join(tmpdir(), 'ackwatch-terminal-'));
    const path = join(folder, 'posts.txt');
    const channels: string[] = [];
    return {
      destination: terminal.create({}, ioOf()),
      refused: undefined,
      get channel() {
        return channels.shift() ?? path;
      },
      async posts() {
        const written = await readFile(path, 'utf8').catch(() => '');
        const posts = written.matchAll(/([\s\S]*?)^-- post ([^\n]*)\n\n/gm);
        return [...posts].map(([, text = '', id = '']) => ({ id, text, under: null }));
      },
      requests: () => 0,
      async failNext(failure: Failure, during: 'send' | 'update' | 'find') {
        // Reading the full disk is endless; what cannot be read is a folder's own entry.
        if (failure === 'unavailable') channels.push(during === 'send' ? fullDisk : unreadable);
        if (failure === 'not-found') await rm(folder, { recursive: true });
      },
      stop: () => rm(folder, { recursive: true, force: true }),
    };
  },
  check(payload) {
    // The payload of the terminal is the message itself.
    const message = payload as Message;
    for (const width of [40, 100]) {
      const text = renderText(message, { width, colour: false });
      expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/u);
    }
  },
});
