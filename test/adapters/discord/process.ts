import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import type { Discord } from '../../fakes/discord/index.ts';
import type { Line } from '../surroundings.ts';
import { environment, type Mode } from './talk.ts';

export interface Listening {
  readonly child: ChildProcess;
  /** What it said on its standard error. */
  complaints(): string;
  /** The files of the libraries that it has loaded, as far as they are CommonJS, as discord.js is. */
  loaded(): Promise<readonly string[]>;
  /** Closes it and gives its exit code and signal. */
  end(): Promise<readonly [number | null, NodeJS.Signals | null]>;
}

/** Without a handler for unhandled failures: any of them ends it. */
export async function startListening(discord: Discord, mode: Mode, more: NodeJS.ProcessEnv = {}): Promise<Listening> {
  let complaints = '';
  const child = fork(resolve(import.meta.dirname, 'listening-process.ts'), [], {
    env: { ...environment(discord, mode), PATH: process.env['PATH'] ?? '', ...more },
    execArgv: [],
    silent: true,
  });
  child.stderr?.on('data', (part) => {
    complaints += String(part);
  });
  const [lines] = (await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(() => Promise.reject(new Error(complaints))),
  ])) as [readonly Line[]];
  const port = lines.map(({ fields }) => ('port' in fields ? fields.port : undefined)).find(Boolean);
  if (mode === 'http') discord.via({ type: 'http', url: `http://127.0.0.1:${port}/discord/interactions` });
  return {
    child,
    complaints: () => complaints,
    async loaded() {
      const told = once(child, 'message');
      child.send('loaded');
      return ((await told) as [readonly string[]])[0];
    },
    async end() {
      const ended = once(child, 'exit');
      child.send('close');
      return (await ended) as [number | null, NodeJS.Signals | null];
    },
  };
}
