import { randomBytes } from 'node:crypto';
import type { Deliverer, Sent, Way } from './delivery.ts';
import type { ResponseUrls } from './response-urls.ts';
import {
  appId,
  type Channel,
  directChannel,
  type Ephemeral,
  type Json,
  messageJson,
  nextTs,
  type Person,
  type Post,
  type Workspace,
} from './state.ts';
import type { Acknowledgement, World } from './world.ts';

export interface Where {
  /** The first workspace where not given. */
  readonly workspace?: string;
  /** An id; the first channel where not given. */
  readonly channel?: string;
  /** An id; the first person where not given. */
  readonly user?: string;
  readonly via?: Way;
}

/** What people do in Slack. */
export class People {
  readonly #world: World;
  readonly #deliverer: Deliverer;
  readonly #responseUrls: ResponseUrls;

  constructor(world: World, deliverer: Deliverer, responseUrls: ResponseUrls) {
    this.#world = world;
    this.#deliverer = deliverer;
    this.#responseUrls = responseUrls;
  }

  /** Types `/ackwatch <text>`, or another command. */
  slash(text: string, where: Where & { readonly command?: string } = {}): Sent {
    const { workspace, channel, person } = this.#at(where);
    const place = this.#responseUrls.make('commands', workspace, channel.id, person.id, null);
    const payload: Json = {
      token: this.#world.verificationToken,
      team_id: workspace.id,
      team_domain: workspace.domain,
      channel_id: channel.id,
      channel_name:
        channel.kind === 'public' ? channel.name : channel.kind === 'private' ? 'privategroup' : 'directmessage',
      user_id: person.id,
      user_name: person.name,
      command: where.command ?? '/ackwatch',
      text,
      api_app_id: appId,
      is_enterprise_install: 'false',
      response_url: place.url,
      trigger_id: triggerId(),
    };
    const sent = this.#deliverer.send('slash_commands', payload, where.via);
    // An answer may come with the acknowledgement.
    const acknowledged = sent.acknowledged.then((acknowledgement) => {
      const { body } = acknowledgement;
      if (typeof body === 'object' && body !== null && ('text' in body || 'blocks' in body)) {
        this.#responseUrls.answer(place, body as Json, 'acknowledgement');
      }
      return acknowledgement;
    });
    return finished(acknowledged, sent.again, place.url, payload);
  }

  /** Presses the button with this label or action id under a post or under what only one person sees. */
  press(shown: Post | Ephemeral, button: string, where: Omit<Where, 'channel' | 'workspace'> = {}): Sent {
    const { workspace, channel, person } = this.#at({ ...where, workspace: shown.workspace, channel: shown.channel });
    const { element, block } = findButton(shown.blocks, button);
    const isEphemeral = !('markedAsEdited' in shown);
    const place = this.#responseUrls.make('actions', workspace, channel.id, person.id, shown);
    const payload: Json = {
      ...this.#interaction('block_actions', workspace, person),
      container: {
        type: 'message',
        message_ts: shown.ts,
        channel_id: channel.id,
        is_ephemeral: isEphemeral,
        ...(shown.threadTs === null ? {} : { thread_ts: shown.threadTs }),
      },
      channel: { id: channel.id, name: channel.name },
      ...(isEphemeral ? {} : { message: messageJson(workspace, channel, shown, true) }),
      state: { values: {} },
      response_url: place.url,
      actions: [pressed(element, block)],
    };
    const sent = this.#deliverer.send('interactive', payload, where.via);
    return finished(sent.acknowledged, sent.again, place.url, payload);
  }

  /** Presses a button on the app's page; there is no channel and no response address there. */
  pressHome(button: string, where: Omit<Where, 'channel'> = {}): Sent {
    const { workspace, person } = this.#at(where);
    const view = workspace.homes.get(person.id);
    if (view === undefined) throw new Error(`${person.id} has no home page`);
    const { element, block } = findButton(view['blocks'] as readonly Json[], button);
    const payload: Json = {
      ...this.#interaction('block_actions', workspace, person),
      container: { type: 'view', view_id: view['id'] },
      view,
      state: { values: {} },
      actions: [pressed(element, block)],
    };
    const sent = this.#deliverer.send('interactive', payload, where.via);
    return finished(sent.acknowledged, sent.again, null, payload);
  }

