import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { explainedJson } from '../../src/read/explanation-schema.ts';
import { run } from './desk.ts';

/** `read FILE --explain` in a terminal. */

let folder: string;
let file: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ackwatch-explain-'));
  file = join(folder, 'statement.txt');
  await writeFile(
    file,
    'The Coalition said its strike killed 14 civilians near Mosul. Residents said it killed 40 civilians.',
  );
});
afterAll(() => rm(folder, { recursive: true }));

test('prints what was recognised, and why a count was not read', async () => {
  const ran = await run(['read', file, '--explain']);
  expect(ran).toMatchObject({ code: 0, stderr: '' });
  expect(ran.stdout).toContain('14 killed: read as killed_event, asserted by the Coalition.');
  expect(ran.stdout.replaceAll(/\s+/g, ' ')).toContain('40 killed: named as killed_event, not asserted');
});

test('prints the same as documented JSON, and without it nothing more than before', async () => {
  const ran = await run(['read', file, '--explain', '--json']);
  expect(ran).toMatchObject({ code: 0, stderr: '' });
  const json = explainedJson.parse(JSON.parse(ran.stdout));
  expect(json.explanation.flatMap(({ steps }) => steps)).toMatchObject([
    { outcome: 'reading', because: null, message: null },
    { outcome: 'mention', because: 'hearsay', message: 'the speaker only repeats what others say' },
  ]);
  const plain = await run(['read', file, '--json']);
  const { explanation: _, ...rest } = json;
  expect(JSON.parse(plain.stdout)).toEqual(rest);
});
