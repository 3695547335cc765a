import type { Line } from '../chat/message.ts';
import type { EventRecord } from '../domain/event-record.ts';
import { at, spans, strong } from './blocks.ts';
import type { Wording } from './figures.ts';
import { editedNote, fateInEdit } from './kinds/edited-note.ts';
import { kindOf } from './kinds/index.ts';
import type { Correction, Subject } from './kinds/kind.ts';
import { inOrder, leadOf } from './lead.ts';

/** Marks a post of any form whose content is outdated: what it was, what it is, why, and when that was seen. */

/** A later event about a document that was posted before. The earlier post is corrected by it. */
export interface Revision {
  readonly event: EventRecord;
  readonly leadId: string;
}

/** A headline and the notes about it, as they read after revisions. */
interface Corrected {
  /** Marked as revised, with the current value before the struck one. */
  readonly headline: Line;
  /** What changed, the newest first, each change once: of a page that flips only the last of each flip. */
  readonly notes: readonly Correction[];
}

/** Returns the headline after these revisions, oldest first; as it was where none of them has a finding. */
export function corrected(headline: Line, revisions: readonly Revision[], wording: Wording): Corrected {
  const corrections = revisions.flatMap((revision) => correctionOf(revision, wording));
  if (corrections.length === 0) return { headline, notes: [] };
  return { headline: correctedHeadline(headline, corrections, wording), notes: eachOnce(corrections).toReversed() };
}

interface DatedCorrection extends Correction {
  /** Equal for changes that read alike, whenever they were seen. */
  readonly change: string;
}

function correctionOf({ event: record, leadId }: Revision, wording: Wording): readonly DatedCorrection[] {
  const { language } = wording;
  const event = inOrder(record);
  if (event.findings.length === 0) return [];
  const lead = leadOf(event, leadId);
  const subject = { finding: lead, event, wording };
  const correction = kindOf(lead).correction?.(subject) ?? defaultCorrection(subject);
  const parts = [
    strong(language.revision.seen),
    { ...at(language.instant(lead.foundAt), lead.foundAt), strong: true },
    strong(': '),
    ...correction.parts,
  ];
  return [{ ...correction, parts, change: JSON.stringify(correction.parts) }];
}

/** Returns the last of those that read alike. */
function eachOnce(corrections: readonly DatedCorrection[]): readonly DatedCorrection[] {
  return corrections.filter((one, index) => corrections.findLastIndex(({ change }) => change === one.change) === index);
}

function correctedHeadline(headline: Line, corrections: readonly Correction[], { language }: Wording): Line {
  const values = corrections.flatMap((one) => one.values ?? []);
  // A page that flips is back where its last value is the first one.
  const isBack = values[0] !== undefined && values[0].before === values.at(-1)?.now;
  const isReplaced = corrections.some(({ figure }) => figure === 'replaced') && !isBack;
  const whereabouts = corrections.findLast(({ figure }) => figure === 'withdrawn' || figure === 'restored');
  const isStruck = isReplaced || whereabouts?.figure === 'withdrawn';
  const current = corrections.findLast((one) => one.headline !== undefined)?.headline;
  return [
    strong(language.revised),
    ...(isStruck && current !== undefined ? spans(strong(current), language.separator) : []),
    ...headline.map((span) => (isStruck ? { ...span, struck: true } : span)),
  ];
}

function defaultCorrection(subject: Subject): Correction {
  const { finding, event, wording } = subject;
  const headline = `${kindOf(finding).headline(subject)}.`;
  return { parts: [headline, editedNote(event, wording)], figure: fateInEdit(event) };
}
