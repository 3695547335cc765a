import { setTimeout as after } from 'node:timers/promises';
import { Deliverer } from './delivery.ts';
import { GatewaySide } from './gateway.ts';
import type { Discord } from './index.ts';
import { channelJson, joinedServerJson } from './json.ts';
import { People } from './people.ts';
import { remove } from './posting.ts';
import { HttpSide } from './server.ts';
import { type Channel, oldId, type Server } from './state.ts';
import { type DiscordOptions, newToken, World } from './world.ts';

export async function startDiscord(options: DiscordOptions = {}): Promise<Discord> {
  const world = new World(options);
  const server = world.addServer(options.server);
  const person = world.addPerson({ name: 'editor' });
  const gateway = new GatewaySide(world);
  const http = new HttpSide(world, (request, stream, head) => gateway.upgrade(request, stream, head));
  await http.listen();
  const deliverer = new Deliverer(world);
  const people = new People(world, deliverer);
  const must = <T>(value: T | undefined | null, what: string): T => {
    if (value === undefined || value === null) throw new Error(`there is no ${what}`);
    return value;
  };
  const [channel] = server.channels.values();
  const channelOf = (given: Channel | string) =>
    typeof given === 'string' ? must(world.channels.get(given), `channel ${given}`) : given;
  /** Of servers that it is not in, the bot hears nothing. */
  const tell = (id: string | null, type: string, about: Channel) => {
    if (id !== null && world.servers.get(id)?.joined) world.tell(id, type, channelJson(world, about));
  };
  const told = (made: Server): Server => {
    if (made.joined) world.tell(made.id, 'GUILD_CREATE', joinedServerJson(world, made));
    return made;
  };
  const setPermissions = (given: Channel | string, change: (held: bigint) => bigint) => {
    const named = channelOf(given);
    const holder = named.parent === null ? named : channelOf(named.parent);
    holder.permissions = change(holder.permissions);
    tell(holder.server, 'CHANNEL_UPDATE', holder);
  };
  let isUp = true;
  const down = async () => {
    if (!isUp) return;
    isUp = false;
    gateway.cut();
    await http.shut();
  };
  const up = async () => {
    if (isUp) return;
    await http.listen();
    isUp = true;
  };
  return {
    get apiUrl() {
      return `${world.origin}/api`;
    },
    get origin() {
      return world.origin;
    },
    get token() {
      return world.token;
    },
    application: world.application,
    bot: world.bot,
    server,
    channel: must(channel, 'channel'),
    person,
    addServer: (given) => told(world.addServer(given)),
    addServers: (count) => Array.from({ length: count }, () => told(world.addServer())),
    addChannel(given = {}, where = server) {
      const made = world.addChannel({
        type: 0,
        name: `desk-${where.channels.size + 1}`,
        ...given,
        server: where.id,
      });
      tell(where.id, 'CHANNEL_CREATE', made);
      return made;
    },
    addThread(given = {}, parent = must(channel, 'channel')) {
      const type = parent.type === 5 ? 10 : 11;
      const made = world.addChannel({ name: 'thread', ...given, type, server: parent.server, parent: parent.id });
      tell(parent.server, 'THREAD_CREATE', made);
      return made;
    },
    addRole(given = {}) {
      const role = { id: oldId(), name: 'desk', mentionable: false, ...given };
      server.roles.push(role);
      return role;
    },
    addPerson: (given) => world.addPerson(given),
    channelOf,
    direct: (who = person) => world.direct(who.id),
    permit: (where, bits) => setPermissions(where, (held) => held | bits),
    deny: (where, bits) => setPermissions(where, (held) => held & ~bits),
    removeFrom(where) {
      where.joined = false;
      world.tell(where.id, 'GUILD_DELETE', { id: where.id });
    },
    joins(where) {
      where.joined = true;
      told(where);
    },
    unavailable(where, isAway) {
      where.away = isAway;
      if (isAway) world.tell(where.id, 'GUILD_DELETE', { id: where.id, unavailable: true });
      else told(where);
    },
    deleteChannel(given) {
      const gone = channelOf(given);
      world.channels.delete(gone.id);
      world.servers.get(gone.server ?? '')?.channels.delete(gone.id);
      tell(gone.server, gone.parent === null ? 'CHANNEL_DELETE' : 'THREAD_DELETE', gone);
    },
    deletePost: (gone) => remove(world, gone),
    posts: (wanted) =>
      wanted === undefined
        ? [...world.channels.values()].flatMap(({ posts }) => posts)
        : (world.channels.get(wanted)?.posts ?? []),
    ephemerals: (who) => world.ephemerals.filter((shown) => who === undefined || shown.person === who),
    answers: world.answers,
    requests: (route) => world.requests.filter((request) => route === undefined || request.route === route),
    get registered() {
      return world.registered;
    },
    get invalidRequests() {
      return world.countInvalid(false);
    },
    async until(holds, withinMs = 10_000) {
      const end = performance.now() + withinMs;
      while (!holds()) {
        if (performance.now() > end) {
          const asked = world.requests
            .slice(-5)
            .map(({ route, status, answer }) => `${route} ${status} ${JSON.stringify(answer)?.slice(0, 200)}`);
          throw new Error(`it did not come to pass: ${holds.toString()}\nlast requests:\n${asked.join('\n')}`);
        }
        await after(5);
      }
    },
    fail: (failure, scope = {}) => world.failures.add(failure, scope),
    recover(route) {
      world.failures.recover(route === undefined ? undefined : { route });
      if (route === undefined) gateway.refusal = null;
    },
    setChannelLimit(limit) {
      world.limits.channel = limit;
    },
    setGlobalLimit(perSecond) {
      world.limits.perSecond = perSecond;
    },
    limitEdits(limited) {
      world.limitedEdits = { ...world.limitedEdits, ...limited };
    },
    forgetNonces: () => world.nonces.clear(),
    advance(milliseconds) {
      world.aheadMs += milliseconds;
    },
    revokeToken() {
      world.tokenRevoked = true;
      gateway.end(4004);
    },
    resetToken() {
      world.token = newToken(world.application.id);
      gateway.end(4004);
      gateway.refusal = null;
      return world.token;
    },
    down,
    up,
    async outage(milliseconds) {
      await down();
      await after(milliseconds);
      await up();
    },
    gateway: {
      get connections() {
        return gateway.connections;
      },
      get opened() {
        return gateway.opened;
      },
      identifies: gateway.identifies,
      resumes: gateway.resumes,
      get heartbeats() {
        return gateway.heartbeats;
      },
      reconnect: (shard) => gateway.reconnect(shard),
      invalidate: (resumable, shard) => gateway.invalidate(resumable, shard),
      cut: (shard) => gateway.cut(shard),
      end: (code, shard) => gateway.end(code, shard),
      zombie: (shard) => gateway.zombie(shard),
      forgetSessions: () => gateway.forgetSessions(),
      babble: (text) => gateway.babble(text),
      dispatch(type, data) {
        const to = data['guild_id'];
        if (typeof to === 'string') world.tell(to, type, data);
        else gateway.dispatchToAll(type, data);
      },
    },
    via(way) {
      deliverer.usual = way;
    },
    slash: (typed, where) => people.slash(typed, where),
    autocomplete: (typed, where) => people.autocomplete(typed, where),
    press: (shown, button, where) => people.press(must(shown, 'message to press a button under'), button, where),
    messageCommand: (post, name, where) => people.messageCommand(must(post, 'message'), name, where),
    interact: (payload, via) => people.interact(payload, via),
    writes: (content, where) => people.writes(content, where),
    ping: (way) => people.ping(way),
    saveInteractionsUrl: (url) => people.saveInteractionsUrl(url),
    async close() {
      world.closed = true;
      gateway.stop();
      await down();
    },
  };
}
