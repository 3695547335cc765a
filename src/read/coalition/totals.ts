import type { Qualifier } from '../../domain/measures.ts';
import type { Month } from '../../domain/time.ts';
import { type Clause, type Hit, hits, pattern, qualifierBefore } from '../text/clauses.ts';
import type { NumberToken } from '../text/numbers.ts';
import type { Figure } from './figures.ts';
import type { Window } from './period.ts';

/** Figures that run from the start of the operation: deaths, injuries, strikes, engagements, reports received and credible. */

const aux =
  '(?:(?:have|has|had|been|were|was|are|is|likely|unintentionally|inadvertently|accidentally|also|being|more)[ -])*';
const deathForms: readonly RegExp[] = [
  pattern(
    `(?:between )?{n}(?: ?(?:and|to|-) ?{n})? (?:[\\p{L}-]+ ){0,2}?(?:civilians?|non-?combatants?)(?: (?:in|from) [\\p{L} ,]{3,40})? ${aux}(?:killed|died)`,
  ),
  pattern(
    '(?:deaths?|killings?) of (?:(?:at least|more than|over|nearly|about|approximately|up to|no fewer than|a total of) )?(?:between )?{n}(?: ?(?:and|to|-) ?{n})? (?:[\\p{L}-]+ )?(?:civilians?|non-?combatants?)',
  ),
  pattern(
    '(?:between )?{n}(?: ?(?:and|to|-) ?{n})? (?:(?:unintentional|unintended|inadvertent|confirmed|civilian|non-?combatant)[ -])+(?:deaths?|fatalities)',
  ),
  pattern(
    'killed (?:(?:at least|more than|over|nearly|about|approximately|up to|a total of) )?{n} (?:[\\p{L}-]+ )?civilians?',
  ),
  pattern(
    '(?:number|total|toll) of (?:civilians?|civilian deaths?)[^‹;]{0,80}?(?:is|was|stands at|stood at|to|rose to|reached) (?:(?:at least|more than|nearly|about|approximately|now) )*{n}',
  ),
];
const injuryForms: readonly RegExp[] = [
  pattern(`{n} (?:(?:civilians?|others?|more|additional|people|individuals)[ ,]){0,2}${aux}(?:injured|wounded)`),
  pattern('(?:injury|injuries) (?:to|of) (?:(?:at least|more than|an additional|another) )*{n}'),
  pattern('{n} (?:(?:unintentional|unintended|civilian|additional) )*(?:injury|injuries)'),
];

/** "since the start of Operation Inherent Resolve" and its like, after the figure. */
const sinceStart =
  /since (?:the )?(?:(?:start|beginning|outset|launch|commencement|onset|inception)|operations? began|(?:august|september|june|aug\.?|sept?\.?|mid-)? ?2014|coalition operations|operation inherent resolve)/i;
const toDate = /\b(?:to date|in total|overall|so far|throughout the (?:campaign|operation))\b/i;
const thisPeriod = /\bduring (?:this|that|the same) (?:time )?period\b/i;
/** The figure of another time: an older report quoted beside the present one. */
const historical =
  /\b(?:previous(?:ly)? (?:report|total|state|announc|assess|admit|figure|number)|admitted (?:in|last|earlier)|acknowledged (?:in|last|earlier)|(?:announced|reported|stated|said) (?:in|last|earlier|previously)|up from|down from|rose from|increased from|compared (?:to|with)|last (?:month|report|week|quarter)|earlier (?:report|total|figure|this)|prior (?:report|total|month)|had (?:previously |already )?(?:been )?(?:admitted|acknowledged|assessed|reported|said|stated)|as of the (?:last|previous)|corrected from|instead of|rather than|not )/i;
const otherSpeaker =
  /\b(?:airwars|amnesty|human rights watch|hrw|sohr|snhr|syrian (?:observatory|network)|observers?|monitoring groups?|monitors?|watchdog|activists?|ngos?|non-governmental organizations? (?:say|estimate|report)|united nations|the un)\b[^‹]{0,80}(?:say|said|estimat|report|claim|put|record|document|count|believ|assess)/i;
const otherKiller =
  /^[^‹.;]{0,12}\bby (?:isis|isil|daesh|islamic state|the (?:terrorist|regime|syrian|russian|enemy)|russia|assad|enemy|terrorist)/i;

export interface TotalCandidate {
  readonly clause: Clause;
  readonly hit: Hit;
  readonly value: NumberToken;
  readonly max: NumberToken | null;
  readonly qualifier: Qualifier | null;
  readonly injured: NumberToken | null;
  readonly from: Month | null;
  readonly to: Month | null;
  readonly historical: boolean;
  /** How much of the standing formula is there: the fuller one wins. */
  readonly weight: number;
  /** True where the speaker assesses it and the text says since when. */
  readonly isFormula: boolean;
}

