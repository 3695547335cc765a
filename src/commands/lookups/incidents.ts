import type { Table } from '../../chat/message.ts';
import { line } from '../../compose/blocks.ts';
import { entryCircumstances } from '../../compose/circumstances.ts';
import type { Wording } from '../../compose/figures.ts';
import { incidentTable } from '../../compose/incidents.ts';
import { incidentOutcomes } from '../../domain/incidents.ts';
import type { IncidentRow } from '../../ledger/ledger.ts';
import { type Answer, answer, type CommandContext, CommandError, idLength } from '../command.ts';
import { nearestWord, quoteInput } from '../grammar.ts';

export interface IncidentsQuery {
  readonly place?: string;
  readonly country?: string;
  /** A day, a month or a year, of which the first day counts. */
  readonly since?: string;
  readonly outcome?: string;
  readonly publisher?: string;
  readonly after?: string;
  readonly limit?: number;
}

/** Returns the first day of what was typed as a day, a month or a year. Throws `CommandError`. */
export function firstDayOf(given: string, { wording }: CommandContext): string {
  const day = /^\d{4}$/.test(given) ? `${given}-01-01` : /^\d{4}-\d{2}$/.test(given) ? `${given}-01` : given;
  const date = new Date(`${day}T00:00:00Z`);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== day)
    throw new CommandError(wording.language.commands.badDay(quoteInput(given)));
  return day;
}

/** Lists entries of reports, newest first. Without an outcome all are listed, each with its own. */
export async function incidents(query: IncidentsQuery, context: CommandContext): Promise<Answer> {
  const { lookups, wording } = context;
  const words = wording.language.commands;
  const given = query.outcome
    ?.trim()
    .toLowerCase()
    .replaceAll(/[\s-]+/g, '_');
  const outcome = incidentOutcomes.find((known) => known === given);
  if (given !== undefined && outcome === undefined)
    throw new CommandError(
      words.unknownOutcome(quoteInput(query.outcome ?? ''), incidentOutcomes, nearestWord(given, incidentOutcomes)),
    );
  const page = await lookups.incidents({
    limit: query.limit ?? 20,
    ...(query.place === undefined ? {} : { place: query.place }),
    ...(query.country === undefined ? {} : { country: query.country }),
    ...(query.since === undefined ? {} : { since: firstDayOf(query.since, context) }),
    ...(outcome === undefined ? {} : { outcome }),
    ...(query.publisher === undefined ? {} : { publisher: query.publisher }),
    ...(query.after === undefined ? {} : { after: query.after }),
  });
  const headline = words.incidents.headline(query.place === undefined ? null : quoteInput(query.place));
  if (page.rows.length === 0) return answer(headline, [line(words.incidents.none)], context);
  return answer(headline, [withOutcome(page.rows, wording)], context, page.next);
}

function withOutcome(rows: readonly IncidentRow[], wording: Wording): Table {
  const words = wording.language.commands.incidents;
  const table = incidentTable(rows, words.caption, wording, rows.length);
  const references = rows.map((row) => [...row.reportNumbers, ...row.ngoCodes].join(' / '));
  const ids = rows.map((row) => row.event.slice(0, idLength));
  const hasReference = references.some((reference) => reference !== '');
  const circumstances = rows.map((row) => entryCircumstances(row, wording));
  const hasCircumstances = circumstances.some((text) => text !== '');
  return {
    ...table,
    columns: [
      ...table.columns,
      { title: words.outcome, align: 'left' },
      ...(hasReference ? [{ title: words.reference, align: 'left' } as const] : []),
      ...(hasCircumstances ? [{ title: wording.language.circumstances.column, align: 'left' } as const] : []),
      { title: wording.language.commands.events.rows.id, align: 'left' },
    ],
    rows: table.rows.map((row, index) => [
      ...row,
      outcomeText(rows[index], wording),
      ...(hasReference ? [references[index] ?? ''] : []),
      ...(hasCircumstances ? [circumstances[index] ?? ''] : []),
      ids[index] ?? '',
    ]),
  };
}

/** Returns what the report concluded, or how the body that keeps a page about the incident grades it. */
function outcomeText(row: IncidentRow | undefined, { language }: Wording): string {
  if (row?.dossier)
    return row.dossier.grading === null
      ? language.commands.events.documented
      : language.commands.events.gradings[row.dossier.grading];
  return (row?.outcome ?? '').replaceAll('_', '-');
}
