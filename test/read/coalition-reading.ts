import { readFileSync } from 'node:fs';
import type { ReadContext, ReadResult } from '../../src/domain/readings.ts';
import { readCoalitionMonthly } from '../../src/read/coalition/monthly.ts';

/** A loose file: nothing is told beside the text. */
export const loose: ReadContext = { publisher: null, url: null, title: null, published: null };

export const fixture = (name: string): string => readFileSync(new URL(`fixtures/${name}.txt`, import.meta.url), 'utf8');

export const values = ({ readings }: ReadResult): Record<string, number> =>
  Object.fromEntries(readings.map(({ measure, value }) => [measure, value]));

export const codes = ({ warnings }: ReadResult): readonly string[] => warnings.map(({ code }) => code);

export const read = (text: string, published: string | null = '2019-09-26'): ReadResult =>
  readCoalitionMonthly(text, { ...loose, published });

/** The figures of one sentence in a report that says nothing else. */
export const figuresIn = (sentence: string): Record<string, number> =>
  values(read(`In August, CJTF-OIR spoke. ${sentence}`));
