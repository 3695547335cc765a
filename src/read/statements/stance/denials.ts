import type { Token } from '../../engine/token.ts';
import { type Governor, isAsserting } from '../speech/governor.ts';

/** Verdicts behind a figure that do not take it back, and one that does. */

/** "said that its bomb killed four, and blamed a faulty fuse", and not "and blamed Russia". */
export function isRemark(tokens: readonly Token[], at: number): boolean {
  // "according to the UN, which blames the army": who did it.
  if (
    tokens[at]?.class === 'ALLEGE' &&
    tokens[at - 1]?.class === 'WHO' &&
    /^(?:blam|accus)/.test(tokens[at]?.lower ?? '')
  )
    return true;
  return (
    tokens[at]?.isVerb === true &&
    tokens[at]?.class === 'ALLEGE' &&
    tokens[at - 1]?.class === 'AND' &&
    !tokens
      .slice(at + 1, at + 6)
      .some(({ class: name }) => /^(?:SPEAKER|FORCE|ARMED_GROUP|NAME|FIGHTER|ORGANISATION|REFERENCE)$/.test(name))
  );
}

/** "The deaths, first denied, have now been confirmed": of an earlier time. */
export function isAtFirst(tokens: readonly Token[], at: number): boolean {
  return (
    /^(?:first|initially|long|at first|once|originally)$/.test(tokens[at - 1]?.lower ?? '') &&
    tokens[at - 2]?.class === 'COMMA' &&
    tokens[at + 1]?.class === 'COMMA'
  );
}

/** "was not challenged", "has never been denied". */
export function isUndenied(tokens: readonly Token[], at: number): boolean {
  const before = tokens[at - 1]?.class === 'AUXILIARY' ? at - 2 : at - 1;
  return tokens[at]?.class === 'DENY' && tokens[at]?.isVerb === true && tokens[before]?.class === 'NOT';
}

/** "The Coalition's assessment that ... has been challenged by Airwars": it is still the Coalition's. */
export function isDeniedByOthers(right: readonly Governor[], at: number, nearest: Governor | undefined): boolean {
  const denial = right.find((governor) => governor.at === at);
  // "The UN found that a French strike killed 19, something France denies": who denies is not who says so.
  const said =
    nearest ?? right.find(({ class: name, isNoun }) => !isNoun && /^(?:SAY|ASSERT|ESTIMATE|ACCORDING)$/.test(name));
  if (
    denial !== undefined &&
    said !== undefined &&
    !denial.isNegated &&
    !denial.isPassive &&
    /^(?:DENY|DOUBT)$/.test(denial.class) &&
    denial.subject.kind === 'speakers' &&
    said.subject.kind === 'speakers' &&
    denial.subject.from > said.at &&
    isAsserting(said)
  ) {
    const { ids } = denial.subject;
    return said.subject.ids.every((id) => !ids.includes(id));
  }
  if (denial?.class !== 'DENY' || !denial.isPassive || denial.subject.kind !== 'speakers') return false;
  const { ids } = denial.subject;
  return (
    nearest?.class === 'ADMISSION' &&
    nearest.subject.kind === 'speakers' &&
    nearest.subject.ids.every((id) => !ids.includes(id))
  );
}

/** ", a claim that Airwars calls implausible": where somebody else begins to judge the figure; null for none. */
export function remarkOfOthers(tokens: readonly Token[], from: number, nearest: Governor | undefined): number | null {
  for (let index = from; index < tokens.length; index += 1) {
    if (tokens[index]?.class !== 'COMMA' || !/^an?$/.test(tokens[index + 1]?.lower ?? '')) continue;
    const noun = tokens[index + 2]?.class === 'ADJECTIVE' ? index + 3 : index + 2;
    if (!/^(?:ALLEGATION|TOLL|ADMISSION)$/.test(tokens[noun]?.class ?? '')) continue;
    const link = /^(?:THAT|WHO)$/.test(tokens[noun + 1]?.class ?? '') ? noun + 2 : noun + 1;
    const body = tokens[tokens[link]?.class === 'DETERMINER' ? link + 1 : link];
    const isSame = nearest?.subject.kind === 'speakers' && nearest.subject.ids.includes(body?.speakers[0]?.id ?? '');
    if (/^(?:SPEAKER|LOCALS|PERSON)$/.test(body?.class ?? '') && !isSame) return index;
  }
  return null;
}

/** "killed by a strike that was not its own". */
export function notTheirs(tokens: readonly Token[], from: number): boolean {
  return tokens
    .slice(from)
    .some(
      (token, index, rest) =>
        token.class === 'STRIKE' &&
        /^(?:THAT|WHO)$/.test(rest[index + 1]?.class ?? '') &&
        rest[index + 2]?.class === 'AUXILIARY' &&
        rest[index + 3]?.class === 'NOT' &&
        /^(?:POSSESSIVE|BY|FORCE|SPEAKER)$/.test(rest[index + 4]?.class ?? ''),
    );
}
