import { expect, test } from 'vitest';
import { openLedger } from '../../src/ledger/open.ts';

const secret = 'n0t-t0-be-seen';

test('the error of a server that is not there holds no password, all the way down', async () => {
  const error: unknown = await openLedger(
    `postgres://bot:${secret}@127.0.0.1:1/ackwatch?application_name=${secret}`,
  ).catch((reason: unknown) => reason);
  expect(error).toMatchObject({ name: 'LedgerError', kind: 'unavailable' });
  expect(String(error)).toContain('postgres://bot@127.0.0.1:1/ackwatch');
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    const all = Object.getOwnPropertyNames(at).map((name) => String(Reflect.get(at as object, name)));
    expect(all.join('\n')).not.toContain(secret);
  }
});