  /** Uses the shortcut of the menu of a message. */
  shortcut(post: Post, callbackId: string, where: Omit<Where, 'channel' | 'workspace'> = {}): Sent {
    const { workspace, channel, person } = this.#at({ ...where, workspace: post.workspace, channel: post.channel });
    const place = this.#responseUrls.make('actions', workspace, channel.id, person.id, null);
    const payload: Json = {
      ...this.#interaction('message_action', workspace, person),
      callback_id: callbackId,
      message_ts: post.ts,
      message: messageJson(workspace, channel, post, true),
      channel: { id: channel.id, name: channel.name },
      response_url: place.url,
      action_ts: String(this.#world.now() / 1000),
    };
    const sent = this.#deliverer.send('interactive', payload, where.via);
    return finished(sent.acknowledged, sent.again, place.url, payload);
  }

  openHome(where: Omit<Where, 'channel'> = {}): Promise<Acknowledgement> {
    const { workspace, person } = this.#at(where);
    const view = workspace.homes.get(person.id);
    const event = {
      type: 'app_home_opened',
      user: person.id,
      channel: directChannel(workspace, person.id).id,
      tab: 'home',
      event_ts: String(this.#world.now() / 1000),
      ...(view === undefined ? {} : { view }),
    };
    return this.#event(workspace, event, where.via);
  }

  /** An administrator removes the app: its token dies first, then the event comes. */
  uninstall(where: Omit<Where, 'channel' | 'user'> = {}): Promise<Acknowledgement> {
    const { workspace } = this.#at(where);
    workspace.status = 'revoked';
    return this.#event(workspace, { type: 'app_uninstalled' }, where.via);
  }
  revokeTokens(where: Omit<Where, 'channel' | 'user'> = {}): Promise<Acknowledgement> {
    const { workspace } = this.#at(where);
    workspace.status = 'revoked';
    return this.#event(
      workspace,
      { type: 'tokens_revoked', tokens: { oauth: [], bot: [workspace.bot.user] } },
      where.via,
    );
  }

  /** Somebody writes a message of their own. */
  writes(text: string, where: Where & { readonly threadTs?: string } = {}): Post {
    const { workspace, channel, person } = this.#at(where);
    const post: Post = {
      workspace: workspace.id,
      channel: channel.id,
      ts: nextTs(channel, this.#world.now()),
      threadTs: where.threadTs ?? null,
      isBroadcast: false,
      user: person.id,
      text,
      blocks: [],
      metadata: null,
      unfurlLinks: null,
      unfurlMedia: null,
      parse: null,
      linkNames: null,
      by: 'person',
      earlier: [],
      at: this.#world.now(),
      markedAsEdited: false,
    };
    channel.posts.push(post);
    return post;
  }

  #event(workspace: Workspace, event: Json, via: Way | undefined): Promise<Acknowledgement> {
    const payload: Json = {
      token: this.#world.verificationToken,
      team_id: workspace.id,
      api_app_id: appId,
      event,
      type: 'event_callback',
      event_id: `Ev0${randomBytes(5).toString('hex').toUpperCase()}`,
      event_time: Math.floor(this.#world.now() / 1000),
      authorizations: [
        {
          enterprise_id: null,
          team_id: workspace.id,
          user_id: workspace.bot.user,
          is_bot: true,
          is_enterprise_install: false,
        },
      ],
      is_ext_shared_channel: false,
    };
    return this.#deliverer.event(payload, via);
  }

  #interaction(type: string, workspace: Workspace, person: Person): Json {
    return {
      type,
      user: { id: person.id, username: person.name, name: person.name, team_id: workspace.id },
      api_app_id: appId,
      token: this.#world.verificationToken,
      trigger_id: triggerId(),
      team: { id: workspace.id, domain: workspace.domain },
      enterprise: null,
      is_enterprise_install: false,
    };
  }

  #at(where: Where): { workspace: Workspace; channel: Channel; person: Person } {
    const workspace =
      where.workspace === undefined
        ? [...this.#world.workspaces.values()][0]
        : this.#world.workspaces.get(where.workspace);
    if (workspace === undefined) throw new Error(`no workspace ${where.workspace}`);
    const person = where.user === undefined ? [...workspace.people.values()][0] : workspace.people.get(where.user);
    if (person === undefined) throw new Error(`no person ${where.user}`);
    const channel =
      where.channel === undefined ? [...workspace.channels.values()][0] : workspace.channels.get(where.channel);
    if (channel === undefined) throw new Error(`no channel ${where.channel}`);
    return { workspace, channel, person };
  }
}

function triggerId(): string {
  return `${Date.now()}.${randomBytes(5).readUIntBE(0, 5)}.${randomBytes(16).toString('hex')}`;
}

function findButton(blocks: readonly Json[], wanted: string): { readonly element: Json; readonly block: Json } {
  const buttons = blocks.flatMap((block) => {
    const elements = [
      ...((block['elements'] as readonly Json[] | undefined) ?? []),
      block['accessory'] as Json | undefined,
    ];
    return elements.flatMap((element) => (element?.['type'] === 'button' ? [{ element, block }] : []));
  });
  const found = buttons.find(
    ({ element }) => element['action_id'] === wanted || (element['text'] as Json)['text'] === wanted,
  );
  if (found !== undefined) return found;
  const labels = buttons.map(({ element }) => String((element['text'] as Json)['text']));
  throw new Error(`no button "${wanted}"; there are: ${labels.join(', ') || 'none'}`);
}

function pressed(element: Json, block: Json): Json {
  const { action_id, text, value, type, style } = element;
  return {
    action_id,
    block_id: block['block_id'],
    text,
    ...(value === undefined ? {} : { value }),
    ...(style === undefined ? {} : { style }),
    type,
    action_ts: String(Date.now() / 1000),
  };
}

function finished(
  acknowledged: Promise<Acknowledgement>,
  again: () => Promise<Acknowledgement>,
  responseUrl: string | null,
  payload: Json,
): Sent {
  // A test that does not await the acknowledgement must not be ended by its failure.
  acknowledged.catch(() => undefined);
  return { acknowledged, again, responseUrl, triggerId: String(payload['trigger_id'] ?? '') || null };
}
