#!/usr/bin/env -S node --max-semi-space-size=1 --liftoff-only
import { existsSync, readFileSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';
import { parseEnv } from 'node:util';

// The flags, here and in package.json: with more room for what is young, the engine lets garbage grow until it needs it;
// and to optimise the HTTP client's parser, which answers in microseconds as it is, it takes nine megabytes for good.
// In JavaScript, alone in the project: what strips types from a first .ts file stays in memory, some ten megabytes, for
// as long as the process watches. With what earlier starts left in the cache it is never loaded, and starting takes half
// as long. A folder that cannot be written is no harm; NODE_COMPILE_CACHE names another.
enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/ackwatch', import.meta.url)));

function stop(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

/** Returns the text of .env, or undefined where there is none. Editors of Windows save it in ways that Node reads as nothing. */
function environmentFile() {
  let bytes;
  try {
    bytes = readFileSync('.env');
  } catch (error) {
    if (error.code !== 'ENOENT') stop('.env is here and cannot be read. Check its permissions');
    if (existsSync('.env.txt'))
      process.stderr.write('There is no .env, but a .env.txt, which is not read. Rename it\n');
    return undefined;
  }
  if (bytes.includes(0)) stop('.env is saved as UTF-16. Save it as UTF-8');
  const text = bytes.toString('utf8').replace(/^\ufeff/, '');
  const lines = text.split(/\r?\n/);
  const wrong = lines.findIndex((line) => /^\s*(?:export\s+)?[A-Z][A-Z0-9_]*\s*:/.test(line));
  if (wrong !== -1) stop(`.env, line ${wrong + 1}: write NAME=value, with = in place of the colon`);
  return text;
}

// Tokens for a person who starts this by hand. What the environment holds already stays as it is.
const settings = environmentFile();
for (const [name, value] of Object.entries(parseEnv(settings ?? ''))) process.env[name] ??= value;
await import('./main.ts');
