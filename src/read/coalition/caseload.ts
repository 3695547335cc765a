import type { Measure } from '../../domain/measures.ts';
import { type Clause, hits, pattern } from '../text/clauses.ts';
import { type Figure, figureOf } from './figures.ts';

/** How many reports of civilian casualties were carried over, received, assessed with which outcome, and left open. */

const cumulative =
  /\b(?:since (?:the )?(?:start|beginning)|to date|(?:between|since|from) (?:august|september) 2014|total number of)\b/i;
const past =
  /\b(?:in (?:the|its|our) (?:last|previous|prior) (?:monthly )?report|previously (?:announced|stated)|last month's report)\b/i;
const things = '(?:reports?|allegations?|cases?|assessments?|incidents?|claims?)';
/** What may stand between a verb and its count. */
const lead =
  '(?:(?:at least|more than|over|nearly|about|approximately|around|up to|a total of|only|just|an additional|another|the|all|currently|still|now) )*';
const described = '(?:[\\p{L}/-]+ ){0,6}?';

/** A line of a table: "Open reports: 79", "Open reports | 79". */
const labelled = (label: string): RegExp => pattern(`${label}(?: ${things})?(?::| \\|) ${lead}{n}(?=$|[.;,)]| [-(•|])`);
const outcomeLabels: readonly (readonly [Measure, RegExp])[] = [
  ['allegations_non_credible', labelled('(?:non-? ?credible|not credible)')],
  ['allegations_credible', labelled('(?:^|[^\\p{L}-])(?<!non[- ]|not )credible')],
  ['allegations_duplicate', labelled('duplicates?')],
];
const simple: readonly (readonly [Measure, readonly RegExp[]])[] = [
  [
    'allegations_carried_over',
    [
      labelled('carried (?:over|forward)(?: from previous months)?'),
      pattern(`carr(?:ied|ying) (?:over|forward) ${lead}{n}`),
      pattern('carried {n} [^‹;]{0,60}?(?:over|forward)'),
      pattern('carried (?:over|forward) (?:from|in) [^‹;]{0,40}?{n} (?:open|reports?|cases?|allegations?)'),
      pattern(
        `{n} ${described}${things} (?:that )?(?:(?:were|was|had been|have been) )?carried (?:over|forward)(?! (?:in)?to)`,
      ),
      pattern('(?:began|started|entered|opened) [^‹;]{0,40}with {n} open'),
      pattern(
        `(?:had|were|was) ${lead}{n} open (?:${described}${things} )?(?:at|as of) the (?:beginning|start|outset)`,
      ),
      pattern(`(?:at|as of) the (?:beginning|start|outset) of [^‹;.]{0,60}(?:had|were|was) ${lead}{n} open`),
      pattern(`assessed {n} previously[ -]received`),
    ],
  ],
  [
    'allegations_received',
    [
      labelled('(?:new(?: reports)?|(?:reports )?received)'),
      pattern(`receiv(?:ed|ing) ${lead}{n}(?! (?:of|in))`),
      pattern('receiv(?:ed|ing) [^‹;]{0,40}?{n} (?:new|additional)'),
      pattern(`{n} (?:new|additional) ${described}${things} (?:were|was|have been|has been|had been) received`),
      pattern(`{n} (?:new|additional) ${described}${things}`),
    ],
  ],
  [
    'allegations_completed',
    [
      labelled('completed'),
      pattern(
        `(?:complet|conclud|finaliz|finish)(?:ed|ing) (?:(?:the|its|their|an|our) )*(?:(?:final|initial|civilian|casualty) )*(?:assessments?|reviews?|investigations?|evaluations?) (?:(?:on|of|for|into|to) )?${lead}{n}`,
      ),
      pattern(`(?:complet|conclud|finaliz|finish)(?:ed|ing) ${lead}{n}`),
      pattern('assessments? (?:of|on|for) {n} [^‹;]{0,100}?(?:has|have|was|were)(?: been)?(?: also)? complete'),
      pattern(`{n} ${described}(?:${things} )(?:were|was|have been|has been) (?:complet|closed)`),
      pattern(`(?:out )?of (?:(?:the|these|those) )?{n} ${described}(?:complet|closed)`),
      pattern(
        `(?:^|[^\\p{L}])(?:assessed|reviewed|closed) ${lead}{n} (?!previously)${described}${things}(?! (?:as|to be|were|was|is|are|in|received))`,
      ),
    ],
  ],
  [
    'allegations_open',
    [
      labelled('(?:still |currently |remaining )?open'),
      pattern(
        `{n} (?:of (?:these|the|those) )?${described}(?:are|were|is|was|remain(?:s|ed|ing)?)(?: (?:still|currently|now|yet|also))*(?: (?:open|being (?:assessed|reviewed|investigated|evaluated)|pending|ongoing|under (?:assessment|review|investigation)|awaiting|to be assessed))`,
      ),
      pattern(`number of open ${things} (?:is|was|stands at) ${lead}{n}`),
      pattern(`{n} ${described}(?:still|remain(?:ing|s|ed)?) (?:open|under (?:assessment|review))`),
      pattern(`(?:there )?remain(?:s|ed)? ${lead}{n} (?:open )?${things}`),
      pattern(`leav(?:es|ing) ${lead}{n} (?:open|${things})`),
      pattern(
        `(?:has|have|had|are|were|is|was) ${lead}{n} open ${described}${things}(?!\\w| (?:at|as of) the (?:beginning|start|outset))`,
      ),
    ],
  ],
];
/** "carried over N open reports", "a duplicate report of an open allegation": these are not what is left open. */
const notOpen =
  /\b(?:beginning|start|outset) of\b[^‹.;]{0,60}$|\b(?:carried|carry|received|complet\p{L}*)\b[^‹.;]{0,30}$/iu;

/** The figures of one clause; a measure at most once. */
export function caseload(clause: Clause): readonly Figure[] {
  const { folded } = clause;
  if (clause.inList || past.test(folded)) return [];
  const figures: Figure[] = [];
  for (const [measure, forms] of simple) {
    const hit = forms
      .flatMap((form) => hits(clause, form))
      .find(
        ({ start, end }) =>
          !(folded.charAt(end) === ':' && folded.charAt(end - 1) !== '›') &&
          !runs(folded, start, end) &&
          (measure !== 'allegations_open' || !notOpen.test(folded.slice(Math.max(0, start - 40), start))),
      );
    const token = hit?.numbers[0];
    if (token !== undefined) figures.push(figureOf(measure, token, clause));
  }
  return [...figures, ...reopened(clause), ...outcomes(clause)];
}

/** Part of a running total: "to date the Coalition has received 1,790 reports". Looks no further than the figure's own part. */
function runs(folded: string, start: number, end: number): boolean {
  const before = folded.slice(Math.max(0, start - 120), start).replace(/^.*[;.]/s, '');
  return cumulative.test(before) || cumulative.test(folded.slice(end, end + 70).replace(/[;.].*$/s, ''));
}

const gapWords =
  '(?:of|these|those|the|all|remaining|other|others|more|also|additional|new|completed|were|was|are|is|has|have|had|been|be|to|as|being|assessed|determined|found|deemed|considered|judged|ruled|evaluated|classified|concluded|identified|initially|subsequently|following|reports?|allegations?|cases?|incidents?|assessments?|claims?|casualty|casualties|civilian|civilian-casualty|possible|alleged|a|an|it|that|which|in|reviewed|closed|out|coalition|cjtf-oir|-|")';
const outcomeGap = new RegExp(`^ ?(?:${gapWords} ?)*$`, 'i');
const outcomeWord =
  /(non-? ?credible|not(?: (?:to be|been|be|assessed|determined|found|considered|deemed|as))* credible)|(\bcredible)|(\bduplicat(?:es?|ed|ive))/giu;
const labelAfter = new RegExp(`^s?(?: ${things})?(?::| \\|)`, 'i');
const thingsAfter = new RegExp(`^s? ?(?:${things}|deaths?)`, 'i');

/** Pairs each outcome word with the count before it when nothing but connecting words stands between. */
function outcomes(clause: Clause): readonly Figure[] {
  const { folded } = clause;
  const figures: Figure[] = [];
  for (const match of folded.matchAll(outcomeWord)) {
    const before = folded.slice(Math.max(0, match.index - 140), match.index);
    const count = /‹(\d+)›([^‹›]*)$/.exec(before);
    const token = count === null ? undefined : clause.numbers[Number(count[1])];
    if (token === undefined || !outcomeGap.test(count?.[2] ?? '')) continue;
    const wordEnd = match.index + match[0].length;
    const after = folded.slice(wordEnd, wordEnd + 30);
    // A label belongs to the count after it.
    if (runs(folded, match.index, wordEnd) || labelAfter.test(after)) continue;
    // "no credible information", "one credible source".
    const isBare = (count?.[2] ?? '').trim() === '';
    if (
      isBare &&
      !thingsAfter.test(after) &&
      (token.form === 'none' || /^ \p{L}/u.test(after)) &&
      !/^ (?:and|as|or|while|with|resulting|which|that)\b/.test(after)
    )
      continue;
    const measure =
      match[1] !== undefined
        ? 'allegations_non_credible'
        : match[2] !== undefined
          ? 'allegations_credible'
          : 'allegations_duplicate';
    if (!figures.some((figure) => figure.measure === measure)) figures.push(figureOf(measure, token, clause));
  }
  for (const [measure, form] of outcomeLabels) {
    const token = figures.some((figure) => figure.measure === measure) ? undefined : hits(clause, form)[0]?.numbers[0];
    if (token !== undefined) figures.push(figureOf(measure, token, clause));
  }
  return figures;
}

const reopenedAfter = pattern(`re-?opened ${lead}{n}`);
const reopenedBefore = pattern(
  '{n}(?: (?:of|these|those|the|them|that|which|reports?|allegations?|cases?|cjtf(?: ?- ?| )oir|coalition|we|had|has|have|been|was|were|previously|formerly|earlier|closed|assessed|completed|but|and|are|is|being|since|later|then|subsequently|as|credible|non-? ?credible|now|open|previous|claims?|civilian|casualty|assessments?|,))*,? re-?opened',
);

function reopened(clause: Clause): readonly Figure[] {
  if (!/re-?open/i.test(clause.folded)) return [];
  const token = (hits(clause, reopenedAfter)[0] ?? hits(clause, reopenedBefore).at(-1))?.numbers[0];
  return token === undefined ? [] : [figureOf('allegations_reopened', token, clause)];
}
