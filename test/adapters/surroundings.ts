import type { AdapterIo, Installations, Log } from '../../src/chat/destination.ts';
import { sink } from './terminal/sink.ts';

/** What an adapter gets from outside in its tests. */

export interface Line {
  readonly level: 'info' | 'warn' | 'error';
  readonly fields: object;
  readonly message: string;
}

/** Keeps what was logged. */
export function keepingLog(): Log & { readonly lines: Line[] } {
  const lines: Line[] = [];
  const at = (level: Line['level']) => (fields: object, message: string) => void lines.push({ level, fields, message });
  return { lines, info: at('info'), warn: at('warn'), error: at('error') };
}

/** Stored in memory, as JSON, just as the ledger gives them back. */
export function keptInstallations(given: Readonly<Record<string, unknown>> = {}): Installations {
  const held = new Map(Object.entries(given).map(([space, value]) => [space, JSON.stringify(value)]));
  return {
    async get(space) {
      const value = held.get(space);
      return value === undefined ? undefined : JSON.parse(value);
    },
    async set(space, value) {
      held.set(space, JSON.stringify(value));
    },
    async remove(space) {
      held.delete(space);
    },
    spaces: async () => [...held.keys()],
  };
}

export function io(log: Log, installations = keptInstallations()): AdapterIo {
  return { stdout: sink(), stderr: sink(), log, now: () => new Date(), installations };
}
