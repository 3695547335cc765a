import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { startSlack } from '../fakes/slack/index.ts';
import { openDesk, root, run, start, totalsIn } from './desk.ts';
import { reportOf, reportPage, titleOf } from './pages.ts';

/** What operators see when something is wrong, and what no one may ever see. */

const [march, april] = [reportOf('2019-03'), reportOf('2019-04')];
const feed = { kind: 'rss', path: '/feed' };

describe('a configuration with faults', () => {
  test.concurrent('is refused with every fault, its place and the fix', async () => {
    await using desk = await openDesk([feed]);
    await writeFile(
      desk.config,
      [
        'databse: here.sqlite',
        'publishers: [{id: CJTF, name: Coalition, role: belligerent}]',
        'sources:',
        '  - {id: a, publisher: nobody, kind: telegraph, url: https://www.example.org/a}',
        '  - {id: b, publisher: nobody, kind: rss, url: file:///etc/passwd, schedule: whenever}',
        'subscriptions: [{destination: pigeon, channel: roof}]',
      ].join('\n'),
    );
    for (const command of ['poll', 'totals']) {
      const ran = await desk.ackwatch(command);
      expect(ran.code, command).toBe(1);
      expect(ran.stderr).toMatch(/has \d+ problems/);
      for (const fault of [
        /"databse" \(did you mean database\?\) is not known here\. Check the spelling/,
        /publishers\[0\]\.id: Write lower-case letters/,
        /publishers\[0\]\.role: .*acknowledging/,
        /sources\[0\]\.kind: Write one of: rss, index, page, json, pdf \(found "telegraph"\)/,
        /sources\[1\]\.url: Write an http or https address/,
        /sources\[1\]\.schedule: Write a cron expression .*found "whenever"/,
        /subscriptions\[0\]\.destination: .*terminal/,
      ])
        expect(ran.stderr).toMatch(fault);
      expect(ran.stderr, 'a fault of theirs is no crash of ours').not.toMatch(/^\s+at /m);
    }
    const doctor = await desk.ackwatch('doctor', '--offline');
    expect(doctor.code).toBe(1);
    expect(doctor.stdout).toMatch(/PROBLEM configuration: .*\n[\s\S]*sources\[0\]\.kind/);
  });

  test.concurrent('that is not there or is no YAML is named', async () => {
    await using desk = await openDesk([feed]);
    const missing = await run(['poll', '--config', join(desk.folder, 'none.yaml')]);
    expect(missing.code).toBe(1);
    expect(missing.stderr).toContain('none.yaml');
    expect(missing.stderr).not.toMatch(/^\s+at /m);
    await writeFile(desk.config, 'publishers: [\n  {id: a');
    const broken = await desk.ackwatch('poll');
    expect(broken.code).toBe(1);
    expect(broken.stderr).toMatch(/line \d+, column \d+/);
  });
});

describe('a ledger that cannot be used', () => {
  test.concurrent('is named with the fix, by every command', async () => {
    await using desk = await openDesk([feed]);
    const saying = async (what: RegExp, command: string) => {
      const ran = await desk.ackwatch(command);
      expect(ran.code, command).toBe(1);
      expect(ran.stderr + ran.stdout, command).toMatch(what);
      expect(ran.stderr, command).not.toMatch(/^\s+at /m);
    };
    await writeFile(desk.database, randomBytes(8192));
    await saying(/Stop, keep a copy of it, and restore the last backup or export/, 'poll');
    await saying(/Stop, keep a copy of it/, 'totals');
    await saying(/PROBLEM database: [\s\S]*keep a copy of it/, 'doctor');

    await writeFile(desk.database, '');
    await desk.ackwatch('sources');
    const raw = new DatabaseSync(desk.database, { timeout: 5000 });
    raw.exec("INSERT INTO schema_journal (name, checksum) VALUES ('9999-later.sql', 'x')");
    raw.close();
    await saying(/Install the newer version of Ackwatch/, 'poll');
    await saying(/Install the newer version of Ackwatch/, 'export');

    const text = await readFile(desk.config, 'utf8');
    await writeFile(desk.config, text.replace(desk.database, `${desk.config}/ledger.sqlite`));
    await saying(/Check that the address is right/, 'poll');
    await writeFile(desk.config, text.replace(desk.database, 'mysql://localhost/ackwatch'));
    await saying(/Set `database` to a file path/, 'totals');
  });
});

