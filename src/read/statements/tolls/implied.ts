import { matches, tokenPattern } from '../../engine/patterns.ts';
import type { Token } from '../../engine/token.ts';
import type { Toll } from './toll.ts';

/** Counts of one that print no number: each is one more of those whom the sentence has counted before. */

const ending = '(?=$|COMMA|STOP|AND|BUT|IN|PREPOSITION|SEMICOLON|QUOTE|DATE|ADVERB|BY|WHO|CLOSE)';
const one = '(?<number>ADDITIONAL|DETERMINER OTHERS|DETERMINER WORD|DETERMINER ADVERB)(?<head>CIVILIAN|VICTIM|PEOPLE)?';
const asObject = tokenPattern(`(?<verb>KILLED|KILLING|INJURED|INJURING)${one}${ending}`);
const asLeft = tokenPattern(`CAUSE ${one}(?:ADVERB|WORD)?(?<verb>KILLED|INJURED)${ending}`);
const asSubject = tokenPattern(
  `(?:AND|COMMA|SEMICOLON|BUT)${one}(?:IN|PREPOSITION|NAME|WORD){0,4}(?:COMMA? WHO)?(?:AUXILIARY|ADVERB|LIKELY)*(?<verb>KILLED|INJURED)${ending}`,
);

const ordinals = ['second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth'];
const manyPeople = /s$|^(?:people|men|women|children)$/;

/** "killed a civilian and wounded another", "two died and a third was hurt". */
export function implied(tokens: readonly Token[], tolls: readonly Toll[]): readonly Toll[] {
  const found = [asObject, asLeft, asSubject].flatMap((pattern) => matches(tokens, pattern));
  return found.flatMap(({ from, to, groups }) => {
    const at = groups['number']?.[0];
    const verb = tokens[groups['verb']?.[0] ?? from];
    const head = tokens[groups['head']?.[0] ?? -1];
    const first = tolls.findLast(({ number }) => at !== undefined && number < at);
    if (at === undefined || verb === undefined || first === undefined || first.whom !== 'civilians') return [];
    if (!isOneMore(tokens, at, first) || (head !== undefined && manyPeople.test(head.lower))) return [];
    // "killed a civilian and a fighter and wounded another": of which, nobody knows.
    if (tokens.slice(first.number, from).some(({ class: name }) => name === 'FIGHTER' || name === 'ARMED_GROUP'))
      return [];
    const harm = /^KILL/.test(verb.class) ? 'killed' : 'injured';
    const isActive = groups['verb']?.[0] === from;
    return [
      {
        ...first,
        rule: `${harm}-one-more`,
        harm,
        value: 1,
        valueMax: null,
        qualifier: null,
        from: isActive ? from : at,
        to,
        number: at,
        numberEnd: at + 1,
        form: isActive ? 'active' : 'clause',
        isNew: false,
      } satisfies Toll,
    ];
  });
}

/** "another", or "a third" behind a count of two. */
function isOneMore(tokens: readonly Token[], at: number, { value }: Toll): boolean {
  const { lower = '', class: name } = tokens[at] ?? {};
  if (name === 'ADDITIONAL') return lower === 'another';
  const next = tokens[at + 1]?.lower ?? '';
  if (!/^(?:an?|the)$/.test(lower)) return false;
  return lower === 'the' ? next === 'other' && value === 1 : ordinals.indexOf(next) === value - 1;
}