/** Every statement of a running total of deaths, in order. `windowBefore` is the window of the strikes sentence before. */
export function totalCandidates(
  text: string,
  clause: Clause,
  own: Window | null,
  windowBefore: Window | null,
): readonly TotalCandidate[] {
  // Without a word of the running window nothing below can be a total: most entries of a list end here.
  const runs = own !== null || [sinceStart, toDate, thisPeriod].some((words) => words.test(clause.folded));
  if (!runs) return [];
  const all = deathForms
    .flatMap((form) => hits(clause, form))
    .sort((a, b) => a.start - b.start)
    .filter((hit, index, list) => !list.slice(0, index).some((other) => other.numbers[0] === hit.numbers[0]));
  return all.flatMap((hit, index): readonly TotalCandidate[] => {
    const value = hit.numbers[0];
    if (value === undefined) return [];
    const segmentStart = all[index - 1]?.end ?? 0;
    const segmentEnd = all[index + 1]?.start ?? clause.folded.length;
    const before = clause.folded.slice(Math.max(segmentStart, hit.start - 400), hit.start);
    const after = clause.folded.slice(hit.end, Math.min(segmentEnd, hit.end + 400));
    const isSince =
      sinceStart.test(after) ||
      sinceStart.test(clause.folded.slice(hit.start, hit.end)) ||
      (index === 0 && sinceStart.test(before));
    const windowUsed = own ?? (thisPeriod.test(before) ? windowBefore : null);
    const isLong = windowUsed !== null && windowUsed.from !== null && windowUsed.from <= '2014-12';
    if (!isSince && !toDate.test(before) && !toDate.test(after) && !isLong) return [];
    if (otherKiller.test(after) || otherSpeaker.test(before)) return [];
    const close = before.slice(-160);
    const formula = /\b(?:assess(?:es|ed)?|determined|estimates?|believes?)\b/i.test(close);
    const qualifier = qualifierBefore(text, value);
    return [
      {
        clause,
        hit,
        value,
        max: hit.numbers[1] ?? null,
        qualifier,
        injured: injuredBeside(clause, hit, segmentEnd),
        from: windowUsed?.from ?? null,
        to: windowUsed?.to ?? null,
        historical:
          historical.test(close) || /^[^‹]{0,60}\b(?:last month|in (?:the|its) (?:last|previous) report)/i.test(after),
        weight: (formula ? 2 : 0) + (isSince ? 2 : 0) + (qualifier === 'at least' ? 1 : 0) + (clause.inList ? -1 : 0),
        isFormula: formula && isSince,
      },
    ];
  });
}

function injuredBeside(clause: Clause, hit: Hit, segmentEnd: number): NumberToken | null {
  const next = injuryForms
    .flatMap((form) => hits(clause, form))
    .sort((a, b) => a.start - b.start)
    .find(({ start }) => start >= hit.end && start < segmentEnd);
  if (next === undefined) return null;
  const between = clause.folded.slice(hit.end, next.start);
  return /^[, ]*(?:(?:by coalition [\p{L}]+|and|with|as well as|the|another|an additional|at least|more than) ?)*$/iu.test(
    between,
  )
    ? (next.numbers[0] ?? null)
    : null;
}

const strikes = pattern('{n}(?: (?:separate|air|artillery|ground|coalition|u\\.s\\.|and)){0,3} ?(?:air)?strikes');
const engagements = pattern('{n}(?: (?:separate|individual)){0,2} engagements');
const allegations: readonly RegExp[] = [
  pattern(
    '(?:total )?number of (?:reports|allegations)(?: of)?(?: possible| alleged)? ?(?:civilian[ -]casualt(?:y|ies)|civilian harm)?[^‹;:]{0,60}?(?:was|is|were|stands at|reached) {n}',
  ),
  pattern('(?:total of )?{n} (?:reports|allegations) of (?:possible |alleged )?civilian[ -](?:casualties|harm)'),
];
const credible: readonly RegExp[] = [
  pattern('(?:total )?number of credible (?:reports|allegations)[^‹;:]{0,80}?(?:was|is|were|stands at|reached) {n}'),
];

/** The counters of one clause whose window begins in 2014, by its own words or by "during this period". */
export function counters(clause: Clause, own: Window | null, windowBefore: Window | null): readonly Figure[] {
  const folded = clause.folded;
  const reaches = thisPeriod.test(folded) || /\b(?:total )number of\b/i.test(folded);
  const window = own ?? (reaches ? windowBefore : null);
  const isLong = window?.from !== undefined && window.from !== null && window.from <= '2014-12';
  if (!isLong && !sinceStart.test(folded)) return [];
  const span = { from: window?.from ?? null, to: window?.to ?? null };
  const figures: Figure[] = [];
  const add = (measure: Figure['measure'], forms: readonly RegExp[]): void => {
    const token = forms.flatMap((form) => hits(clause, form))[0]?.numbers[0];
    if (token !== undefined) figures.push({ measure, token, max: null, clause, ...span, cumulative: true });
  };
  if (!/\bresult(?:ed|ing) in\b[^‹]{0,40}$/i.test(folded.slice(0, folded.search(/strikes/i))))
    add('strikes_total', [strikes]);
  add('engagements_total', [engagements]);
  if (/\b(?:total )?number of (?:reports|allegations)/i.test(folded) || own !== null)
    add('allegations_total', allegations);
  add('allegations_credible_total', credible);
  return figures;
}
