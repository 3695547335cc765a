import { rangeText, speakerName, valueText, type Wording, windowText } from '../../compose/figures.ts';
import type { Figure } from '../../domain/findings.ts';
import { countsDeaths } from '../../domain/measures.ts';
import { ownsUp } from '../../domain/speakers/deeds.ts';
import { type Day, isDay } from '../../domain/time.ts';
import type { Account } from '../../ledger/ledger.ts';

/** One account in words, for the answers about one event. */

export function deathsOf({ figures }: Account): Figure | undefined {
  return figures.find(({ measure }) => countsDeaths(measure));
}

export function injuriesOf({ figures }: Account): Figure | undefined {
  return figures.find(({ measure }) => !countsDeaths(measure));
}

/** Whether those who struck own up to what the account says. */
export function isAdmission(account: Account, { names }: Wording): boolean {
  const { facts, incident } = account;
  if (incident !== null) return incident.dossier === null && incident.outcome === 'credible';
  const figure = account.figures[0];
  return figure !== undefined && names.speakers.areAcknowledging(facts.speakers) && ownsUp(figure, names.speakers);
}

/** Whether a body that documents what others did gives the account, and does not itself hold it for doubtful. */
export function isDocumentation({ facts, incident }: Account, { names }: Wording): boolean {
  const grading = incident?.dossier?.grading ?? null;
  return names.speakers.areDocumenting(facts.speakers) && grading !== 'discounted' && grading !== 'contested';
}

export function statusText(account: Account, wording: Wording): string {
  const words = wording.language.commands.events;
  const { incident } = account;
  if (incident?.dossier)
    return incident.dossier.grading === null ? words.documented : words.gradings[incident.dossier.grading];
  if (incident !== null) return words.outcomes[incident.outcome];
  if (isAdmission(account, wording)) return words.admitted;
  return isDocumentation(account, wording) ? words.documented : words.stated;
}

function counted(min: number | null, max: number | null, { language }: Wording): string {
  if (min !== null) return rangeText(min, max, language);
  return max === null ? language.notRead : language.commands.events.upTo(language.number(max));
}

export function killedText(account: Account, wording: Wording): string {
  const { incident } = account;
  if (incident !== null) return counted(incident.killed, incident.killedMax, wording);
  const figure = deathsOf(account);
  return figure === undefined ? wording.language.notRead : valueText(figure, wording);
}

export function injuredText(account: Account, wording: Wording): string {
  const { incident } = account;
  if (incident !== null) return counted(incident.injured, incident.dossier?.injuredMax ?? null, wording);
  const figure = injuriesOf(account);
  return figure === undefined ? wording.language.notRead : valueText(figure, wording);
}

export function accountSpeaker({ facts }: Account, wording: Wording): string {
  return speakerName(facts.speakers, wording).head;
}

/** Returns the first day that the account gives; null where it gives none, or only a month. */
export function strikeDay({ facts }: Account): Day | null {
  return facts.from !== null && isDay(facts.from) ? facts.from : null;
}

export function publishedDay({ published }: Account): Day | null {
  return published?.slice(0, 10) ?? null;
}

/** Returns the admission that was published first; undefined where none is current. Accounts come in that order. */
export function firstAdmission(accounts: readonly Account[], wording: Wording): Account | undefined {
  return accounts.find((account) => account.isCurrent && isAdmission(account, wording));
}

/** Returns who raised what an admission admits: by its own words, else by what was published before it. Null: not stated. */
export function raiserOf(
  admission: Account,
  accounts: readonly Account[],
  wording: Wording,
): {
  readonly who: string;
  readonly isStated: boolean;
  readonly account: Account | null;
  readonly isOwn: boolean;
} | null {
  const { language } = wording;
  const vias = admission.incident?.vias ?? [];
  if (vias.length > 0) {
    const isOwn = vias.every((via) => via === 'self-report');
    return { who: language.list(vias.map((via) => language.via(via))), isStated: true, account: null, isOwn };
  }
  const earlier = accounts.find(
    (account) =>
      isDocumentation(account, wording) &&
      account.published !== null &&
      admission.published !== null &&
      account.published < admission.published,
  );
  return earlier === undefined
    ? null
    : { who: speakerName(earlier.facts.speakers, wording).full, isStated: false, account: earlier, isOwn: false };
}

/** Returns when it was, as exactly as the account says. */
export function timeText({ facts: { from, to } }: Account, wording: Wording): string {
  return from === null && to === null
    ? wording.language.notRead
    : windowText({ measure: 'killed_event', from, to }, wording);
}
