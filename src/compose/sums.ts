import type { Sum, Term } from '../domain/findings.ts';
import type { Measure } from '../domain/measures.ts';
import { marked, periodText, type Wording } from './figures.ts';

/** Words for a sum and its verdict, for posts and commands alike. */

/** Returns `1,291 + 5 = 1,296`. `labels` names the parts where they are not obvious. */
function equation(terms: readonly Term[], result: number, wording: Wording, labels: Labels = {}): string {
  const { language } = wording;
  const parts = terms.map(({ sign, figure }, index) => {
    const value = marked(language.number(figure.value), figure, wording);
    const labelled = labels[figure.measure]?.(value) ?? value;
    if (index === 0) return sign === 1 ? labelled : `-${labelled}`;
    return `${sign === 1 ? '+' : '-'} ${labelled}`;
  });
  return `${parts.join(' ')} = ${language.number(result)}`;
}

type Labels = Readonly<Partial<Record<Measure, (value: string) => string>>>;

function caseLabels({ language }: Wording): Labels {
  const { carried, received, completed } = language.sum.term;
  return { allegations_carried_over: carried, allegations_received: received, allegations_completed: completed };
}

/** Returns why the sum cannot be checked; empty for a sum that was checked. */
export function reasonText(sum: Sum, wording: Wording): string {
  const { reason } = wording.language.sum;
  switch (sum.reason) {
    case 'report-missing':
      return reason.missing(sum.missing.map((period) => periodText(period, wording)));
    case 'part-not-stated':
      return reason.part;
    case 'no-predecessor':
      return reason.first;
    case null:
      return '';
  }
}

function gapText(sum: Sum, gap: number, { language }: Wording): string {
  const words = gap > 0 ? language.sum.unexplained(gap) : language.sum.fewer(-gap);
  return sum.note === null ? words : `${words} (${language.sum.partlyExplained})`;
}

/** Returns what the sum is off by, `6 unexplained`; empty where the sum itself says it. */
export function offText(sum: Sum, wording: Wording): string {
  if (sum.gap === null || sum.gap === 0 || sum.rule === 'counter') return '';
  return sum.rule === 'carried-over' ? wording.language.sum.difference(sum.gap) : gapText(sum, sum.gap, wording);
}

/**
 * Returns the sum in one clause without its verdict and without a full stop: `1,291 + 5 = 1,296, the report says 1,302; 6
 * unexplained`, or why it cannot be checked. `short` leaves out the gap.
 */
export function sumText(sum: Sum, wording: Wording, length: 'short' | 'full' = 'full'): string {
  const { language } = wording;
  const words = language.sum;
  if (sum.expected === null || sum.gap === null) return reasonText(sum, wording);
  const stated = language.number(sum.stated.value);
  const [first] = sum.terms;
  const before =
    first === undefined
      ? language.number(sum.expected)
      : marked(language.number(first.figure.value), first.figure, wording);
  const off = length === 'short' ? '' : offText(sum, wording);
  const withOff = (said: string) => (off === '' ? said : `${said}; ${off}`);
  switch (sum.rule) {
    case 'carried-over':
      return withOff(words.carriedOver(before, stated));
    case 'counter':
      return words.counter(before, stated, language.measure(sum.stated.measure));
    case 'open-cases':
    case 'deaths':
    case 'credible-total': {
      const parts = equation(sum.terms, sum.expected, wording, sum.rule === 'open-cases' ? caseLabels(wording) : {});
      if (sum.gap === 0) return parts;
      return withOff(words.says(parts, stated));
    }
  }
}

/** Returns the verdict, which is shown in bold, and the clause behind it. */
export function verdictText(sum: Sum, wording: Wording): { readonly verdict: string; readonly clause: string } {
  const { verdict, credibleTotal } = wording.language.sum;
  const clause = sumText(sum, wording);
  const words = sum.verdict === 'adds-up' ? verdict.up : sum.verdict === 'does-not-add-up' ? verdict.off : verdict.open;
  return { verdict: words, clause: sum.rule === 'credible-total' ? credibleTotal(clause) : clause };
}

/**
 * Returns the caseload: `Open cases 111 (122 carried + 7 received - 18 completed = 111, adds up).` Where reopened cases may be
 * inside or outside the sum, it gives both readings.
 */
export function caseloadText(sum: Sum, wording: Wording): string {
  const { language } = wording;
  const words = language.sum;
  const stated = language.number(sum.stated.value);
  if (sum.expected === null || sum.gap === null) {
    return `${words.openUnchecked(stated, `${words.verdict.open}${reasonText(sum, wording)}`)}.`;
  }
  const parts = equation(sum.terms, sum.expected, wording, caseLabels(wording));
  const verdict = sum.gap === 0 ? words.addsUp : gapVerdict(sum.gap, wording);
  const line = `${words.openCases(stated, parts, verdict)}.`;
  // Next to a sum that adds up, a second one that does not would only confuse.
  if (sum.expectedWithReopened === null || sum.gap === 0) return line;
  const reopened = sum.expectedWithReopened - sum.expected;
  const withReopened = `${language.number(sum.expected)} + ${language.number(reopened)} = ${language.number(sum.expectedWithReopened)}`;
  const gap = sum.stated.value - sum.expectedWithReopened;
  const second = gap === 0 ? words.addsUp : gapVerdict(gap, wording);
  return `${line} ${words.reopened(words.reopenedCases(reopened), withReopened)}, ${second}.`;
}

function gapVerdict(gap: number, { language }: Wording): string {
  return `${language.sum.doesNotAddUp}; ${gap > 0 ? language.sum.more(gap) : language.sum.fewer(-gap)}`;
}
