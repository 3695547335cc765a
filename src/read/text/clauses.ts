import type { Qualifier } from '../../domain/measures.ts';
import { findDateSpans } from './dates.ts';
import { findNumbers, type NumberToken } from './numbers.ts';
import { findParagraphs, findSentences, type Span } from './sentences.ts';
import { singleSpaces } from './spaces.ts';

/**
 * A sentence in a normalised form for patterns. White space, dashes, quotation marks and footnotes are normalised, and each
 * count is replaced by its index, so that one pattern matches "Seventy-nine", "79" and "79*".
 */
export interface Clause extends Span {
  /** Counts are written as `‹0›`, `‹1›`, ... */
  readonly folded: string;
  readonly numbers: readonly NumberToken[];
  /** True for an entry of an incident list, and for what follows it in the same paragraph. */
  readonly inList: boolean;
}

/** Longer spans come from text without full stops. They are not searched, which bounds the time. */
const longest = 6_000;
const monthDay =
  '(?:(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\\.?\\s{0,2}\\d{1,2}(?:st|nd|rd|th)?|\\d{1,2}\\s(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*)';
const entryStart = new RegExp(
  `^\\s*(?:\\d{1,3}[.)]\\s*|[•·▪●*-]\\s*)?(?:on\\s)?(?:or about\\s)?${monthDay}(?:\\s?(?:[-\\u2010-\\u2015/&,]|and|to)\\s?(?:${monthDay}|\\d{1,2}(?!\\d)))*(?:,?\\s{0,2}\\d{2,4})?\\s?[,:;.-]?\\s(?:(?:an?|the|air|coalition|strikes?|airstrikes?|at night|evening)\\s){0,3}(?:near|in(?!\\s(?:the\\s(?:month|fight|period|months)|support|january|february|march|april|may|june|july|august|september|october|november|december))|north|south|east|west|northeast|northwest|southeast|southwest|vicinity|outside|at|around|\\p{Lu}[\\p{L}'’ -]{1,40},\\s(?:iraq|syria))\\b`,
  'iu',
);
const numbered = /^\s*\d{1,3}[.)]\s/;
/** Words that a PDF may break at the end of a line. */
const broken = new Set(
  'civilian civilians reports report allegation allegations assessed assessment assessments credible killed unintentionally unintentional coalition casualty casualties previous previously received carried completed strikes determined deaths injured duplicate duplicates resulted resulting operation inherent resolve engagements remaining reopened information between during months'.split(
    ' ',
  ),
);

/** The article is a count in "resulted in an unintentional civilian death", but not elsewhere. */
const oneDeath =
  /^\s(?:(?:single|unintentional|unintended|inadvertent|unfortunate|additional|likely)\s)*(?:civilian|non-?combatant)(?:\s(?:death|fatality|injury)|(?:,\s(?:Mr\.\s|Mrs\.\s|Ms\.\s)?[^,;.]{2,40}(?:\s\([^()]{1,20}\))?,)?\swas\s(?:\w+ly\s)?(?:struck\sand\s)?(?:killed|injured|wounded))\b/i;

/** Returns the sentences of a text as clauses, in order. */
export function findClauses(text: string): readonly Clause[] {
  const numbers = findNumbers(text, { articles: true }).filter(
    ({ form, end }) => form !== 'article' || oneDeath.test(text.slice(end, end + 120)),
  );
  const paragraphs = findParagraphs(text);
  const clauses: Clause[] = [];
  let nextNumber = 0;
  let paragraph = 0;
  let listed = -1;
  for (const span of findSentences(text)) {
    while ((paragraphs[paragraph]?.end ?? Number.POSITIVE_INFINITY) <= span.start) paragraph += 1;
    while ((numbers[nextNumber]?.start ?? Number.POSITIVE_INFINITY) < span.start) nextNumber += 1;
    const own: NumberToken[] = [];
    for (let index = nextNumber; index < numbers.length; index += 1) {
      const token = numbers[index];
      if (token === undefined || token.end > span.end) break;
      own.push(token);
    }
    const raw = text.slice(span.start, span.end);
    if (listed !== paragraph && isEntry(raw)) listed = paragraph;
    clauses.push({
      ...span,
      numbers: own,
      folded: raw.length > longest ? '' : fold(raw, span.start, own),
      inList: listed === paragraph,
    });
  }
  return clauses;
}

