import { z } from 'zod';
import { incidentOutcomes } from '../domain/incidents.ts';
import { measures, qualifiers } from '../domain/measures.ts';
import type { ExplainedSentence, ExplainedStep } from '../domain/reader/explanations.ts';
import { stances } from '../domain/readings.ts';
import { readJson } from './schema.ts';

/**
 * The JSON that `ackwatch read --explain --json` prints: the keys of `readJson`, and `explanation`. Stable: keys are added,
 * never renamed or removed; the names of rules follow the rules.
 */

const count = z.number().int().nonnegative();
const rule = z.string().min(1).nullable();
const range = {
  value: count.describe('The figure; the lower one of a range.'),
  valueMax: count.nullable().describe('The upper figure of a range, else null.'),
  qualifier: z.enum(qualifiers).nullable().describe('How the text limits the figure; null for a bare number.'),
};

const countStep = z.strictObject({
  kind: z.literal('count').describe('A count of people killed or injured in a statement.'),
  harm: z.enum(['killed', 'injured']).describe('What happened to them.'),
  ...range,
  countRule: rule.describe('The rule that recognised the count; null where none did.'),
  governor: z
    .strictObject({
      words: z.string().min(1).describe('The verb, noun or phrase by which somebody says something of the count.'),
      subject: z.string().min(1).nullable().describe('Who does; null where this sentence does not say.'),
      isNegated: z.boolean().describe('"did not confirm".'),
      isSupposed: z.boolean().describe('"would confirm".'),
    })
    .nullable()
    .describe('Who says what of the count, as printed; null where nobody does.'),
  outcome: z.enum(['reading', 'mention', 'refused']).describe('What became of the count.'),
  stance: z.enum(stances).nullable().describe('What the speakers do with it; null where it was refused.'),
  measure: z.enum(measures).nullable().describe('What it was read as; null where it was refused.'),
  speakers: z.array(z.string().min(1)).describe('Who takes the stance; empty where it was refused.'),
  rule: rule.describe('The rule of the reading or mention; null where it was refused.'),
  because: z.string().min(1).nullable().describe('Why it is no reading, as a stable code; null for a reading.'),
  message: z.string().min(1).nullable().describe('The same for people.'),
});

const figureStep = z.strictObject({
  kind: z.literal('figure').describe('A figure of a periodic report.'),
  measure: z.enum(measures).describe('What is counted.'),
  ...range,
  stance: z.enum(stances).describe('What the speakers do with it.'),
  speakers: z.array(z.string().min(1)).min(1).describe('Who takes the stance.'),
  rule: rule.describe('The rule that found it.'),
});

const entryStep = z.strictObject({
  kind: z.literal('entry').describe('An entry of the list of a periodic report.'),
  number: count.nullable().describe('The number printed in the list.'),
  outcome: z.enum(incidentOutcomes).describe('What the belligerent concluded.'),
  killed: count.nullable().describe('Civilians killed; null where the entry gives no certain number.'),
  killedMax: count.nullable().describe('The upper number killed, where the entry gives a range.'),
  injured: count.nullable().describe('Civilians injured; null where the entry gives no certain number.'),
  rule: z.string().min(1).describe('The rule that found it.'),
});

const sentenceJson = z.strictObject({
  quote: z.string().min(1).describe('The sentence or list entry, word for word.'),
  start: count.describe('Where it begins in the text that was read (UTF-16 offset).'),
  end: count.describe('Where it ends (exclusive).'),
  steps: z
    .array(z.discriminatedUnion('kind', [countStep, figureStep, entryStep]))
    .min(1)
    .describe('What was recognised in it, in the order of the sentence.'),
});

export const explainedJson = readJson.extend({
  explanation: z.array(sentenceJson).describe('The sentences in which something was recognised, in order.'),
});

/** Returns the value of `explanation`. `whyText` has the words of `because`. */
export function explanationToJson(
  sentences: readonly ExplainedSentence[],
  whyText: (because: NonNullable<Extract<ExplainedStep, { readonly kind: 'count' }>['because']>) => string,
): readonly z.infer<typeof sentenceJson>[] {
  return sentences.map(({ quote, start, end, steps }) => ({
    quote,
    start,
    end,
    steps: steps.map((step) => {
      if (step.kind === 'entry') return { ...step };
      if (step.kind === 'figure') return { ...step, speakers: [...step.speakers] };
      const { because } = step;
      return { ...step, speakers: [...step.speakers], message: because === null ? null : whyText(because) };
    }),
  }));
}
