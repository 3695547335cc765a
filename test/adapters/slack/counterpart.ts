export { io, keepingLog, keptInstallations, type Line } from '../surroundings.ts';

/** What the tests of the adapter share. */

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
export function readable({ blocks, text }: { readonly blocks: readonly unknown[]; readonly text: string }): string {
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
