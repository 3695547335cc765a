import type { EventRecord } from '../domain/event-record.ts';
import type { Finding } from '../domain/findings.ts';
import { kindOf } from './kinds/index.ts';

/** Decides which finding leads an event, a post or a list. */

function weightOf(finding: Finding): number {
  return kindOf(finding).weight;
}

/** Orders the heaviest first. Equally heavy ones keep their order under a stable sort. */
export function compareWeight(one: Finding, other: Finding): number {
  return weightOf(other) - weightOf(one);
}

/** Returns the event with its findings in the order in which they are said, the heaviest first. */
export function inOrder(event: EventRecord): EventRecord {
  return { ...event, findings: event.findings.toSorted(compareWeight) };
}

/** Returns the heaviest of the findings, of several equally heavy the first; undefined when there is none. */
export function heaviest<F extends Finding>(findings: readonly F[]): F | undefined {
  return findings.toSorted(compareWeight)[0];
}

/**
 * Returns the finding that leads the message of an event: the one of this id, or the heaviest where the event does not
 * hold it. Throws a TypeError for an event without any finding.
 */
export function leadOf({ event, findings }: Pick<EventRecord, 'event' | 'findings'>, id?: string): Finding {
  const lead = findings.find((finding) => finding.id === id) ?? heaviest(findings);
  if (lead === undefined) throw new TypeError(`The event ${event} holds no finding`);
  return lead;
}
