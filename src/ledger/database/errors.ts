const ledgerErrorKinds = [
  'address',
  'unavailable',
  'busy',
  'full',
  'read-only',
  'corrupt',
  'newer-schema',
  'changed-migration',
  'append-only',
  'conflict',
  'missing',
  'invalid',
  'closed',
  'unknown',
] as const;
/**
 * address            the configured address is not one of a ledger
 * unavailable        the file or server cannot be reached or refuses us
 * busy               another program has locked the ledger; worth trying again
 * changed-migration  an applied migration differs from the one of this program
 * append-only        something tried to change history
 * conflict           a constraint says no, or the ledger is not empty where it must be
 * missing            no row with the id that was asked for
 * invalid            a value that no ledger stores, or a page mark or export that cannot be read
 */
type LedgerErrorKind = (typeof ledgerErrorKinds)[number];

/** The only error the ledger throws. Its message is for operators: it ends with the fix and contains no secret. */
export class LedgerError extends Error {
  override readonly name = 'LedgerError';
  readonly kind: LedgerErrorKind;

  constructor(kind: LedgerErrorKind, message: string, details: { cause?: unknown } = {}) {
    super(message, details.cause === undefined ? {} : { cause: details.cause });
    this.kind = kind;
  }
}

/** SQLite's primary result codes. */
const sqliteKinds: Readonly<Record<number, LedgerErrorKind>> = {
  5: 'busy',
  6: 'busy',
  8: 'read-only',
  10: 'unavailable',
  11: 'corrupt',
  13: 'full',
  14: 'unavailable',
  19: 'conflict',
  20: 'invalid',
  23: 'unavailable',
  26: 'corrupt',
};
const sqliteConstraintTrigger = 1811;

/** SQLSTATE, the whole code before its class. */
const postgresKinds: Readonly<Record<string, LedgerErrorKind>> = {
  AW001: 'append-only',
  '25006': 'read-only',
  '42501': 'unavailable',
  '53100': 'full',
  '55P03': 'busy',
  '57014': 'busy',
  '08': 'unavailable',
  '22': 'invalid',
  '23': 'conflict',
  '25': 'busy',
  '28': 'unavailable',
  '3D': 'unavailable',
  '40': 'busy',
  '53': 'unavailable',
  '57': 'unavailable',
  XX: 'corrupt',
};

const fixes: Readonly<Record<LedgerErrorKind, string>> = {
  address: 'Set `database` to a file path, sqlite:PATH, :memory: or postgres://USER:PASSWORD@HOST/DATABASE.',
  unavailable: 'Check that the address is right, that it can be reached and that this user may use it.',
  busy: 'Another program holds it: wait and try again, or stop the other program.',
  full: 'Free space on that disk, then start again.',
  'read-only': 'Give this user the right to write there.',
  corrupt: 'Stop, keep a copy of it, and restore the last backup or export.',
  'newer-schema': 'Install the newer version of Ackwatch that made it.',
  'changed-migration': 'Install the version of Ackwatch that made it, or restore an export into a new ledger.',
  'append-only': 'History is not changed: record a new snapshot instead.',
  conflict: 'Restart; if it happens again, report it with this message.',
  missing: 'Check the id.',
  invalid: 'Report it with this message.',
  closed: 'Open the ledger again.',
  unknown: 'Report it with this message.',
};

/** One message: what happened where, then the fix. */
export function ledgerError(kind: LedgerErrorKind, what: string, cause?: unknown): LedgerError {
  return new LedgerError(kind, `${what.replace(/\.?\s*$/u, '.')} ${fixes[kind]}`, { cause });
}

function property(error: unknown, name: string): unknown {
  return typeof error === 'object' && error !== null ? Reflect.get(error, name) : undefined;
}

function kindOf(error: unknown): LedgerErrorKind {
  const errcode = property(error, 'errcode');
  if (typeof errcode === 'number') {
    return errcode === sqliteConstraintTrigger ? 'append-only' : (sqliteKinds[errcode & 0xff] ?? 'unknown');
  }
  const code = property(error, 'code');
  if (typeof code !== 'string') {
    const text = error instanceof Error ? error.message : '';
    return /connection|timeout exceeded when trying to connect/iu.test(text) ? 'unavailable' : 'unknown';
  }
  if (code === 'ERR_INVALID_STATE') return 'closed';
  if (/^E[A-Z]+$/u.test(code)) return 'unavailable';
  return postgresKinds[code] ?? postgresKinds[code.slice(0, 2)] ?? 'unknown';
}

/**
 * The one mapper of driver errors. `where` is the address as it may be shown. A `LedgerError` passes as it is; only the
 * text of the driver's error is used, because its other properties may lead to the connection's password.
 */
export function toLedgerError(error: unknown, where: string): LedgerError {
  if (error instanceof LedgerError) return error;
  const parts = property(error, 'errors');
  const first: unknown = Array.isArray(parts) && parts.length > 0 ? parts[0] : error;
  const text = first instanceof Error ? first.message : String(first);
  return ledgerError(kindOf(error), `The ledger at ${where} failed: ${text}`, new Error(text));
}
