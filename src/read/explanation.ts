import type { Incident } from '../domain/incidents.ts';
import type { Quote } from '../domain/quotes.ts';
import type { ExplainedSentence, ExplainedStep } from '../domain/reader/explanations.ts';
import type { Mention, Reading, ReadResult } from '../domain/readings.ts';

/** Returns what the reader of a periodic report found, by sentence and list entry in the order of the text. */
export function explainReport({ readings, mentions, incidents }: ReadResult): readonly ExplainedSentence[] {
  const sentences = new Map<string, ExplainedSentence & { readonly steps: ExplainedStep[] }>();
  const add = ({ quote, start, end }: Quote, step: ExplainedStep): void => {
    const key = `${start} ${end}`;
    const known = sentences.get(key);
    if (known === undefined) sentences.set(key, { quote, start, end, steps: [step] });
    else known.steps.push(step);
  };
  for (const figure of [...readings, ...mentions]) add(figure, figureStep(figure));
  for (const incident of incidents) add(incident, entryStep(incident));
  return [...sentences.values()].sort((one, other) => one.start - other.start || one.end - other.end);
}

function figureStep({ measure, value, valueMax, qualifier, stance, speakers, rule }: Reading | Mention): ExplainedStep {
  return { kind: 'figure', measure, value, valueMax, qualifier, stance, speakers, rule };
}

function entryStep({ number, outcome, killed, killedMax, injured }: Incident): ExplainedStep {
  return { kind: 'entry', number, outcome, killed, killedMax, injured, rule: 'incident-list' };
}
