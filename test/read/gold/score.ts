import { parseArgs } from 'node:util';
import { type LabelledFile, type Part, readCorpus, readLabelledFile } from './corpus.ts';
import { faults } from './matching.ts';
import { type ScoredText, type Summary, scoreTexts, summarize } from './summary.ts';

/** `npm run -s score`: how well the reader reads the labelled texts. README.md in this folder has the options. */

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: 'string' },
    kind: { type: 'string' },
    json: { type: 'boolean', default: false },
    'unseen-errors': { type: 'boolean', default: false },
    quiet: { type: 'boolean', default: false },
  },
});

const percent = (share: number | null): string => (share === null ? '-' : `${(share * 100).toFixed(1)} %`);

function table(rows: Readonly<Record<string, Readonly<Record<string, number>>>>): string {
  return Object.entries(rows)
    .map(([name, outcomes]) => {
      const counts = Object.entries(outcomes).map(([outcome, count]) => `${outcome} ${String(count).padStart(3)}`);
      return `  ${name.padEnd(16)}${counts.join('  ')}`;
    })
    .join('\n');
}

function print(name: string, summary: Summary): void {
  const found = faults.filter((fault) => summary.faults[fault] > 0);
  console.log(`\n${name}: ${summary.texts} texts, ${summary.textsRight} wholly right`);
  console.log(
    `  precision ${percent(summary.precision)} (${summary.right} of ${summary.given}), recall ${percent(summary.recall)} (of ${summary.wanted}), mentions ${percent(summary.mentionRecall)}`,
  );
  console.log(`  ${found.map((fault) => `${fault} ${summary.faults[fault]}`).join(', ') || 'no fault'}`);
  console.log(table(summary.measures));
  console.log(table(summary.stances));
}

/** Errors of place and date are many and less grave: `--kind` of one family lists them. */
const listed = /^(?!no-place|no-date|mention-extra)/;

function printErrors(scored: readonly ScoredText[]): void {
  for (const { label, score } of scored) {
    const errors = score.errors.filter(({ fault }) => values.kind !== undefined || listed.test(fault));
    if (errors.length === 0) continue;
    console.log(`\n${label.id} [${label.publisher ?? '-'}] ${label.text.replaceAll('\n', ' / ')}`);
    for (const { fault, detail } of errors) console.log(`    ${fault}: ${detail}`);
  }
}

/** The texts of the unseen part are never printed: only the family and the kind of fault. */
function printUnseenErrors(scored: readonly ScoredText[]): void {
  const counts = new Map<string, number>();
  for (const { label, score } of scored)
    for (const { fault } of score.errors) {
      const key = `${label.kind}: ${fault}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  for (const [key, count] of [...counts].toSorted()) console.log(`    ${key} ${count}`);
}

async function files(): Promise<readonly LabelledFile[]> {
  return positionals.length === 0 ? readCorpus() : Promise.all(positionals.map(readLabelledFile));
}

const texts = await files();
const parts: readonly Part[] = ['seen', 'unseen'];
const scored = parts
  .filter((part) => values.only === undefined || values.only === part)
  .map((part) => ({
    part,
    scored: scoreTexts(
      texts
        .filter((file) => file.part === part)
        .flatMap((file) => file.texts)
        .filter(({ kind }) => values.kind === undefined || kind === values.kind),
    ),
  }))
  .filter(({ scored: inside }) => inside.length > 0);

if (values.json) {
  const output = scored.map(({ part, scored: inside }) => {
    const summary = summarize(inside);
    const errors = inside
      .filter(({ score }) => score.errors.length > 0)
      .map(({ label, score }) => ({ id: label.id, kind: label.kind, text: label.text, errors: score.errors }));
    return part === 'seen' ? { part, summary, errors } : { part, summary };
  });
  console.log(JSON.stringify(output, null, 2));
} else {
  for (const { part, scored: inside } of scored) {
    if (part === 'seen' && !values.quiet) printErrors(inside);
    print(part, summarize(inside));
    if (part === 'unseen' && values['unseen-errors']) printUnseenErrors(inside);
  }
}
