import { randomBytes } from 'node:crypto';
import { checkMessage } from './check-message.ts';
import { type Command, commandOf, dataOf, type Slash, unsendable } from './commands.ts';
import type { Deliverer, Sent, Way } from './delivery.ts';
import { channelJson, memberJson, messageJson, ownersOf, personJson } from './json.ts';
import { has, memberPermissions } from './permissions.ts';
import { post } from './posting.ts';
import { type Channel, type Ephemeral, type Json, newId, type Person, type Post, type Server } from './state.ts';
import type { World } from './world.ts';

export type { Slash } from './commands.ts';

export interface Where {
  /** The first server where neither it nor a channel is given; null in a conversation. */
  readonly server?: string | null;
  /** An id; the server's first channel where not given, and the direct conversation where `server` is null. */
  readonly channel?: string;
  /** An id; the first person where not given. */
  readonly person?: string;
  /** Of the person there. */
  readonly permissions?: bigint;
  /** Of the app there, as the interaction tells them; the bot's in the channel where not given. */
  readonly appPermissions?: bigint;
  /** A server 0, the bot's direct conversation 1, another private conversation 2; by the channel where not given. */
  readonly context?: 0 | 1 | 2;
  /** Who installed the app that is used: the server, or the person for themselves. The server where the bot is there. */
  readonly installed?: 'server' | 'person';
  readonly locale?: string;
  /** Sent though Discord would not let the person: a command that is not registered, or that they may not use. */
  readonly unchecked?: boolean;
  readonly via?: Way;
}

interface Place {
  readonly server: Server | null;
  readonly channel: Channel;
  readonly person: Person;
  readonly context: 0 | 1 | 2;
  readonly isInstalledForServer: boolean;
  readonly permissions: bigint;
}

/** What people do in Discord. */
export class People {
  readonly #world: World;
  readonly #deliverer: Deliverer;

  constructor(world: World, deliverer: Deliverer) {
    this.#world = world;
    this.#deliverer = deliverer;
  }

  slash(typed: string | Slash, where: Where = {}): Sent {
    return this.#command(2, commandOf(this.#world.registered, typed), where);
  }

  autocomplete(typed: Slash & { readonly typing: string }, where: Where = {}): Sent {
    return this.#command(4, commandOf(this.#world.registered, typed), where, typed.typing);
  }

  #command(type: 2 | 4, command: Command, where: Where, typing: string | null = null): Sent {
    const place = this.#at(where);
    if (where.unchecked !== true) {
      const why = typing === null ? unsendable(this.#world.registered, command) : null;
      if (why !== null) throw new Error(`Discord does not send /${[command.name, ...command.path].join(' ')}: ${why}`);
      this.#mayUse(command, place);
    }
    const data = dataOf(command, typing);
    return this.#send(type, { ...data, ...this.#guild(place) }, place, where, { name: command.name });
  }

  press(shown: Post | Ephemeral, button: string, where: Omit<Where, 'server' | 'channel'> = {}): Sent {
    const place = this.#at({ ...where, server: shown.server, channel: shown.channel });
    const found = findButton(shown.components, button);
    const data = { component_type: 2, custom_id: found['custom_id'], id: found['id'] };
    return this.#send(3, data, place, where, { under: shown });
  }

