import type { Surroundings } from './claim.ts';
import { isAsserting } from './speech/governor.ts';
import type { Sentence } from './speech/sentences.ts';
import { entriesOf } from './speech/speakers.ts';
import { speakersOf } from './speech/voices.ts';
import { type Deed, deedIn } from './tolls/deeds.ts';

/** Whose strike a sentence means that does not say so, by what the text has told before. */

/** "HRW documented that the strikes killed 40", in a text that tells of no one else who could have done it. */
export function isOfOnlyDoer({ tokens, text }: Sentence, near: Deed, { memory }: Surroundings): boolean {
  const { doers } = memory;
  if (/\bclaimed\b|\bknow\b|\bunclear\b/i.test(text)) return false;
  const [only] = doers.keys();
  const isStrike = tokens.some(
    ({ class: name, lower }, index) =>
      name === 'STRIKE' &&
      /^(?:air ?strikes?|strikes?|bombings?|raids?|attacks?)$/.test(lower) &&
      /^(?:the|this|that|these|those)$/.test(tokens[index - 1]?.lower ?? ''),
  );
  return isStrike && doers.size === 1 && only !== '' && !near.isForeign && near.references.length === 0;
}

/** "The Ethiopian drone dropped three bombs. HRW said it killed 57": what the sentences before tell is the deed of one force. */
export function isOneForce(before: readonly Deed[]): boolean {
  const families = new Set(before.flatMap(({ forces }) => forces.map(([first]) => first?.family ?? first?.id)));
  return (
    families.size === 1 &&
    before.every(({ isOthers, isForeign, references }) => !isOthers && !isForeign && references.length === 0)
  );
}

/** The state in which a body works that documents the deeds of one army: of which "the army" is, where it says no more. */
const homes: Readonly<Record<string, string>> = {
  unama: 'af',
  unami: 'iq',
  unmiss: 'ss',
  minusma: 'ml',
  monusco: 'cd',
  'un-ffm-sudan': 'sd',
  'emergency-lawyers': 'sd',
  'sudan-doctors': 'sd',
  aapp: 'mm',
  btselem: 'il',
  'breaking-the-silence': 'il',
  aihrc: 'af',
};

/** "the army had killed 50", in a text that names the forces of one state alone, or by a body that works in one. */
export function isReferredInText(
  { references, isForeign }: Deed,
  { memory }: Surroundings,
  ids: readonly string[],
): boolean {
  if (isForeign || memory.doers.has('')) return false;
  const [named] = memory.states;
  const home = homes[ids[0] ?? ''];
  const only = memory.states.size === 1 ? named : memory.states.size === 0 ? home : undefined;
  return only !== undefined && references.some((able) => able.some(({ family, id }) => (family ?? id) === only));
}

/** "The Coalition says its strike killed 11. Airwars puts the toll of the same strike at 35": of the strike just told. */
export function isOfSameStrike({ tokens, paragraph }: Sentence, { earlier, memory }: Surroundings): boolean {
  const isSame = tokens.some(
    (token, index) =>
      token.class === 'STRIKE' && /^(?:same|this|that|those|these)$/.test(tokens[index - 1]?.lower ?? ''),
  );
  const before = earlier.at(-1);
  if (!isSame || before === undefined || before.paragraph !== paragraph) return false;
  const { isOwn, isOthers } = deedIn(before.tokens, null, { from: 0, to: before.tokens.length });
  return (
    isOwn &&
    !isOthers &&
    before.governors.some(
      (governor) =>
        isAsserting(governor) &&
        entriesOf(speakersOf(governor, before, memory) ?? [], memory.lexicon).some(
          ({ role }) => role === 'acknowledging',
        ),
    )
  );
}

/** What the sentences before tell, in a quotation that runs on to this one. */
export function quotedDeeds(sentence: Sentence, { earlier }: Surroundings): readonly Deed[] {
  const isQuoted = (one: Sentence): boolean => one.isQuoteOpen || one.tokens[0]?.class === 'QUOTE';
  if (!isQuoted(sentence)) return [];
  return earlier.filter(isQuoted).map((one) => deedIn(one.tokens, null, { from: 0, to: one.tokens.length }));
}

export const doerIsOpen =
  /\bwhich\s(?:\w+\s){1,4}claimed\b|\bclaimed\sby\b|\b(?:not|yet)\s(?:to\s)?(?:say|know|establish\w*|clear)\swho\b|\bunclear\swho\b|\bunknown\b/i;
