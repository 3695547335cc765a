import { writeFileSync } from 'node:fs';
import { z } from 'zod';
import { variablesOf } from './environment.ts';
import { type Registry, registered } from './registry.ts';
import { createConfigSchema } from './schema.ts';

/** The files of this folder that follow from the code. `npm run generate` writes them. */

/** The JSON Schema with which editors complete and check the configuration. */
function configJsonSchema(registry: Registry): object {
  const schema = z.toJSONSchema(createConfigSchema(registry), {
    io: 'input',
    target: 'draft-2020-12',
    unrepresentable: 'any',
  });
  return { ...schema, title: 'Ackwatch configuration' };
}

/** Every variable with its description, each commented out. */
function exampleEnvironment(registry: Registry): string {
  const intro =
    '# Every variable that Ackwatch reads. Copy what you need; a secret may also be given as a file: NAME_FILE=/path.\n';
  return [intro, ...variablesOf(registry).map(({ name, what }) => `# ${what}\n#${name}=\n`)].join('\n');
}

/** Returns the text of each generated file by its name in `config/`. */
export function generatedFiles(registry: Registry): Readonly<Record<string, string>> {
  return {
    'ackwatch.schema.json': `${JSON.stringify(configJsonSchema(registry), null, 2)}\n`,
    'example.env': exampleEnvironment(registry),
  };
}

if (import.meta.main)
  for (const [name, text] of Object.entries(generatedFiles(registered)))
    writeFileSync(new URL(name, import.meta.url), text);
