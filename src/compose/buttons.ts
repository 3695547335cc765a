import type { Block } from '../chat/message.ts';
import type { DeliveryTrouble, Finding } from '../domain/findings.ts';
import { actions } from './blocks.ts';
import type { Wording } from './figures.ts';

/** What can be done about a post, as commands that are also typed. An id is named by as much of it as people type. */

const idLength = 10;

/** The way from a figure to its quote and the stored bytes, for whoever wants to see it: the answer is theirs alone. */
export function whyButton(lead: Finding, { language }: Wording): readonly Block[] {
  const command = `why ${lead.id.slice(0, idLength)}`;
  return actions({ label: language.actions.why, command, effect: 'turn' });
}

/** A person says what became of a post; none where the finding does not say which post it is. */
export function settleButtons(finding: DeliveryTrouble, { language }: Wording): readonly Block[] {
  if (finding.deliveryId === undefined || finding.kind === 'subscription-paused') return [];
  const command = `deliveries ${finding.deliveryId.slice(0, idLength)}`;
  const { arrived, published, again } = language.actions;
  // What was refused did not arrive; where it stands now, somebody put it there.
  const label = finding.kind === 'delivery-uncertain' ? arrived : published;
  return actions(
    { label, command: `${command} --arrived`, effect: 'act' },
    { label: again, command: `${command} --again`, effect: 'act' },
  );
}
