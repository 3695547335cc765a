import { findSentences } from '../text/sentences.ts';
import { singleSpaces } from '../text/spaces.ts';
import { type Count, countsOf, inOneList } from './counts.ts';
import { withoutRefusal } from './refusals.ts';

/**
 * The killed and injured of one entry, never more certain than its text:
 * - `killed` is the number stated, or the lowest one where it says "at least" or gives a range; `killedMax` is then the upper
 *   value of the range. "Up to 24 were killed" has no lower value: killed null, killedMax 24.
 * - "killed or wounded" and "civilian casualties" leave open which: killed null, killedMax the number, injured null. The same
 *   for "may have been killed".
 * - "one civilian was killed in each of these strikes" is multiplied where the entry says how many strikes, else unknown.
 * - 0 only where the text says that nobody was harmed, killed or injured. Silence is null.
 * - What others alleged, and what an earlier release had stated, are no casualties.
 */

export interface Casualties {
  readonly killed: number | null;
  readonly killedMax: number | null;
  readonly injured: number | null;
  /** "in each of these strikes", and nothing says how many. */
  readonly eachWithoutCount: boolean;
}

type Harm = 'killed' | 'injured' | 'either';

interface Claim {
  readonly harm: Harm;
  readonly min: number | null;
  readonly max: number;
  readonly more: boolean;
  readonly sentence: number;
}

const verb =
  /\b(?:killed|killing|died|dying|perished|dead|deaths?|fatalit(?:y|ies)|lost (?:their|his|her) li(?:fe|ves)|lives of|loss of|deceased|succumbed|injured|injuring|injur(?:y|ies)|wounded|wounding|wounds|hurt|harmed|harming|casualt(?:y|ies)|kia|wia)\b/gi;
const killing = /^(?:kill|d(?:ied|ying|ead|eath|eceased)|succumb|perish|fatal|lost|loss|lives|kia)/i;
const harming = /^(?:harm|casualt)/i;
const orElse =
  /^\s?(?:,\s?)?(?:and\/or|or|and|\/)\s(?:\w+ly\s|otherwise\s|later\s|then\s)?(?:killed|injured|wounded|hurt|died|killing|injuring|wounding|injur(?:y|ies)|deaths?|wounds)\b/i;
const takesObject = /^(?:killing|injuring|wounding|harming|loss of|lives of|dying)/i;
const objectAhead = /^\s?(?:of|to|in|:)?\s?(?:the\s|an?\s)?(?:\w+ly\s)?$/i;
const ownVerb = /^\s(?:killed|injured|wounded|dead|deaths?|fatalit)/i;
const elsewhere = /^\s(?:in|by|during)\s(?:(?:the|an?)\s)?(?:second|third|other|another|subsequent|separate|later)\b/i;
const uncertain = /\b(?:may|might|could)\s(?:also\s)?have\b|\b(?:possibly|potentially)\b/i;
/** "injured and died" is one death; "killed and injured" leaves open which. */
const diedAfter = /^\s?,?\s?and\s(?:\w+ly\s|later\s|then\s)?died/i;
const possible = /\b(?:possible|may be|could be) that\s(?:the\s)?$/i;
const alleged =
  /\b(?:alleg\w+|claim(?:s|ed|ing)?(?! the li)|reported that|reportedly|according to|purported\w*|(?:media|social media|reports?) (?:stated|states|stating|said|indicated)|(?:was|were) received (?:via|from|by|through))\b/i;
const assessed =
  /\b(?:assess\w*|determin\w+|conclud\w+|unintentional\w*|inadvertent\w*|regrettabl\w+|unfortunately|more likely than not|likely)\b/i;
const earlier =
  /\b(?:previous(?:ly)?|originally|initially|incorrectly|erroneously)\s(?:\w+\s){0,2}(?:reported|released|assessed|announced|stated|listed|counted|published|included|identified)\b|\b(?:previous|earlier|prior|original) (?:report|release|assessment|entry)\b/i;
const corrected =
  /\b(?:should (?:be|have been|read|state)|corrected to|in fact|actual(?:ly)?|instead|but|however|now|updated to|revised to)\b/i;
