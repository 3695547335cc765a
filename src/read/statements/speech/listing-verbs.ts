import type { Token } from '../../engine/token.ts';

/** Verbs by which a sentence announces events that are told behind it. */

/** What takes an announcement back. */
export const refusing =
  /^(?:NOT|DENY|DOUBT|ALLEGE|REVIEW|IF|MODAL|DEMAND|WITHDRAW|LOCALS|UNREAL|FORMER|QUESTION|EXCLUDE)$/;
const modifiers =
  /^(?:DETERMINER|QUALIFIER|NUMBER|ADJECTIVE|WORD|FORCE|SPEAKER|NAME|GENITIVE|POSSESSIVE|OF|ADDITIONAL|OTHERS|TO|DATE|CIVILIAN|CASUALTY)$/;
const listing =
  /^(?:attribut(?:es|ed)|sp(?:eaks|oke) of|lists?|listed|describes?|described|details|detailed|names|named|cites|cited|recounts)$/;
const cases = /^(?:cases|errors|mistakes|instances|occasions|events|episodes|tragedies|failures)$/;
const believes = /^(?:substantiat|upheld|confirmed)/;

function isEvents(token: Token | undefined): boolean {
  return (token?.class === 'STRIKE' && /s$/.test(token.lower)) || cases.test(token?.lower ?? '');
}

/** "acknowledged two attacks on its bases", "listed three attacks by terrorists": what others did to whoever lists them. */
function isSuffered(clause: readonly Token[], at: number): boolean {
  const event = clause.findIndex((token, index) => index > at && isEvents(token));
  const [link, target] = clause.slice(event + 1, event + 3);
  if (event === -1) return false;
  return (
    (/^(?:on|against)$/.test(link?.lower ?? '') && target?.class === 'POSSESSIVE') ||
    (link?.class === 'BY' && /^(?:FIGHTER|ARMED_GROUP)$/.test(target?.class ?? ''))
  );
}

/** "concluded that civilians were killed in three further strikes". */
function killedIn(clause: readonly Token[], at: number): boolean {
  const complement = clause.slice(at + 1);
  const killed = complement.findIndex(({ class: name }) => name === 'KILLED');
  const events = complement.findIndex(isEvents);
  return (
    killed !== -1 &&
    events > killed &&
    complement.slice(0, killed).every(({ class: name }) => /^(?:THAT|VICTIM|CIVILIAN|AUXILIARY|ADVERB)$/.test(name)) &&
    complement.slice(killed + 1, events).every(({ class: name }) => name === 'IN' || modifiers.test(name))
  );
}

/**
 * Returns the token of the verb in "acknowledges two strikes", "verified two attacks", "lists the following raids",
 * "substantiated two reports", or in "two incidents were judged credible"; null where a word takes it back.
 */
export function listingVerb(clause: readonly Token[]): number | null {
  if (clause.some(({ class: name }) => refusing.test(name))) return null;
  for (const [at, token] of clause.entries()) {
    const isVerb = (token.isVerb && /^(?:CONFESS|ASSERT)$/.test(token.class)) || listing.test(token.lower);
    if (!isVerb && token.class !== 'RESPONSIBILITY') continue;
    if (isSuffered(clause, at)) continue;
    const group = clause.slice(at + 1, at + 8);
    const noun = group.findIndex(
      (one) => isEvents(one) || (believes.test(token.lower) && one.class === 'ALLEGATION' && /s$/.test(one.lower)),
    );
    if (noun !== -1 && group.slice(0, noun).every(({ class: name }) => modifiers.test(name))) return at;
    const isJudged = clause.slice(at + 1, at + 7).some(({ class: name }) => name === 'CREDIBLE');
    if (isJudged && clause.slice(0, at).some(isEvents)) return at;
    if (killedIn(clause, at)) return at;
  }
  return null;
}
