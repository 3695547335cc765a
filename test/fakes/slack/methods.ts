import { deleteMessage, getPermalink, postEphemeral, postMessage, updateMessage } from './chat.ts';
import { history, info, open, replies } from './conversations.ts';
import type { Json, Workspace } from './state.ts';
import type { World } from './world.ts';

/** One call of the Web API after its token was accepted. */
export interface Request {
  readonly world: World;
  readonly workspace: Workspace;
  readonly arguments: Json;
}
export type Answer = { readonly ok: true; readonly [name: string]: unknown } | Refused;
export interface Refused {
  readonly ok: false;
  readonly error: string;
  readonly [name: string]: unknown;
}
export function refused(error: string, more: Json = {}): Refused {
  return { ok: false, error, ...more };
}

export interface Method {
  /** What the token must hold at the least, for these arguments. */
  scope(request: Request): string | null;
  call(request: Request): Answer | Promise<Answer>;
}

const unscoped = () => null;
const write = () => 'chat:write';

export const methods: Readonly<Record<string, Method>> = {
  'auth.test': {
    scope: unscoped,
    call: ({ workspace }) => ({
      ok: true,
      url: workspace.address,
      team: workspace.name,
      user: workspace.bot.name,
      team_id: workspace.id,
      user_id: workspace.bot.user,
      bot_id: workspace.bot.id,
      is_enterprise_install: false,
    }),
  },
  'auth.revoke': {
    scope: unscoped,
    call: ({ workspace, arguments: given }) => {
      if (String(given['test']) === 'true') return { ok: true, revoked: false };
      workspace.status = 'revoked';
      return { ok: true, revoked: true };
    },
  },
  'chat.postMessage': { scope: write, call: postMessage },
  'chat.update': { scope: write, call: updateMessage },
  'chat.delete': { scope: write, call: deleteMessage },
  'chat.postEphemeral': { scope: write, call: postEphemeral },
  'chat.getPermalink': { scope: unscoped, call: getPermalink },
  'conversations.info': { scope: (request) => scopeOf(request, 'read'), call: info },
  'conversations.history': { scope: (request) => scopeOf(request, 'history'), call: history },
  'conversations.replies': { scope: (request) => scopeOf(request, 'history'), call: replies },
  'conversations.open': { scope: () => 'im:write', call: open },
  'users.info': {
    scope: () => 'users:read',
    call: ({ workspace, arguments: given }) => {
      const person = workspace.people.get(String(given['user'] ?? ''));
      if (person === undefined) return refused('user_not_found');
      const { id, name, deleted, admin, owner, zone } = person;
      const user = {
        id,
        team_id: workspace.id,
        name,
        real_name: name,
        deleted,
        tz: zone,
        is_admin: admin || owner,
        is_owner: owner,
        is_primary_owner: false,
        is_restricted: false,
        is_ultra_restricted: false,
        is_bot: false,
        profile: { real_name: name, display_name: name },
      };
      return { ok: true, user };
    },
  },
  'views.publish': {
    scope: unscoped,
    call: ({ world, workspace, arguments: given }) => {
      const person = workspace.people.get(String(given['user_id'] ?? ''));
      if (person === undefined) return refused('user_not_found');
      const view = given['view'];
      if (typeof view !== 'object' || view === null) return refused('invalid_arguments');
      const { type, blocks } = view as Json;
      if (type !== 'home')
        return refused('invalid_arguments', { response_metadata: { messages: ['[ERROR] type is home'] } });
      const wrong = world.checkBlocks(blocks, 'home');
      if (wrong !== null) return refused('invalid_arguments', { response_metadata: { messages: [wrong.message] } });
      const shown: Json = {
        ...(view as Json),
        id: `V${person.id.slice(1)}`,
        team_id: workspace.id,
        blocks: world.withIds(blocks),
      };
      workspace.homes.set(person.id, shown);
      return { ok: true, view: shown };
    },
  },
};

/** `channels:read` for a public channel, `groups:read` for a private one, `im:read` for a direct conversation. */
function scopeOf({ workspace, arguments: given }: Request, verb: 'read' | 'history'): string | null {
  const kind = workspace.channels.get(String(given['channel'] ?? ''))?.kind ?? 'public';
  return `${{ public: 'channels', private: 'groups', direct: 'im' }[kind]}:${verb}`;
}
