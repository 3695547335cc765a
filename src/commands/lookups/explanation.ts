import type { Block } from '../../chat/message.ts';
import { context, line, strong } from '../../compose/blocks.ts';
import { periodText, rangeText, speakerName, valueText, type Wording } from '../../compose/figures.ts';
import { warningText } from '../../compose/warnings.ts';
import type { ExplainedStep, Explanation } from '../../domain/reader/explanations.ts';
import type { Stance } from '../../domain/readings.ts';
import { type Answer, answer } from '../command.ts';

/** Shows sentence by sentence what a reader recognised in one document, by which rules, and why a count was not taken. */
export function explanation({ result, sentences }: Explanation, wording: Wording): Answer {
  const { language } = wording;
  const words = language.commands.reading;
  const period = result.period === null ? words.noPeriod : periodText(result.period, wording);
  const explained = sentences.flatMap(({ quote, steps }): readonly Block[] => [
    { type: 'quote', text: quote.replaceAll(/\s+/g, ' '), attribution: [] },
    ...steps.flatMap((step) => stepBlocks(step, wording)),
  ]);
  return answer(
    words.headline(result.reader, period),
    [
      ...(explained.length === 0 ? [line(language.explanations.none)] : explained),
      ...result.warnings.map((warning) => line(strong(words.warning(warning.code)), warningText(warning, wording))),
    ],
    { wording },
  );
}

type Step<Kind extends ExplainedStep['kind']> = Extract<ExplainedStep, { readonly kind: Kind }>;

function stepBlocks(step: ExplainedStep, wording: Wording): readonly Block[] {
  if (step.kind === 'count') return countBlocks(step, wording);
  return step.kind === 'figure' ? figureBlocks(step, wording) : entryBlocks(step, wording);
}

/** Returns `denied by Airwars`, or the speaker alone for an asserted figure. */
function saidBy(stance: Stance, speakers: readonly string[], wording: Wording): string {
  const who = speakerName(speakers, wording).full;
  return stance === 'asserted' ? who : `${wording.language.commands.reading.stances[stance]} ${who}`;
}

function countBlocks(step: Step<'count'>, wording: Wording): readonly Block[] {
  const words = wording.language.explanations;
  const { because, governor, measure, stance, speakers } = step;
  const reason = because === null || because === stance || because === 'hearsay' ? null : words.notTaken(because);
  const said =
    measure === null || stance === null
      ? words.refused(because === null ? '' : words.notTaken(because))
      : stance === 'asserted'
        ? words.read(measure, saidBy(stance, speakers, wording))
        : words.mention(measure, saidBy(stance, speakers, wording), reason);
  const counted = line(strong(words.count(valueText(step, wording), step.harm)), said);
  if (step.countRule === null) return [counted];
  const governed =
    governor === null
      ? words.ungoverned
      : words.governor(governor.words, governor.subject, words.polarity(governor.isNegated, governor.isSupposed));
  const rules = [words.countRule(step.countRule), ...(step.rule === null ? [] : [words.rule(step.rule)])];
  return [counted, context([governed, ...rules].join(' '))];
}

function figureBlocks(step: Step<'figure'>, wording: Wording): readonly Block[] {
  const words = wording.language.explanations;
  const value = valueText(step, wording);
  const who = saidBy(step.stance, step.speakers, wording);
  const said = step.stance === 'asserted' ? words.figure(value, who) : words.figureMention(value, who);
  return [line(strong(step.measure), said), ...(step.rule === null ? [] : [context(words.rule(step.rule))])];
}

function entryBlocks(step: Step<'entry'>, wording: Wording): readonly Block[] {
  const { language } = wording;
  const words = language.explanations;
  const { killed, killedMax, injured } = step;
  const counts = [
    ...(killed === null ? [] : [words.count(rangeText(killed, killedMax, language), 'killed')]),
    ...(injured === null ? [] : [words.count(language.number(injured), 'injured')]),
  ];
  const name = words.entry(step.number === null ? null : language.number(step.number));
  const outcome = step.outcome.replaceAll('_', '-');
  return [
    line(strong(name), words.entryRead(outcome, counts.length === 0 ? words.noCount : counts.join(', '))),
    context(words.rule(step.rule)),
  ];
}
