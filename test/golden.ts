import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';

/**
 * The golden files next to a test: values that a person has read and found right. Set `UPDATE_GOLDEN` to write them anew,
 * then read the difference.
 */
export function goldensOf(test: string) {
  const folder = fileURLToPath(new URL('golden/', test));
  const isUpdate = process.env['UPDATE_GOLDEN'] !== undefined;
  return {
    /** Throws where the value differs from the file `golden/<name>.json`. */
    expect(name: string, value: unknown): void {
      const path = `${folder}${name}.json`;
      if (isUpdate) {
        mkdirSync(folder, { recursive: true });
        writeFileSync(path, `${JSON.stringify(value, null, 2)}\n`);
      }
      expect(value).toEqual(JSON.parse(readFileSync(path, 'utf8')));
    },
    /** The names of the files there are, so that a test finds one that no test reads. */
    names: () =>
      readdirSync(folder)
        .map((file) => basename(file, '.json'))
        .sort(),
  };
}
