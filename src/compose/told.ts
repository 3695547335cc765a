import type { EventRecord } from '../domain/event-record.ts';
import type { Finding } from '../domain/findings.ts';
import { isForOperators } from './kinds/index.ts';
import { inOrder, leadOf } from './lead.ts';
import { ofOriginal } from './source.ts';

/** An event as it is told, with the finding that leads its message. */
export interface Told {
  readonly event: EventRecord;
  readonly lead: Finding;
}

/**
 * Returns the event of a copy as that of its original, as far as the original states the same: its address, its publisher
 * and its sentences. What only the copy says stays the copy's. Any other event, and one that warns operators of a page, is
 * returned as it is. Findings are in the order in which they are said. `leadId` as in `leadOf`, whose TypeError this throws.
 */
export function atItsSource(record: EventRecord, leadId?: string): Told {
  const event = inOrder(record);
  const lead = leadOf(event, leadId);
  const { report, related } = event;
  const { original } = related;
  if (original === null || report === null || isForOperators(lead)) return { event, lead };
  const findings = event.findings.map((finding) => ofOriginal(finding, report, original));
  return { event: { ...event, findings, report: original }, lead: findings[event.findings.indexOf(lead)] ?? lead };
}
