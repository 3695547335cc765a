import { kindOf } from '../../compose/kinds/index.ts';
import type { AccountFacts } from '../../domain/events.ts';
import type { Figure, Finding } from '../../domain/findings.ts';
import type { Incident } from '../../domain/incidents.ts';
import { isOfEvent } from '../../domain/measures.ts';
import { isKnownIn } from '../../domain/places.ts';
import { areSameSpeakers } from '../../domain/speakers.ts';
import type { Follow } from '../../domain/subscriptions.ts';

/** Whether a finding is about an event or a place that a channel follows. Only what is known to be about it counts. Pure. */

/** The accounts of each followed event, by the key of its follow. */
export type FollowedEvents = ReadonlyMap<string, readonly AccountFacts[]>;
export const noEvents: FollowedEvents = new Map();

export function isAbout(finding: Finding, follow: Follow, events: FollowedEvents): boolean {
  if (follow.type === 'place') return isAt(finding, follow.name);
  const accounts = events.get(follow.key) ?? [];
  return accounts.some((account) => concerns(finding, account));
}

/** The keys by which events are followed, each once. */
export function followedKeys(follows: readonly Follow[]): readonly string[] {
  return [...new Set(follows.flatMap((follow) => (follow.type === 'event' ? [follow.key] : [])))];
}

function isAt(finding: Finding, place: string): boolean {
  const { figures, entries } = kindOf(finding).evidence(finding);
  const own = figures.filter(({ role }) => role === 'figure' || role === 'mentioned' || role === 'before');
  const places = [...own.map(({ figure }) => figure.place), ...entries.map(({ incident }) => placeOf(incident))];
  return places.some((text) => text !== null && isKnownIn(text, place));
}

function concerns(finding: Finding, account: AccountFacts): boolean {
  const { figures, entries } = kindOf(finding).evidence(finding);
  if (finding.documentId === account.documentId) {
    if (finding.kind === 'withdrawn') return true;
    // The page of one incident is about it in every word; a report is about many.
    if (finding.kind === 'edited') return account.form === 'dossier';
  }
  return (
    entries.some(({ incident }) => isSameEntry(incident, finding, account)) ||
    figures.some(({ figure }) => isSameToll(figure, account))
  );
}

/** A code is given to one incident by one body, so it names it in any document. The rest tells entries of one document apart. */
function isSameEntry(incident: Incident, { documentId }: Finding, account: AccountFacts): boolean {
  if (share(incident.ngoCodes, account.codes)) return true;
  if (documentId !== account.documentId || account.form === 'toll') return false;
  if (share(incident.reportNumbers, account.reportNumbers)) return true;
  const { date, dateTo } = incident;
  return account.from === date && account.to === (dateTo ?? date) && account.place === placeOf(incident);
}

function isSameToll(figure: Figure, account: AccountFacts): boolean {
  if (!isOfEvent(figure.measure) || figure.documentId !== account.documentId) return false;
  if (!areSameSpeakers(figure.speakers, account.speakers) || account.form === 'entry') return false;
  // The page of an incident counts the same dead in its fields and in its text.
  if (account.form === 'dossier') return true;
  return figure.place === account.place && figure.from === account.from && figure.to === account.to;
}

/** As an account has it. */
function placeOf({ place, country }: Incident): string | null {
  return [place, country].filter((part) => part !== null).join(', ') || null;
}

function share(one: readonly string[], other: readonly string[]): boolean {
  const plain = (code: string) => code.replace(/\s+/gu, '').toUpperCase();
  return one.some((code) => other.some((known) => plain(known) === plain(code)));
}
