import type { IncidentAdded } from '../../domain/findings.ts';
import { line } from '../blocks.ts';
import { entryCircumstances } from '../circumstances.ts';
import { reportName } from '../figures.ts';
import { incidentBrief } from '../incidents.ts';
import type { Kind } from './kind.ts';

/** A condensed post names this many entries. */
const shownEntries = 3;

export const incidentAdded: Kind<IncidentAdded> = {
  weight: 50,
  wantedBy: ['admissions'],
  news: 'other',
  isOfOnePost: false,
  delivery: 'post',
  priority: () => 'normal',
  evidence: ({ incident }) => ({ figures: [], entries: [{ role: 'entry', incident }] }),
  deaths: ({ incident }) => incident.killedMax ?? incident.killed,
  revises: () => [],
  headline({ finding, event, wording }) {
    const words = wording.language.kinds['incident-added'];
    const report = wording.language.capital(reportName(finding, wording));
    const added = event.findings.filter(({ kind }) => kind === 'incident-added').length;
    return added > 1 ? words.several(report, added) : words.headline(report, incidentBrief(finding.incident, wording));
  },
  // The table that every post about a report carries lists the entries.
  body({ finding, event, wording }) {
    const added = event.findings.filter(({ kind }) => kind === 'incident-added').length;
    const text = added > 1 ? '' : entryCircumstances(finding.incident, wording);
    return text === '' ? [] : [line(text)];
  },
  bodyBeside: () => [],
  short({ event, wording }) {
    const briefs = event.findings.flatMap((one) =>
      one.kind === 'incident-added' ? [incidentBrief(one.incident, wording)] : [],
    );
    // The headline says a single one.
    if (briefs.length < 2) return [];
    const left = briefs.length - shownEntries;
    const more = left > 0 ? [wording.language.incidents.more(left)] : [];
    return [`${[...briefs.slice(0, shownEntries), ...more].join('; ')}.`];
  },
};
