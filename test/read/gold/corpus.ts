import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Measure, Qualifier } from '../../../src/domain/measures.ts';
import type { Stance } from '../../../src/domain/readings.ts';
import type { FormerCase } from './former-cases.ts';

/** A figure that the reader has to give as asserted. Fields that are absent are not judged. */
export interface WantedFigure {
  readonly measure: Measure;
  readonly value: number;
  readonly valueMax?: number;
  readonly qualifier?: Qualifier | null;
  readonly speakers?: readonly string[];
  /** Null: the text names none. */
  readonly place?: string | null;
  /** `2016-03-22` where the text gives the day, else `2016-03`. Null: the text does not say. */
  readonly from?: string | null;
  readonly to?: string | null;
}

/** A figure that the text names and does not assert. */
export interface WantedMention {
  readonly value: number;
  readonly stance: Exclude<Stance, 'asserted'>;
  readonly speakers?: readonly string[];
}

/** One labelled text. */
export interface LabelledText {
  readonly id: string;
  /** Family of wording, e.g. `denial`. */
  readonly kind: string;
  readonly publisher: string | null;
  readonly title?: string;
  readonly published?: string;
  readonly text: string;
  readonly want: readonly WantedFigure[];
  readonly mentions?: readonly WantedMention[];
  /** Figures that a careful reader may give or leave: neither is an error. */
  readonly optional?: readonly WantedFigure[];
  /** Careful readers differ on the whole text. It is not scored. */
  readonly arguable?: boolean;
  /** Why a doubtful label is as it is. */
  readonly why?: string;
}

export type Part = 'seen' | 'unseen';

export interface LabelledFile {
  readonly name: string;
  readonly part: Part;
  readonly texts: readonly LabelledText[];
}

/** Returns the part of the corpus to which an id belongs: about a third of all ids are unseen. */
export function partOf(id: string): Part {
  return createHash('sha256').update(id).digest().readUInt32BE(0) % 3 === 0 ? 'unseen' : 'seen';
}

/** Returns the labelled texts of one JSON Lines file. A file whose name begins with `unseen-` is unseen. */
export async function readLabelledFile(path: string): Promise<LabelledFile> {
  const lines = readFileSync(path, 'utf8').split('\n');
  const texts: LabelledText[] = [];
  for (const line of lines) {
    if (line.trim() === '') continue;
    const parsed: unknown = JSON.parse(line);
    texts.push(await labelled(parsed));
  }
  return { name: basename(path), part: basename(path).startsWith('unseen-') ? 'unseen' : 'seen', texts };
}

/** A list of inputs that failed has HTML in place of text. Only such a list needs the modules that extract. */
async function labelled(line: unknown): Promise<LabelledText> {
  if (typeof line !== 'object' || line === null || !('html' in line)) return line as LabelledText; // `gold.test.ts` checks the labels
  const { textOfFormerCase } = await import('./former-cases.ts');
  return textOfFormerCase(line as FormerCase);
}

/** Returns every file of the corpus in this folder, in order of its name. */
export function readCorpus(): Promise<readonly LabelledFile[]> {
  const paths = globSync(join(import.meta.dirname, '**/*.jsonl')).toSorted();
  return Promise.all(paths.map(readLabelledFile));
}
