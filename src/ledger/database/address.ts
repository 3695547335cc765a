import { ledgerError } from './errors.ts';

type LedgerAddress =
  | { readonly dialect: 'sqlite'; readonly path: string; readonly shown: string }
  | { readonly dialect: 'postgres'; readonly url: string; readonly shown: string };

/** `shown` is the address without password or options, for messages. Throws `LedgerError` (`address`). */
export function parseAddress(address: string): LedgerAddress {
  const given = address.trim();
  if (given === '') throw ledgerError('address', 'The ledger has no address');
  if (/^postgres(ql)?:/iu.test(given)) {
    // The error of a broken URL quotes it, password included: it is not passed on.
    const url = URL.parse(given);
    if (url === null || url.hostname === '' || url.pathname.length < 2) {
      throw ledgerError('address', 'The Postgres address of the ledger cannot be read');
    }
    const user = url.username === '' ? '' : `${url.username}@`;
    return { dialect: 'postgres', url: given, shown: `postgres://${user}${url.host}${url.pathname}` };
  }
  const path = given.replace(/^sqlite:(\/\/)?/iu, '');
  if (path === '' || /^[a-z][a-z0-9+.-]+:\/\//iu.test(path)) {
    throw ledgerError('address', 'The address of the ledger is of an unknown kind');
  }
  return { dialect: 'sqlite', path, shown: path };
}
