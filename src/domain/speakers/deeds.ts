import { isInTable, type Speakers, speakerRow } from '../speakers.ts';
import { coalitionMembers, nationalities, otherCoalition } from './nationalities.ts';

/** Whose strikes a sentence names, by the words next to a strike. A second look after the reader's. */

const weapons =
  '(?:air\\s?-?)?strikes?|airstrikes?|raids?|bombs?|bombings?|bombardments?|shellings?|missiles?|drones?|warplanes?|planes?|jets?|aircraft|helicopters?|artillery|gunfire|shells?|rockets?';
const between = "(?:-(?:led|backed))?(?:[’']s)?\\s(?:[\\w-]+\\s){0,3}?";
const harmedBy =
  '(?:killed|killing|injured|wounded|hit|struck|bombed|shelled|fired|dropped|launched|conducted|carried\\sout)\\s(?:[\\w-]+\\s){0,4}?by\\s(?:an?\\s|the\\s)?(?:[\\w-]+\\s)?';
const forcesThat =
  '(?:\\s(?:forces|troops|soldiers|military|army|air\\sforce|pilots?))?\\s(?:have\\s|had\\s)?(?:\\w+ly\\s)?(?:killed|shot|bombed|struck)\\b';

/** Returns a test for a sentence that gives a strike to one of these names. */
function strikesOf(names: readonly string[]): RegExp {
  const name = `(?<![\\w-])(?:${names.map((one) => one.replaceAll('.', '\\.')).join('|')})`;
  return new RegExp(`${name}${between}(?:${weapons})\\b|${harmedBy}${name}(?!\\w)|${name}${forcesThat}`, 'u');
}

const byFamily: ReadonlyMap<string, RegExp> = new Map(
  Object.entries(nationalities).map(([family, names]) => [family, strikesOf(names)]),
);
const coalitionNames = ['[Cc]oalition', 'CJTF-?OIR', 'Operation Inherent Resolve'];
const ofCoalition = strikesOf(coalitionNames);
const namesCoalition = new RegExp(coalitionNames.join('|'), 'u');
/** `the US-led Coalition`: no strike of the United States alone. */
const leading = /\b(?:U\.?S\.?|American|United States)[-\s]led\s(?=(?:[\w-]+\s){0,2}?(?:[Cc]oalition|[Aa]lliance))/gu;
const saudiLed = /\b(?:Saudi(?:\sArabia)?[-\s]led|Arab)\s[Cc]oalition/gu;
const ownStrike = new RegExp(
  `\\b(?:its|our|their)\\s(?:own\\s)?(?:[\\w-]+\\s){0,2}?(?:${weapons})\\b|\\b(?:it|we|they)\\s(?:had\\s|have\\s|has\\s)?(?:\\w+ly\\s)?(?:killed|struck|bombed)\\b`,
  'iu',
);
/** Nobody says this of the deeds of others. */
const confession =
  /\b(?:admit|admits|admitted|admitting|admission|acknowledg\w+|conced\w+|confess\w*|apolog\w+|regret\w*|sorry|unintentional\w*|unintended|inadvertent\w*|accidental\w*|mistaken\w*|mistook|mistakes?|in error|more likely than not|(?:accept\w*|take|takes|took) (?:full )?responsibility|own(?:s|ed) up|of its own|credible)\b/iu;
const unilateral = /\bunilateral(?:ly)?\b/iu;

interface Strikers {
  /** Families whose strikes the sentence names; `coalition` for those of the US-led Coalition. */
  readonly named: ReadonlySet<string>;
  /** Whether it names a strike of the speaker. */
  readonly isOwn: boolean;
}

function strikersIn(sentence: string): Strikers {
  const text = sentence.replaceAll(/\s+/gu, ' ').replaceAll(saudiLed, 'Saudi').replaceAll(leading, '');
  const named = new Set<string>();
  for (const [family, pattern] of byFamily) if (pattern.test(text)) named.add(family);
  if (ofCoalition.test(text)) named.add('coalition');
  return { named, isOwn: ownStrike.test(text) };
}

/** Returns the families whose strikes a sentence names, `coalition` for those of the US-led Coalition. */
export function strikersNamed(sentence: string): readonly string[] {
  return [...strikersIn(sentence).named];
}

/** The families of these speakers, and the alliances whose strikes are theirs too. */
function ownNames(ids: readonly string[], { familyOf }: Speakers): ReadonlySet<string> {
  const bodies = ids.flatMap(familyOf).filter(isInTable);
  const families = bodies.flatMap((id) => speakerRow(id).family ?? []);
  const isMember = families.some((family) => coalitionMembers.includes(family));
  const isOfOther = families.some((family) => otherCoalition.includes(family));
  return new Set([
    ...families,
    ...(isMember ? ['coalition', 'nato'] : []),
    ...(isOfOther ? [...otherCoalition, 'coalition'] : []),
    ...(families.some((family) => family.startsWith('sy')) ? ['sy', 'sy-assad'] : []),
  ]);
}

/** A sentence and the speakers whom a reader gave it. */
interface Said {
  readonly quote: string;
  readonly speakers: readonly string[];
}

/** Returns whether the sentence gives the strike to forces that are not the speakers'. They state deaths and admit none. */
export function namesOthersStrike({ quote, speakers: ids }: Said, speakers: Speakers): boolean {
  const { named, isOwn } = strikersIn(quote);
  const own = ownNames(ids, speakers);
  return named.size > 0 && !isOwn && [...named].every((family) => !own.has(family));
}

/** Returns whether the sentence says that the speakers own up to the deaths. Only then may a post say that they admit them. */
export function ownsUp(said: Said, speakers: Speakers): boolean {
  if (namesOthersStrike(said, speakers)) return false;
  const { named, isOwn } = strikersIn(said.quote);
  const own = ownNames(said.speakers, speakers);
  return isOwn || [...named].some((family) => own.has(family)) || confession.test(said.quote);
}

/**
 * Returns whether the sentence speaks of a strike by the United States alone and does not name the Coalition, which then
 * has not admitted it.
 */
export function isUnilateralStrike({ quote }: Pick<Said, 'quote'>): boolean {
  if (namesCoalition.test(quote)) return unilateral.test(quote);
  const { named } = strikersIn(quote);
  return unilateral.test(quote) || named.has('us');
}
