import { type Clause, hits, pattern } from '../text/clauses.ts';
import type { NumberToken } from '../text/numbers.ts';
import { type Figure, figureOf } from './figures.ts';

/** Deaths and injuries that one report newly admits. */

const between = '(?:(?:at least|more than|nearly|about|approximately|up to|a total of|an additional|another|an|the) )*';
const people = '(?:civilians?|non-?combatants?|children|individuals|people|persons)';
const kind =
  '(?:(?:unintentional|unintended|inadvertent|unfortunate|additional|more|other|new|civilian|non-?combatant|likely|total)[ -])*';
const aux =
  '(?:(?:were|was|have|has|had|been|being|are|is|likely|unintentionally|inadvertently|also|more|probably|may|who)[ -])*';
/** One count or a range of two. */
const n = '(?:between {n} and |{n} ?(?:to|-) ?)?{n}';
const deathForms: readonly RegExp[] = [
  pattern(`${n} ${kind}(?:deaths?|fatality|fatalities)`),
  pattern(
    `deaths? (?:of|to|for) ${between}${n}(?! (?:isis|isil|daesh|fighters|militants|enemy|partner|iraqi security|sdf|troops|soldiers))`,
  ),
  pattern(
    `${n} ${kind}${people}(?:, [^‹,;]{2,64},)? ${aux}(?:struck and )?(?:killed|died|dead|lost their li(?:fe|ves))`,
  ),
  pattern(`kill(?:ed|ing) ${between}${n} ${kind}${people}`),
  pattern(`number of ${people} ${aux}killed [^‹;]{0,60}(?:is|was|were) ${between}${n}`),
  pattern(`loss of ${between}${n} ${kind}(?:lives|life)`),
];
const injuryForms: readonly RegExp[] = [
  pattern(`(?:injury|injuries) (?:of|to|for) ${between}${n}`),
  pattern(`${n} ${kind}(?:${people} |others? |more )*${aux}(?:injured|wounded)`),
  pattern(`${n} ${kind}(?:injury|injuries)`),
  pattern(`${n} (?:[\\p{L}-]+ ){0,3}${people} (?:received|suffered|sustained) [^‹;]{0,40}?injur`),
  pattern(`(?:injur|wound)(?:ed|ing) ${between}${n}`),
];

const newness =
  /\b(?:credible|result(?:ed|ing|s)? in|led to|caused|preponderance|more likely than not|likely|unintention|unintended|inadvertent|regrettabl|unfortunatel|may have (?:killed|injured)|struck and killed)/i;
/** "Civilians killed: 2": a row of a table. */
const rows: Readonly<Record<'killed_new' | 'injured_new', RegExp>> = {
  killed_new: pattern(
    '^[^\\p{L}]{0,3}(?:civilians? (?:killed|deaths?)|(?:civilian )?deaths|killed)(?::| \\|) {n}(?=$|[.;,)]| [-(•|])',
  ),
  injured_new: pattern(
    '^[^\\p{L}]{0,3}(?:civilians? (?:injured|wounded|injuries)|injuries|injured|wounded)(?::| \\|) {n}(?=$|[.;,)]| [-(•|])',
  ),
};
const cumulative =
  /\b(?:since (?:the )?(?:start|beginning|outset)|to date|(?:between|since|from) (?:august|september) 2014|total number of (?:credible )?(?:reports|allegations|strikes)|in total)\b/i;
/** Older deaths beside the report's own: an audit, a correction, a former report. */
const older =
  /\b(?:previously (?:un)?(?:announced|reported|released|published)|not (?:been )?announced|audit|withdrawn|withdrew|(?:earlier|last|prior) (?:monthly )?report|corrected|historical|in addition to)\b/i;
const notCivilian =
  /\b(?:isf|sdf|troops|soldiers|fighters|militants|security forces|partner forces?|personnel)\b[^‹]{0,30}(?:killed|died|wounded)/i;

export interface NewDeaths {
  readonly figures: readonly Figure[];
  /** The clause that ties the deaths to credible reports outranks one that only speaks of deaths. */
  readonly weight: number;
  /** It says so of itself: "also", or a row of a table beside others. */
  readonly adds: boolean;
}

/** What one clause newly admits, or null. */
export function newDeaths(clause: Clause, before: Clause | null): NewDeaths | null {
  const { folded } = clause;
  if (clause.inList || cumulative.test(folded) || notCivilian.test(folded)) return null;
  const row = rowOf(clause);
  if (row !== null) return row;
  const killed = first(clause, deathForms);
  // "No civilians were killed" says of itself that nothing new is admitted.
  const isZero = killed?.[0].form === 'none';
  if (!isZero && !newness.test(folded)) return null;
  const injured = first(clause, injuryForms);
  if (killed === null && injured === null) return null;
  // "in the death of 21 and injury to two civilians" names civilians once for both.
  const credible = /\bcredible/i.test(folded);
  const context = credible || /\b(?:civilian|non-?combatant|children)/i.test(folded);
  if (!context) return null;
  if (/\b(?:can|could|would|might|if|whether|means?|definition)\b/i.test(folded) && !credible) return null;
  const weight =
    (credible ? 4 : 0) +
    (/\bresult(?:ed|ing|s)? in|\bled to\b|\bstruck and killed\b|preponderance\b|\b(?:unintentionally|regrettably|unfortunately|inadvertently|likely|may have) (?:may have )?killed\b/i.test(
      folded,
    )
      ? 2
      : 0) +
    (/\bseparate\b[^‹]{0,24}strikes|announced the results/i.test(folded) ? 1 : 0) +
    (before !== null && /\bcredible/i.test(before.folded) ? 1 : 0) +
    (killed === null ? -1 : isZero ? 1 : 0) +
    (older.test(folded) ? -5 : 0);
  if (weight < 1) return null;
  const figures = [
    ...(killed === null ? [] : [rangeOf('killed_new', killed, clause)]),
    ...(injured === null ? [] : [rangeOf('injured_new', injured, clause)]),
  ];
  return { figures, weight, adds: /\balso\b/i.test(folded) };
}

function rowOf(clause: Clause): NewDeaths | null {
  for (const measure of ['killed_new', 'injured_new'] as const) {
    const token = hits(clause, rows[measure])[0]?.numbers[0];
    if (token !== undefined)
      return { figures: [figureOf(measure, token, clause)], weight: measure === 'killed_new' ? 3 : 1, adds: true };
  }
  return null;
}

type Counts = readonly [NumberToken, NumberToken | null];

function rangeOf(measure: 'killed_new' | 'injured_new', [low, high]: Counts, clause: Clause): Figure {
  return { ...figureOf(measure, low, clause), max: high };
}

function first(clause: Clause, forms: readonly RegExp[]): Counts | null {
  const found = forms
    .flatMap((form) => hits(clause, form))
    .sort((a, b) => a.start - b.start)
    .find(({ start, end }) => !partner(clause.folded.slice(Math.max(0, start - 60), end + 40)));
  const [low, high] = found?.numbers ?? [];
  if (low === undefined) return null;
  // "3 to 2" is no range; the figure is not certain.
  if (high !== undefined && high.value < low.value) return null;
  return [low, high ?? null];
}

function partner(around: string): boolean {
  return /\b(?:troops|soldiers|fighters|militants|service members|personnel) (?:were |was )?(?:killed|wounded|injured)/i.test(
    around,
  );
}