describe('two at once', () => {
  test.concurrent('post each finding once', async () => {
    await using desk = await openDesk([feed]);
    const { publisher } = desk;
    const put = (periods: readonly string[]) => {
      const rows = periods.map(reportOf);
      for (const row of rows) publisher.page(`/News/Article/${row.period.replace('-', '')}/`, reportPage(row));
      publisher.feed(
        '/feed',
        rows.map((row) => ({
          url: publisher.at(`/News/Article/${row.period.replace('-', '')}/`),
          title: titleOf(row),
          published: `${row.published}T12:00:00Z`,
        })),
      );
    };
    put(['2018-11']);
    const first = await Promise.all([desk.ackwatch('poll'), desk.ackwatch('poll')]);
    expect(first.map(({ code }) => code)).toEqual([0, 0]);
    expect(desk.fresh()).toEqual([]);
    put(['2018-11', '2018-12', '2019-01', '2019-02', '2019-03', '2019-04']);
    const ran = await Promise.all([desk.ackwatch('poll'), desk.ackwatch('poll')]);
    expect(ran.map(({ code, stderr }) => (code === 0 ? 0 : stderr))).toEqual([0, 0]);
    await desk.ackwatch('poll');
    const posts = desk.fresh();
    expect(new Set(posts.map(({ key }) => key)).size).toBe(posts.length);
    expect(totalsIn(posts)).toEqual(['1,190', '1,257', '1,257', '1,291', '1,302']);
  });
});

describe('what strangers write', () => {
  test.concurrent('cannot act on a terminal, wherever it is shown', async () => {
    await using desk = await openDesk([{ kind: 'page', path: '/report' }]);
    const hostile =
      'The Coalition \u001b[2J\u001b]8;;https://evil.example\u0007regrets\u0007 \u202Eall\u202C civilian deaths <!channel> @everyone [see here](https://evil.example) \u009b31m.';
    desk.publisher.page('/report', reportPage(march));
    await desk.poll();
    const page = reportPage(april, [hostile], `\u001b]0;owned\u0007 Report ${hostile}`).replace(
      'Operation Inherent Resolve.',
      'Operation Inherent Resolve \u001b[31m\u202E &#27;[5m &#x9b;1m <b>\u001b]8;;https://evil.example\u0007x</b>.',
    );
    desk.publisher.page('/report', page);
    await desk.poll();
    desk.publisher.page('/report', page.replaceAll('regrets', 'deeply regrets'));
    await desk.poll();
    await writeFile(join(desk.folder, 'hostile.html'), page);
    const shown = [await readFile(desk.postsFile, 'utf8')];
    for (const command of ['findings', 'totals', 'history']) shown.push((await desk.ackwatch(command)).stdout);
    shown.push((await run(['read', join(desk.folder, 'hostile.html')])).stdout);
    const all = shown.join('\n');
    expect(all).toContain('at least 1,302 civilians killed (+11)');
    expect(all, 'shown as what it is').toContain('<!channel> @everyone');
    expect(all.match(/(?![\n\u200c\u200d])[\p{Cc}\p{Cf}\p{Co}]/gu) ?? []).toEqual([]);
  });
});

describe('a secret', () => {
  const secret = 'hunter2-Zx9';

  test.concurrent('in the address of the database reaches no output', async () => {
    await using desk = await openDesk([feed]);
    const env = { DATABASE_URL: `postgres://desk:${secret}@127.0.0.1:9/ledger` };
    const commands = [['poll'], ['totals'], ['export'], ['restore', desk.config], ['doctor', '--offline']];
    for (const command of commands) {
      const ran = await run([...command, '--config', desk.config], { env });
      expect(ran.code, command[0]).toBe(1);
      expect(ran.stdout + ran.stderr, command[0]).toContain('127.0.0.1');
      expect(ran.stdout + ran.stderr, command[0]).not.toContain(secret);
    }
  });

  test.concurrent('in the address of a proxy or a source reaches no output and no post', async () => {
    await using desk = await openDesk([
      { id: 'through-proxy', kind: 'rss', path: '/feed', url: 'http://reports.example/feed' },
      { id: 'with-password', kind: 'page', path: '/report', url: `http://desk:${secret}@127.0.0.1:9/report` },
    ]);
    const env = { HTTP_PROXY: `http://desk:${secret}@127.0.0.1:9`, HTTPS_PROXY: `http://desk:${secret}@127.0.0.1:9` };
    const outputs: string[] = [];
    for (const command of [['poll'], ['poll'], ['sources'], ['export'], ['doctor']]) {
      const ran = await run([...command, '--config', desk.config], { env: { ...env, ACKWATCH_LOG_LEVEL: 'debug' } });
      outputs.push(ran.stdout, ran.stderr);
    }
    const posts = await readFile(desk.postsFile, 'utf8');
    expect(posts).toContain('Ackwatch cannot read a source: through-proxy');
    expect(posts).toContain('Ackwatch cannot read a source: with-password');
    expect([...outputs, posts].join('\n')).not.toContain(secret);
  });
});

