import { circumstancesNotRead } from '../../domain/circumstances.ts';
import type { Incident } from '../../domain/incidents.ts';
import type { ReadContext } from '../../domain/readings.ts';
import type { Day } from '../../domain/time.ts';
import type { EntryName, Warning } from '../../domain/warnings.ts';
import { findDates, type PartialDate, toDay } from '../text/dates.ts';
import { quoteAt } from '../text/quotes.ts';
import { readCasualties } from './casualties.ts';
import { type Entry, findEntries } from './entries.ts';
import type { Head } from './heads.ts';
import { readOutcome } from './outcomes.ts';
import { readReferences } from './references.ts';
import type { Section } from './sections.ts';

/**
 * The incident list of a Coalition report, 2015-2025. The quote of an incident is its whole entry, from the list number to the
 * last reference. What each field means, and what was decided where the texts are vague, stands with the file that reads it:
 * incident-places (place), incident-casualties (killed, injured), incident-outcomes (outcome), incident-vias (via),
 * incident-references (numbers, codes, grid).
 *
 * A day without a year gets one only where the text prints a span that holds it ("between July 27 and Oct. 15, 2015"): entries
 * are often years older than the report, so the day of publication proves nothing.
 *
 * Entries assessed as non-credible, duplicate or reopened have no casualties: the numbers in them are somebody else's. 0 stands
 * where the text says that nobody was harmed.
 */
export function readIncidents(
  text: string,
  _context: ReadContext,
): { readonly incidents: Incident[]; readonly warnings: Warning[] } {
  const working = withoutRemarks(withoutPageBreaks(text));
  const { entries, sections } = findEntries(working);
  const warnings: Warning[] = [];
  const windows = entries.some(({ head }) => head.withoutYear !== null) ? statedWindows(text) : [];
  const incidents = entries.map((entry) => incidentOf(text, working, entry, windows, warnings));
  warnings.push(...numberGaps(entries), ...shortLists(entries, sections));
  return { incidents, warnings };
}

/** A blank line, a page number or a classification mark in the middle of a sentence. */
const pageBreak =
  /(?<=[a-z,\d-])[^\S\n]{0,40}\n\s{0,40}\n(?:[^\S\n]{0,40}(?:(?:page\s)?\d{1,3}(?:\s(?:of|\/)\s\d{1,3})?|UNCLASSIFIED)\s{0,40}\n\s{0,40}){0,2}(?=[a-z])/gi;

/** A blank line before small letters or a page number: cheaper to look for, and rare. */
const mayBreak =
  /\n[^\S\n]{0,40}\n\s{0,40}(?:[a-z]|\d{1,3}\s{0,40}\n|[Pp]age\b|PAGE\b|UNCLASSIFIED\b|\d{1,3}\s(?:of|\/)\s)/;

/** What a browser prints at the foot of a page: its address and "2/14". */
const printedAddress = /^[^\S\n]{0,40}https?:\/\/\S{1,300}(?:[^\S\n]{1,80}\d{1,3}\/\d{1,3})?[^\S\n]{0,40}$/gm;

/** Remarks inside a head: "near Mosull [sic], Iraq", "June 31 [sic], 2017", footnotes. */
const remark = /(\s?(?:\[sic[.!]?\]|\(sic\))|\[\^?\d{1,3}\](?=[,.:;]))([,.:;]?)/gi;

/** Of the same length, so that offsets hold; the mark behind the remark comes first. */
function withoutRemarks(text: string): string {
  return text.replaceAll(remark, (_all, printed: string, mark: string) => `${mark}${' '.repeat(printed.length)}`);
}

/** Of the same length, so that offsets hold. */
function withoutPageBreaks(text: string): string {
  const unsigned = text.replaceAll(printedAddress, (line) => ' '.repeat(line.length));
  if (!mayBreak.test(unsigned)) return unsigned;
  return unsigned.replaceAll(pageBreak, (match, at: number) =>
    /[a-z]/.test(unsigned.charAt(at + match.length)) ? `${' '.repeat(match.length - 1)}\n` : match,
  );
}

function incidentOf(
  text: string,
  working: string,
  entry: Entry,
  windows: readonly Window[],
  warnings: Warning[],
): Incident {
  const { head, section } = entry;
  const quote = quoteAt(text, entry);
  const narrative = working.slice(head.end, quote.end);
  const whole = working.slice(quote.start, quote.end);
  const references = readReferences(whole);
  const casualties = readCasualties(narrative);
  const { outcome, keepsCasualties } = readOutcome(narrative, section?.outcome ?? null, casualties);
  const days = daysOf(head, windows);
  const named = { entry: nameOf(head, quote.quote), passage: { start: quote.start, end: quote.end } };
  if (days.date === null && head.withoutYear !== null) warnings.push({ code: 'incident-date-without-year', ...named });
  if (head.badDate) warnings.push({ code: 'incident-date-invalid', ...named });
  if (casualties.eachWithoutCount) warnings.push({ code: 'incident-each-without-count', ...named });
  for (const grid of references.rejected) warnings.push({ code: 'incident-grid-invalid', ...named, grid });
  return {
    ...quote,
    number:
      head.number ??
      (section?.number !== undefined && section.number !== null && isFirstAfter(text, section, head)
        ? section.number
        : null),
    ...days,
    place: head.place,
    country: head.country,
    vias: head.vias,
    outcome,
    ...counted(outcome === 'non_credible' || !keepsCasualties, casualties),
    reportNumbers: references.reportNumbers,
    ngoCodes: references.ngoCodes,
    mgrs: references.mgrs,
    dossier: null,
    notPreviouslyReported:
      /\bnot\s+(?:been\s+)?previously\s+(?:reported|announced|released|included|published|disclosed)\b|\bpreviously\s+un(?:reported|announced)\b/i.test(
        whole,
      ),
    circumstances: circumstancesNotRead,
  };
}

