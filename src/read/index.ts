import type { Explanation } from '../domain/reader/explanations.ts';
import type { ReadContext, ReadResult } from '../domain/readings.ts';
import { createSpeakers } from '../domain/speakers.ts';
import type { Warning } from '../domain/warnings.ts';
import { looksLikeQuarterlyAfricom, quarterlyAfricomVersion, readQuarterlyAfricom } from './africom/quarterly.ts';
import { withCircumstances } from './circumstances/circumstances.ts';
import {
  coalitionMonthly,
  coalitionMonthlyVersion,
  looksLikeCoalitionMonthly,
  readCoalitionMonthly,
} from './coalition/monthly.ts';
import { dossierReader, dossierVersion, looksLikeDossier, readDossier } from './dossiers/dossier.ts';
import { explainReport } from './explanation.ts';
import { languageOfText } from './languages/foreign.ts';
import { readAnswers, readPositions } from './positions/positions.ts';
import { withSurroundings } from './segments.ts';
import { explainStatement } from './statements/explanation.ts';
import { readStatement, statementVersion } from './statements/statement.ts';

/** Every reader and the version of its rules. A new version reads stored snapshots again and announces nothing. */
export const readerVersions: Readonly<Record<string, number>> = {
  [coalitionMonthly]: coalitionMonthlyVersion,
  'quarterly-africom': quarterlyAfricomVersion,
  [dossierReader]: dossierVersion,
  statement: statementVersion,
};

interface Reader {
  readonly looksLike: (text: string, context: ReadContext) => boolean;
  readonly read: (text: string, context: ReadContext) => ReadResult;
}

/** In order: the first that knows the form reads the text. The last one reads anything. */
const readers: readonly Reader[] = [
  { looksLike: looksLikeQuarterlyAfricom, read: readQuarterlyAfricom },
  { looksLike: looksLikeCoalitionMonthly, read: readCoalitionMonthly },
  { looksLike: looksLikeDossier, read: readDossier },
  { looksLike: () => true, read: readStatement },
];

/**
 * What a text says, by the reader that its form and its publisher ask for. Pure and synchronous: the same text and context give
 * the same result, whatever the clock says.
 */
export function read(text: string, context: ReadContext): ReadResult {
  const language = languageOfText(text);
  return language.kind === 'foreign' ? unread(language.warning) : readEnglish(text, language.english, context);
}

/**
 * What a text says and how the reader came to it: each count that was recognised, with its rules, and why it was not taken.
 * `result` is that of `read`.
 */
export function explain(text: string, context: ReadContext): Explanation {
  const language = languageOfText(text);
  if (language.kind === 'foreign') return { result: unread(language.warning), sentences: [] };
  const { english } = language;
  const result = readEnglish(text, english, context);
  const isStatement = result.reader === 'statement';
  return { result, sentences: isStatement ? explainStatement(english, context, result) : explainReport(result) };
}

/** `english` is the text without what is in other languages. */
function readEnglish(text: string, english: string, context: ReadContext): ReadResult {
  const reader = readers.find(({ looksLike }) => looksLike(english, context)) ?? { read: readStatement };
  const result = reader.read(english, context);
  const whole = reader.read === readStatement ? result : withSurroundings(english, context, result);
  const read = withCircumstances(english, context, { result: whole, hasUnreadParts: english !== text });
  if (reader.read !== readStatement) return read;
  return { ...read, positions: isOfBelligerent(context) ? readAnswers(english) : readPositions(english) };
}

/** What a belligerent demands of itself is no demand on it: of its own statements the answers to demands are read. */
function isOfBelligerent({ publisher, speakers = [] }: ReadContext): boolean {
  return publisher !== null && createSpeakers(speakers).areAcknowledging([publisher]);
}

/** The rules of every reader are English ones. */
function unread(warning: Warning): ReadResult {
  return {
    reader: 'statement',
    readerVersion: statementVersion,
    period: null,
    readings: [],
    mentions: [],
    positions: [],
    incidents: [],
    warnings: [warning],
  };
}
