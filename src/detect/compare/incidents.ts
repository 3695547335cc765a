import type { Incident } from '../../domain/incidents.ts';
import { placeKey } from '../../domain/places.ts';

export interface IncidentChange {
  readonly before: Incident;
  readonly now: Incident | null;
  readonly changed: readonly (keyof Incident)[];
}

/** The facts of an entry. Its number in the list and its wording may change without any of them. */
const facts = [
  'date',
  'dateTo',
  'place',
  'country',
  'vias',
  'outcome',
  'killed',
  'killedMax',
  'injured',
  'reportNumbers',
  'ngoCodes',
  'mgrs',
  'notPreviouslyReported',
] as const satisfies readonly (keyof Incident)[];

/** What a later report may say anew of an entry; who reported it and how it is numbered belong to each report. */
const lasting: readonly (keyof Incident)[] = [
  'date',
  'dateTo',
  'place',
  'country',
  'outcome',
  'killed',
  'killedMax',
  'injured',
];

function factKey(incident: Incident, fact: keyof Incident): string {
  const value = incident[fact];
  if (fact === 'place' || fact === 'country') return placeKey(typeof value === 'string' ? value : null);
  return JSON.stringify(Array.isArray(value) ? [...value].sort() : value);
}

function sharesCode(one: Incident, other: Incident): boolean {
  return one.ngoCodes.some((code) => other.ngoCodes.includes(code));
}

function sharesGrid(one: Incident, other: Incident): boolean {
  return one.date === other.date && one.mgrs.some((grid) => other.mgrs.includes(grid));
}

function sharesReportNumber(one: Incident, other: Incident): boolean {
  return one.reportNumbers.some((number) => other.reportNumbers.includes(number));
}

function sharesDateAndPlace(one: Incident, other: Incident): boolean {
  return (
    one.date !== null && one.date === other.date && one.place !== null && placeKey(one.place) === placeKey(other.place)
  );
}

/** Two report numbers are two allegations, whatever else the entries share. */
function isOtherAllegation(one: Incident, other: Incident): boolean {
  return one.reportNumbers.length > 0 && other.reportNumbers.length > 0 && !sharesReportNumber(one, other);
}

/** From the surest sign that two entries of an edited page are one entry, to the weakest. */
const signs: readonly ((one: Incident, other: Incident) => boolean)[] = [
  (one, other) => one.quote === other.quote && one.number === other.number,
  (one, other) => one.quote === other.quote,
  sharesReportNumber,
  (one, other) => sharesCode(one, other) && !isOtherAllegation(one, other),
  (one, other) => sharesGrid(one, other) && !isOtherAllegation(one, other),
  (one, other) => sharesDateAndPlace(one, other) && one.outcome === other.outcome && one.number === other.number,
  (one, other) => sharesDateAndPlace(one, other) && one.outcome === other.outcome,
  sharesDateAndPlace,
  // A corrected date or place: the rest of the entry stands.
  (one, other) =>
    one.number === other.number &&
    one.outcome === other.outcome &&
    ((one.date !== null && one.date === other.date) ||
      (one.place !== null && placeKey(one.place) === placeKey(other.place))),
];

/** What an edit did to a page's list: each entry is matched once. Order and numbering alone are no change. */
export function compareEditedList(
  before: readonly Incident[],
  now: readonly Incident[],
): { readonly added: readonly Incident[]; readonly changed: readonly IncidentChange[] } {
  const left = new Set(before);
  const matches = new Map<Incident, Incident>();
  for (const isSame of signs) {
    for (const entry of now) {
      if (matches.has(entry)) continue;
      for (const candidate of left) {
        if (!isSame(candidate, entry)) continue;
        matches.set(entry, candidate);
        left.delete(candidate);
        break;
      }
    }
  }
  const changed: IncidentChange[] = [];
  for (const [entry, old] of matches) {
    const differing = facts.filter((fact) => factKey(old, fact) !== factKey(entry, fact));
    if (differing.length > 0) changed.push({ before: old, now: entry, changed: differing });
  }
  for (const removed of left) changed.push({ before: removed, now: null, changed: [] });
  return { added: now.filter((entry) => !matches.has(entry)), changed };
}

export type KnownIncident = Incident & { readonly documentId: string };

/**
 * What the list of a new report adds, and what it changes of entries that earlier reports hold. An entry is a known one
 * by its report number, NGO code, or grid and date. Date and place alone name a known entry only where the new one says
 * that it corrects or reopens something: the same town is struck twice on a day.
 */
export function compareNewList(
  now: readonly Incident[],
  known: readonly KnownIncident[],
): { readonly added: readonly Incident[]; readonly changed: readonly IncidentChange[] } {
  const added: Incident[] = [];
  const changed: IncidentChange[] = [];
  for (const entry of now) {
    const revises = entry.outcome === 'correction' || entry.outcome === 'reopened';
    const assessed = entry.outcome === 'credible' || entry.outcome === 'non_credible';
    const old = revises || assessed ? earlier(entry, known, revises) : undefined;
    if (old === undefined) {
      if (entry.outcome === 'credible' || entry.outcome === 'correction') added.push(entry);
      continue;
    }
    const differing = lasting.filter((fact) => isStated(entry, fact) && factKey(old, fact) !== factKey(entry, fact));
    if (differing.length > 0) changed.push({ before: old, now: entry, changed: corrected(differing, entry) });
    if (entry.outcome === 'credible' && old.outcome !== 'credible') added.push(entry);
  }
  return { added, changed };
}

/** That an entry is a correction is not itself what it corrects, unless nothing else can be seen. */
function corrected(differing: readonly (keyof Incident)[], entry: Incident): readonly (keyof Incident)[] {
  const corrections = entry.outcome === 'correction' ? differing.filter((fact) => fact !== 'outcome') : differing;
  return corrections.length === 0 ? differing : corrections;
}

function earlier(entry: Incident, all: readonly KnownIncident[], revises: boolean): KnownIncident | undefined {
  // What was set aside as a duplicate was never assessed: a later assessment of it changes nothing.
  const known = all.filter((old) => revises || (old.outcome !== 'duplicate' && old.outcome !== 'unknown'));
  return (
    known.find((old) => sharesReportNumber(old, entry)) ??
    known.find((old) => sharesCode(old, entry) && !isOtherAllegation(old, entry)) ??
    known.find((old) => sharesGrid(old, entry) && !isOtherAllegation(old, entry)) ??
    (revises ? known.find((old) => sharesDateAndPlace(old, entry) && !isOtherAllegation(old, entry)) : undefined)
  );
}

/** A later entry that does not repeat a fact does not take it back. */
function isStated(entry: Incident, fact: keyof Incident): boolean {
  const value = entry[fact];
  return value !== null && value !== 'unknown';
}
