#!/usr/bin/env -S node --max-semi-space-size=1 --liftoff-only
import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';

// The flags, here and in package.json: with more room for what is young, the engine lets garbage grow until it needs it;
// and to optimise the HTTP client's parser, which answers in microseconds as it is, it takes nine megabytes for good.
// In JavaScript, alone in the project: what strips types from a first .ts file stays in memory, some ten megabytes, for
// as long as the process watches. With what earlier starts left in the cache it is never loaded, and starting takes half
// as long. A folder that cannot be written is no harm; NODE_COMPILE_CACHE names another.
enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/ackwatch', import.meta.url)));

// Tokens for a person who starts this by hand. What the environment holds already stays as it is.
try {
  process.loadEnvFile('.env');
} catch (error) {
  if (error.code !== 'ENOENT') {
    process.stderr.write('.env is here and cannot be read. Check its permissions\n');
    process.exit(1);
  }
}
await import('./main.ts');
