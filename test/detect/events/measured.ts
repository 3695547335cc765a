import { joinAccounts } from '../../../src/detect/events/join.ts';
import type { Event } from '../../../src/domain/events.ts';
import type { LabelledPair } from './accounts.ts';

/** How well accounts are joined, against the labelled pairs. */

export interface MeasuredJoins {
  readonly pairs: number;
  readonly falseJoins: readonly string[];
  readonly missed: readonly string[];
  readonly precision: number;
  readonly recall: number;
}

const areJoined = (events: readonly Event[]) =>
  events.some(({ accounts }) => ['account-0', 'account-1'].every((key) => accounts.some((one) => one.key === key)));

export function measureJoins(pairs: readonly LabelledPair[]): MeasuredJoins {
  const judged = pairs.map((pair) => ({ ...pair, joined: areJoined(joinAccounts(pair.accounts)) }));
  const lines = (joined: boolean, isSame: boolean) =>
    judged.filter((one) => one.joined === joined && one.isSame === isSame).map(({ line }) => line);
  const [right, falseJoins, missed] = [lines(true, true), lines(true, false), lines(false, true)];
  return {
    pairs: pairs.length,
    falseJoins,
    missed,
    precision: right.length / (right.length + falseJoins.length),
    recall: right.length / (right.length + missed.length),
  };
}
