import { randomBytes } from 'node:crypto';
import type { Reply } from './server.ts';
import { type Ephemeral, type Json, nextTs, type Post, type Workspace } from './state.ts';
import type { World } from './world.ts';

export interface ResponseUrl {
  readonly url: string;
  readonly workspace: Workspace;
  readonly channel: string;
  readonly user: string;
  /** The message with the button that was pressed; null for a command. */
  readonly origin: Post | Ephemeral | null;
  readonly made: number;
  uses: number;
}

/** The addresses that go with a command or a button: five uses within thirty minutes, for their holder alone. */
export class ResponseUrls {
  readonly #world: World;
  readonly #byPath = new Map<string, ResponseUrl>();

  constructor(world: World) {
    this.#world = world;
  }

  make(
    kind: 'commands' | 'actions',
    workspace: Workspace,
    channel: string,
    user: string,
    origin: Post | Ephemeral | null,
  ): ResponseUrl {
    const path = `/${kind}/${workspace.id}/${Date.now()}/${randomBytes(12).toString('base64url')}`;
    const made = {
      url: `${this.#world.origin}${path}`,
      workspace,
      channel,
      user,
      origin,
      made: this.#world.now(),
      uses: 0,
    };
    this.#byPath.set(path, made);
    return made;
  }

  at(path: string): ResponseUrl | undefined {
    return this.#byPath.get(path);
  }

  use(place: ResponseUrl, body: Json): Reply {
    if (this.#world.now() - place.made > 30 * 60_000) return { status: 404, body: { ok: false, error: 'expired_url' } };
    if (place.uses >= 5) return { status: 404, body: { ok: false, error: 'used_url' } };
    const failed = this.answer(place, body, 'response_url');
    if (failed !== null) return { status: 400, body: { ok: false, error: failed } };
    place.uses += 1;
    return { status: 200, body: { ok: true } };
  }

  /** Shows an answer where it belongs; gives the error where it is not valid. Also for one that came with an acknowledgement. */
  answer(place: ResponseUrl, body: Json, by: 'response_url' | 'acknowledgement'): string | null {
    const { workspace, origin } = place;
    const channel = workspace.channels.get(place.channel);
    if (channel === undefined) return 'channel_not_found';
    if (body['delete_original'] === true) {
      remove(workspace, origin);
      return null;
    }
    const { blocks } = body;
    const wrong = blocks === undefined ? null : this.#world.checkBlocks(blocks, 'message');
    if (wrong !== null) return wrong.error;
    const held = { text: typeof body['text'] === 'string' ? body['text'] : '', blocks: this.#world.withIds(blocks) };
    if (held.text === '' && held.blocks.length === 0) return 'no_text';
    const at = this.#world.now();
    if (body['replace_original'] === true && origin !== null) {
      origin.earlier.push({ text: origin.text, blocks: origin.blocks, at });
      origin.text = held.text;
      origin.blocks = held.blocks;
      return null;
    }
    const under = typeof body['thread_ts'] === 'string' ? body['thread_ts'] : null;
    const ts = nextTs(channel, at);
    const shared = { workspace: workspace.id, channel: channel.id, ts, threadTs: under, ...held, earlier: [], at };
    if (body['response_type'] === 'in_channel') {
      channel.posts.push({
        ...shared,
        isBroadcast: false,
        user: workspace.bot.user,
        metadata: null,
        unfurlLinks: typeof body['unfurl_links'] === 'boolean' ? body['unfurl_links'] : null,
        unfurlMedia: typeof body['unfurl_media'] === 'boolean' ? body['unfurl_media'] : null,
        parse: null,
        linkNames: null,
        by,
        markedAsEdited: false,
      });
    } else workspace.ephemerals.push({ ...shared, user: place.user, by });
    return null;
  }
}

function remove(workspace: Workspace, origin: Post | Ephemeral | null): void {
  if (origin === null) return;
  const lists: readonly unknown[][] = [workspace.channels.get(origin.channel)?.posts ?? [], workspace.ephemerals];
  for (const list of lists) {
    const at = list.indexOf(origin);
    if (at >= 0) list.splice(at, 1);
  }
}
