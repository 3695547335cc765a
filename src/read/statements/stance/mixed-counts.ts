import type { Token } from '../../engine/token.ts';
import type { Toll } from '../tolls/toll.ts';

/** "70 civilians and fighters", "including combatants": no civilian count. */
export function isMixed(tokens: readonly Token[], toll: Toll): boolean {
  const near = tokens.slice(toll.number, Math.min(tokens.length, toll.to + 5));
  if (
    near.some(
      (token, index) =>
        token.lower === 'members' && near[index + 1]?.class === 'OF' && near[index + 2]?.class === 'ARMED_GROUP',
    )
  )
    return true;
  // "assessed the two dead civilians to have been al-Shabaab members".
  const who = tokens
    .slice(toll.to)
    .find(({ class: name }) => !/^(?:TO|AUXILIARY|ADVERB|DETERMINER|LIKELY)$/.test(name));
  const isCalled = /^(?:TO|AUXILIARY)$/.test(tokens[toll.to]?.class ?? '');
  if (isCalled && /^(?:FIGHTER|ARMED_GROUP)$/.test(who?.class ?? '')) return true;
  // "..., whom relatives call civilians, belonged to".
  const later = tokens.slice(toll.to, toll.to + 14);
  if (later.some(({ lower }, index) => /^belong/.test(lower) && later[index + 2]?.class === 'ARMED_GROUP')) return true;
  return near.some((token, index) => {
    if (token.class !== 'FIGHTER') return false;
    const link = near
      .slice(0, index)
      .findLast(
        (one) =>
          one.class !== 'ADJECTIVE' &&
          one.class !== 'FORCE' &&
          one.class !== 'ALLEGE' &&
          one.class !== 'NAME' &&
          one.class !== 'ARMED_GROUP' &&
          one.class !== 'DETERMINER',
      );
    return link?.class === 'AND' || link?.class === 'OR' || link?.class === 'INCLUDE';
  });
}
