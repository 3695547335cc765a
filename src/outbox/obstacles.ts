import type { DeliveryFailure } from '../domain/failures.ts';
import type { CircuitBreaker } from './circuit-breaker.ts';
import type { Obstacle } from './machine/events.ts';
import type { OutboxParts } from './parts.ts';
import type { Method, Place, RateLimiter } from './rate-limiter.ts';

/** Returns why no call may be made now; null where one may. */
export type FindObstacle = (method: Method, channel: Place) => Promise<Obstacle | null>;

export function createObstacles(
  { destinations, log }: Pick<OutboxParts, 'destinations' | 'log'>,
  limiter: RateLimiter,
  breaker: CircuitBreaker,
): FindObstacle {
  const loggedOff = new Set<string>();

  function off(name: string): DeliveryFailure {
    if (!loggedOff.has(name)) log.warn({ destination: name }, 'Posts wait for a destination that is off');
    loggedOff.add(name);
    const message = `The destination ${name} is off. Set its credentials; \`ackwatch doctor\` names them.`;
    return { kind: 'unavailable', message };
  }

  return async (method, channel) => {
    const destination = destinations.get(channel.destination);
    if (destination === undefined) return { type: 'destination-off', error: off(channel.destination) };
    const refusal = await breaker.check(destination);
    if (refusal !== null) return { type: 'circuit-open', error: refusal };
    const limit = limiter.limitOf(method, channel);
    return limit === undefined ? null : { type: 'limited', until: limit.until, error: limit.error };
  };
}
