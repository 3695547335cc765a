import { execFile, spawn } from 'node:child_process';
import {
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { destinations } from '../adapters/index.ts';
import { type Publisher, startPublisher } from './fakes/publisher.ts';

const root = resolve(import.meta.dirname, '..');
const readme = readFileSync(join(root, 'README.md'), 'utf8');
const commands = [...readme.matchAll(/^[ ]*```sh\n([\s\S]*?)^[ ]*```/gm)]
  .flatMap((block) => (block[1] ?? '').split('\n'))
  .map((line) => line.trim())
  .filter((line) => line !== '');
const shell = promisify(execFile);

/** The files of this checkout, links left out: what a link leads to belongs to somebody else. */
function sourcesIn(files: readonly string[], folder: string = root): readonly string[] {
  return files.filter((file) => file !== '' && !lstatSync(join(folder, file)).isSymbolicLink());
}

const slack = destinations.find(({ name }) => name === 'slack');
const discord = destinations.find(({ name }) => name === 'discord');
const firstRun = 'npm ci && npm run demo';
const tests = 'npm ci && npm test';
const start = 'npm start';

describe('the README', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ackwatch-readme-'));
  // A checkout as its user has it, apart from the .env of whoever runs the tests.
  const checkout = join(folder, 'checkout');
  let publisher: Publisher;
  let env: NodeJS.ProcessEnv;

  beforeAll(async () => {
    publisher = await startPublisher();
    publisher.feed('/feed.xml', [{ title: 'A notice', url: publisher.at('/notice') }]);
    publisher.page('/notice', `<article><p>${'Nothing is stated here about anybody. '.repeat(8)}</p></article>`);
    const config = join(folder, 'ackwatch.yaml');
    writeFileSync(
      config,
      JSON.stringify({
        database: join(folder, 'ledger.sqlite'),
        contact: 'desk@example.org',
        publishers: [{ id: 'cjtf-oir', name: 'The Coalition', role: 'acknowledging' }],
        sources: [
          { id: 'feed', publisher: 'cjtf-oir', kind: 'rss', url: publisher.at('/feed.xml'), allowPrivate: true },
        ],
        subscriptions: [{ destination: 'terminal', channel: 'stdout' }],
      }),
    );
    env = { ...process.env, ACKWATCH_CONFIG: config };
    mkdirSync(checkout);
    for (const name of ['adapters', 'config', 'node_modules', 'package.json', 'src'])
      symlinkSync(join(root, name), join(checkout, name));
  });
  afterAll(async () => {
    await publisher.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('names the two commands of a newcomer, and CI runs the second', () => {
    expect(commands).toContain(firstRun);
    expect(commands).toContain(tests);
    expect(readFileSync(join(root, '.ci/run'), 'utf8').trimEnd().split('\n').at(-1)).toBe(tests);
  });

  it(`shows the record with ${firstRun}, in a folder that has nothing but the sources`, async () => {
    const clone = join(folder, 'clone');
    const { stdout: tracked } = await shell('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
      cwd: root,
    });
    for (const file of sourcesIn(tracked.split('\0'))) cpSync(join(root, file), join(clone, file), { recursive: true });
    // A link to the modules of another checkout would let `npm ci` empty that one.
    expect(existsSync(join(clone, 'node_modules'))).toBe(false);
    const { stdout } = await shell('sh', ['-c', firstRun], {
      cwd: clone,
      env: process.env,
      maxBuffer: 64 * 1024 * 1024,
    });
    expect(stdout).toMatch(/Sums that do not add up +12\n/);
    expect(stdout).toContain('at least 1,417 civilians killed');
    expect(dirname(clone)).toBe(folder);
  }, 240_000);

  const others = [...new Set(commands)].filter((command) => ![firstRun, tests, start].includes(command));
  it.each(others)(
    'runs `%s`',
    async (command) => {
      const { stdout } = await shell('sh', ['-c', command], { cwd: checkout, env });
      expect(stdout.trim()).not.toBe('');
    },
    60_000,
  );

  it(`watches with ${start} until it is stopped`, async () => {
    const [program = '', ...words] = start.split(' ');
    const watching = spawn(program, words, { cwd: checkout, env, detached: true, stdio: ['ignore', 'ignore', 'pipe'] });
    let log = '';
    watching.stderr.on('data', (piece: Buffer) => {
      log += piece.toString();
    });
    const ended = new Promise<number | null>((done) => watching.on('close', done));
    try {
      await vi.waitFor(() => expect(log).toContain('Watching'), 20_000);
    } finally {
      if (watching.pid !== undefined) process.kill(-watching.pid, 'SIGTERM');
    }
    await ended;
    expect(log).toContain('Stopped');
  }, 60_000);

  it('takes the tokens of Slack from .env, as its steps say, and what is set already stays', async () => {
    const block = /^ *```\n((?: *SLACK_\w+=.*\n)+) *```/m.exec(readme)?.[1] ?? '';
    const names = [...block.matchAll(/SLACK_\w+/g)].map(([name]) => name);
    expect(names).toEqual(slack?.connectionModes[0]?.needs);
    const desk = mkdtempSync(join(folder, 'desk-'));
    writeFileSync(join(desk, '.env'), `${block.replaceAll(/^ +/gm, '')}ACKWATCH_CONFIG=elsewhere.yaml\n`);
    const start = ['--no-warnings', join(root, 'src/start.js'), 'doctor', '--offline'];
    const { stdout } = await shell(process.execPath, start, { cwd: desk, env }).catch(
      (failed: { stdout: string }) => failed,
    );
    expect(stdout).not.toContain('elsewhere.yaml');
    expect(stdout).not.toContain('slack is off');
    expect(stdout).toMatch(/slack: .*SLACK_BOT_TOKEN|slack: .*not asked/);
    expect(stdout).not.toContain('xoxb-...');
  });

  it('takes the token of Discord from .env, as its steps say', async () => {
    const block = /^ *```\n((?: *DISCORD_\w+=.*\n)+) *```/m.exec(readme)?.[1] ?? '';
    const names = [...block.matchAll(/DISCORD_\w+/g)].map(([name]) => name);
    expect(names).toEqual(discord?.connectionModes[0]?.needs);
    const desk = mkdtempSync(join(folder, 'desk-'));
    writeFileSync(join(desk, '.env'), block.replaceAll(/^ +/gm, ''));
    const start = ['--no-warnings', join(root, 'src/start.js'), 'doctor', '--offline'];
    const { stdout } = await shell(process.execPath, start, { cwd: desk, env }).catch(
      (failed: { stdout: string }) => failed,
    );
    expect(stdout).not.toContain('discord is off');
    expect(stdout).toContain('discord: DISCORD_TOKEN: is no bot token');
  });

  it('says of every variable of Discord what it does', () => {
    const rows = [...readme.matchAll(/^\| `(DISCORD_\w+)` \|/gm)].map((match) => match[1]);
    expect(rows.toSorted()).toEqual(discord?.variables.map(({ name }) => name).toSorted());
  });

  it('copies no linked folder, so that npm ci empties no one else’s modules', () => {
    const other = mkdtempSync(join(folder, 'other-'));
    const linked = mkdtempSync(join(folder, 'linked-'));
    writeFileSync(join(linked, 'package.json'), '{}');
    symlinkSync(other, join(linked, 'node_modules'));
    expect(sourcesIn(['package.json', 'node_modules', ''], linked)).toEqual(['package.json']);
  });

  it('names only files that are there', () => {
    const named = [...readme.matchAll(/`((?:src|test|config|adapters|docs)\/[\w./-]*)`/g)].map(
      (match) => match[1] ?? '',
    );
    expect(named.length).toBeGreaterThan(5);
    for (const path of named) expect(() => readFileSync(join(root, path)), path).not.toThrow(/ENOENT/);
  });
});
