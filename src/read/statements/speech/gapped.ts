import type { Token } from '../../engine/token.ts';
import type { Governor } from './governor.ts';
import { skip, skipBack } from './subjects-after.ts';

/**
 * "Airwars puts the dead at 40, the Coalition at 12", "the ministry says that 70 died, PAX that 85 did": the second body says with the verb
 * of the first. Returns its governor, or null.
 */
export function gappedGovernor(tokens: readonly Token[], at: number, before: readonly Governor[]): Governor | null {
  const body = tokens[at];
  const opener = skipBack(tokens, at - 1, ['DETERMINER']);
  const verb = before.findLast(({ isNoun, isPassive, isInverted }) => !isNoun && !isPassive && !isInverted);
  const isJoined =
    /^(?:COMMA|SEMICOLON|AND|BUT)$/.test(tokens[opener]?.class ?? '') && tokens[opener - 1]?.class !== 'SPEAKER';
  if (body?.class !== 'SPEAKER' || verb?.subject.kind !== 'speakers' || verb !== before.at(-1) || !isJoined)
    return null;
  if (!hasComplement(tokens, at + 1) || !said.test(verb.class)) return null;
  const subject = { kind: 'speakers', ids: [body.speakers[0]?.id ?? ''], from: at } as const;
  return { ...verb, at, end: at + 1, subject };
}

const said = /^(?:SAY|ASSERT|ESTIMATE|CONFESS|DENY|DOUBT)$/;

/** "that 85", ", that they", "at 12", "12." */
function hasComplement(tokens: readonly Token[], start: number): boolean {
  const first = tokens[start]?.class === 'COMMA' ? start + 1 : start;
  if (tokens[first]?.class === 'THAT') return true;
  const number = skip(tokens, tokens[start]?.lower === 'at' ? start + 1 : start, ['QUALIFIER']);
  const isEnd = /^(?:STOP|COMMA|SEMICOLON|QUOTE|AND|BUT)$/.test(tokens[number + 1]?.class ?? 'STOP');
  return tokens[number]?.class === 'NUMBER' && isEnd;
}
