import type { AdapterIo, Installations, Log } from '../../../src/notify/destination.ts';
import type { Post } from '../../fakes/slack/index.ts';
import { sink } from '../terminal/sink.ts';

/** What the tests of the adapter share. */

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

/** Held in memory, as JSON, just as the ledger gives them back. */
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

/** As @slack/oauth stores it. */
export function installation(workspace: {
  readonly id: string;
  readonly name: string;
  readonly token: string;
}): unknown {
  return {
    team: { id: workspace.id, name: workspace.name },
    enterprise: undefined,
    user: { id: 'U0INSTALLER', token: undefined, scopes: undefined },
    bot: { token: workspace.token, scopes: ['commands', 'chat:write'], id: 'B0', userId: 'U0BOT' },
    isEnterpriseInstall: false,
    tokenType: 'bot',
  };
}

/** What a reader sees of a post: the text of its blocks in order, markup taken away, links as their addresses. */
export function readable({ blocks, text }: Pick<Post, 'blocks' | 'text'>): string {
  const shown = blocks.flatMap(textsOf);
  return (shown.length === 0 ? [text] : shown)
    .join('\n')
    .replaceAll(/<!date\^\d+\^[^|>]*\|([^>]*)>/g, '$1')
    .replaceAll(/<(https?:[^|>]+)\|([^>]*)>/g, '$2 $1')
    .replaceAll(/<(https?:[^|>]+)>/g, '$1')
    .replaceAll(/&(lt|gt|amp);/g, (_, name: 'lt' | 'gt' | 'amp') => ({ lt: '<', gt: '>', amp: '&' })[name]);
}

/** Every string that is shown, at any depth: `text` of text objects, elements and cells, and the address of a link. */
function textsOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(textsOf);
  if (typeof value !== 'object' || value === null) return [];
  const { text, url } = value as { text?: unknown; url?: unknown };
  const own = [typeof text === 'string' ? text : undefined, typeof url === 'string' ? url : undefined];
  const inner = Object.values(value).filter((one) => typeof one === 'object');
  return [...own.filter((one) => one !== undefined), ...inner.flatMap(textsOf)];
}
