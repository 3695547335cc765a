import type { DeliveryTrouble } from '../../../domain/findings.ts';
import { deliveryBody } from './delivery.ts';
import { healthKind } from './health.ts';

export const subscriptionPaused = healthKind<DeliveryTrouble>({
  weight: 24,
  isOfOnePost: true,
  priority: () => 'normal',
  headline({ finding, wording }) {
    const words = wording.language.kinds['subscription-paused'];
    // Where no channel is named, the whole destination is meant.
    return finding.subscription.includes(' ') ? words.headline() : words.destination(finding.subscription);
  },
  body: deliveryBody,
});
