import { checkCommands } from './check-commands.ts';
import { botJson, memberJson, personJson, roleJson, serverJson } from './json.ts';
import type { Asked, Handler } from './messages.ts';
import { Refusal } from './refusals.ts';
import { type Json, newId, type Server } from './state.ts';
import type { World } from './world.ts';

/** The application itself, its commands and its gateway. */

function gatewayUrl(world: World): string {
  return world.origin.replace('http', 'ws');
}

export const getGateway: Handler = ({ world }) => ({ status: 200, body: { url: gatewayUrl(world) } });

export const getGatewayBot: Handler = ({ world }) => ({
  status: 200,
  body: {
    url: gatewayUrl(world),
    shards: world.options.shards ?? 1,
    session_start_limit: {
      total: 1000,
      remaining: world.sessionStarts,
      reset_after: 86_400_000,
      max_concurrency: world.options.identifiesAtOnce ?? 1,
    },
  },
});

export const getSelf: Handler = ({ world }) => ({
  status: 200,
  body: { ...botJson(world), mfa_enabled: true, locale: 'en-US', verified: true, email: null, premium_type: 0 },
});

export const getUser: Handler = ({ world, parts }) => {
  const person = world.people.get(parts['user'] ?? '');
  if (parts['user'] === world.bot.id) return { status: 200, body: botJson(world) };
  if (person === undefined) throw new Refusal(10013);
  return { status: 200, body: personJson(person) };
};

export const getApplication: Handler = ({ world }) => {
  const [owner] = world.people.values();
  return {
    status: 200,
    body: {
      id: world.application.id,
      name: world.application.name,
      icon: null,
      description: '',
      type: null,
      bot: botJson(world),
      bot_public: true,
      bot_require_code_grant: false,
      verify_key: world.application.publicKey,
      flags: 1 << 23,
      flags_new: String(1 << 23),
      redirect_uris: [],
      interactions_endpoint_url: world.interactionsUrl,
      role_connections_verification_url: null,
      owner: owner === undefined ? botJson(world) : personJson(owner),
      approximate_guild_count: [...world.servers.values()].filter(({ joined }) => joined).length,
      approximate_user_install_count: 1,
      approximate_user_authorization_count: 0,
      event_webhooks_url: null,
      event_webhooks_status: 1,
      explicit_content_filter: 0,
      team: null,
      eligible_oauth2_scopes: [],
      integration_types_config: { '0': {}, '1': {} },
    },
  };
};

/** The server, where the bot is in it. */
function serverOf({ world, parts }: Pick<Asked, 'world' | 'parts'>): Server {
  const server = world.servers.get(parts['guild'] ?? '');
  if (server?.joined !== true) throw new Refusal(10004);
  return server;
}

export const getServer: Handler = (asked) => ({ status: 200, body: serverJson(serverOf(asked)) });

export const getRoles: Handler = (asked) => {
  const server = serverOf(asked);
  return { status: 200, body: [roleJson(server), ...server.roles.map((role) => roleJson(server, role))] };
};

/** Of the members, the bot is known. */
export const getMember: Handler = (asked) => {
  const { world, parts } = asked;
  const server = serverOf(asked);
  if (parts['user'] !== world.bot.id) throw new Refusal(10007, { status: 404, message: 'Unknown Member' });
  return { status: 200, body: memberJson(botJson(world), server) };
};

function isOurs(world: World, parts: Readonly<Record<string, string>>): void {
  if (parts['application'] !== world.application.id) throw new Refusal(20012);
}

export const getCommands: Handler = ({ world, parts, query }) => {
  isOurs(world, parts);
  const isFull = query.get('with_localizations') === 'true';
  return { status: 200, body: world.registered.map((command) => (isFull ? command : withoutLocalizations(command))) };
};

/** Replaces all commands; those that stay keep their ids, and their version where nothing changed. */
export const putCommands: Handler = ({ world, parts, body }) => {
  isOurs(world, parts);
  const given = checkCommands(body);
  world.registered = given.map((command): Json => {
    const before = world.registered.find(
      (one) => one['name'] === command['name'] && one['type'] === (command['type'] ?? 1),
    );
    const next: Json = {
      id: before?.['id'] ?? newId(),
      application_id: world.application.id,
      version: before?.['version'] ?? newId(),
      default_member_permissions: null,
      type: 1,
      name_localizations: null,
      description: '',
      description_localizations: null,
      dm_permission: true,
      contexts: null,
      integration_types: [0],
      nsfw: false,
      ...command,
    };
    const isSame = before !== undefined && JSON.stringify(before) === JSON.stringify(next);
    return before === undefined || isSame ? next : { ...next, version: newId() };
  });
  return { status: 200, body: world.registered };
};

function withoutLocalizations(command: Json): Json {
  return Object.fromEntries(
    Object.entries(command)
      .filter(([name]) => !name.endsWith('_localizations'))
      .map(([name, value]) => [name, name === 'options' ? (value as Json[]).map(withoutLocalizations) : value]),
  );
}
