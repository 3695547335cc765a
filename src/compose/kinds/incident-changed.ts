import type { IncidentChanged } from '../../domain/findings.ts';
import { line, strong, struck } from '../blocks.ts';
import { reportName } from '../figures.ts';
import { incidentBrief } from '../incidents.ts';
import { editedNote, fateInEdit } from './edited-note.ts';
import type { Kind } from './kind.ts';

export const incidentChanged: Kind<IncidentChanged> = {
  weight: 55,
  wantedBy: ['revisions'],
  news: 'other',
  isOfOnePost: false,
  delivery: 'post',
  priority: () => 'normal',
  evidence: ({ now, before }) => ({
    figures: [],
    entries: [
      ...(now === null ? [] : [{ role: 'entry' as const, incident: now }]),
      { role: 'entry-before', incident: before },
    ],
  }),
  /** The larger of the two; null where one of them gives no number. */
  deaths({ now, before }) {
    const tolls = [before, ...(now === null ? [] : [now])].map(({ killed, killedMax }) => killedMax ?? killed);
    const known = tolls.filter((toll) => toll !== null);
    return known.length < tolls.length ? null : Math.max(...known);
  },
  revises: ({ documentId }) => (documentId === null ? [] : [documentId]),
  headline({ finding: { now, before, ...finding }, wording }) {
    const words = wording.language.kinds['incident-changed'];
    const report = wording.language.capital(reportName(finding, wording));
    return now === null
      ? words.removed(report, incidentBrief(before, wording))
      : words.headline(report, incidentBrief(now, wording));
  },
  body({ finding, wording }) {
    const { before, now, removed } = wording.language.incidents;
    return [
      line(before, struck(incidentBrief(finding.before, wording))),
      finding.now === null ? line(removed) : line(now, strong(incidentBrief(finding.now, wording))),
    ];
  },
  bodyBeside: (subject) => [line(strong(incidentChanged.headline(subject)), '.'), ...incidentChanged.body(subject)],
  short({ finding, wording }) {
    const { incidents, separator } = wording.language;
    const was = [incidents.before, struck(incidentBrief(finding.before, wording))];
    return finding.now === null
      ? [...was, '. ', incidents.removed]
      : [...was, separator, incidents.now, strong(incidentBrief(finding.now, wording)), '.'];
  },
  correction(subject) {
    const { finding, event, wording } = subject;
    const was = struck(incidentBrief(finding.before, wording));
    const parts = [` ${wording.language.incidents.before}`, was, '.', editedNote(event, wording)];
    return { parts: [`${incidentChanged.headline(subject)}.`, ...parts], figure: fateInEdit(event) };
  },
};