function counted(
  onlyZero: boolean,
  {
    killed,
    killedMax,
    injured,
  }: { readonly killed: number | null; readonly killedMax: number | null; readonly injured: number | null },
): Pick<Incident, 'killed' | 'killedMax' | 'injured'> {
  if (!onlyZero) return { killed, killedMax, injured };
  return { killed: killed === 0 ? 0 : null, killedMax: null, injured: injured === 0 ? 0 : null };
}

function isFirstAfter(text: string, section: Section, head: Head): boolean {
  return text.slice(section.end, head.start).trim().length < 4;
}

function nameOf(head: Head, quote: string): EntryName {
  return head.number === null
    ? { by: 'opening', opening: quote.slice(0, 48).replace(/\s+/g, ' ') }
    : { by: 'number', number: head.number, place: head.place };
}

interface Window {
  readonly from: Day;
  readonly to: Day;
}

/** Spans of days that the text prints with their year: "between July 27 and Oct. 15, 2015". */
function statedWindows(text: string): readonly Window[] {
  const dates = findDates(text);
  const windows: Window[] = [];
  for (const [index, date] of dates.entries()) {
    const next = dates[index + 1];
    const from = toDay(date.from);
    const to = toDay(date.to);
    if (windows.length >= 16) break;
    if (from !== null && to !== null && from < to) windows.push({ from, to });
    if (
      next === undefined ||
      !/^\s?(?:and|to|through|until|[\u2010-\u2015-])\s?$/i.test(text.slice(date.end, next.start))
    )
      continue;
    if (!/\b(?:between|from)\s{1,3}$/i.test(text.slice(Math.max(0, date.start - 12), date.start))) continue;
    const last = toDay(next.to);
    const first = toDay(date.from.year === null ? { ...date.from, year: next.to.year } : date.from);
    if (first !== null && last !== null && first < last) windows.push({ from: first, to: last });
  }
  return windows;
}

function daysOf(head: Head, windows: readonly Window[]): { readonly date: Day | null; readonly dateTo: Day | null } {
  if (head.withoutYear === null) return { date: head.date, dateTo: head.dateTo };
  const { from, to } = head.withoutYear;
  const years = new Set<number>();
  for (const window of windows)
    for (let year = Number(window.from.slice(0, 4)); year <= Number(window.to.slice(0, 4)); year += 1)
      if (inside(from, year, window) && inside(to, year, window)) years.add(year);
  const [year] = years;
  if (years.size !== 1 || year === undefined) return { date: null, dateTo: null };
  const date = toDay({ ...from, year });
  const last = toDay({ ...to, year });
  return { date, dateTo: date === null || last === null || last <= date ? null : last };
}

function inside(date: PartialDate, year: number, window: Window): boolean {
  const day = toDay({ ...date, year });
  return day !== null && day >= window.from && day <= window.to;
}

/** Numbered lists count: a number that is missing is an entry that was not read, or that the report left out. */
function numberGaps(entries: readonly Entry[]): readonly Warning[] {
  const warnings: Warning[] = [];
  for (const [index, entry] of entries.entries()) {
    const previous = entries[index - 1];
    const number = entry.head.number;
    if (number === null) continue;
    const before = previous?.head.number ?? null;
    const isNewSection = previous === undefined || previous.section !== entry.section;
    const expected = isNewSection || before === null ? null : before + 1;
    const isFirst = previous === undefined && number > 1;
    if (isFirst || (expected !== null && number > expected))
      warnings.push({
        code: 'incident-numbers-missing',
        before: isFirst ? 0 : (before ?? 0),
        after: number,
        passage: { start: entry.start, end: entry.end },
      });
  }
  return warnings;
}

/** "the following 12 reports", and another number of entries. */
function shortLists(entries: readonly Entry[], sections: readonly Section[]): readonly Warning[] {
  return sections.flatMap((section) => {
    if (section.announced === null) return [];
    const found = entries.filter((entry) => entry.section === section).length;
    if (found === 0 || found === section.announced) return [];
    return [
      {
        code: 'incident-count-differs',
        announced: section.announced,
        found,
        outcome: section.outcome ?? 'unknown',
        passage: { start: section.start, end: section.end },
      },
    ];
  });
}
