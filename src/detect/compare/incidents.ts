import type { Incident } from '../../domain/incidents.ts';
import { placeKey } from '../../domain/places.ts';

interface IncidentChange {
  readonly before: Incident;
  /** Null if the entry was removed. */
  readonly now: Incident | null;
  readonly changed: readonly (keyof Incident)[];
}
export interface IncidentComparison {
  readonly added: readonly Incident[];
  readonly changed: readonly IncidentChange[];
}

/** Facts of an entry. A changed number in the list or changed wording is no change of the incident. */
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

/** Facts that a later report may correct. Report channels and numbers differ from report to report. */
const correctable: readonly (keyof Incident)[] = [
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

/** Different report numbers mean different allegations, whatever else the entries share. */
function isOtherAllegation(one: Incident, other: Incident): boolean {
  return one.reportNumbers.length > 0 && other.reportNumbers.length > 0 && !sharesReportNumber(one, other);
}

/** Evidence that two entries of an edited page are one entry, strongest first. */
const matchers: readonly ((one: Incident, other: Incident) => boolean)[] = [
  (one, other) => one.quote === other.quote && one.number === other.number,
  (one, other) => one.quote === other.quote,
  sharesReportNumber,
  (one, other) => sharesCode(one, other) && !isOtherAllegation(one, other),
  (one, other) => sharesGrid(one, other) && !isOtherAllegation(one, other),
  (one, other) => sharesDateAndPlace(one, other) && one.outcome === other.outcome && one.number === other.number,
  (one, other) => sharesDateAndPlace(one, other) && one.outcome === other.outcome,
  sharesDateAndPlace,
  // The date or the place was corrected and the rest is unchanged.
  (one, other) =>
    one.number === other.number &&
    one.outcome === other.outcome &&
    ((one.date !== null && one.date === other.date) ||
      (one.place !== null && placeKey(one.place) === placeKey(other.place))),
];

/** Compares the lists of two snapshots of one page. Each entry matches at most one other. Order does not matter. */
export function compareEditedList(before: readonly Incident[], now: readonly Incident[]): IncidentComparison {
  const unmatched = new Set(before);
  const matches = new Map<Incident, Incident>();
  for (const isSame of matchers) {
    for (const entry of now) {
      if (matches.has(entry)) continue;
      for (const candidate of unmatched) {
        if (!isSame(candidate, entry)) continue;
        matches.set(entry, candidate);
        unmatched.delete(candidate);
        break;
      }
    }
  }
  const changed: IncidentChange[] = [];
  for (const [entry, old] of matches) {
    const differing = facts.filter((fact) => factKey(old, fact) !== factKey(entry, fact));
    if (differing.length > 0) changed.push({ before: old, now: entry, changed: differing });
  }
  for (const removed of unmatched) changed.push({ before: removed, now: null, changed: [] });
  return { added: now.filter((entry) => !matches.has(entry)), changed };
}

export type KnownIncident = Incident & { readonly documentId: string };

/**
 * Compares the list of a new report with the entries of earlier reports. Entries match by report number, NGO code, or grid
 * and date. Date and place are enough only for a correction or a reopened case, because a town may be struck twice a day.
 */
export function compareNewList(now: readonly Incident[], known: readonly KnownIncident[]): IncidentComparison {
  const added: Incident[] = [];
  const changed: IncidentChange[] = [];
  for (const entry of now) {
    const revises = entry.outcome === 'correction' || entry.outcome === 'reopened';
    const assessed = entry.outcome === 'credible' || entry.outcome === 'non_credible';
    const old = revises || assessed ? findKnown(entry, known, revises) : undefined;
    if (old === undefined) {
      if (entry.outcome === 'credible' || entry.outcome === 'correction') added.push(entry);
      continue;
    }
    const differing = correctable.filter(
      (fact) => isStated(entry, fact) && factKey(old, fact) !== factKey(entry, fact),
    );
    if (differing.length > 0) changed.push({ before: old, now: entry, changed: corrected(differing, entry) });
    if (entry.outcome === 'credible' && old.outcome !== 'credible') added.push(entry);
  }
  return { added, changed };
}

/** Leaves out the outcome `correction`, which is not the corrected fact, unless nothing else differs. */
function corrected(differing: readonly (keyof Incident)[], entry: Incident): readonly (keyof Incident)[] {
  const corrections = entry.outcome === 'correction' ? differing.filter((fact) => fact !== 'outcome') : differing;
  return corrections.length === 0 ? differing : corrections;
}

function findKnown(entry: Incident, all: readonly KnownIncident[], revises: boolean): KnownIncident | undefined {
  // A duplicate was never assessed, so a later assessment does not change it.
  const known = all.filter((old) => revises || (old.outcome !== 'duplicate' && old.outcome !== 'unknown'));
  return (
    known.find((old) => sharesReportNumber(old, entry)) ??
    known.find((old) => sharesCode(old, entry) && !isOtherAllegation(old, entry)) ??
    known.find((old) => sharesGrid(old, entry) && !isOtherAllegation(old, entry)) ??
    (revises ? known.find((old) => sharesDateAndPlace(old, entry) && !isOtherAllegation(old, entry)) : undefined)
  );
}

/** A fact that a later entry does not state is not withdrawn. */
function isStated(entry: Incident, fact: keyof Incident): boolean {
  const value = entry[fact];
  return value !== null && value !== 'unknown';
}

/** Returns whether one of the known entries has the same date, place and number killed. */
export function isKnownEntry(entry: Incident, knownIncidents: readonly KnownIncident[]): boolean {
  return knownIncidents.some(
    (known) => known.date === entry.date && known.place === entry.place && known.killed === entry.killed,
  );
}
