import type { Destination } from '../chat/destination.ts';
import { failureText } from '../domain/failures.ts';
import type { Edit } from '../ledger/ledger.ts';
import { deliveryError, render } from './calls.ts';
import type { DispatcherParts } from './dispatcher.ts';
import { type EditEffect, type EditEvent, nextEdit } from './machine/edit-machine.ts';
import { capabilitiesOf } from './machine/retry.ts';
import { composeAnew } from './prepare.ts';
import type { Token } from './token-window.ts';

/** Runs the effects that the machine of edits asks for. Rejects only when the ledger fails. */
export type Editor = (edit: Edit, token: Token | undefined) => Promise<void>;

export function createEditor({
  ledger,
  destinations,
  obstacleTo,
  limiter,
  breaker,
  ...parts
}: DispatcherParts): Editor {
  const { preparing, now, random, log, observe, callTimeoutMs } = parts;

  async function update(destination: Destination, { delivery }: Edit, token: Token | undefined): Promise<EditEvent> {
    const { receipt } = delivery;
    const message = await composeAnew(delivery, preparing);
    observe('editing', delivery.id);
    try {
      const { payload } = render(destination, message);
      token?.use();
      if (receipt !== null) await destination.update?.(receipt, payload, AbortSignal.timeout(callTimeoutMs));
    } catch (thrown) {
      return { type: 'refused', error: deliveryError(thrown) };
    }
    observe('edited', delivery.id);
    return { type: 'edited' };
  }

  async function perform(effect: EditEffect, edit: Edit, token: Token | undefined): Promise<EditEvent | undefined> {
    const { id, subscription } = edit.delivery;
    const destination = destinations.get(subscription.destination);
    switch (effect.type) {
      case 'update':
        return destination && update(destination, edit, token);
      case 'open-circuit':
        await breaker.open({ destination: subscription.destination, publisher: '', error: effect.error });
        return undefined;
      case 'limit':
        limiter.limit('edit', subscription, effect);
        return undefined;
      case 'log': {
        const { level, message, error, retryAfterMs } = effect;
        log[level]({ delivery: id, error: failureText(error), retryAfterMs }, message);
        return undefined;
      }
      case 'save':
        await ledger.edits.save({ edit, to: edit });
        return undefined;
    }
  }

  return async (claimed, token) => {
    const { subscription, receipt } = claimed.delivery;
    const capabilities = capabilitiesOf(destinations.get(subscription.destination));
    const canUpdate = capabilities.canUpdate && receipt !== null;
    let edit = claimed;
    let event: EditEvent | undefined = (await obstacleTo('edit', subscription)) ?? { type: 'claimed' };
    while (event !== undefined) {
      const at = { at: now(), random: random() };
      const { state, effects } = nextEdit(edit, event, at, { ...capabilities, canUpdate });
      edit = { ...edit, ...state };
      event = undefined;
      for (const effect of effects) event = (await perform(effect, edit, token)) ?? event;
    }
  };
}
