import { findNumbers, type NumberToken } from '../text/numbers.ts';

/**
 * The counts of one sentence and what they count. "Three civilians" are persons, "two ISIS fighters" are not civilians, "16
 * bridges" are things; "three were killed" counts persons without naming them.
 */

type Counted = 'person' | 'fighter' | 'bare' | 'thing';

export interface Count {
  /** null where the text gives no lower value ("up to 24"). */
  readonly min: number | null;
  /** Differs from `min` only where the text gives a range or an upper value. */
  readonly max: number;
  readonly counted: Counted;
  /** The last word that names what is counted, in lower case; empty where none does. */
  readonly noun: string;
  /** "others", "additional", "more", "another": beside those already named. */
  readonly more: boolean;
  readonly start: number;
  /** After what is counted. */
  readonly end: number;
}

const person = new Set(
  'civilian civilians noncombatant noncombatants non-combatant non-combatants person persons people individual individuals man men woman women child children boy boys girl girls adult adults male males female females infant infants baby babies member members family families bystander bystanders resident residents victim victims other others driver drivers motorcyclist motorcyclists passenger passengers wife husband son sons daughter daughters mother father brother brothers sister sisters occupant occupants pedestrian pedestrians farmer farmers shepherd shepherds worker workers villager villagers teenager teenagers toddler toddlers minors inhabitant inhabitants relative relatives parent parents rider riders student students human humans civ civs civilain civilains civlians'.split(
    ' ',
  ),
);
const fighter = new Set(
  'fighter fighters militant militants combatant combatants terrorist terrorists operative operatives insurgent insurgents soldier soldiers troops commander commanders emir emirs leader leaders sniper snipers enemy enemies isis isil daesh terrorists personnel adversary adversaries'.split(
    ' ',
  ),
);
const adjective =
  /^(?:unidentified|unknown|innocent|local|unarmed|unintended|unintentional|unintentionally|additional|more|possible|suspected|likely|probable|young|elderly|old|older|teenage|iraqi|syrian|identified|separate|different|total|known|such|estimated|further|displaced|minor|married|named|unnamed|military-aged|military-age)$/;
const verbLike =
  /^(?:was|were|is|are|had|have|has|may|might|could|would|killed|died|dead|injured|wounded|hurt|harmed|perished|received|suffered|sustained|lost|unintentionally|inadvertently|regrettably|unfortunately|tragically|likely|probably|possibly|also|later|subsequently|in|by|during|injuries|injury|deaths?|fatalit(?:y|ies)|wound(?:s|ings?)?|killing|injuring|wounding|kia|wia)$/;
const beforeLower =
  /\b(?:at\s+least|(?:a\s+)?minimum\s+of|no\s+(?:fewer|less)\s+than|more\s+than|over)\s+(?:an?\s+)?$/i;
const beforeUpper =
  /\b(?:up\s+to|as\s+many\s+as|no\s+more\s+than|at\s+most|(?:a\s+)?maximum\s+of|nearly|almost|fewer\s+than|less\s+than)\s+(?:an?\s+)?$/i;
const partGap = /^\s(?:out\s)?of\s(?:(?:the|these|those|their)\s)?$/i;
const ofFamily = /\bof\s(?:family|families)$/i;
const rangeGap = /^\s?(?:to|or|[\u2010-\u2015-])\s?$/i;

/** Counts in order; `sentence` with single spaces. Numbers of an aside ("including two children") are left out. */
export function countsOf(sentence: string): readonly Count[] {
  const numbers = [...findNumbers(sentence, { articles: true }), ...others(sentence)].sort((a, b) => a.start - b.start);
  const counts: Count[] = [];
  for (let index = 0; index < numbers.length; index += 1) {
    const number = numbers[index];
    if (number === undefined) break;
    const next = numbers[index + 1];
    const ahead = sentence.slice(Math.max(0, number.start - 24), number.start);
    const gap = next === undefined ? '' : sentence.slice(number.end, next.start);
    const spans = next !== undefined && number.form !== 'article' && next.value > number.value;
    const ranges = spans && (rangeGap.test(gap) || (/\bbetween\s$/i.test(ahead) && /^\sand\s$/i.test(gap)));
    // "two of the seven civilians": the seven name what the two are of. "corrected from four to six" is no range.
    const isPart = next !== undefined && !ranges && number.form !== 'article' && partGap.test(gap);
    const isChange =
      ranges && /\b(?:corrected|changed|amended|updated|revised|increased|reduced)\sfrom\s$/i.test(ahead);
    if (isChange) continue;
    const last: NumberToken = ranges && next !== undefined ? next : number;
    if (ranges || isPart) index += 1;
    const noun = nounAfter(sentence, isPart ? next.end : last.end);
    if (number.form === 'article' && (noun.counted !== 'person' || ofFamily.test(ahead + noun.noun))) continue;
    const upTo = !ranges && beforeUpper.test(ahead);
    counts.push({
      min: upTo ? null : number.value,
      max: last.value,
      counted: noun.counted,
      noun: noun.noun,
      more:
        noun.more ||
        /\b(?:additional|another|further)\s$/i.test(ahead) ||
        /^another$/i.test(sentence.slice(number.start, number.end)),
      start:
        number.start - (beforeLower.exec(ahead)?.[0].length ?? (upTo ? (beforeUpper.exec(ahead)?.[0].length ?? 0) : 0)),
      end: noun.end,
    });
  }
  return withoutAsides(sentence, counts);
}

