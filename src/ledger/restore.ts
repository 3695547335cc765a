import { z } from 'zod';
import { LedgerError, ledgerError } from './database/errors.ts';
import { insert, type Schema, type Store, type Writing } from './database/schema.ts';
import { type ExportedTable, exportedTables, exportFormat, exportVersion } from './export.ts';
import { unpackBytes } from './history/content.ts';
import { sha256 } from './history/hashes.ts';
import { rebuildProjections } from './history/rebuild.ts';
import { formerDelivery, formerEdit, formerSubscription } from './outbox/former-rows.ts';

const head = z.strictObject({
  format: z.literal(exportFormat),
  version: z.union([z.literal(1), z.literal(exportVersion)]),
});
const tail = z.strictObject({ end: z.strictObject({ rows: z.number() }) });
const value = z.union([z.string(), z.number(), z.null(), z.strictObject({ gzip: z.base64() })]);
const line = z.strictObject({ table: z.enum(exportedTables), row: z.record(z.string(), value) });

const receipt = z.looseObject({ id: z.string() });

const rowsAtOnce = 200;

async function* linesOf(
  pieces: AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>,
): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const piece of pieces) {
    const lines = (rest + (typeof piece === 'string' ? piece : decoder.decode(piece, { stream: true }))).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest !== '') yield rest;
}

function broken(number: number, why: string) {
  return ledgerError('invalid', `Line ${number} of the export ${why}; export again and restore that file`);
}

function parseLine<T>(schema: z.ZodType<T>, text: string, number: number): T {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw broken(number, 'is not JSON');
  }
  const parsed = schema.safeParse(json);
  if (!parsed.success) throw broken(number, 'is not one this version of Ackwatch can read');
  return parsed.data;
}

/** Throws where the bytes differ from the snapshot's sha-256: a figure could not be traced to its source. */
async function checkBytes(row: Readonly<Record<string, unknown>>, number: number): Promise<void> {
  if (!(row['bytes'] instanceof Uint8Array)) return;
  const bytes = await unpackBytes(row['bytes']).catch(() => {
    throw broken(number, 'holds bytes that cannot be unpacked');
  });
  if (sha256(bytes) !== row['sha256']) throw broken(number, 'holds bytes of another sha-256 than it says');
}

async function insertRows(
  db: Writing,
  pieces: AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>,
): Promise<void> {
  let number = 0;
  let ended: number | undefined;
  let waiting: Readonly<Record<string, unknown>>[] = [];
  let table: ExportedTable = exportedTables[0];
  const flush = async (): Promise<void> => {
    // The database checks the rows: it refuses a wrong column or value, and with it the whole restore.
    await insert(db, table, waiting as unknown as Schema[ExportedTable][]);
    waiting = [];
  };
  for await (const text of linesOf(pieces)) {
    number += 1;
    if (number === 1) {
      parseLine(head, text, number);
      continue;
    }
    if (ended !== undefined) throw broken(number, 'comes after the end');
    const parsed = parseLine(z.union([line, tail]), text, number);
    if ('end' in parsed) {
      ended = parsed.end.rows;
      continue;
    }
    const row = Object.fromEntries(
      Object.entries(parsed.row).map(([name, cell]) => [
        name,
        typeof cell === 'object' && cell !== null ? Buffer.from(cell.gzip, 'base64') : cell,
      ]),
    );
    if (parsed.table === 'snapshots') await checkBytes(row, number);
    if (parsed.table !== table || waiting.length >= rowsAtOnce) await flush();
    table = parsed.table;
    waiting.push(completed(table, row, number));
    if (table === 'snapshots') await flush();
  }
  await flush();
  if (ended === undefined) throw broken(number, 'is its last, but not the end');
  if (ended !== number - 2) throw broken(number, `counts ${ended} rows, not ${number - 2}`);
}

type Row = Readonly<Record<string, unknown>>;

/** The row of an export of an earlier version, as this version stores it. */
function completed(table: ExportedTable, row: Row, number: number): Row {
  if (table === 'readings') return withSets(row, { speaker: 'speakers' });
  if (table === 'incidents')
    return withSets(row, { via: 'vias', report_number: 'report_numbers', ngo_code: 'ngo_codes' });
  if (table === 'subscriptions') return formerSubscription(row);
  if (table === 'edits') return formerEdit(row);
  return table === 'deliveries' ? withReceiptId(formerDelivery(row), number) : row;
}

function withReceiptId(row: Row, number: number): Row {
  if (row['receipt_id'] === 'seen by a person') return { ...row, receipt: null, receipt_id: null };
  if ('receipt_id' in row) return row;
  if (typeof row['receipt'] !== 'string') return { ...row, receipt_id: null };
  return { ...row, receipt_id: parseLine(receipt, row['receipt'], number).id };
}

/** Sets were texts joined by `+` in version 1, and the series of a reading was exported. */
function withSets({ series: _derived, ...row }: Row, columns: Readonly<Record<string, string>>): Row {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => {
      const set = columns[name];
      if (set === undefined) return [name, value];
      return [set, JSON.stringify(typeof value === 'string' ? value.split('+') : [])];
    }),
  );
}

/** Fills an empty ledger from a JSON export, all or nothing. Throws `LedgerError` (`conflict`, `invalid`). */
export async function restoreLedger(
  store: Store,
  pieces: AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>,
): Promise<void> {
  await store.write(async (db) => {
    for (const table of exportedTables) {
      const rows = await db.selectFrom(table).select(db.fn.countAll<number>().as('count')).executeTakeFirstOrThrow();
      if (rows.count > 0) {
        throw new LedgerError(
          'conflict',
          `The ledger at ${store.shown} is not empty. Name a database that is not there yet, and restore into that.`,
        );
      }
    }
    await insertRows(db, pieces);
    await rebuildProjections(db);
  });
}