function isEntry(sentence: string): boolean {
  const head = sentence
    .slice(0, 200)
    .replace(/^\s*\|?\s?(\d{1,3})[.)]?\s\|\s/, '$1. ')
    .replace(/\s\|\s/g, ', ');
  if (entryStart.test(head)) return true;
  return numbered.test(head) && findDateSpans(head.slice(0, 60)).length > 0;
}

/** Joins words that the end of a printed line breaks. */
function joinBroken(text: string): string {
  if (!/[-\u2010-\u2015]\s{0,3}\n/.test(text)) return text;
  return text.replace(
    /(\p{L}{2,})[-\u2010-\u2015]\s{0,3}\n\s{0,3}(\p{Ll}{2,})/gu,
    (_all, head: string, tail: string) =>
      broken.has(`${head}${tail}`.toLowerCase()) ? `${head}${tail}` : `${head}-${tail}`,
  );
}

const recalls =
  '(?:previously|formerly|earlier|originally|initially|(?:revised|corrected|changed|amended|updated)\\s(?:up\\s|down\\s)?from|up\\sfrom|down\\sfrom|not|instead\\sof|rather\\sthan|compared\\s(?:with|to))';
/** "1,231 civilians (previously 1,240)": an aside that recalls an earlier figure. */
const earlierFigure = new RegExp(
  `\\s?\\((?:${recalls}|from|was|were|last\\s(?:month|report))\\b[^()‹]{0,60}‹\\d+›[^()]{0,40}\\)|,\\s${recalls}\\s(?:at\\sleast\\s)?‹\\d+›(?:\\scivilians)?,`,
  'gi',
);

function fold(raw: string, offset: number, numbers: readonly NumberToken[]): string {
  let folded = '';
  let at = 0;
  for (const [index, token] of numbers.entries()) {
    folded += `${raw.slice(at, token.start - offset)}‹${index}›`;
    at = token.end - offset;
  }
  const plain = joinBroken(folded + raw.slice(at))
    .replace(earlierFigure, '')
    .replace(/(?<=[\p{L}\p{P}›])\[\d{1,3}\]|\[\^[^\]]{1,6}\]|[\u00ad\u200b\u2060\ufeff*†‡]/gu, '')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/[“”„«»]/g, '"')
    .replace(/[‘’]/g, "'");
  return singleSpaces(plain);
}

/** Returns a case-insensitive pattern for normalised text. `{n}` matches one count and captures its index. */
export function pattern(source: string): RegExp {
  return new RegExp(source.replaceAll('{n}', '‹(\\d+)›'), 'giu');
}

export interface Hit {
  /** Offsets in the normalised text. */
  readonly start: number;
  readonly end: number;
  /** Captured counts in order, without groups that did not match. */
  readonly numbers: readonly NumberToken[];
}

/** Returns every match in a clause of a pattern made by `pattern`. */
export function hits(clause: Clause, search: RegExp): readonly Hit[] {
  const found: Hit[] = [];
  if (clause.numbers.length === 0 && search.source.includes('‹')) return found;
  for (const match of clause.folded.matchAll(search)) {
    const numbers = match.slice(1).flatMap((index) => {
      const token = index === undefined ? undefined : clause.numbers[Number(index)];
      return token === undefined ? [] : [token];
    });
    found.push({ start: match.index, end: match.index + match[0].length, numbers });
  }
  return found;
}

const qualifying: readonly (readonly [Qualifier, RegExp])[] = [
  ['at least', /\b(?:at least|no fewer than|no less than|not less than|a minimum of)$/i],
  ['more than', /\b(?:more than|(?<!carr(?:ied|ying) )over|in excess of|upwards of)$/i],
  ['nearly', /\b(?:nearly|almost|close to)$/i],
  ['about', /\b(?:about|approximately|around|roughly|some|an estimated)$/i],
  ['up to', /\b(?:up to|as many as|no more than|at most)$/i],
];

/** Returns the qualifier directly before a count, or null. */
export function qualifierBefore(text: string, token: NumberToken): Qualifier | null {
  const before = text
    .slice(Math.max(0, token.start - 40), token.start)
    .replace(/\s+/g, ' ')
    .replace(/(?: a total of| the| an additional| another)? $/, '');
  return qualifying.find(([, form]) => form.test(before.trimEnd()))?.[0] ?? null;
}
