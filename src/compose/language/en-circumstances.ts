import type { CircumstanceKind, CircumstanceSense } from '../../domain/circumstances.ts';
import { noun } from './en-names.ts';

/** The English of who was killed and what followed. Part of `en.ts`. */

const number = new Intl.NumberFormat('en-GB');
const women = noun('woman', 'women');
const children = noun('child', 'children');
const people = { women, children };

type Senses<Kind extends CircumstanceKind> = Readonly<Record<CircumstanceSense<Kind>, string>>;

const cause: Senses<'cause'> = {
  'wrong-place': 'it struck the wrong place or missed its target',
  misidentified: 'civilians were taken for others',
  'secondary-explosion': 'a secondary explosion',
  malfunction: 'a weapon or system failed',
  'entered-late': 'civilians came into the area after the weapon was released',
  'presence-unknown': 'it was not known that civilians were there',
  crossfire: 'crossfire',
};
const legalFinding: Senses<'legalFinding'> = {
  lawful: 'lawful, it says',
  unlawful: 'unlawful, it says',
  'possibly-unlawful': 'possibly unlawful, it says',
};
const payment: Senses<'payment'> = {
  paid: 'made, it says',
  offered: 'offered, it says',
  none: 'none made, it says',
};
const apology: Senses<'apology'> = {
  apologised: 'made, it says',
  regretted: 'regret or condolences expressed',
  none: 'none made, it says',
};

export const circumstances = {
  labels: {
    women: 'Women',
    children: 'Children',
    names: 'Names of the dead',
    cause: 'Cause stated',
    legalFinding: 'Finding on the law',
    payment: 'Payment to survivors',
    apology: 'Apology',
    callForInvestigation: 'Investigation',
    callForReparation: 'Reparation',
  } satisfies Readonly<Record<CircumstanceKind, string>>,
  senses: { cause, legalFinding, payment, apology } as Readonly<
    Partial<Record<CircumstanceKind, Readonly<Partial<Record<string, string>>>>>
  >,
  /** `at least 7 children`, `1 woman`, or `children` where no number is stated. */
  people: (kind: 'women' | 'children', value: number | null, qualifier: string | null) =>
    value === null
      ? people[kind].many
      : `${qualifier === null ? '' : `${qualifier} `}${number.format(value)} ${value === 1 ? people[kind].one : people[kind].many}`,
  among: (list: string) => `Among them: ${list}.`,
  all: (list: string) => `The dead: ${list}.`,
  says: (label: string, what: string) => `${label}: ${what}.`,
  calledFor: 'called for',
  named: 'the sentence names them',
  stated: 'stated',
  notStated: 'not stated',
  notStatedKinds: (labels: readonly string[]) => `Not stated in the text: ${labels.join(', ')}.`,
  notReadKinds: (labels: readonly string[]) => `Not read: ${labels.join(', ')}.`,
  opening: 'The dead and what followed: ',
  passageWithheld: '(a passage that may name people; it is not shown here)',
  namesWithheld: 'The sentence names the dead. It is shown to those who ask where the figure comes from.',
  column: 'Also stated',
};
