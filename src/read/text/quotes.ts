import { circumstancesNotRead } from '../../domain/circumstances.ts';
import { hasCircumstances, type Measure, type Qualifier } from '../../domain/measures.ts';
import type { Quote } from '../../domain/quotes.ts';
import type { Mention, Reading, Stance } from '../../domain/readings.ts';
import { speakerSet } from '../../domain/speakers.ts';
import type { MonthOrDay } from '../../domain/time.ts';
import type { QuoteFault } from '../../domain/warnings.ts';
import { findNumbers } from './numbers.ts';
import type { Span } from './sentences.ts';

/** A reading without its quote. */
export interface ReadingFacts {
  readonly measure: Measure;
  readonly value: number;
  readonly valueMax?: number | null;
  readonly qualifier?: Qualifier | null;
  readonly speakers: readonly string[];
  readonly place?: string | null;
  readonly from?: MonthOrDay | null;
  readonly to?: MonthOrDay | null;
  readonly rule: string;
}

/**
 * number-not-in-quote  the quote does not state the value or the upper value
 * bad-value            not a whole number of zero or more, or the upper value is below the lower
 * bad-span             the span is empty or outside the text
 */
export class QuoteError extends Error {
  override readonly name = 'QuoteError';
  readonly kind: QuoteFault;
  /** The number concerned; absent for a bad span. */
  readonly value: number | undefined;
  constructor(kind: QuoteFault, message: string, value?: number) {
    super(message);
    this.kind = kind;
    this.value = value;
  }
}

/** Returns the data of a warning about a figure that was dropped because of this error. */
export function unquotable(
  text: string,
  error: QuoteError,
  { facts, span }: { readonly facts: ReadingFacts; readonly span: Span },
): { readonly measure: Measure; readonly value: number; readonly quote: Quote } {
  const { start, end } = span;
  const quote = error.kind === 'bad-span' ? { quote: '', start, end } : quoteAt(text, span);
  return { measure: facts.measure, value: error.value ?? facts.value, quote };
}

/** Returns the span without surrounding white space. Throws `QuoteError` if it is empty or outside the text. */
export function quoteAt(text: string, span: Span): Quote {
  const { start, end } = span;
  if (!Number.isInteger(start) || !Number.isInteger(end) || start < 0 || end > text.length || start >= end)
    throw new QuoteError('bad-span', `span ${start}-${end} is not inside a text of ${text.length} characters`);
  const raw = text.slice(start, end);
  const quote = raw.trim();
  if (quote === '') throw new QuoteError('bad-span', `span ${start}-${end} contains only white space`);
  const offset = start + raw.length - raw.trimStart().length;
  return { quote, start: offset, end: offset + quote.length };
}

/**
 * Creates a reading. Throws `QuoteError` if the quote does not contain the number, as digits or words. Readers create
 * readings and mentions only with these functions, so every figure has a quote.
 */
export function reading(text: string, facts: ReadingFacts, span: Span): Reading {
  const circumstances = hasCircumstances(facts.measure) ? circumstancesNotRead : null;
  return { ...figureOf(text, facts, { span, stance: 'asserted' }), circumstances };
}

/** Creates a mention. Throws `QuoteError` if the quote does not contain the number. */
export function mention(text: string, facts: ReadingFacts, given: { span: Span; stance: Mention['stance'] }): Mention {
  return figureOf(text, facts, given);
}

function figureOf<Taken extends Stance>(
  text: string,
  facts: ReadingFacts,
  { span, stance }: { readonly span: Span; readonly stance: Taken },
): Omit<Mention, 'stance'> & { readonly stance: Taken } {
  const valueMax = facts.valueMax ?? null;
  for (const value of valueMax === null ? [facts.value] : [facts.value, valueMax])
    if (!Number.isSafeInteger(value) || value < 0) throw new QuoteError('bad-value', `${value} is not a count`, value);
  if (valueMax !== null && valueMax < facts.value)
    throw new QuoteError('bad-value', `upper value ${valueMax} is below ${facts.value}`, valueMax);
  const quote = quoteAt(text, span);
  // "1.277" also counts as 1,277 here, because the reader decides whether points group thousands.
  const stated = new Set(
    [false, true].flatMap((pointsGroupThousands) =>
      findNumbers(quote.quote, { articles: true, pointsGroupThousands }).map(({ value }) => value),
    ),
  );
  for (const value of valueMax === null ? [facts.value] : [facts.value, valueMax])
    if (!stated.has(value))
      throw new QuoteError('number-not-in-quote', `${facts.measure} ${value} is not stated in "${quote.quote}"`, value);
  return {
    ...quote,
    measure: facts.measure,
    value: facts.value,
    valueMax,
    qualifier: facts.qualifier ?? null,
    speakers: speakerSet(facts.speakers),
    place: facts.place ?? null,
    from: facts.from ?? null,
    to: facts.to ?? null,
    stance,
    rule: facts.rule,
  };
}
