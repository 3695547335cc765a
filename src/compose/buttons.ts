import type { Block } from '../chat/message.ts';
import type { DeliveryTrouble, Finding } from '../domain/findings.ts';
import { actions } from './blocks.ts';
import type { Wording } from './figures.ts';

/** Buttons of posts. Each holds a command that can also be typed, with as much of an id as people type. */

export const idLength = 10;

/** Returns the button that traces a figure to its quote and stored bytes. Only the person who presses it sees the answer. */
export function whyButton(lead: Finding, { language }: Wording): readonly Block[] {
  const command = `why ${lead.id.slice(0, idLength)}`;
  return actions({ label: language.actions.why, command, effect: 'turn' });
}

/** Returns the buttons by which a person resolves a delivery; none where the finding names no delivery. */
export function resolveButtons(finding: DeliveryTrouble, { language }: Wording): readonly Block[] {
  if (finding.deliveryId === undefined || finding.kind === 'subscription-paused') return [];
  const command = `deliveries ${finding.deliveryId.slice(0, idLength)}`;
  const { arrived, published, again } = language.actions;
  // A refused post did not arrive. If it is there now, a person published it.
  const label = finding.kind === 'delivery-uncertain' ? arrived : published;
  return actions(
    { label, command: `${command} --arrived`, effect: 'act' },
    { label: again, command: `${command} --again`, effect: 'act' },
  );
}
