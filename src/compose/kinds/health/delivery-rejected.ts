import type { DeliveryTrouble } from '../../../domain/findings.ts';
import { deliveryBody } from './delivery.ts';
import { healthKind } from './health.ts';

export const deliveryRejected = healthKind<DeliveryTrouble>({
  weight: 25,
  isOfOnePost: true,
  priority: () => 'normal',
  headline: ({ wording }) => wording.language.kinds['delivery-rejected'].headline(),
  body: deliveryBody,
});
