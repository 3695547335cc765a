import type { DeliveryTrouble } from '../../../domain/findings.ts';
import { deliveryBody } from './delivery.ts';
import { healthKind } from './health.ts';

export const deliveryUncertain = healthKind<DeliveryTrouble>({
  weight: 25,
  isOfOnePost: true,
  priority: () => 'normal',
  headline: ({ wording }) => wording.language.kinds['delivery-uncertain'].headline(),
  body: deliveryBody,
});
