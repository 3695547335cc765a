import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { EnvironmentError, readEnvironment } from '../../config/environment.ts';

const folder = mkdtempSync(join(tmpdir(), 'ackwatch-env-'));
afterAll(() => rmSync(folder, { recursive: true }));

const secret = 'postgres://desk:hunter2@db.example/ackwatch';

describe('the environment', () => {
  it('takes a secret from a file, without its line end', () => {
    const file = join(folder, 'url');
    writeFileSync(file, `${secret}\n`);
    expect(readEnvironment({ DATABASE_URL_FILE: file })).toEqual({ DATABASE_URL: secret });
  });

  it('refuses a secret that is given twice, without repeating it', () => {
    const both = () => readEnvironment({ DATABASE_URL: secret, DATABASE_URL_FILE: '/x' });
    expect(both).toThrow(EnvironmentError);
    expect(both).toThrow(/^((?!hunter2).)*$/s);
  });

  it('says which file cannot be read', () => {
    expect(() => readEnvironment({ DATABASE_URL_FILE: join(folder, 'missing') })).toThrow(/DATABASE_URL_FILE/);
  });

  it('treats an empty variable as one that is not set, and passes on nothing unknown', () => {
    expect(readEnvironment({ DATABASE_URL: '', HOME: '/root', no_proxy: 'localhost' })).toEqual({
      NO_PROXY: 'localhost',
    });
  });

  it('refuses a key that could be guessed, without repeating it', () => {
    const weak = () => readEnvironment({ ACKWATCH_KEY: 'hunter2' });
    expect(weak).toThrow(EnvironmentError);
    expect(weak).toThrow(/ACKWATCH_KEY.*openssl rand -base64 32/);
    expect(weak).toThrow(/^((?!hunter2).)*$/s);
    for (const value of [`${'k'.repeat(32)},hunter2`, `${'k'.repeat(32)},`])
      expect(() => readEnvironment({ ACKWATCH_KEY: value })).toThrow(EnvironmentError);
    const key = 'k'.repeat(32);
    expect(readEnvironment({ ACKWATCH_KEY: `${key},${key}` })).toEqual({ ACKWATCH_KEY: `${key},${key}` });
  });
});
