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
export const positionKinds = [
  'investigation',
  'reparation',
  'reasons',
  'disclosure',
  'denial',
  'no-visit',
  'prompted',
] as const;
export type PositionKind = (typeof positionKinds)[number];

export interface Position extends Quote {
  readonly kind: PositionKind;
  /** Name of the rule that found it. */
  readonly rule: string;
}
