import type { Token } from '../../engine/token.ts';
import { type Governor, isAsserting } from './governor.ts';
import { skip } from './subjects-after.ts';

/** Whose an admission is, where that stands behind what is admitted. */

/**
 * "Blame for nine deaths was accepted by the army", "Acknowledgement of five deaths has come from AFRICOM". Returns the ids, or null.
 */
export function lateOwner(
  tokens: readonly Token[],
  governor: Governor,
  { governors, to }: { readonly governors: readonly Governor[]; readonly to: number },
): readonly string[] | null {
  if (!/^(?:same|unknown)$/.test(governor.subject.kind) || governor !== governors[0]) return null;
  const passive = governors.find(({ at, isPassive }) => at >= to && isPassive);
  if (passive?.subject.kind === 'speakers' && isAsserting(passive)) return passive.subject.ids;
  const verb = tokens.findIndex(({ lower }, index) => index >= to && /^(?:come|came|made|issued|given)$/.test(lower));
  const link = tokens[verb + 1];
  const body = tokens[skip(tokens, verb + 2, ['DETERMINER'])];
  const isFrom = verb !== -1 && verb < to + 8 && (link?.class === 'BY' || link?.lower === 'from');
  const isRefused = tokens.slice(to, Math.max(to, verb)).some(({ class: name }) => /^(?:NOT|MODAL|DOUBT)$/.test(name));
  return isFrom && !isRefused && body?.class === 'SPEAKER' ? [body.speakers[0]?.id ?? ''] : null;
}
