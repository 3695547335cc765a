import type { Token } from '../../engine/token.ts';
import type { Governor } from '../speech/governor.ts';
import type { Toll } from '../tolls/toll.ts';
import { isBelieved, isOfStrike } from './reach.ts';

/** Words of refusal between a governor and a figure that refuse nothing. */

const report: Governor = {
  class: 'ALLEGATION',
  at: 0,
  end: 0,
  subject: { kind: 'unknown', from: 0 },
  isNegated: false,
  isSupposed: false,
  isPassive: false,
  isInverted: false,
  isNoun: true,
};

const adds = /^(?:besides|as well as the|in addition to|on top of|apart from|aside from)$/;

/** Words of refusal that refuse nothing where they stand. */
export function isHarmless(tokens: readonly Token[], index: number, toll: Toll): boolean {
  const token = tokens[index];
  if (token === undefined) return true;
  if (isOfStrike(tokens, index)) return true;
  const rest = tokens.slice(index + 1, toll.to);
  if (token.class === 'ALLEGATION' && isBelieved(tokens, { ...report, at: index }, toll)) return true;
  // "found four reports credible, in which": the reports were believed.
  if (
    token.class === 'ALLEGATION' &&
    [...tokens.slice(Math.max(0, index - 2), index).filter((one) => one.class === 'CREDIBLE'), ...rest]
      .slice(0, 14)
      .some(
        (one) =>
          one.class === 'CREDIBLE' ||
          (one.isVerb && one.class === 'ASSERT' && /^(?:substantiated|confirmed|corroborated)$/.test(one.lower)),
      )
  )
    return true;
  // "three civilians, and possibly a fourth": the range says so.
  if (
    token.class === 'MODAL' &&
    (toll.valueMax !== null || index < toll.numberEnd) &&
    index > toll.number &&
    /^(?:possibly|potentially|perhaps|maybe)$/.test(token.lower)
  )
    return true;
  // "a strike that targeted a suspected commander": a word about the target.
  if (
    token.class === 'ALLEGE' &&
    /^(?:suspected|alleged|presumed)$/.test(token.lower) &&
    /^(?:FIGHTER|ARMED_GROUP|NAME|WORD)$/.test(tokens[index + 1]?.class ?? '')
  )
    return true;
  // "30 civilians, and not the fighters it was aiming at, died": of whom it was not told.
  if (
    token.class === 'NOT' &&
    index > toll.number &&
    /^(?:COMMA|AND)$/.test(tokens[index - 1]?.class ?? '') &&
    rest.slice(0, 5).some((one) => /^(?:FIGHTER|ARMED_GROUP)$/.test(one.class)) &&
    rest.some((one) => one.class === 'COMMA')
  )
    return true;
  // "besides eleven fighters, three civilians were killed": added to those who are counted.
  const [, ...added] = tokens.slice(index, toll.from);
  const comma = added.findIndex(({ class: name }) => name === 'COMMA');
  if (token.class === 'EXCLUDE' && adds.test(token.lower) && comma > 0 && added[comma - 1]?.class === 'FIGHTER')
    return true;
  // "as well as the four it killed, its artillery hurt ten": added to what was harmed, and no exception from it.
  if (token.class === 'EXCLUDE' && index < toll.from && toll.form === 'active' && adds.test(token.lower)) {
    const subject = tokens
      .slice(index + 1, toll.from)
      .findLastIndex(({ class: name }) => name === 'POSSESSIVE' || name === 'DETERMINER' || name === 'COMMA');
    return tokens.slice(index + 1 + subject, toll.from).some(({ class: name }) => name === 'STRIKE');
  }
  // "Not 12 but 15 civilians".
  if (token.class === 'NOT' && tokens[index + 1]?.class === 'NUMBER' && tokens[index + 2]?.class === 'BUT') return true;
  // "3 and not 15 civilians": the other number is refused.
  if (token.class === 'NOT' && index > toll.number && tokens[index + 1]?.class === 'NUMBER') return true;
  // "apologised to the survivors": to whom, not who says so.
  if (token.class === 'LOCALS') {
    if (/ say$/.test(token.lower)) return false;
    const next = tokens.slice(index + 1, index + 4);
    return (
      tokens[index - 1]?.class !== 'BY' &&
      !next.some(
        (one) =>
          one.class === 'AUXILIARY' || (one.isVerb && /^(?:SAY|ASSERT|ESTIMATE|ALLEGE|CONFESS)$/.test(one.class)),
      )
    );
  }
  // "did not intend": of what they meant, not of what happened.
  const isTold = tokens.slice(index, toll.from).some((one) => one.class === 'WHO');
  if (token.class === 'NOT' && !isTold && /^(?:intend|only|just|target|aim)/.test(tokens[index + 1]?.lower ?? ''))
    return true;
  return false;
}
