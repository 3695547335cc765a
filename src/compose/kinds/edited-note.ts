import type { EventRecord } from '../../domain/event-record.ts';
import type { Wording } from '../figures.ts';
import type { FigureFate } from './kind.ts';

/** Returns that the published page was edited, with a space in front; empty where the event is no edit. */
export function editedNote(event: EventRecord, { language }: Wording): string {
  const isEdit = event.findings.some(
    (finding) =>
      finding.kind === 'edited' ||
      finding.kind === 'incident-changed' ||
      (finding.kind === 'restated' && finding.now.documentId === finding.before.documentId),
  );
  return isEdit ? ` ${language.revision.edited}` : '';
}

/** Returns what an event that restates no figure does to the figure of the earlier post. */
export function fateInEdit({ findings }: EventRecord): FigureFate {
  return findings.some((one) => one.kind === 'edited' && one.returned === true) ? 'restored' : 'kept';
}