const amended = /\b(?:corrected|updated|revised|amended|changed) to\b/i;
/** "in addition to the one previously reported". */
const besides = /\b(?:in addition to|besides?|on top of|apart from)\s/i;
const instead =
  /\b(?:instead of|rather than|(?<!than )not|vice|changed from|corrected from|amended from|updated from|increased from|reduced from|revised from|up from|down from|(?:allegations?|reports?|claims?) (?:of|that))\s(?:the\s)?$/i;
const each =
  /\b(?:in|by|during|from) each\b|\beach (?:separate )?(?:strikes?|engagements?|incidents?|attacks?)\b|\bper (?:strike|engagement|incident)\b|\beach time\b/i;
const eachPhrase = new RegExp(
  `(?:${each.source})(?:\\s(?:of\\s)?(?:(?:the|these|those)\\s)?(?:\\w+\\s){0,2}?(?:air)?(?:strikes?|engagements?|incidents?|attacks?)\\b)?`,
  'i',
);
const events = /^\s(?:\w+\s){0,3}?(?:air)?(?:strikes|engagements|incidents|attacks|events|occasions)\b/i;

/** "The report claimed 200 deaths; the assessment determined …": each part asserts for itself. */
const partEnd =
  /;\s|,?\s(?:but|however|whereas|though)\b,?\s|,\s(?=(?:it\swas|it\sis|the\s(?:coalition|assessment|investigation|review)|cjtf|we)\b)/i;

/** Reads the narrative of one entry, without its head. */
export function readCasualties(narrative: string): Casualties {
  const plain = narrative
    .replace(/[\u00ad\u200b\u2060\ufeff]/g, '')
    .replace(/\(\s?(?:not\s)?(?:previously|originally|formerly|initially|earlier)\b[^)]*\)/gi, ' ')
    // "a 6-year-old girl": an age is no count.
    .replace(/\b\d{1,2}[\s\u2010-\u2015-]years?[\s\u2010-\u2015-]old\b/gi, 'young');
  const text = singleSpaces(plain).trim();
  if (text.search(verb) === -1) return { killed: null, killedMax: null, injured: null, eachWithoutCount: false };
  const claims: Claim[] = [];
  const zeros = new Set<Harm>();
  let eachWithoutCount = false;
  for (const [index, span] of findSentences(text).entries()) {
    const parts = text.slice(span.start, span.end).split(partEnd);
    const sentence = parts.flatMap((part) => assertedPart(part) ?? []).join('; ');
    const phrase = eachPhrase.exec(sentence);
    const until = phrase === null ? 0 : phrase.index + phrase[0].length;
    const ahead = phrase === null ? [] : claimsOf(sentence.slice(0, until), index).claims;
    // "one was killed in each of these strikes and three others were wounded": the three are of all strikes together.
    const found = claimsOf(ahead.length > 0 ? sentence.slice(0, until) : sentence, index);
    const beyond = ahead.length > 0 ? claimsOf(sentence.slice(until), index) : { claims: [], zeros: [] };
    for (const harm of [...found.zeros, ...beyond.zeros]) zeros.add(harm);
    claims.push(...beyond.claims);
    if (found.claims.length === 0) continue;
    if (phrase === null) {
      claims.push(...found.claims);
      continue;
    }
    const times = eventCount(text);
    if (times === null) eachWithoutCount = true;
    else
      claims.push(
        ...found.claims.map((claim) => ({
          ...claim,
          min: claim.min === null ? null : claim.min * times,
          max: claim.max * times,
        })),
      );
  }
  if (claims.length === 0 && !eachWithoutCount) {
    const nobody = zeros.has('either');
    return {
      killed: nobody || zeros.has('killed') ? 0 : null,
      killedMax: null,
      injured: nobody || zeros.has('injured') ? 0 : null,
      eachWithoutCount,
    };
  }
  const named = claims.filter(({ harm }) => harm !== 'either');
  const open = claims.filter(({ harm }) => harm === 'either');
  // "two civilian casualties occurred, one killed and one injured": the parts make up the whole.
  const parts = named.length > 0 && upperSum(open) === upperSum(named) ? named : claims;
  if (eachWithoutCount) return { killed: null, killedMax: null, injured: null, eachWithoutCount };
  const killed = total(
    parts.filter(({ harm }) => harm !== 'injured'),
    text,
  );
  const injured = total(
    claims.filter(({ harm }) => harm === 'injured'),
    text,
  );
  return {
    killed: killed === null ? (zeros.has('killed') ? 0 : null) : killed.min,
    killedMax: killed === null || killed.max === killed.min ? null : killed.max,
    injured: injured === null ? (zeros.has('injured') ? 0 : null) : injured.max === injured.min ? injured.min : null,
    eachWithoutCount,
  };
}

