import type { IncidentAdded, IncidentChanged } from '../../domain/findings.ts';
import type { IncidentComparison } from '../compare/incidents.ts';
import type { DetectContext } from '../detection.ts';

/** Returns `incident-changed` for each changed or removed entry, then `incident-added` for each new one. */
export function incidentFindings(
  { makeBase }: DetectContext,
  { added, changed }: IncidentComparison,
): (IncidentChanged | IncidentAdded)[] {
  return [
    ...changed.map(
      (change): IncidentChanged => ({
        ...makeBase('incident-changed', [change.before.quote, change.before.start, change.now?.start ?? null]),
        kind: 'incident-changed',
        ...change,
      }),
    ),
    ...added.map(
      (incident): IncidentAdded => ({
        ...makeBase('incident-added', [incident.start, incident.quote]),
        kind: 'incident-added',
        incident,
      }),
    ),
  ];
}
