import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { run } from '../end-to-end/desk.ts';

const program = resolve(import.meta.dirname, '../end-to-end/children/unhandled.ts');

test.concurrent.each(['rejected', 'thrown', 'hanging'])(
  'an unhandled error (%s) closes the ledger and ends the process with 1, without its message',
  async (how) => {
    const ran = await run([':memory:', how], { program });
    expect(ran.code).toBe(1);
    expect(ran.stderr).toMatch(/TypeError at .*unhandled\.ts.*An unhandled error occurred/);
    expect(ran.stderr).toContain('closed');
    expect(ran.stderr).not.toContain('xoxb-secret');
  },
);