describe('the ledger', () => {
  test.concurrent('is copied out and in again, and goes on where it was', async () => {
    await using desk = await openDesk([{ kind: 'page', path: '/report' }]);
    desk.publisher.page('/report', reportPage(march));
    await desk.poll();
    desk.publisher.page('/report', reportPage(april));
    await desk.poll();
    const before = (await desk.ackwatch('history')).stdout;
    const copy = join(desk.folder, 'copy.json');
    expect((await desk.ackwatch('export', '--output', copy)).code).toBe(0);
    expect((await desk.ackwatch('export', '--output', copy)).code, 'overwrites nothing').toBe(1);
    const table = await desk.ackwatch('export', '--format', 'csv');
    expect(table.stdout.split('\n').filter((line) => /killed_total.*\b1302\b/.test(line))).toHaveLength(1);

    const text = await readFile(desk.config, 'utf8');
    await writeFile(desk.config, text.replace(desk.database, join(desk.folder, 'second.sqlite')));
    expect((await desk.ackwatch('restore', copy)).code).toBe(0);
    const again = await desk.ackwatch('restore', copy);
    expect(again.code).toBe(1);
    expect(again.stderr).toMatch(/empty/);
    expect((await desk.ackwatch('history')).stdout).toBe(before);
    expect(await desk.poll(), 'nothing is posted anew').toEqual([]);
    desk.publisher.page('/report', reportPage(reportOf('2019-05')));
    expect((await desk.poll()).map(({ text }) => /at least ([\d,]+)/.exec(text)?.[1])).toEqual(['1,319']);
    const doctor = await desk.ackwatch('doctor', '--offline');
    expect(doctor.code).toBe(0);
    expect(doctor.stdout).toContain('2 sent, 0 waiting');
  });
});

describe('a client library', () => {
  test.concurrent('of a chat that is not connected is never loaded', async () => {
    await using desk = await openDesk([feed]);
    desk.publisher.feed('/feed', [{ title: 'A release', html: 'Words of a release.' }]);
    const loadedBy = async (name: string, work: (env: Record<string, string>) => Promise<unknown>) => {
      const file = join(desk.folder, `${name}.txt`);
      await work({
        NODE_OPTIONS: `--import=${join(root, 'test/end-to-end/children/modules.ts')}`,
        LOADED_MODULES: file,
      });
      return (await readFile(file, 'utf8')).split('\n');
    };
    const watched = await loadedBy('run', async (env) => {
      const worker = start(['run', '--config', desk.config], { env });
      await worker.until(() => desk.publisher.requests('/feed').length > 0, 'the first poll');
      worker.signal('SIGTERM');
      expect(await worker.ended, worker.said()).toBe(0);
    });
    const looked = await loadedBy('totals', (env) => run(['totals', '--config', desk.config], { env }));
    for (const [name, modules] of Object.entries({ watched, looked })) {
      expect(
        modules.some((url) => url.includes('/node_modules/zod/')),
        `${name}: what is loaded is seen`,
      ).toBe(true);
      expect(
        modules.filter((url) =>
          /\/node_modules\/(@slack|@discordjs|discord\.js|discord-api-types|express)\//.test(url),
        ),
        name,
      ).toEqual([]);
    }
    expect(watched.filter((url) => url.includes('/src/commands/'))).toEqual([]);
  });
});

describe('a chat that refuses the listener', () => {
  test.concurrent('is reported to operators, and the watch goes on', async () => {
    const slack = await startSlack();
    slack.revokeAppToken();
    await using desk = await openDesk([{ ...feed, schedule: '* * * * * *' }]);
    desk.publisher.feed('/feed', [{ title: titleOf(march), url: desk.publisher.at('/report') }]);
    desk.publisher.page('/report', reportPage(march));
    const env = {
      SLACK_API_URL: slack.apiUrl,
      SLACK_BOT_TOKEN: slack.workspace.token,
      SLACK_APP_TOKEN: slack.appToken,
    };
    const worker = start(['run', '--config', desk.config], { env });
    await worker.until(() => desk.posts().length > 0, 'the post to those who run it');
    const looked = desk.publisher.requests('/feed').length;
    await worker.until(() => desk.publisher.requests('/feed').length > looked, 'another look');
    worker.signal('SIGTERM');
    expect(await worker.ended, worker.said()).toBe(0);
    expect(desk.posts().map(({ text }) => text)).toEqual([
      expect.stringMatching(
        /^-* ?Ackwatch is refused by slack Where: slack\. Commands there are not answered; .*SLACK_APP_TOKEN/,
      ),
    ]);
    expect(worker.said()).toMatch(/"level":"error".*"destination":"slack".*Commands cannot be received there/);
    for (const secret of [slack.appToken, slack.workspace.token]) expect(worker.said()).not.toContain(secret);
    await slack.close();
  });
});
