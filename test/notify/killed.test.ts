import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { openLedger } from '../../src/ledger/open.ts';
import type { DeliveryStep } from '../../src/notify/attempt.ts';
import { matchSubscriptions } from '../../src/notify/subscriptions.ts';
import { subscriptionTo } from '../ledger/fixtures.ts';
import { examples } from './events.ts';

const child = fileURLToPath(new URL('children-deliver.ts', import.meta.url));

async function drain(path: string, dieAt: string): Promise<string | number | null> {
  const running = spawn(process.execPath, [child, path, dieAt], { stdio: ['ignore', 'ignore', 'inherit'] });
  const [code, signal] = await once(running, 'exit');
  return signal ?? code;
}

const steps = ['claimed', 'sending', 'posted', 'recorded'] satisfies readonly DeliveryStep[];

test.concurrent.each(steps)('a process killed at "%s" neither loses a post nor doubles one', async (step) => {
  const folder = await mkdtemp(join(tmpdir(), 'ackwatch-killed-'));
  try {
    const [path, posts] = [join(folder, 'ledger.db'), join(folder, 'posts.txt')];
    const ledger = await openLedger(path);
    const at = new Date(Date.now() - 1000).toISOString();
    await ledger.subscriptions.sync([subscriptionTo(posts)], at);
    const keys = await ledger.transaction(async (transaction) => {
      const [example] = examples['total-lowered'];
      const findings = ['a', 'b'].map((name) => ({
        ...example,
        id: name.repeat(64),
        event: name,
        documentId: name,
        snapshotId: null,
      }));
      const fresh = await transaction.addFindings(findings);
      const matches = matchSubscriptions(fresh, await transaction.subscriptions());
      for (const match of matches) await transaction.addDelivery({ ...match, at });
      return matches.length;
    });
    await ledger.close();
    expect(await drain(path, step)).toBe('SIGKILL');
    expect(await drain(path, 'nowhere')).toBe(0);
    const written = [...(await readFile(posts, 'utf8')).matchAll(/^-- post (.*)$/gm)].map(([, key]) => key);
    expect(written).toHaveLength(keys);
    expect(new Set(written).size).toBe(keys);
  } finally {
    await rm(folder, { recursive: true });
  }
});
