import type { Qualifier } from './measures.ts';
import type { Quote } from './quotes.ts';

/** One kind of circumstance. Its wording is in `compose/language`. */
interface CircumstanceRow {
  /** What a text may say of it, in a closed list; empty where only the fact that it is said counts. */
  readonly senses: readonly string[];
  /** Whether a number of people may be stated. */
  readonly counts: boolean;
  /** Whether its quote names private people. It is never posted, only shown to those who ask for it. */
  readonly namesPeople: boolean;
}

const plain = { senses: [], counts: false, namesPeople: false } as const;

/**
 * What a text may say of a toll besides its number, in the order in which it is shown.
 *
 * names                 the text names the dead; the names are nowhere but in the quote
 * cause                 why civilians were killed, as the speakers of the figure state it
 * legalFinding          whether the act was lawful, as the speakers of the figure find
 * payment               money for the survivors; `none` where the text says that none was paid or that it was refused
 * apology               an apology or regret; `none` where the text says that there was no apology
 * callForInvestigation  the speakers ask somebody else to investigate
 * callForReparation     the speakers ask somebody else to compensate the survivors
 */
const rows = {
  women: { ...plain, counts: true },
  children: { ...plain, counts: true },
  names: { ...plain, namesPeople: true },
  cause: {
    ...plain,
    senses: [
      'wrong-place',
      'misidentified',
      'secondary-explosion',
      'malfunction',
      'entered-late',
      'presence-unknown',
      'crossfire',
    ],
  },
  legalFinding: { ...plain, senses: ['lawful', 'unlawful', 'possibly-unlawful'] },
  payment: { ...plain, senses: ['paid', 'offered', 'none'] },
  apology: { ...plain, senses: ['apologised', 'regretted', 'none'] },
  callForInvestigation: plain,
  callForReparation: plain,
} as const satisfies Readonly<Record<string, CircumstanceRow>>;

export type CircumstanceKind = keyof typeof rows;
export const circumstanceRows: Readonly<Record<CircumstanceKind, CircumstanceRow>> = rows;
/** In the order of the table. */
export const circumstanceKinds = Object.keys(rows) as readonly CircumstanceKind[];

export type CircumstanceSense<Kind extends CircumstanceKind = CircumstanceKind> = (typeof rows)[Kind]['senses'][number];

export interface StatedCircumstance<Kind extends CircumstanceKind = CircumstanceKind> extends Quote {
  readonly state: 'stated';
  /** Null where no number of people is stated. */
  readonly value: number | null;
  readonly qualifier: Qualifier | null;
  /** Null for a kind without senses. */
  readonly sense: CircumstanceSense<Kind> | null;
}

/**
 * stated      the text says it in the quote
 * not-stated  the part of the text in which it would appear was read whole, and it is not there
 * not-read    the reader has not read that part, or not understood it: nothing follows from it
 */
export type Circumstance<Kind extends CircumstanceKind = CircumstanceKind> =
  | StatedCircumstance<Kind>
  | { readonly state: 'not-stated' | 'not-read' };

/** What a text says of one toll: one value for each kind. */
export type Circumstances = { readonly [Kind in CircumstanceKind]: Circumstance<Kind> };

/** Returns circumstances of which the given ones are known and all others were not read. */
export function circumstancesOf(known: Partial<Circumstances>): Circumstances {
  return { ...circumstancesNotRead, ...known };
}

const notRead = { state: 'not-read' } as const;

/** Nothing was read. */
export const circumstancesNotRead: Circumstances = {
  women: notRead,
  children: notRead,
  names: notRead,
  cause: notRead,
  legalFinding: notRead,
  payment: notRead,
  apology: notRead,
  callForInvestigation: notRead,
  callForReparation: notRead,
};

/** Whether a passage is, holds or is part of a sentence in which one of these names the dead. Names are not posted. */
export function namesTheDead(passage: string, all: readonly (Circumstances | null)[]): boolean {
  return all.some((circumstances) => {
    const names = circumstances?.names;
    return names?.state === 'stated' && (passage.includes(names.quote) || names.quote.includes(passage));
  });
}
