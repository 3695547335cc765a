import type { Quote } from '../quotes.ts';

/**
 * What a statement demands of a belligerent, or says of its conduct. None has a number.
 *
 * investigation  it calls for an investigation
 * reparation     it calls for payment or redress for the survivors
 * reasons        it says that the reasons for civilian deaths were not given, or asks for them
 * disclosure     it calls for strikes, files or findings to be published
 * denial         it says that the belligerent denies or understates the harm
 * no-visit       it says that the belligerent did not investigate where it happened
 * prompted       it says that the belligerent admitted only what others had documented
 */
export const demandKinds = [
  'investigation',
  'reparation',
  'reasons',
  'disclosure',
  'denial',
  'no-visit',
  'prompted',
] as const;
export type DemandKind = (typeof demandKinds)[number];

/**
 * What a belligerent says in a document of its own that may answer a demand. Each says that it was done, not that it will be.
 *
 * replies       it answers what somebody else published
 * investigated  it opened or completed an investigation or inquiry
 * paid          it paid survivors, or offered to
 * explained     it gives the reason for civilian deaths
 * disclosed     it published strikes, files or findings
 * visited       it went to the site or spoke with survivors or witnesses
 */
export const answerKinds = ['replies', 'investigated', 'paid', 'explained', 'disclosed', 'visited'] as const;
export type AnswerKind = (typeof answerKinds)[number];

export const positionKinds = [...demandKinds, ...answerKinds] as const;
export type PositionKind = DemandKind | AnswerKind;

export interface Position extends Quote {
  readonly kind: PositionKind;
  /** Name of the rule that found it. */
  readonly rule: string;
}

export interface Demand extends Position {
  readonly kind: DemandKind;
}

export function isDemand(position: Position): position is Demand {
  return demandKinds.some((kind) => kind === position.kind);
}
