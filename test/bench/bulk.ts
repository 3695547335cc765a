/** The ledger's own tables filled from within: what 4,000 entries are, a million are too, in seconds instead of minutes. */

const hex = (copy: number) => copy.toString(16).padStart(4, '0');

/**
 * Statements, for both databases, that add one more copy of every incident whose id begins with none of the copies
 * before. Each copy has ids of its own, and villages of its own, so that as many names are as rare as before.
 * `copy` is from 1 to 65,535; the entries that are copied are named by the marks of `seed`.
 */
export function copyStatements(copy: number, seed: string): readonly string[] {
  const village = String(copy).padStart(3, '0');
  const id = (column: string) => `'${hex(copy)}' || substr(${column}, 5)`;
  const from = (table: string, column: string) => `from ${table} where ${column} in (${seed}) order by ${column}`;
  return [
    `insert into incidents (id, run_id, number, date, date_to, place, country, vias, outcome, killed, killed_max, injured,
       report_numbers, ngo_codes, mgrs, not_previously_reported, quote, quote_start, quote_end)
     select ${id('id')}, run_id, number, date, date_to,
       case when place like 'Village %' then place || '${village}' else place end,
       country, vias, outcome, killed, killed_max, injured, replace(report_numbers, '"]', '.${copy}"]'), ngo_codes, mgrs,
       not_previously_reported, quote, quote_start, quote_end ${from('incidents', 'id')}`,
    `insert into listed_incidents (incident_id, document_id, publisher, country, outcome, sort_date)
     select ${id('incident_id')}, document_id, publisher, country, outcome, sort_date ${from('listed_incidents', 'incident_id')}`,
    `insert into incident_parts (incident_id, part, publisher, country, outcome, sort_date)
     select ${id('incident_id')},
       case when part like 'village %' or part between '0' and '9z' then part || '${village}' else part end,
       publisher, country, outcome, sort_date ${from('incident_parts', 'incident_id')}`,
    `insert into incident_keys (incident_id, publisher, key, document_id)
     select ${id('incident_id')}, publisher, key, document_id ${from('incident_keys', 'incident_id')}`,
  ];
}

/** Holds the ids of the entries that are copied, apart from those of the copies. */
export const seedTable = 'create temporary table seed as select id from incidents';
export const seed = 'select id from seed';
