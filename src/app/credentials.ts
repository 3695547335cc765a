import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { keysOf } from '../../config/environment.ts';
import { DeliveryError, type Installations, type Log } from '../chat/destination.ts';
import type { InstallationStore } from '../ledger/ledger.ts';

/**
 * Values are encrypted with AES-256-GCM. HKDF derives a key for each value from `ACKWATCH_KEY` and a salt, because NIST SP
 * 800-38D allows random 96-bit nonces only if one key encrypts few values. An encrypted value is bound to a name and
 * cannot be opened under another.
 */

const cipher = 'aes-256-gcm';
const version = 'v1';
const saltBytes = 16;
const nonceBytes = 12;
const tagBytes = 16;

interface Opened {
  readonly text: string;
  /** True if it was sealed with a key that is no longer the first. */
  readonly isOutdated: boolean;
}

interface Seal {
  /** Seals with the first key. Opening requires the same `name`. */
  seal(text: string, name: string): string;
  /** Opens with any of the keys. Returns undefined if none fits, the value was altered, or the name is another. */
  open(sealed: string, name: string): Opened | undefined;
}

function deriveKey(key: string, salt: Uint8Array): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', key, salt, `ackwatch seal ${version}`, 32));
}

/** `setting` is `ACKWATCH_KEY` as `readEnvironment` accepts it. */
export function createSeal(setting: string): Seal {
  const keys = keysOf(setting);
  const [first = ''] = keys;

  function tryOpen(key: string, sealed: Buffer, name: string): string | undefined {
    const salt = sealed.subarray(0, saltBytes);
    const nonce = sealed.subarray(saltBytes, saltBytes + nonceBytes);
    const tag = sealed.subarray(sealed.length - tagBytes);
    const decipher = createDecipheriv(cipher, deriveKey(key, salt), nonce, { authTagLength: tagBytes });
    decipher.setAAD(Buffer.from(`${version}\n${name}`)).setAuthTag(tag);
    try {
      const text = decipher.update(sealed.subarray(saltBytes + nonceBytes, sealed.length - tagBytes));
      return Buffer.concat([text, decipher.final()]).toString('utf8');
    } catch {
      return undefined;
    }
  }

  return {
    seal(text, name) {
      const salt = randomBytes(saltBytes);
      const nonce = randomBytes(nonceBytes);
      const sealing = createCipheriv(cipher, deriveKey(first, salt), nonce, { authTagLength: tagBytes });
      sealing.setAAD(Buffer.from(`${version}\n${name}`));
      const hidden = Buffer.concat([sealing.update(text, 'utf8'), sealing.final()]);
      return `${version}.${Buffer.concat([salt, nonce, hidden, sealing.getAuthTag()]).toString('base64url')}`;
    },
    open(sealed, name) {
      const [found, encoded = '', ...rest] = sealed.split('.');
      const bytes = Buffer.from(encoded, 'base64url');
      // Decoding base64url is lenient, so the value must equal its own encoding.
      const isOurs = found === version && rest.length === 0 && bytes.toString('base64url') === encoded;
      if (!isOurs || bytes.length < saltBytes + nonceBytes + tagBytes) return undefined;
      for (const [index, key] of keys.entries()) {
        const text = tryOpen(key, bytes, name);
        if (text !== undefined) return { text, isOutdated: index > 0 };
      }
      return undefined;
    },
  };
}

const nameOf = (destination: string, space: string) => JSON.stringify([destination, space]);

function noKey(): DeliveryError {
  return new DeliveryError(
    'unauthorized',
    'The credentials of workspaces are stored encrypted, and ACKWATCH_KEY is not set. Set it to the key that encrypted them, or for a first start to a new one: openssl rand -base64 32.',
  );
}

function wrongKey(destination: string, space: string): DeliveryError {
  return new DeliveryError(
    'unauthorized',
    `The credentials of ${destination} ${space} cannot be decrypted with ACKWATCH_KEY. Append the key that encrypted them, after a comma, or install the app there again.`,
  );
}

const rejectWithoutKey = () => Promise.reject(noKey());
/** Installations without a key. Every operation rejects. */
export const noInstallations: Installations = {
  get: rejectWithoutKey,
  set: rejectWithoutKey,
  remove: rejectWithoutKey,
  spaces: rejectWithoutKey,
};

/** Returns the installations of one destination, which the ledger stores encrypted. `key` is `ACKWATCH_KEY`. */
export function installationsOf(
  store: InstallationStore,
  destination: string,
  key: string | undefined,
  now: () => Date,
): Installations {
  if (key === undefined) return noInstallations;
  const seal = createSeal(key);
  return {
    async get(space) {
      const sealed = await store.get(destination, space);
      if (sealed === undefined) return undefined;
      const opened = seal.open(sealed, nameOf(destination, space));
      if (opened === undefined) throw wrongKey(destination, space);
      return JSON.parse(opened.text);
    },
    async set(space, value) {
      const sealed = seal.seal(JSON.stringify(value), nameOf(destination, space));
      await store.set({ destination, space, sealed, at: now().toISOString() });
    },
    async remove(space) {
      await store.remove(destination, space);
    },
    async spaces() {
      return (await store.all(destination)).map(({ space }) => space);
    },
  };
}

/**
 * Seals with the first key what an earlier key sealed, so that the earlier key can be removed. Logs and skips values that
 * cannot be opened. Returns how many were sealed again.
 */
export async function resealOutdated(
  store: InstallationStore,
  destination: string,
  key: string,
  { now, log }: { readonly now: () => Date; readonly log: Log },
): Promise<number> {
  const seal = createSeal(key);
  let count = 0;
  for (const { space, sealed } of await store.all(destination)) {
    const name = nameOf(destination, space);
    const opened = seal.open(sealed, name);
    if (opened === undefined) {
      log.error({ destination, space }, wrongKey(destination, space).message);
      continue;
    }
    if (!opened.isOutdated) continue;
    // Another process may have stored newer credentials, which are sealed with the first key.
    if ((await store.get(destination, space)) !== sealed) continue;
    await store.set({ destination, space, sealed: seal.seal(opened.text, name), at: now().toISOString() });
    count += 1;
  }
  return count;
}
