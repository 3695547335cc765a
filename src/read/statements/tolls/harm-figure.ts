import type { Qualifier } from '../../../domain/measures.ts';
import { builtInLexicon } from '../../engine/lexicon.ts';
import type { Token } from '../../engine/token.ts';
import { tokenize } from '../../engine/tokens.ts';
import { deedIn } from './deeds.ts';
import { findTolls } from './find.ts';
import type { Toll } from './toll.ts';

/** A toll by its place in the sentence instead of by tokens. */
export interface HarmFigure {
  readonly harm: Toll['harm'];
  readonly value: number;
  readonly valueMax: number | null;
  readonly qualifier: Qualifier | null;
  /** Offsets in the sentence, of the number or of the whole range. */
  readonly start: number;
  readonly end: number;
  readonly isNew: boolean;
  /** "death toll", "number of civilians killed": a running total by its wording. */
  readonly isToll: boolean;
}

export function toHarmFigure(tokens: readonly Token[], toll: Toll): HarmFigure {
  const { harm, value, valueMax, qualifier, isNew } = toll;
  const start = tokens[toll.number]?.start ?? 0;
  const end = tokens[toll.numberEnd - 1]?.end ?? start;
  return { harm, value, valueMax, qualifier, start, end, isNew, isToll: toll.form === 'toll' };
}

/** Returns the counts of people killed or injured in a sentence, other than by armed groups. Does not ask who says so. */
export function harmFiguresIn(sentence: string): readonly HarmFigure[] {
  const tokens = tokenize(sentence, builtInLexicon());
  return findTolls(tokens)
    .filter((toll) => !deedIn(tokens, toll, { from: 0, to: tokens.length }).isOthers)
    .map((toll) => toHarmFigure(tokens, toll));
}
