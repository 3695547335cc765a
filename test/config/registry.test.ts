import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { variablesOf } from '../../config/environment.ts';
import { generatedFiles } from '../../config/generate.ts';
import { ConfigError, parseConfig } from '../../config/load.ts';
import { type Registry, registered } from '../../config/registry.ts';
import type { Adapter } from '../../src/chat/destination.ts';
import type { SourceKind } from '../../src/poll/source.ts';

/** A source kind and a platform that one file and one line add are known everywhere the configuration is. */

const carrierPigeon: SourceKind<{ loft: string; rings?: number | undefined }> = {
  kind: 'pigeon',
  options: z.strictObject({
    loft: z.string().min(1).describe('Where the birds land'),
    rings: z.int().optional(),
  }),
  example: { loft: 'north' },
  poll: async () => ({ status: 'unchanged' }),
};
const telegraph: Adapter = {
  name: 'telegraph',
  channels: 'the call sign of a station',
  channel: z.string().regex(/^[A-Z]{2,5}$/, 'Write the call sign in capitals, e.g. LON'),
  variables: [{ name: 'TELEGRAPH_KEY', secret: true, what: 'The key of this office' }],
  connectionModes: [{ what: 'by wire', needs: ['TELEGRAPH_KEY'] }],
  settings: z.object({ TELEGRAPH_KEY: z.string() }),
  create: () => {
    throw new Error('The configuration opens no destination.');
  },
};
const extended: Registry = {
  sourceKinds: { ...registered.sourceKinds, pigeon: carrierPigeon as SourceKind },
  destinations: [...registered.destinations, telegraph],
  languages: [...registered.languages, 'tlh'],
};

const source = { id: 'loft', publisher: 'cjtf-oir', kind: 'pigeon', loft: 'north' };
const subscription = { destination: 'telegraph', channel: 'LON' };
const parse = (changes: object, registry?: Registry) =>
  parseConfig(
    JSON.stringify({
      publishers: [{ id: 'cjtf-oir', name: 'The Coalition', role: 'acknowledging' }],
      sources: [source],
      subscriptions: [subscription],
      ...changes,
    }),
    'test.yaml',
    registry,
  );
const problemsOf = (changes: object, registry?: Registry): readonly string[] => {
  try {
    parse(changes, registry);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
};

it('takes a source of a kind that the registry adds, with the defaults of every source', () => {
  expect(parse({}, extended).sources).toMatchObject([
    { id: 'loft', kind: 'pigeon', schedule: '*/15 * * * *', options: { loft: 'north' } },
  ]);
});

it('checks the options of a kind that the registry adds', () => {
  expect(problemsOf({ sources: [{ ...source, loft: '', colour: 'grey' }] }, extended)).toEqual([
    expect.stringMatching(/^sources\[0\]\.loft: /),
    expect.stringMatching(/^sources\[0\]: "colour" is not known here/),
  ]);
});

it('checks the channel of a platform that the registry adds', () => {
  expect(parse({}, extended).subscriptions).toMatchObject([subscription]);
  expect(problemsOf({ subscriptions: [{ ...subscription, channel: 'london' }] }, extended)).toEqual([
    'subscriptions[0].channel: Write the call sign in capitals, e.g. LON (found "london")',
  ]);
});

it('offers a language that the registry adds, for the file and for one subscription', () => {
  const changes = { language: 'tlh', subscriptions: [{ ...subscription, language: 'tlh' }] };
  expect(parse(changes, extended)).toMatchObject(changes);
  expect(problemsOf({ language: 'tlh' })).toContainEqual(expect.stringMatching(/^language: /));
});

it('refuses what the registry does not hold, and names what it does', () => {
  const problems = problemsOf({}).join('\n');
  expect(problems).toContain(`sources[0].kind: Write one of: ${Object.keys(registered.sourceKinds).join(', ')}`);
  expect(problems).toMatch(/subscriptions\[0\]\.destination: .*"terminal"/);
});

it('describes what the registry adds in the generated files', () => {
  const files = generatedFiles(extended);
  const schema = JSON.stringify(JSON.parse(files['ackwatch.schema.json'] ?? ''));
  for (const expected of ['"const":"pigeon"', 'Where the birds land', '"telegraph"', 'telegraph: the call sign'])
    expect(schema).toContain(expected);
  expect(files['example.env']).toContain('\n# The key of this office\n#TELEGRAPH_KEY=\n');
});

it('describes every variable once in example.env, with a comment', () => {
  const described = [...(generatedFiles(extended)['example.env'] ?? '').matchAll(/^# .+\n#?([A-Z_]+)=/gm)];
  expect(described.map((match) => match[1])).toEqual(variablesOf(extended).map(({ name }) => name));
});

it.each(Object.entries(generatedFiles(registered)))('config/%s is up to date', (name, text) => {
  const written = readFileSync(resolve(import.meta.dirname, '../../config', name), 'utf8');
  const content = (file: string): unknown => (name.endsWith('.json') ? JSON.parse(file) : file);
  expect(content(written), `config/${name} is stale: run \`npm run generate\``).toEqual(content(text));
});
