import type { NotTaken } from '../../domain/reader/explanations.ts';
import { notRead } from './en-warnings.ts';

/** The English of `ackwatch read --explain`. Part of `en.ts`. */

const notTaken: Readonly<Record<NotTaken, string>> = {
  ...notRead,
  hearsay: 'the speaker only repeats what others say',
  negated: 'the sentence says that it is not so, or not known',
  supposed: 'the sentence only supposes it',
  questioned: 'the sentence asks whether it is so',
  denied: 'the speaker denies it',
  doubted: 'the speaker does not find it credible or could not confirm it',
  'under-review': 'the speaker examines whether it is so',
  withdrawn: 'the speaker withdrew it',
  demanded: 'the sentence says what somebody demands',
  averted: 'the sentence speaks of deaths that did not happen',
  fiction: 'the sentence tells of a work of fiction or an exercise',
  excluded: 'the speaker leaves these deaths out of the count',
  compared: 'it is compared with another figure, not stated',
  'not-governed': 'no word in the sentence asserts it',
  'fighters-among-them': 'fighters are counted among them',
  'endless-sentence': 'the sentence is too long to tell who says what',
  repeated: 'another sentence states the same figure and was taken',
  'not-counted': 'no rule recognises a count of people here',
};

const harms = { killed: 'killed', injured: 'injured' } as const;

export const explanations = {
  none: 'No sentence with a count of deaths or injuries was found.',
  count: (value: string, harm: keyof typeof harms) => `${value} ${harms[harm]}`,
  read: (measure: string, who: string) => `: read as ${measure}, asserted by ${who}.`,
  /** `reason` is null where `stance` says as much. */
  mention: (measure: string, stance: string, reason: string | null) =>
    `: named as ${measure}, ${stance}${reason === null ? '' : ` (${reason})`}.`,
  refused: (reason: string) => `: not read: ${reason}.`,
  notTaken: (because: NotTaken) => notTaken[because],
  figure: (value: string, who: string) => ` ${value}: read, asserted by ${who}.`,
  figureMention: (value: string, stance: string) => ` ${value}: named, ${stance}.`,
  entry: (number: string | null) => (number === null ? 'Entry' : `Entry ${number}`),
  entryRead: (outcome: string, counts: string) => `: ${outcome}; ${counts}.`,
  noCount: 'no certain number',
  governor: (words: string, subject: string | null, polarity: string) =>
    subject === null ? `Governed by "${words}"${polarity}.` : `Governed by "${words}"${polarity} of "${subject}".`,
  polarity: (isNegated: boolean, isSupposed: boolean) => (isNegated ? ' (negated)' : isSupposed ? ' (supposed)' : ''),
  ungoverned: 'Governed by nothing in this sentence.',
  countRule: (rule: string) => `Count by rule ${rule}.`,
  rule: (rule: string) => `Rule ${rule}.`,
};
