import { createHash } from 'node:crypto';
import type { AccountFacts } from '../../domain/events.ts';
import type { Incident } from '../../domain/incidents.ts';
import { isOfEvent } from '../../domain/measures.ts';
import type { Reading } from '../../domain/readings.ts';
import { strikersNamed } from '../../domain/speakers/deeds.ts';
import { shareSpeaker } from '../../domain/speakers.ts';
import { actorsNamed, actorsOfSpeakers } from './actors.ts';
import { codesOf } from './codes.ts';
import { placeNames } from './places.ts';

/** What a reader found in one snapshot. The ids are those of the stored rows. */
export interface ReadDocument {
  readonly documentId: string;
  readonly publisher: string;
  readonly reader: string;
  readonly incidents: readonly (Incident & { readonly id: string })[];
  readonly readings: readonly (Reading & { readonly id: string })[];
}

/** An account with the rows that it was made of. */
export interface MadeAccount {
  readonly facts: AccountFacts;
  readonly incidentId: string | null;
  readonly readingIds: readonly string[];
}

/** Whose report a reader of one body's form reads, whichever site carries it. */
const speakerOfReader: Readonly<Record<string, string>> = {
  'coalition-monthly': 'cjtf-oir',
  'quarterly-africom': 'africom',
};

const severalStrikes =
  /\b(?:(?:air\s?)?strikes|raids|attacks|bombings|shellings|operations|campaign|offensive|battle|bombardments?|war)\b/iu;
const oneStrike = /\b(?:(?:air\s?)?strike|raid|attack|bombing|shelling|explosion|operation|missile|bomb)\b/iu;

/** Returns the accounts that a snapshot gives, with keys that a document has once. In the order of the text. */
export function accountsOf(document: ReadDocument): readonly MadeAccount[] {
  const entries = document.incidents.map((incident) => ofIncident(incident, document));
  // The page of an incident counts the same dead in its fields and in its text.
  const ofPages = entries.flatMap(({ facts }) => (facts.form === 'dossier' ? facts.speakers : []));
  const tolls = tollsOf(document).filter(({ facts }) => !shareSpeaker(facts.speakers, ofPages));
  const taken = new Map<string, number>();
  return [...entries, ...tolls].map(({ name, ...account }) => {
    const count = (taken.get(name) ?? 0) + 1;
    taken.set(name, count);
    const key = hash([document.documentId, name, ...(count === 1 ? [] : [String(count)])]);
    return { ...account, facts: { ...account.facts, key } };
  });
}

function hash(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}

interface Named {
  /** What tells the account from others of its document. */
  readonly name: string;
}

function ofIncident(incident: Incident & { readonly id: string }, document: ReadDocument): MadeAccount & Named {
  const { dossier, date, dateTo, place, country, ngoCodes, reportNumbers, mgrs } = incident;
  const speakers = [speakerOfReader[document.reader] ?? document.publisher];
  const facts: AccountFacts = {
    key: '',
    form: dossier === null ? 'entry' : 'dossier',
    documentId: document.documentId,
    speakers,
    actors: dossier === null ? actorsOfSpeakers(speakers) : actorsNamed(dossier.belligerents),
    from: date,
    to: dateTo ?? date,
    place: [place, country].filter((part) => part !== null).join(', ') || null,
    acts: 'one',
    codes: ngoCodes,
    reportNumbers,
    grids: mgrs,
  };
  return { name: nameOf(facts), facts, incidentId: incident.id, readingIds: [] };
}

/** The killed and the injured of one event are one account. */
function tollsOf(document: ReadDocument): readonly (MadeAccount & Named)[] {
  const tolls = document.readings.filter(({ measure }) => isOfEvent(measure));
  const scope = ({ speakers, place, from, to }: Reading) => JSON.stringify([speakers, placeNames(place), from, to]);
  return [...Map.groupBy(tolls, scope).values()].flatMap((readings): readonly (MadeAccount & Named)[] => {
    const [first] = readings;
    if (first === undefined) return [];
    const { speakers, place, from, to } = first;
    const quotes = readings.map(({ quote }) => quote).join('\n');
    const own = actorsOfSpeakers(speakers);
    const facts: AccountFacts = {
      key: '',
      form: 'toll',
      documentId: document.documentId,
      speakers,
      actors: own.length > 0 ? own : strikersNamed(quotes),
      from,
      to,
      place,
      acts: severalStrikes.test(quotes) ? 'several' : oneStrike.test(quotes) ? 'one' : 'unstated',
      codes: [],
      reportNumbers: [],
      grids: [],
    };
    return [{ name: nameOf(facts), facts, incidentId: null, readingIds: readings.map(({ id }) => id) }];
  });
}

/** A report number or a code stays when an entry is edited or numbered anew; without one, time and place are its name. */
function nameOf(facts: AccountFacts): string {
  const { form, speakers, from, to, place, reportNumbers } = facts;
  const [number] = reportNumbers;
  const [code] = codesOf(facts);
  if (number !== undefined || code !== undefined) return JSON.stringify([form, number ?? null, code ?? null]);
  return JSON.stringify([form, speakers, from, to, placeNames(place).names]);
}

/**
 * Returns the accounts of a newer snapshot with the keys of those before that they edit: an account that is new to the document
 * and like exactly one that is gone from it, by its time or its place.
 */
export function withEarlierKeys(now: readonly MadeAccount[], before: readonly AccountFacts[]): readonly MadeAccount[] {
  const kept = new Set(now.map(({ facts }) => facts.key));
  const gone = before.filter(({ key }) => !kept.has(key));
  const known = new Set(before.map(({ key }) => key));
  const added = now.filter(({ facts }) => !known.has(facts.key));
  const isEdit = (one: AccountFacts, other: AccountFacts) =>
    one.form === other.form &&
    JSON.stringify(one.speakers) === JSON.stringify(other.speakers) &&
    (isSameTime(one, other) || (one.place !== null && isSamePlace(one, other)));
  return now.map((account) => {
    if (!added.includes(account)) return account;
    const [only, ...more] = gone.filter((old) => isEdit(account.facts, old));
    if (only === undefined || more.length > 0) return account;
    if (added.filter(({ facts }) => isEdit(facts, only)).length > 1) return account;
    return { ...account, facts: { ...account.facts, key: only.key } };
  });
}

function isSameTime(one: AccountFacts, other: AccountFacts): boolean {
  return one.from !== null && one.from === other.from && one.to === other.to;
}

function isSamePlace(one: AccountFacts, other: AccountFacts): boolean {
  return JSON.stringify(placeNames(one.place).names) === JSON.stringify(placeNames(other.place).names);
}
