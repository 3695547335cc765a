import type { Line } from '../chat/message.ts';
import type { EventRecord } from '../domain/event-record.ts';
import { at, strong } from './blocks.ts';
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

/** Returns one correction for each revision that has a finding, in their order. */
export function correctionsOf(revisions: readonly Revision[], wording: Wording): readonly Correction[] {
  const { language } = wording;
  return revisions.flatMap(({ event: record, leadId }) => {
    const event = inOrder(record);
    if (event.findings.length === 0) return [];
    const lead = leadOf(event, leadId);
    const subject = { finding: lead, event, wording };
    const { parts: change, figure } = kindOf(lead).correction?.(subject) ?? defaultCorrection(subject);
    const parts = [
      strong(language.revision.seen),
      { ...at(language.instant(lead.foundAt), lead.foundAt), strong: true },
      strong(': '),
      ...change,
    ];
    return [{ parts, figure }];
  });
}

/** Returns the headline of a corrected post: marked as revised, and struck where its figure is outdated. */
export function correctedHeadline(headline: Line, corrections: readonly Correction[], { language }: Wording): Line {
  if (corrections.length === 0) return headline;
  const replaced = corrections.some(({ figure }) => figure === 'replaced');
  const whereabouts = corrections.findLast(({ figure }) => figure === 'withdrawn' || figure === 'restored');
  const isStruck = replaced || whereabouts?.figure === 'withdrawn';
  return [strong(language.revised), ...headline.map((span) => (isStruck ? { ...span, struck: true } : span))];
}

function defaultCorrection(subject: Subject): Correction {
  const { finding, event, wording } = subject;
  const headline = `${kindOf(finding).headline(subject)}.`;
  return { parts: [headline, editedNote(event, wording)], figure: fateInEdit(event) };
}
