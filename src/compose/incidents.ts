import type { Block, Table } from '../chat/message.ts';
import type { Incident, Via } from '../domain/incidents.ts';
import { line, strong } from './blocks.ts';
import { rangeText, type Wording } from './figures.ts';

/** A post shows this many entries and says how many more there are. */
export const shownIncidents = 15;

function incidentDate(incident: Incident, { language }: Wording): string {
  if (incident.date === null) return language.incidents.dateUnknown;
  return incident.dateTo === null || incident.dateTo === incident.date
    ? language.day(incident.date)
    : language.days(incident.date, incident.dateTo);
}

function incidentPlace(incident: Incident, { language }: Wording): string {
  const parts = [incident.place, incident.country].filter((part) => part !== null);
  return parts.length === 0 ? language.placeUnknown : parts.join(', ');
}

function viaText(vias: readonly Via[], { language }: Wording): string {
  return vias.length === 0 ? language.notRead : language.list(vias.map((id) => language.via(id)));
}

/** Returns `12 May 2017, Raqqa, Syria, 2 killed`. */
export function incidentBrief(incident: Incident, wording: Wording): string {
  const { language } = wording;
  const toll =
    incident.killed === null
      ? language.incidents.killedUnknown
      : language.incidents.killed(rangeText(incident.killed, incident.killedMax, language));
  return language.incidents.brief(incidentDate(incident, wording), incidentPlace(incident, wording), toll);
}

/** Returns the entries as a table of at most `shown` rows, with a column for notes where there is one. */
export function incidentTable(
  incidents: readonly Incident[],
  caption: string,
  wording: Wording,
  shown: number = shownIncidents,
): Table {
  const { columns, notPreviouslyReported } = wording.language.incidents;
  const { language } = wording;
  const rows = incidents.slice(0, shown);
  const noted = rows.some((incident) => incident.notPreviouslyReported);
  return {
    type: 'table',
    caption,
    columns: [
      { title: columns.date, align: 'left' },
      { title: columns.place, align: 'left' },
      { title: columns.killed, align: 'right' },
      { title: columns.injured, align: 'right' },
      { title: columns.via, align: 'left' },
      ...(noted ? [{ title: columns.note, align: 'left' } as const] : []),
    ],
    rows: rows.map((incident) => [
      incidentDate(incident, wording),
      incidentPlace(incident, wording),
      incident.killed === null ? language.notRead : rangeText(incident.killed, incident.killedMax, language),
      incident.injured === null ? language.notRead : language.number(incident.injured),
      // A page of a body that documents was not reported to it.
      incident.dossier === null ? viaText(incident.vias, wording) : '',
      ...(noted ? [incident.notPreviouslyReported ? notPreviouslyReported : ''] : []),
    ]),
  };
}

/** Returns the table and, where it is cut, how many entries it leaves out. */
export function incidentBlocks(incidents: readonly Incident[], caption: string, wording: Wording): readonly Block[] {
  if (incidents.length === 0) return [];
  const table = incidentTable(incidents, caption, wording);
  const left = incidents.length - table.rows.length;
  return left === 0 ? [table] : [table, line(strong(wording.language.incidents.more(left)), '.')];
}
