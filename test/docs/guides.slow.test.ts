import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { type Copy, copySources, stepsOf } from './guide.ts';

/** Each guide is followed to the letter in a copy of the sources: files, changes and commands, in their order. */

const folder = resolve(import.meta.dirname, '../../docs');
const guides = readdirSync(folder).filter((name) => /^(adding|changing)-.*\.md$/.test(name));

describe('the guides', () => {
  let copy: Copy | undefined;
  afterEach(() => {
    copy?.remove();
    copy = undefined;
  });

  it.each(guides)('%s does what it says', async (name) => {
    const steps = stepsOf(readFileSync(join(folder, name), 'utf8'));
    const commands = steps.flatMap((step) => (step.type === 'command' ? [step.command] : []));
    expect(commands).toContain('npx tsc');
    expect(commands.some((command) => command.startsWith('npx vitest run'))).toBe(true);
    copy = copySources();
    for (const step of steps) await copy.apply(step);
    const touched = new Set(steps.flatMap((step) => (step.type === 'command' ? [] : [step.path])));
    await copy.run(`npx biome check ${[...touched].join(' ')}`);
  });
});
