import type { Json } from './state.ts';

/** Who a text of somebody who may mention everybody notifies, where `allowed_mentions` does not forbid it; without it everything counts. */
export function pingsOf(content: string, allowed: unknown): readonly string[] {
  const given = (allowed ?? { parse: ['everyone', 'users', 'roles'] }) as Json;
  const parse = new Set(Array.isArray(given['parse']) ? (given['parse'] as string[]) : []);
  const named = (list: unknown) => new Set(Array.isArray(list) ? (list as string[]) : []);
  const users = named(given['users']);
  const roles = named(given['roles']);
  const pings = new Set<string>();
  // Text in code mentions no one.
  const text = content.replace(/```[\s\S]*?```|`[^`\n]*`/gu, '');
  for (const [whole, everyone, kind, id] of text.matchAll(/@(everyone|here)\b|<@([!&]?)(\d{15,20})>/gu)) {
    if (everyone !== undefined) {
      if (parse.has('everyone')) pings.add(everyone);
    } else if (kind === '&' ? parse.has('roles') || roles.has(id ?? '') : parse.has('users') || users.has(id ?? '')) {
      pings.add(whole);
    }
  }
  return [...pings];
}
