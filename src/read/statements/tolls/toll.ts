import type { Qualifier } from '../../../domain/measures.ts';

/** A count of people killed or injured, as the words around the number say. Who says so, and whether, is not asked here. */
export interface Toll {
  /** Name of the rule that found it. */
  readonly rule: string;
  readonly harm: 'killed' | 'injured';
  readonly value: number;
  readonly valueMax: number | null;
  readonly qualifier: Qualifier | null;
  /** Range of tokens, `to` exclusive. */
  readonly from: number;
  readonly to: number;
  /** Token of the number. */
  readonly number: number;
  /** Tokens of the range of numbers; equal to `number + 1` for one number. */
  readonly numberEnd: number;
  /** Who was harmed: `civilians` by the word, `people` where the text has to say elsewhere that they were civilians. */
  readonly whom: 'civilians' | 'people' | 'unstated';
  /** `clause`: has a verb of its own. `reduced`: "12 civilians killed in". `nominal`: "the deaths of". `toll`: "a toll of". */
  readonly form: 'clause' | 'active' | 'reduced' | 'nominal' | 'toll';
  /** "another nine": newly said. */
  readonly isNew: boolean;
}