  messageCommand(target: Post, name: string, where: Omit<Where, 'server' | 'channel'> = {}): Sent {
    const place = this.#at({ ...where, server: target.server, channel: target.channel });
    const command = commandOf(this.#world.registered, { command: name }, 3);
    if (where.unchecked !== true) this.#mayUse(command, place);
    const resolved = { messages: { [target.id]: messageJson(this.#world, target) } };
    const data = { ...dataOf(command, null), target_id: target.id, resolved, ...this.#guild(place) };
    return this.#send(2, data, place, where, { name });
  }

  interact(payload: Json, via?: Way): Sent {
    const made = {
      id: String(payload['id'] ?? newId()),
      token: String(payload['token'] ?? newToken()),
      type: Number(payload['type']),
      channel: String(payload['channel_id'] ?? ''),
      server: typeof payload['guild_id'] === 'string' ? payload['guild_id'] : null,
      person: '',
    };
    return this.#deliverer.send({ ...blank, ...made, at: this.#world.now() }, payload, via);
  }

  ping(way: Way & { readonly type: 'http' }): Sent {
    const { application } = this.#world;
    const id = newId(this.#world.now());
    const payload = { id, application_id: application.id, type: 1, token: newToken(), version: 1, entitlements: [] };
    return this.interact(payload, way);
  }

  async saveInteractionsUrl(url: string): Promise<void> {
    const good = await this.ping({ type: 'http', url }).answered;
    const bad = await this.ping({ type: 'http', url, wrongKey: true }).answered;
    if (good.type !== 1 || bad.status !== 401) {
      const told = `PING ${good.status} ${JSON.stringify(good.refused)}, with a bad signature ${bad.status}`;
      throw new Error(`The specified interactions endpoint url could not be verified: ${told}`);
    }
    this.#world.interactionsUrl = url;
    this.#deliverer.usual = { type: 'http', url };
  }

  writes(content: string, where: Pick<Where, 'channel' | 'person'> = {}): Post {
    const { channel, person } = this.#at(where);
    return post(this.#world, channel, checkMessage({ content }, true), { author: person.id });
  }

  /** Discord shows people only the commands that they may use where they are. */
  #mayUse({ registered, name }: Command, { context, isInstalledForServer, permissions }: Place): void {
    if (registered === null) return;
    const { contexts, integration_types: types, default_member_permissions: needed } = registered;
    const refuse = (why: string) => {
      throw new Error(`Discord does not offer ${name} there: ${why}`);
    };
    if (Array.isArray(contexts) && !contexts.includes(context)) refuse(`context ${context}`);
    const installed = isInstalledForServer ? 0 : 1;
    if (Array.isArray(types) && !types.includes(installed)) refuse(`installation ${installed}`);
    if (context === 0 && typeof needed === 'string' && !has(permissions, BigInt(needed) || 1n << 3n))
      refuse('permissions');
  }

  #guild({ server }: Place): Json {
    return server === null ? {} : { guild_id: server.id };
  }

  #send(
    type: number,
    data: Json,
    place: Place,
    where: Where,
    more: { readonly under?: Post | Ephemeral; readonly name?: string },
  ): Sent {
    const world = this.#world;
    const { server, channel, person, context, isInstalledForServer, permissions } = place;
    const made = {
      ...blank,
      id: newId(world.now()),
      token: newToken(),
      type,
      at: world.now(),
      channel: channel.id,
      server: server?.id ?? null,
      person: person.id,
      under: more.under ?? null,
      isInstalledForServer,
      name: more.name ?? null,
    };
    const locale = where.locale ?? person.locale;
    const user = personJson(person);
    const appPermissions =
      where.appPermissions ?? (isInstalledForServer ? world.permissionsIn(channel) : memberPermissions);
    const payload: Json = {
      id: made.id,
      application_id: world.application.id,
      type,
      token: made.token,
      version: 1,
      data,
      channel_id: channel.id,
      channel: { ...channelJson(world, channel), ...(server === null ? {} : { permissions: String(permissions) }) },
      app_permissions: String(appPermissions),
      locale,
      entitlements: [],
      authorizing_integration_owners: ownersOf(made),
      context,
      attachment_size_limit: 10_485_760,
      ...(server === null
        ? { user }
        : {
            guild_id: server.id,
            guild: { id: server.id, locale: server.locale, features: [] },
            guild_locale: server.locale,
            member: memberJson(user, server, permissions),
          }),
      ...(more.under === undefined ? {} : { message: messageJson(world, more.under) }),
    };
    return this.#deliverer.send(made, payload, where.via);
  }

  #at(where: Where): Place {
    const world = this.#world;
    const person = where.person === undefined ? [...world.people.values()][0] : world.people.get(where.person);
    if (person === undefined) throw new Error(`no person ${where.person}`);
    const channel = this.#channel(where, person);
    const server = channel.server === null ? null : (world.servers.get(channel.server) ?? null);
    return {
      server,
      channel,
      person,
      context: where.context ?? (server !== null ? 0 : channel.type === 1 ? 1 : 2),
      isInstalledForServer:
        where.installed === undefined ? channel.type === 1 || server?.joined === true : where.installed === 'server',
      permissions: where.permissions ?? person.permissions,
    };
  }

  #channel(where: Where, person: Person): Channel {
    const world = this.#world;
    if (where.channel !== undefined) {
      const named = world.channels.get(where.channel);
      if (named === undefined) throw new Error(`no channel ${where.channel}`);
      return named;
    }
    if (where.context === 2) return world.addChannel({ type: 3, name: 'elsewhere' });
    if (where.server === null || where.context === 1) return world.direct(person.id);
    const server = where.server === undefined ? [...world.servers.values()][0] : world.servers.get(where.server);
    const [first] = server?.channels.values() ?? [];
    if (first === undefined) throw new Error(`no channel in server ${where.server}`);
    return first;
  }
}

const blank = {
  under: null,
  isInstalledForServer: true,
  name: null,
  response: null,
  original: null,
  isEphemeral: false,
  followups: 0,
};

/** Long, opaque, and good for an address. */
function newToken(): string {
  return randomBytes(120).toString('base64url');
}

function findButton(rows: readonly Json[], wanted: string): Json {
  const buttons = rows.flatMap((row) => (row['components'] as readonly Json[]).filter(({ type }) => type === 2));
  const found = buttons.find(({ label, custom_id: id }) => label === wanted || id === wanted);
  const labels = buttons.map(({ label }) => String(label)).join(', ') || 'none';
  if (found === undefined) throw new Error(`no button "${wanted}"; there are: ${labels}`);
  if (found['disabled'] === true || found['custom_id'] === undefined) {
    throw new Error(`the button "${wanted}" is disabled, or a link`);
  }
  return found;
}
