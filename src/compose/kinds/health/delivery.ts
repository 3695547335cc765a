import type { Block } from '../../../chat/message.ts';
import type { DeliveryTrouble } from '../../../domain/findings.ts';
import { line } from '../../blocks.ts';
import type { Subject } from '../kind.ts';

/** Where it happened and what it is. The message of such a finding ends with its fix. */
export function deliveryBody({ finding, wording }: Subject<DeliveryTrouble>): readonly Block[] {
  return [line(wording.language.health.where(finding.subscription)), line(finding.message)];
}
