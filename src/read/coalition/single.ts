import { circumstancesNotRead } from '../../domain/circumstances.ts';
import type { Incident, IncidentOutcome } from '../../domain/incidents.ts';
import type { Month } from '../../domain/time.ts';
import { placeAt } from '../incidents/places.ts';
import { type Clause, qualifierBefore } from '../text/clauses.ts';
import { type FoundDate, toDay, toMonth } from '../text/dates.ts';
import { quoteAt } from '../text/quotes.ts';
import type { Figure } from './figures.ts';
import { within } from './period.ts';

/**
 * The admission of one strike, in sentences instead of a list: "a Coalition airstrike near Harim City, Syria, on Nov. 5-6, 2014
 * likely led to the deaths of two …". Its day and place are those of the first sentence that gives both; its figures are those
 * that the release admits.
 */

interface Single {
  readonly incident: Incident;
  readonly from: Month;
  readonly to: Month;
}

const strike = /\b(?:air\s?|drone\s)?(?:strikes?|engagements?|raids?)\b/i;
const civilian = /\b(?:civilians?|non-?combatants?|children|child|casualt\w+)\b/i;
const preposition = /\b(?:near|in the vicinity of|vicinity of|in|at|outside(?: of)?)\s/gi;
const refused =
  /\b(?:non-? ?credible|not (?:\w+ )?credible|insufficient (?:evidence|information)|no civilians? (?:was|were) (?:\w+ly )?(?:harmed|killed|injured)|did not (?:cause|result in|occur))\b/i;

interface Told {
  readonly clause: Clause;
  readonly date: FoundDate;
  readonly place: string;
  readonly country: string | null;
}

/** The strike a release admits or refuses to admit, or null where it tells of none or of several. */
export function singleStrike(
  text: string,
  clauses: readonly Clause[],
  dates: readonly FoundDate[],
  admitted: readonly Figure[],
): Single | null {
  const outcome = outcomeOf(clauses, admitted);
  if (outcome === null) return null;
  const told = clauses.flatMap((clause): readonly Told[] => {
    if (clause.inList || !strike.test(clause.folded)) return [];
    const whole = within(dates, clause).filter((date) => toDay(date.from) !== null && isOfStrike(text, clause, date));
    const spot = placeIn(text, clause);
    if (spot === null) return [];
    // The day nearest to the place: others in the sentence are those of releases and inquiries.
    const [date] = whole.toSorted((a, b) => Math.abs(a.start - spot.at) - Math.abs(b.start - spot.at));
    return date === undefined ? [] : [{ clause, date, place: spot.place, country: spot.country }];
  });
  const [first] = told;
  if (first === undefined || told.some(({ place }) => place !== first.place)) return null;
  if (!told.some(({ clause }) => civilian.test(clause.folded)) && admitted.length === 0) return null;
  const { date } = first;
  const from = toMonth(date.from);
  const to = toMonth(date.to);
  if (from === null || to === null) return null;
  const killed = admitted.find(({ measure }) => measure === 'killed_new');
  const injured = admitted.find(({ measure }) => measure === 'injured_new');
  return {
    from,
    to,
    incident: {
      ...quoteAt(text, first.clause),
      number: null,
      date: toDay(date.from),
      dateTo: date.to === date.from ? null : toDay(date.to),
      place: first.place,
      country: first.country,
      vias: [],
      outcome,
      ...killedOf(text, killed),
      injured: injured?.token.value ?? null,
      reportNumbers: [],
      ngoCodes: [],
      mgrs: [],
      notPreviouslyReported: false,
      dossier: null,
      circumstances: circumstancesNotRead,
    },
  };
}

/** "Up to 24" is no certain number. */
function killedOf(text: string, figure: Figure | undefined): Pick<Incident, 'killed' | 'killedMax'> {
  if (figure === undefined) return { killed: null, killedMax: null };
  if (qualifierBefore(text, figure.token) === 'up to') return { killed: null, killedMax: figure.token.value };
  return { killed: figure.token.value, killedMax: figure.max?.value ?? null };
}

/** Not the day in a dateline, nor that of a document or of the inquiry. */
function isOfStrike(text: string, clause: Clause, date: FoundDate): boolean {
  if (/^\s?[-\u2010-\u2015]{1,2}\s/.test(text.slice(date.end, date.end + 4))) return false;
  const before = text.slice(Math.max(clause.start, date.start - 60), date.start).replace(/\s+/g, ' ');
  return !/\b(?:announced|released|published|approved|directed|received|reported|completed|opened|closed|concluded|dated?|today)\b[^,;]{0,24}$/i.test(
    before,
  );
}

function outcomeOf(clauses: readonly Clause[], admitted: readonly Figure[]): IncidentOutcome | null {
  if (admitted.some(({ token }) => token.value > 0)) return 'credible';
  return clauses.some(({ folded, inList }) => !inList && refused.test(folded)) ? 'non_credible' : null;
}

function placeIn(
  text: string,
  clause: Clause,
): { readonly place: string; readonly country: string | null; readonly at: number } | null {
  const body = text.slice(clause.start, Math.min(clause.end, clause.start + 1_500));
  for (const match of body.matchAll(preposition)) {
    const spot = placeAt(text, clause.start + match.index);
    if (spot !== null && spot.country !== null && spot.place !== null && spot.end <= clause.end)
      return { place: spot.place, country: spot.country, at: clause.start + match.index };
  }
  return null;
}
