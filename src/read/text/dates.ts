import { addMonths, type Day, type Month } from '../../domain/time.ts';
import { rememberingLast } from './last.ts';

export interface PartialDate {
  /** Null if the text states none. */
  readonly year: number | null;
  /** 1-12. */
  readonly month: number;
  /** Null if the text names only the month. */
  readonly day: number | null;
}

export interface FoundDate {
  readonly start: number;
  readonly end: number;
  readonly precision: 'day' | 'month';
  readonly from: PartialDate;
  /** Equal to `from` for a single date. A year that is printed once, at the end of a range, applies to both. */
  readonly to: PartialDate;
  /** True if the text says "(the) end of" directly before the date. */
  readonly endOf: boolean;
}

const monthNames = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
] as const;

const monthWord =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\b\\.?';
const dash = '[-\\u2010-\\u2015]';
const day = '(\\d{1,2})(?:st|nd|rd|th)?(?![\\d%]|[.,]\\d{3}(?!\\d)|[A-Za-z])';
const year = '(?:,?\\s{1,9}|,)(?:of\\s)?((?:19|20)\\d{2})(?!\\d|,\\d)';
const join = `(?:\\s?(?:${dash}{1,2}|/|&|to|and|through|until)\\s?)`;

// Each alternative consumes a bounded number of characters, which keeps the search linear.
const forms: readonly {
  readonly name: 'range' | 'month-first' | 'day-first' | 'month' | 'iso';
  readonly pattern: RegExp;
}[] = [
  { name: 'iso', pattern: /(?<![\d-])((?:19|20)\d{2})-(\d{2})-(\d{2})(?![\d-])/giy },
  {
    name: 'range',
    pattern: new RegExp(
      `(${monthWord})\\s{0,3}${day}(?:${year})?\\s?(?:${dash}{1,2}|/|&|to|and|through|until)\\s?(${monthWord})\\s{0,3}${day}(?:${year})?`,
      'giy',
    ),
  },
  { name: 'month-first', pattern: new RegExp(`(${monthWord})\\s{0,3}${day}(?:${join}${day})?(?:${year})?`, 'giy') },
  {
    name: 'day-first',
    pattern: new RegExp(
      `(?<![\\d,.$#])${day}(?:${join}${day})?\\s{1,3}(?:of\\s)?(${monthWord})(?:(?:,?\\s{0,3})((?:19|20)\\d{2}(?!\\d|,\\d)|'?\\d{2}(?![\\d%]|[.,]\\d|\\s{0,3}[a-z(])))?`,
      'giy',
    ),
  },
  { name: 'month', pattern: new RegExp(`(${monthWord})(?:${year})?`, 'giy') },
];

const digitForms = forms.filter(({ name }) => name === 'iso' || name === 'day-first');
const wordForms = forms.filter((form) => !digitForms.includes(form));

const starts = /\b(?:\d{1,4}|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6})/gi;
const endOf = /\bend\sof\s(?:the\smonth\sof\s)?$/i;
const beforeBareMonth =
  /\b(?:in|of|during|since|until|through|from|for|to|and|between|by|late|early|mid|last|this|previous|before|after)\s{1,3}(?:the\smonth\sof\s)?$/i;

function monthNumber(word: string): number {
  const key = word.slice(0, 3).toLowerCase();
  return monthNames.findIndex((name) => name.startsWith(key)) + 1;
}

/** Returns the days of a month; 29 for a February of unknown year. */
function daysIn(month: number, yearOrNull: number | null): number {
  return new Date(Date.UTC(yearOrNull ?? 2000, month, 0)).getUTCDate();
}

function exists(date: PartialDate): boolean {
  return (
    date.month >= 1 &&
    date.month <= 12 &&
    (date.day === null || (date.day >= 1 && date.day <= daysIn(date.month, date.year)))
  );
}

function wholeYear(printed: string | undefined): number | null {
  if (printed === undefined) return null;
  const digits = printed.replace("'", '');
  return digits.length === 2 ? 2000 + Number(digits) : Number(digits);
}

interface Lexed {
  readonly precision: 'day' | 'month';
  readonly from: PartialDate;
  readonly to: PartialDate;
}

