import type {
  ExplainedGovernor,
  ExplainedSentence,
  ExplainedStep,
  NotTaken,
} from '../../domain/reader/explanations.ts';
import type { Mention, ReadContext, Reading, ReadResult } from '../../domain/readings.ts';
import { areSameSpeakers } from '../../domain/speakers.ts';
import { lexiconWith } from '../engine/lexicon.ts';
import type { Token } from '../engine/token.ts';
import { quoteAt } from '../text/quotes.ts';
import type { Claim } from './merging.ts';
import type { Governor } from './speech/governor.ts';
import type { Sentence } from './speech/sentences.ts';
import { refusalOf } from './stance/cues.ts';
import { segmentsOf } from './stance/segments.ts';
import { type Verdict, verdictOf } from './stance/verdict.ts';
import { findClaims, type Judged } from './statement.ts';
import { toHarmFigure } from './tolls/harm-figure.ts';
import type { Toll } from './tolls/toll.ts';

/**
 * Returns what the statement reader did with each count of a text. `result` is what it read in the same text and context:
 * a count that was recognised and is not in it was dropped as a repeat, or withdrawn by a later sentence.
 */
export function explainStatement(text: string, context: ReadContext, result: ReadResult): readonly ExplainedSentence[] {
  const { sentences, judged } = findClaims(text, context, lexiconWith(context.speakers));
  const bySentence = Map.groupBy(judged, ({ sentence }) => sentence);
  return sentences.flatMap((sentence): readonly ExplainedSentence[] => {
    const found = bySentence.get(sentence) ?? [];
    const steps = found.length > 0 ? found.map((one) => stepOf(one, result)) : uncounted(sentence);
    return steps.length === 0 ? [] : [{ ...quoteAt(text, sentence), steps }];
  });
}

function stepOf({ sentence, toll, outcome }: Judged, result: ReadResult): ExplainedStep {
  const { harm, value, valueMax, qualifier } = toHarmFigure(sentence.tokens, toll);
  const count = {
    kind: 'count',
    harm,
    value,
    valueMax,
    qualifier,
    countRule: toll.rule,
    governor: governorOf(sentence, toll),
  } as const;
  const refused = (because: NotTaken): ExplainedStep => ({
    ...count,
    outcome: 'refused',
    stance: null,
    measure: null,
    speakers: [],
    rule: null,
    because,
  });
  if (outcome.kind === 'refused') return refused(outcome.because);
  const { claim } = outcome;
  const reading = result.readings.find((one) => isAt(claim, one) && areSameSpeakers(one.speakers, claim.speakers));
  if (reading !== undefined && outcome.kind === 'reading')
    return { ...count, outcome: 'reading', ...takenOf(reading), because: null };
  // A later sentence that denies what others report gives the mention its speaker.
  const mentions = result.mentions.filter((one) => isAt(claim, one));
  const mention = mentions.find((one) => areSameSpeakers(one.speakers, claim.speakers)) ?? mentions[0];
  if (mention !== undefined)
    return {
      ...count,
      outcome: 'mention',
      ...takenOf(mention),
      because:
        outcome.kind === 'mention' && outcome.stance === mention.stance ? outcome.because : laterVerdict(mention),
    };
  const isElsewhere = result.readings.some((one) => one.value === value && one.measure.startsWith(harm));
  return refused(claim.isHeadline && !isElsewhere ? 'headline-only' : 'repeated');
}

function takenOf({ stance, measure, speakers, rule }: Reading | Mention) {
  return { stance, measure, speakers, rule };
}

/** "That report is false": the stance that a later sentence gave the figure. */
function laterVerdict({ stance }: Mention): NotTaken {
  return stance === 'alleged' ? 'hearsay' : stance;
}

function isAt(claim: Claim, { value, valueMax, measure, start, end }: Reading | Mention): boolean {
  return (
    start >= claim.span.start &&
    end <= claim.span.end &&
    value === claim.value &&
    valueMax === claim.valueMax &&
    measure.startsWith(claim.harm)
  );
}

/** Returns the governor that decided; else the nearest before the count, or the first after it. */
function governorOf(sentence: Sentence, toll: Toll): ExplainedGovernor | null {
  const { tokens, governors } = sentence;
  const segment = segmentsOf(tokens).find(({ from, to }) => toll.number >= from && toll.number < to);
  const verdict = verdictOf(tokens, toll, segment ?? { from: 0, to: tokens.length }, governors);
  const governor =
    deciding(verdict, governors) ??
    governors.findLast(({ at }) => at < toll.from) ??
    governors.find(({ at }) => at >= toll.to);
  if (governor === undefined) return null;
  return {
    words: tokens[governor.at]?.text ?? '',
    subject: subjectText(sentence.text, tokens, governor),
    isNegated: governor.isNegated,
    isSupposed: governor.isSupposed,
  };
}

function deciding(verdict: Verdict, governors: readonly Governor[]): Governor | undefined {
  if (verdict.stance === 'asserted') return verdict.governor;
  const { because } = verdict;
  return (
    governors.find((governor) => refusalOf(governor).includes(because)) ??
    (verdict.stance === null ? undefined : governors.find(({ subject }) => subject === verdict.subject))
  );
}

function subjectText(text: string, tokens: readonly Token[], { subject, at, end, isPassive, isInverted }: Governor) {
  if (subject.kind === 'same' || subject.kind === 'unknown') return null;
  const [from, to] =
    isPassive || isInverted || subject.from > at ? [Math.max(at + 1, subject.from), end] : [subject.from, at];
  const [first, last] = [tokens[from], tokens[to - 1]];
  if (first === undefined || last === undefined || last.end <= first.start) return null;
  return text.slice(first.start, last.end).replaceAll(/\s+/g, ' ');
}

const harms: ReadonlySet<string> = new Set([
  'KILLED',
  'KILLING',
  'KILL',
  'DEATH',
  'LIVES',
  'INJURED',
  'INJURING',
  'INJURY',
]);

/** The first number of a sentence that speaks of death or injury and has no count. */
function uncounted({ tokens }: Sentence): readonly ExplainedStep[] {
  const harm = tokens.find((token) => harms.has(token.class));
  const number = tokens.find((token) => token.class === 'NUMBER' && token.number?.form !== 'article')?.number;
  if (harm === undefined || number === undefined || number === null) return [];
  return [
    {
      kind: 'count',
      harm: harm.class.startsWith('INJUR') ? 'injured' : 'killed',
      value: number.value,
      valueMax: null,
      qualifier: null,
      countRule: null,
      governor: null,
      outcome: 'refused',
      stance: null,
      measure: null,
      speakers: [],
      rule: null,
      because: 'not-counted',
    },
  ];
}
