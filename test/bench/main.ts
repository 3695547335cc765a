import { writeFile } from 'node:fs/promises';
import { availableParallelism, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Section, table } from './figures.ts';
import { full, sections } from './sections.ts';

/** `npm run bench`: every figure from one run, as tables. With `-- --write` they are written to README.md next to this file. */

const { values } = parseArgs({ options: { write: { type: 'boolean', default: false } } });

function document(measured: readonly Section[]): string {
  const machine = `${availableParallelism()} cores, ${Math.round(totalmem() / 2 ** 30)} GB of memory, Node ${process.versions.node}, ${process.platform} ${process.arch}`;
  return [
    '# Figures',
    `Written by \`npm run bench -- --write\` on ${new Date().toISOString().slice(0, 10)}, one run: ${machine}.`,
    'Absolute figures move with the machine and with whatever else it does; the proportions are taken inside this one run and move less.',
    ...measured.flatMap(({ title, how, rows }) => [`## ${title}`, how, table(rows)]),
  ].join('\n\n');
}

const measured: Section[] = [];
for (const [title, measure] of sections(full)) {
  process.stderr.write(`${title}…\n`);
  const section = await measure();
  measured.push(section);
  process.stdout.write(`\n${section.title}\n${table(section.rows)}\n`);
}
if (values.write) await writeFile(join(import.meta.dirname, 'README.md'), `${document(measured)}\n`);
