import type { EventRecord } from '../../src/domain/event-record.ts';
import type { FindingKind } from '../../src/domain/findings.ts';
import { exampleEvent, incident } from './events.ts';

/** Each text of an event as long as no source would write it; numbers, instants and addresses stay what they are. */
function blownUp<T>(value: T, words: string): T {
  const grow = (inner: unknown, key: string): unknown => {
    if (Array.isArray(inner)) return inner.map((one) => grow(one, key));
    if (typeof inner === 'object' && inner !== null)
      return Object.fromEntries(Object.entries(inner).map(([name, one]) => [name, grow(one, name)]));
    return typeof inner === 'string' && ['quote', 'place', 'message', 'error', 'after', 'before', 'now'].includes(key)
      ? `${inner} ${words}`
      : inner;
  };
  return grow(value, '') as T;
}

/** The example of a kind with `words` after each text of a source, and 400 entries more. */
export function hugeEvent(kind: FindingKind, words: string): EventRecord {
  const event = blownUp(exampleEvent(kind), words);
  const added = Array.from({ length: 400 }, (_, index) => ({
    ...exampleEvent('incident-added').findings[0],
    id: `more-${index}`,
    kind: 'incident-added' as const,
    incident: incident({ number: index, place: `a place with a long name, the ${index}th` }),
  }));
  const report = event.report && { ...event.report, incidents: added.map((one) => one.incident) };
  return { ...event, report, findings: [...event.findings, ...added] as typeof event.findings };
}
