/**
 * Sentences of an entry that refuse what was alleged: "did not support a finding that four civilians were killed". The numbers
 * in them are somebody else's, wherever the sentence stands.
 */

const findingVerb =
  '(?:support|substantiat|corroborat|confirm|verif|establish|find|found|indicat|conclud|show|shown|prov|demonstrat|determin|validat|identif|suggest|reveal|attribut|back)\\w*';
const refusing: readonly RegExp[] = [
  // "did not support", "could not be corroborated", "was not able to confirm".
  new RegExp(
    `\\b(?:did|does|do|could|can|would|was|were|is|are|has|have|had)(?:\\snot|n['’]t)\\s(?:\\w+\\s){0,4}?${findingVerb}\\b`,
    'i',
  ),
  new RegExp(
    `\\b(?:cannot|unable\\sto|failed\\sto|fails\\sto|impossible\\sto)\\s(?:\\w+\\s){0,2}?${findingVerb}\\b`,
    'i',
  ),
  /\b(?:not|less|no\smore)\s(?:\w+ly\s)?(?:more\s)?likely\b|\b(?:un|im)(?:likely|probable)\b/i,
  /\b(?:did|does|do|could|would)(?:\snot|n['’]t)\s(?:\w+ly\s)?(?:result|cause|kill|injure|wound|harm|lead|occur|happen|take\splace)\w*\b/i,
  /\b(?:was|were|is|are|been)\s(?:\w+ly\s)?not\s(?:\w+\s){0,2}?(?:the\sresult|a\sresult|caused|due|attributable|attributed|responsible|credible|killed|injured|wounded|harmed)\b/i,
  /\b(?:unsubstantiated|unfounded|uncorroborated|unverified|inconclusive|refut(?:es?|ed)|disprov\w+|debunked|(?:ruled?|rules|ruling)\sout|discredited|inconsistent\swith|contradict\w*|erroneous\sallegation)\b/i,
  /\b(?:false|inaccurate|incorrect|baseless)\s(?:report|allegation|claim)s?\b|\b(?:is|was|are|were)\s(?:\w+ly\s)?(?:false|baseless|untrue|incorrect)\b/i,
  /\bwithout\s(?:merit|foundation|evidence)\b|\black(?:s|ed|ing)?\s(?:of\s)?(?:\w+\s)?(?:evidence|information|credibility)\b/i,
];
/** These also tell what was known before the strike: "no indication that civilians were near, and two were unintentionally killed". */
const nothingKnown =
  /\b(?:no|not\senough|insufficient|inadequate|little)\s(?:\w+\s){0,2}?(?:evidence|indications?|information|records?|proof|support|basis|reason\sto\sbelieve|data)\b/i;
const regretted =
  /\b(?:unintentionally|inadvertently|regrettably|unfortunately|unintended)\b[^.;]*\b(?:killed|injured|wounded|harmed|deaths?)\b/i;
/** "No civilians were harmed" states zero, and "insufficient evidence" may stand beside it. */
const harmless =
  /\b(?:no|zero)\s(?:\w+\s)?(?:civilians?|non-?combatants?|casualt\w+|one)\s(?:\w+\s){0,2}?(?:were|was|harmed|killed|injured|occurred)\b/i;
const concession = /^(?:although|while|though|even\sthough|despite|whereas|notwithstanding)\b[^,]*,\s/i;

/**
 * Returns the part of a sentence that refuses nothing, or null where all of it refuses. Of "although it could not confirm ten
 * deaths, two civilians were killed" the second half stays.
 */
export function withoutRefusal(sentence: string): string | null {
  if (harmless.test(sentence)) return sentence;
  const conceded = concession.exec(sentence.trimStart());
  if (conceded !== null) {
    const main = sentence.trimStart().slice(conceded[0].length);
    return withoutRefusal(main) === null ? null : isRefusal(conceded[0]) ? main : sentence;
  }
  return isRefusal(sentence) ? null : sentence;
}

function isRefusal(sentence: string): boolean {
  if (refusing.some((form) => form.test(sentence))) return true;
  const nothing = nothingKnown.exec(sentence);
  if (nothing === null) return false;
  const rest = sentence.slice(nothing.index + nothing[0].length);
  const turn = /,\s|\s(?:and|but)\s/.exec(rest);
  return turn === null || !regretted.test(rest.slice(turn.index));
}
