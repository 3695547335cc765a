import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    setupFiles: ['test/property-seed.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // The longest files wait for processes and connections of their own, and leave the processor to others.
    maxWorkers: availableParallelism() + 1,
  },
});
