import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const setupFiles = ['test/property-seed.ts'];

/** `CONTRIBUTING.md` says which tests are slow. */
export default defineConfig({
  test: {
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // The longest files wait for processes and connections of their own, and leave the processor to others.
    maxWorkers: availableParallelism() + 1,
    // To load the modules anew for each file costs as much as to run the tests.
    isolate: false,
    projects: [
      {
        extends: true,
        test: {
          name: 'fast',
          pool: 'threads',
          include: ['test/**/*.test.ts'],
          exclude: ['test/**/*.slow.test.ts'],
          setupFiles: [...setupFiles, 'test/nothing-outside.ts'],
        },
      },
      // Clients of Slack and Discord count their failures for the whole process, so each file has one of its own.
      { extends: true, test: { name: 'slow', isolate: true, include: ['test/**/*.slow.test.ts'], setupFiles } },
    ],
  },
});