/** The part of a sentence in which the report itself asserts, or null. */
function assertedPart(printed: string): string | null {
  const whole = withoutRefusal(printed);
  if (whole === null) return null;
  const beside = besides.exec(whole);
  const sentence = beside !== null && earlier.test(whole.slice(beside.index)) ? whole.slice(0, beside.index) : whole;
  const said = earlier.exec(sentence);
  if (said !== null) {
    const turn = corrected.exec(sentence.slice(said.index + said[0].length));
    return turn === null ? null : sentence.slice(said.index + said[0].length + turn.index);
  }
  if (alleged.test(sentence) && !assessed.test(sentence)) {
    const turn = amended.exec(sentence);
    return turn === null ? null : sentence.slice(turn.index);
  }
  const open = /\b(?:whether|as to how many)\b/i.exec(sentence);
  return open === null ? sentence : sentence.slice(0, open.index);
}

function claimsOf(
  sentence: string,
  index: number,
): { readonly claims: readonly Claim[]; readonly zeros: readonly Harm[] } {
  if (sentence.search(verb) === -1) return { claims: [], zeros: [] };
  const counts = countsOf(sentence).filter(
    ({ start }) => !instead.test(sentence.slice(Math.max(0, start - 20), start)),
  );
  const claims: Claim[] = [];
  const zeros: Harm[] = [];
  let from = 0;
  let covered = 0;
  let free = 0;
  for (const match of sentence.matchAll(verb)) {
    if (match.index < covered) continue;
    const word = match[0];
    const after = match.index + word.length;
    const alternative = orElse.exec(sentence.slice(after, after + 60));
    const subject = subjectOf(sentence, counts, from, match.index, free);
    const object = objectOf(sentence, counts, after);
    const beyond = alternative === null ? [] : objectOf(sentence, counts, after + alternative[0].length);
    // "killed or wounded four civilians"
    const jointObject = beyond.length > 0 && object.length === 0 && subject.length === 0;
    const joint =
      alternative !== null && (jointObject || (beyond.length === 0 && (subject.length > 0 || object.length === 0)));
    if (joint) covered = after + alternative[0].length;
    const follows = jointObject || (object.length > 0 && (takesObject.test(word) || subject.length === 0));
    const taken = jointObject ? beyond : follows ? object : subject;
    const last = taken.at(-1);
    const first = taken[0];
    if (first === undefined || last === undefined) continue;
    // "Civilian casualties: 3 killed": the three have a verb of their own.
    if (follows && harming.test(word) && ownVerb.test(sentence.slice(last.end))) continue;
    from = follows ? Math.max(after, last.end) : after;
    free = counts.indexOf(last) + 1;
    const people = taken.filter(({ counted }) => counted === 'person' || counted === 'bare');
    const some = people.filter(({ max }) => max > 0);
    if (people.length > 0 && some.length === 0) {
      zeros.push(...(joint ? (['killed', 'injured'] as const) : [harmOf(word)]));
      continue;
    }
    const harm = joint ? (diedAfter.test(alternative[0]) ? 'killed' : 'either') : harmOf(word);
    const between = follows
      ? sentence.slice(Math.max(0, match.index - 30), match.index)
      : sentence.slice(last.end, match.index);
    const doubt = uncertain.test(between) || possible.test(sentence.slice(Math.max(0, first.start - 30), first.start));
    // "one was killed and five others harmed": those who were harmed lived.
    const lived =
      harm === 'either' && !joint && /^harm/i.test(word) && claims.some((before) => before.harm === 'killed');
    claims.push(...some.map((count) => claim(lived ? 'injured' : harm, count, doubt, index)));
  }
  const spoken = claims.at(-1);
  const rest = spoken === undefined ? undefined : counts.find(({ start }) => start >= from);
  // "seven were killed in the first strike and two in the second": the verb holds for both.
  if (spoken !== undefined && rest !== undefined && rest.counted === 'bare' && elsewhere.test(sentence.slice(rest.end)))
    claims.push(claim(spoken.harm, rest, false, index));
  return { claims, zeros };
}