function lex(name: (typeof forms)[number]['name'], match: RegExpExecArray): Lexed {
  const [, a, b, c, d, e, f] = match;
  const number = (value: string | undefined): number | null => (value === undefined ? null : Number(value));
  switch (name) {
    case 'iso': {
      const date = { year: Number(a), month: Number(b), day: Number(c) };
      return { precision: 'day', from: date, to: date };
    }
    case 'range': {
      const toYear = wholeYear(f);
      const from = { year: wholeYear(c) ?? toYear, month: monthNumber(a ?? ''), day: number(b) };
      const to = { year: toYear, month: monthNumber(d ?? ''), day: number(e) };
      // "Dec. 30 - Jan. 2, 2017" starts in the year before.
      const turns = c === undefined && from.year !== null && from.month > to.month;
      return { precision: 'day', from: turns ? { ...from, year: (from.year ?? 1) - 1 } : from, to };
    }
    case 'month-first': {
      const from = { year: wholeYear(d), month: monthNumber(a ?? ''), day: number(b) };
      return { precision: 'day', from, to: c === undefined ? from : { ...from, day: number(c) } };
    }
    case 'day-first': {
      const from = { year: wholeYear(d), month: monthNumber(c ?? ''), day: number(a) };
      return { precision: 'day', from, to: b === undefined ? from : { ...from, day: number(b) } };
    }
    case 'month': {
      const date = { year: wholeYear(b), month: monthNumber(a ?? ''), day: null };
      return { precision: 'month', from: date, to: date };
    }
  }
}

/**
 * Returns whether a word is the name of a month and not a verb ("may", "march"). A month without a number needs a capital
 * letter, and "May" or "March" must follow a word such as "in".
 */
function isMonthName(text: string, start: number, name: string, hasNumber: boolean): boolean {
  const word = (/^[a-z]+/i.exec(name)?.[0] ?? '').toLowerCase();
  if (hasNumber && name.charAt(0) !== name.charAt(0).toLowerCase()) return true;
  if (name.charAt(0) === name.charAt(0).toLowerCase())
    return hasNumber && word !== 'may' && word !== 'march' && word !== 'mar';
  const short = word.length <= 3 && word !== 'may';
  if (short && !name.endsWith('.')) return false;
  return (word !== 'may' && word !== 'march') || beforeBareMonth.test(text.slice(Math.max(0, start - 30), start));
}

interface DateSpan {
  readonly start: number;
  readonly end: number;
  readonly date: FoundDate | null;
}

/**
 * Returns everything in the form of a date; `date` is null for a day that does not exist ("Feb. 30"). A library would guess
 * what the text does not state, and a wrong date is worse than none.
 */
export const findDateSpans = rememberingLast((text): readonly DateSpan[] => {
  const found: DateSpan[] = [];
  starts.lastIndex = 0;
  for (let begin = starts.exec(text); begin !== null; begin = starts.exec(text)) {
    for (const { name, pattern } of begin[0].charCodeAt(0) < 58 ? digitForms : wordForms) {
      pattern.lastIndex = begin.index;
      const match = pattern.exec(text);
      if (match === null) continue;
      const printedMonth = name === 'day-first' ? match[3] : name === 'iso' ? 'January' : match[1];
      const hasNumber = name !== 'month' || match[2] !== undefined;
      if (printedMonth === undefined || !isMonthName(text, begin.index, printedMonth, hasNumber)) continue;
      const lexed = lex(name, match);
      const end = begin.index + match[0].length;
      const isReal = exists(lexed.from) && exists(lexed.to);
      found.push({
        start: begin.index,
        end,
        date: isReal
          ? {
              start: begin.index,
              end,
              ...lexed,
              endOf: endOf.test(text.slice(Math.max(0, begin.index - 24), begin.index).replace(/\s+/g, ' ')),
            }
          : null,
      });
      starts.lastIndex = end;
      break;
    }
  }
  return found;
});

/** Returns the dates of a text in order. Includes months without day or year, but no days that do not exist. */
export function findDates(text: string): readonly FoundDate[] {
  return findDateSpans(text).flatMap(({ date }) => (date === null ? [] : [date]));
}

/** Returns `YYYY-MM-DD`, or null if day or year is unknown. */
export function toDay(date: PartialDate): Day | null {
  const month = toMonth(date);
  return month === null || date.day === null ? null : `${month}-${String(date.day).padStart(2, '0')}`;
}

/** Returns `YYYY-MM`, or null if the year is unknown. */
export function toMonth(date: PartialDate): Month | null {
  return date.year === null ? null : `${String(date.year).padStart(4, '0')}-${String(date.month).padStart(2, '0')}`;
}

/** Returns the latest month with this number (1-12) not after `notAfter`, e.g. for "the month of August" in a release. */
export function latestMonth(month: number, notAfter: Month): Month {
  const yearOf = Number(notAfter.slice(0, 4));
  const same = `${yearOf}-${String(month).padStart(2, '0')}`;
  return same <= notAfter ? same : addMonths(same, -12);
}
