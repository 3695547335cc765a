import type { MonthOrDay } from './time.ts';

/**
 * entry    an entry in the list of a report: what the side that struck says
 * dossier  a page that a documenting body keeps about one incident
 * toll     a figure of a statement that counts the victims of one event
 */
export const accountForms = ['entry', 'dossier', 'toll'] as const;
export type AccountForm = (typeof accountForms)[number];

/** What decides to which event an account belongs. Numbers of the dead are not among it: they join nothing. */
export interface AccountFacts {
  /** Equal for one account in every snapshot of its document, unless its own codes, dates or place are edited. */
  readonly key: string;
  readonly form: AccountForm;
  readonly documentId: string;
  /** Who gives the account, ordered by `speakerSet`. */
  readonly speakers: readonly string[];
  /** Families whose strike it was by this account, `coalition` for the US-led Coalition. Empty where it does not say. */
  readonly actors: readonly string[];
  /** First and last day, or months where the text is no more exact; null where it states no time. */
  readonly from: MonthOrDay | null;
  readonly to: MonthOrDay | null;
  /** As printed, with its country where that is stated apart. */
  readonly place: string | null;
  /** Whether the text speaks of one strike or of several, as of a campaign. */
  readonly acts: 'one' | 'several' | 'unstated';
  /** Codes that a documenting body gave to incidents: `CS1908`. */
  readonly codes: readonly string[];
  /** Numbers that a belligerent gave to reports that it received. */
  readonly reportNumbers: readonly string[];
  /** Military Grid Reference System coordinates. */
  readonly grids: readonly string[];
}

/**
 * Why two accounts are of one event, the most certain first.
 *
 * person          a person said so
 * code            both name one code of a documenting body
 * report-number   both name one report number of one belligerent
 * grid-and-date   one square of the grid on one day
 * place-and-date  one place on one day, and forces that may be the same
 * within-month    as before, and one of them is only as exact as a month or a town
 */
export const joinReasons = [
  'person',
  'code',
  'report-number',
  'grid-and-date',
  'place-and-date',
  'within-month',
] as const;
export type JoinReason = (typeof joinReasons)[number];

/**
 * Why two accounts may be of one event and are not joined.
 *
 * person         a person said that they are not
 * other-place    one code or number, and places that differ
 * other-day      one code or number, and days that differ
 * actor-unknown  one place and day, and an account does not say whose strike it was
 * wide-place     one day and country, and an account names no town
 * other-codes    one place and day, and codes or numbers that differ
 * several-acts   one place and time, and an account counts the dead of several strikes, or may do so
 * several        several events fit equally
 */
export const doubts = [
  'person',
  'other-place',
  'other-day',
  'actor-unknown',
  'wide-place',
  'other-codes',
  'several-acts',
  'several',
] as const;
export type Doubt = (typeof doubts)[number];

export type Relation =
  | { readonly verdict: 'same'; readonly reason: JoinReason }
  | { readonly verdict: 'doubtful'; readonly doubt: Doubt }
  | { readonly verdict: 'different' };

/** For the desk: another event that may be the same. */
export interface Hint {
  readonly doubt: Doubt;
  /** Keys of the two accounts that suggest it; the first is in the event that has the hint. */
  readonly account: string;
  readonly other: string;
}

/** One harmful act. */
export interface Event {
  /** The smallest key of its accounts. An event that two accounts make of two events has the smaller id. */
  readonly id: string;
  /** In the order of their keys. */
  readonly accounts: readonly AccountFacts[];
  readonly hints: readonly Hint[];
}

/** What a person decided of two accounts. The latest decision about a pair counts. */
export interface JoinDecision {
  readonly decision: 'joined' | 'parted';
  /** Keys of the accounts, in the order of their text. */
  readonly accounts: readonly [string, string];
}
