import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startWebhook, type WebhookReceiver } from '../fakes/webhook.ts';
import { type Desk, openDesk, run, untilDueAgain } from './desk.ts';
import { reportOf, reportPage, titleOf } from './pages.ts';

/** Posts to a webhook through the real program, and what `doctor` says of one. */

const feed = { kind: 'rss', path: '/feed', recheck: '* * * * * *' };
const [march, april] = [reportOf('2019-03'), reportOf('2019-04')];

async function withReceiver(
  work: (parts: {
    readonly receiver: WebhookReceiver;
    readonly desk: Desk;
    readonly env: Readonly<Record<string, string>>;
  }) => Promise<void>,
): Promise<void> {
  const receiver = await startWebhook();
  try {
    await using desk = await openDesk([feed], { subscriptions: [{ destination: 'webhook', channel: 'desk' }] });
    desk.publisher.feed('/feed', [{ title: 'A release', html: 'Words of a release.' }]);
    const urls = join(desk.folder, 'webhook-urls');
    await writeFile(urls, `desk=${receiver.url}\n`);
    const env = {
      WEBHOOK_URLS_FILE: urls,
      WEBHOOK_SECRETS: `desk=${receiver.secret}`,
      WEBHOOK_ALLOW_PRIVATE: 'desk',
    };
    await work({ receiver, desk, env });
  } finally {
    await receiver.close();
  }
}
const pathOf = (url: string) => new URL(url).pathname;

test.concurrent('a report and its revision arrive once each, signed, the second with the id of the first', () =>
  withReceiver(async ({ receiver, desk: { publisher, config }, env }) => {
    const release = (rows: readonly (typeof april)[]) => {
      for (const row of rows) publisher.page(`/${row.period}`, reportPage(row));
      publisher.feed(
        '/feed',
        rows.map((row) => ({
          url: publisher.at(`/${row.period}`),
          title: titleOf(row),
          published: `${row.published}T12:00:00Z`,
          html: 'More',
        })),
      );
    };
    const poll = async () => {
      const { code, stdout, stderr } = await run(['poll', '--config', config], { env });
      expect(code, stderr).toBe(0);
      for (const secret of [pathOf(receiver.url), receiver.secret]) expect(stdout + stderr).not.toContain(secret);
    };
    release([march]);
    await poll();
    expect(receiver.posts, 'first contact').toEqual([]);
    release([april, march]);
    await poll();
    await untilDueAgain();
    publisher.page(`/${april.period}`, reportPage({ ...april, killed_total: 1303 }));
    await poll();
    const [first, second, ...more] = receiver.posts;
    expect(more).toEqual([]);
    expect(first?.body).toMatchObject({ version: 1, replyTo: null, message: { kind: 'total-raised' } });
    expect(first?.body.message.text).toContain('Coalition now admits at least 1,302 civilians killed (+11)');
    expect(second?.body).toMatchObject({ replyTo: first?.id, message: { kind: 'restated' } });
    expect(second?.body.message.text).toContain('now at least 1,303 civilians killed, earlier at least 1,302');
  }));

test.concurrent('doctor proves each receiver by a connection and shows no address', () =>
  withReceiver(async ({ receiver, desk: { config }, env }) => {
    const { code, stdout, stderr } = await run(['doctor', '--config', config], { env });
    expect(code, stdout).toBe(0);
    expect(stdout).toContain('ok      destination: webhook: signs posts for desk\n');
    expect(stdout).toContain('ok      channel: webhook desk\n');
    expect(receiver.requests).toBe(0);
    for (const secret of [pathOf(receiver.url), receiver.secret]) expect(stdout + stderr).not.toContain(secret);
  }));

test.concurrent('doctor says what is missing, what is wrong and what cannot be reached', () =>
  withReceiver(async ({ receiver, desk: { config }, env }) => {
    const doctor = async (changes: Readonly<Record<string, string>>) => {
      const { code, stdout } = await run(['doctor', '--config', config], { env: { ...env, ...changes } });
      expect(code).toBe(1);
      expect(stdout).not.toContain(pathOf(receiver.url));
      return stdout;
    };
    expect(await doctor({ WEBHOOK_SECRETS: '' })).toMatch(
      /PROBLEM destination: webhook is off: WEBHOOK_SECRETS is not set.*\n +Set WEBHOOK_SECRETS: The key/,
    );
    expect(await doctor({ WEBHOOK_ALLOW_PRIVATE: '' })).toMatch(
      /PROBLEM destination: webhook: WEBHOOK_URLS: desk has no https address: .*WEBHOOK_ALLOW_PRIVATE/,
    );
    await receiver.close();
    expect(await doctor({})).toMatch(
      /PROBLEM channel: webhook desk cannot be posted to\n +The receiver desk could not be reached \(ECONNREFUSED\)/,
    );
  }));
