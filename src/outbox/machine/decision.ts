import type { DeliveryFailure } from '../../domain/failures.ts';
import type { DeliveryProgress } from '../../ledger/ledger.ts';
import type { DeliveryEffect, DeliveryEvent } from './events.ts';

/** What the machine returns, and how it is made. */

export interface Now {
  readonly at: Date;
  /** In [0, 1). */
  readonly random: number;
}

/** The stored columns, and whether it is the private delivery to the person who owns a channel: that one is never paused. */
export interface MachineDelivery extends DeliveryProgress {
  readonly isToOwner: boolean;
}

export interface Decision {
  readonly state: MachineDelivery;
  readonly effects: readonly DeliveryEffect[];
}

export type EventOf<Type extends DeliveryEvent['type']> = Extract<DeliveryEvent, { readonly type: Type }>;

/** The state is not stored: the lease goes on. */
export function unsaved(state: MachineDelivery, ...effects: readonly DeliveryEffect[]): Decision {
  return { state, effects };
}

/** The state is stored once the other effects are done, so that a process that dies between loses none of them. */
export function saved(state: MachineDelivery, ...before: readonly DeliveryEffect[]): Decision {
  return { state, effects: [...before, { type: 'save' }] };
}

export function withLog(log: DeliveryEffect, { state, effects }: Decision): Decision {
  return { state, effects: [log, ...effects] };
}

export function failure({ kind, message }: DeliveryFailure): DeliveryFailure {
  return { kind, message };
}

export function logged(level: 'warn' | 'error', message: string, error: DeliveryFailure) {
  return { type: 'log', level, message, error: failure(error) } as const;
}

export function after({ at }: Now, milliseconds: number): string {
  return new Date(at.getTime() + milliseconds).toISOString();
}

export function pendingFrom(delivery: MachineDelivery, nextAttemptAt: string, error: DeliveryFailure | null) {
  const waiting = { nextAttemptAt, holdUntil: null, error: error === null ? null : failure(error) };
  return { ...delivery, state: 'pending' as const, ...waiting };
}