function harmOf(word: string): Harm {
  if (harming.test(word)) return 'either';
  return killing.test(word) ? 'killed' : 'injured';
}

function claim(harm: Harm, count: Count, doubt: boolean, sentence: number): Claim {
  return { harm, min: doubt || harm === 'either' ? null : count.min, max: count.max, more: count.more, sentence };
}

/** The counts of the list that ends last before the verb. */
function subjectOf(
  sentence: string,
  counts: readonly Count[],
  from: number,
  verbStart: number,
  free: number,
): readonly Count[] {
  let index = counts.length - 1;
  while (index >= free && !((counts[index]?.start ?? 0) < verbStart && counts[index]?.counted !== 'thing')) index -= 1;
  const list: Count[] = [];
  for (; index >= free; index -= 1) {
    const count = counts[index];
    if (count === undefined || count.start < from) break;
    const next = list[0];
    if (next === undefined) {
      if (/;/.test(sentence.slice(count.end, verbStart))) return [];
      if (
        count.counted === 'bare' &&
        count.max > 0 &&
        !/^[\s,]*(?:\S+\s){0,4}$/.test(sentence.slice(count.end, verbStart))
      )
        return [];
    } else if (count.counted === 'thing' || !inOneList(sentence, count, next)) break;
    list.unshift(count);
  }
  return list;
}

/** The counts of the list that follows: "killing two civilians and a child", "the death of 21 and …". */
function objectOf(sentence: string, counts: readonly Count[], after: number): readonly Count[] {
  const first = counts.findIndex(({ start }) => start >= after);
  const head = counts[first];
  if (head === undefined || head.counted === 'thing' || !objectAhead.test(sentence.slice(after, head.start))) return [];
  const list: Count[] = [head];
  for (let index = first + 1; ; index += 1) {
    const count = counts[index];
    const previous = list.at(-1);
    if (
      count === undefined ||
      previous === undefined ||
      count.counted === 'thing' ||
      !inOneList(sentence, previous, count)
    )
      break;
    // "killed two civilians and three were injured": the three have a verb of their own.
    if (
      /^\s(?:\w+ly\s)?(?:was|were|is|are|injured|wounded|killed|may|others? (?:was|were|injured|wounded))\b/i.test(
        sentence.slice(count.end),
      )
    )
      break;
    list.push(count);
  }
  return list;
}

function eventCount(text: string): number | null {
  const found = new Set(
    countsOf(text)
      .filter(({ start, max }) => max > 1 && events.test(text.slice(start).replace(/^\S+/, '')))
      .map(({ max }) => max),
  );
  if (/\bboth (?:\w+ ){0,2}(?:air)?(?:strikes|engagements|incidents)\b/i.test(text)) found.add(2);
  const [only] = found;
  return found.size === 1 && only !== undefined ? only : null;
}

function upperSum(claims: readonly Claim[]): number {
  return claims.reduce((sum, { max }) => sum + max, 0);
}

const again =
  /\b(?:first|second|third|another|separate|subsequent|later|follow-on|also|additional(?:ly)?|other|further)\b/i;

/** Sums the claims; a later sentence that repeats the figure of the ones before it, and does not say "another", restates it. */
function total(claims: readonly Claim[], text: string): { readonly min: number | null; readonly max: number } | null {
  if (claims.length === 0) return null;
  let min: number | null = null;
  let max = 0;
  const repeated = again.test(text);
  for (const sentence of new Set(claims.map((claim) => claim.sentence))) {
    const here = claims.filter((claim) => claim.sentence === sentence);
    const sum = here.reduce((value, { max: upper }) => value + upper, 0);
    const lowest = here.reduce<number | null>(
      (value, { min: lower }) => (lower === null ? value : (value ?? 0) + lower),
      null,
    );
    if (max > 0 && sum === max && !repeated && !here.some(({ more }) => more)) {
      min ??= lowest;
      continue;
    }
    max += sum;
    if (lowest !== null) min = (min ?? 0) + lowest;
  }
  return { min, max };
}
