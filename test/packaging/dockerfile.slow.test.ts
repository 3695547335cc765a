import { execFile, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { variables } from '../../config/environment.ts';
import { type Publisher, startPublisher } from '../fakes/publisher.ts';

const root = resolve(import.meta.dirname, '../..');
const instructions = readFileSync(join(root, 'Dockerfile'), 'utf8')
  .split('\n')
  .filter((line) => /^[A-Z]+ /.test(line))
  .map((line) => ({ name: line.slice(0, line.indexOf(' ')), rest: line.slice(line.indexOf(' ') + 1) }));
const run = promisify(execFile);
const command = (name: string): string[] => {
  const line = instructions.findLast((instruction) => instruction.name === name)?.rest ?? '';
  return JSON.parse(line.slice(line.indexOf('['))) as string[]; // the exec form is a JSON list of strings
};

/** No container engine is needed: the folder is filled with what the file copies, and its own lines are run in it. */
describe('the image', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ackwatch-image-'));
  let publisher: Publisher;

  beforeAll(async () => {
    publisher = await startPublisher();
    for (const { rest } of instructions.filter(({ name }) => name === 'COPY')) {
      if (rest.startsWith('--from=')) continue;
      const parts = rest.split(/\s+/);
      const target = parts.pop() ?? '.';
      for (const source of parts) {
        const to =
          target.endsWith('/') && parts.length > 0 && !existsDirectory(source)
            ? join(folder, target, source)
            : join(folder, target);
        mkdirSync(dirname(to), { recursive: true });
        cpSync(join(root, source), to, { recursive: true });
      }
    }
    const install = instructions.find(({ name, rest }) => name === 'RUN' && rest.startsWith('npm '))?.rest ?? '';
    const [program = '', ...words] = install.split(' ');
    await run(program, words, { cwd: folder, shell: process.platform === 'win32' });
    mkdirSync(join(folder, 'data'));
    const warm = instructions.findLast(({ name }) => name === 'RUN')?.rest ?? '';
    const path = `${dirname(process.execPath)}:${process.env['PATH'] ?? ''}`;
    await run('sh', ['-c', warm], { cwd: folder, env: { PATH: path, NODE_COMPILE_CACHE: join(folder, 'cache') } });
  }, 300_000);

  afterAll(async () => {
    await publisher.close();
    rmSync(folder, { recursive: true, force: true });
  });

  function existsDirectory(source: string): boolean {
    return existsSync(join(root, source, '.')) && !/\.[a-z]+$/.test(source);
  }

  it('starts as its CMD says, polls, is healthy, and stops on a signal', async () => {
    publisher.feed('/feed.xml', [{ title: 'A notice', url: publisher.at('/notice') }]);
    publisher.page('/notice', `<article><p>${'Nothing is stated here about anybody. '.repeat(8)}</p></article>`);
    const config = {
      database: 'data/ledger.sqlite',
      publishers: [{ id: 'cjtf-oir', name: 'The Coalition', role: 'acknowledging' }],
      sources: [{ id: 'feed', publisher: 'cjtf-oir', kind: 'rss', url: publisher.at('/feed.xml'), allowPrivate: true }],
      subscriptions: [{ destination: 'terminal', channel: 'stdout' }],
    };
    writeFileSync(join(folder, 'data', 'test.yaml'), JSON.stringify(config));
    const env = { PATH: process.env['PATH'] ?? '', ACKWATCH_CONFIG: 'data/test.yaml' };
    const [, ...start] = command('CMD');
    const worker = spawn(process.execPath, start, { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let log = '';
    worker.stderr.on('data', (piece: Buffer) => {
      log += piece.toString();
    });
    const ended = new Promise<number | null>((done) => worker.on('exit', done));
    try {
      await vi.waitFor(() => expect(log).toContain('"documents":1'), 90_000);
      const [, ...health] = command('HEALTHCHECK');
      await expect(run(process.execPath, health, { cwd: folder, env })).resolves.toMatchObject({ stderr: '' });
    } finally {
      worker.kill('SIGTERM');
    }
    expect(await ended).toBe(0);
  }, 60_000);

  it('is unhealthy where no worker is at work', async () => {
    const config = JSON.parse(readFileSync(join(folder, 'data', 'test.yaml'), 'utf8')) as object; // written above
    writeFileSync(join(folder, 'data', 'idle.yaml'), JSON.stringify({ ...config, database: 'data/idle.sqlite' }));
    const [, ...health] = command('HEALTHCHECK');
    const env = { PATH: process.env['PATH'] ?? '', ACKWATCH_CONFIG: 'data/idle.yaml' };
    await expect(run(process.execPath, health, { cwd: folder, env })).rejects.toMatchObject({ code: 1 });
  });

  it('opens the ports at which platforms call where nothing else is said, and no other', () => {
    const opened = instructions.filter(({ name }) => name === 'EXPOSE').flatMap(({ rest }) => rest.split(' '));
    const described = variables
      .filter(({ name }) => name.endsWith('_PORT'))
      .map(({ what }) => /Default (\d+)/.exec(what)?.[1]);
    expect(opened).toEqual(described);
    expect(opened).toHaveLength(2);
  });

  it('runs as an ordinary user and writes to one folder alone', () => {
    expect(instructions.findLast(({ name }) => name === 'USER')?.rest).toBe('node');
    expect(instructions.filter(({ name }) => name === 'VOLUME').map(({ rest }) => rest)).toEqual(['/app/data']);
    const written = ['src', 'adapters', 'config'].map((name) => join(folder, name));
    for (const path of written) expect(existsSync(path)).toBe(true);
    expect(existsSync(join(folder, 'cache'))).toBe(true);
  });
});