const another =
  /\b(?:another|the other)\b(?=\s+(?:\w+ly\s+)?(?:was|civilian|person|man|woman|child|injured|wounded|killed|individual|non-?combatant|adult|male|female)\b|[.,;]|$)/gi;
const relative =
  /\b(?:his|her|their)\b(?=\s(?:wife|husband|son|daughter|mother|father|brother|sister|child)\b)|(?<=\b(?:an?|one)\s(?:man|woman|civilian|male|female|boy|girl)\sand\s)(?=(?:child|man|woman|boy|girl|infant)\b)/gi;

/** "another was wounded", "a man and his wife", "a woman and child": one more, though no number says so. */
function others(sentence: string): readonly NumberToken[] {
  return [...sentence.matchAll(another), ...sentence.matchAll(relative)].map((match) => ({
    value: 1,
    start: match.index,
    end: match.index + match[0].length,
    form: 'words',
  }));
}

function nounAfter(sentence: string, start: number): { counted: Counted; noun: string; end: number; more: boolean } {
  const words = sentence.slice(start, start + 110).matchAll(/[\p{L}\p{N}’'-]+|[^\s]/gu);
  let index = -1;
  let more = false;
  let named: { noun: string; end: number } | null = null;
  for (const match of words) {
    index += 1;
    if (index > 7) break;
    const word = match[0].toLowerCase();
    const end = start + match.index + match[0].length;
    if (/^(?:other|others|additional|more|further)$/.test(word)) more = true;
    if (word === 'of' && index === 0) {
      if (
        !/^\s?of\s(?:the|these|those)\s(?:\w+\s)?(?:civilians|people|persons|individuals|non-?combatants)\b/i.test(
          sentence.slice(start),
        )
      )
        return { counted: 'thing', noun: '', end: start, more };
      return { counted: 'person', noun: 'civilians', end: start, more };
    }
    if (fighter.has(word)) return { counted: 'fighter', noun: word, end, more };
    if (person.has(word)) {
      named = { noun: word, end };
      continue;
    }
    if (named !== null) break;
    if (adjective.test(word) && !(word === 'likely' && index > 0)) continue;
    if (verbLike.test(word) || /^[.,;)]$/.test(word) || word === 'and' || word === 'or')
      return { counted: 'bare', noun: '', end: start, more };
    return { counted: 'thing', noun: word, end, more };
  }
  return named === null ? { counted: 'bare', noun: '', end: start, more } : { counted: 'person', ...named, more };
}

const asideBefore =
  /(?:\bincluding|\bcomprising|\bconsisting of|\bamong them|\bnamely|\bto include|\bcomprised of|\bof which|\bof whom)\s(?:at least\s)?$/i;
const asideAfter = /^\s?(?:of\s(?:whom|them|which|those)|being)\b/i;
const listGap = /^\s?(?:,|and|as well as|plus|&|, and|along with|,\s?as well as)\s?(?:\b(?:his|her|their)\s)?$/i;
const general =
  /^(?:civilians?|people|persons?|individuals?|non-?combatants?|members|family|families|others?|victims?|residents?)$/;

/** True where `b` stands beside `a` in one list: "one man, two women and a child". */
export function inOneList(sentence: string, a: Count, b: Count): boolean {
  return listGap.test(sentence.slice(a.end, b.start));
}

function withoutAsides(sentence: string, counts: readonly Count[]): readonly Count[] {
  const kept: Count[] = [];
  let aside: Count | null = null;
  for (const [index, count] of counts.entries()) {
    const before = sentence.slice(Math.max(0, count.start - 24), count.start);
    const opened = sentence.lastIndexOf('(', count.start);
    const inParentheses =
      opened > sentence.lastIndexOf(')', count.start) &&
      counts.some((other) => other.end <= opened && other.counted === 'person');
    const follows: boolean =
      aside !== null &&
      count.counted === 'person' &&
      !count.more &&
      !general.test(count.noun) &&
      inOneList(sentence, aside, count);
    if (
      asideBefore.test(before) ||
      asideAfter.test(sentence.slice(count.end, count.end + 10)) ||
      inParentheses ||
      follows
    ) {
      aside = count;
      continue;
    }
    aside = null;
    const previous = kept.at(-1);
    if (previous !== undefined && isApposition(sentence, previous, counts.slice(index))) {
      aside = count;
      continue;
    }
    kept.push(count);
  }
  return kept;
}

/** "four civilians, two women and two children, were killed": the parts make up the whole and are not added to it. */
function isApposition(sentence: string, whole: Count, rest: readonly Count[]): boolean {
  if (!general.test(whole.noun) || whole.min === null) return false;
  const first = rest[0];
  if (first === undefined || !/^\s?(?:,|[\u2010-\u2015-]+|:)\s?$/.test(sentence.slice(whole.end, first.start)))
    return false;
  let sum = 0;
  let last: Count | null = null;
  for (const part of rest) {
    if (part.counted !== 'person' || general.test(part.noun) || (last !== null && !inOneList(sentence, last, part)))
      break;
    sum += part.max;
    last = part;
    if (sum === whole.max) return true;
  }
  return false;
}
