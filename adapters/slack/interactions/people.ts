import type { Asker } from '../../../src/chat/conversation.ts';
import { type AdapterIo, DeliveryError } from '../../../src/chat/destination.ts';
import { nameOf } from '../api/channels.ts';
import type { SlackClients } from '../api/client.ts';

/** Where something was asked and by whom, in Slack's own ids. */
export interface Origin {
  readonly space: string;
  readonly channel: string;
  readonly person: string;
}

export interface People {
  asker(origin: Origin): Asker;
  /** Looks up the time zone of the person for the next answer. Never rejects. */
  meet(origin: Origin, signal: AbortSignal): Promise<void>;
}

interface User {
  readonly tz?: string;
  readonly is_admin?: boolean;
  readonly is_owner?: boolean;
}

const zoneKeptMs = 24 * 60 * 60_000;
const mostKept = 5000;
const waitMs = 8000;

export function createPeople(clients: SlackClients, io: Pick<AdapterIo, 'now'>): People {
  const zones = new Map<string, { readonly zone: string | null; readonly at: number }>();
  /** The spaces without the scope users:read. They are asked again when an admin is looked up, or after a restart. */
  const silent = new Set<string>();
  const meeting = new Set<string>();
  const placed = (space: string) => (clients.many ? space : null);
  const keyOf = ({ space, person }: Origin) => `${space}/${person}`;
  const now = () => io.now().getTime();

  async function look({ space, person }: Origin, signal: AbortSignal): Promise<User> {
    const { user = {} } = await clients.call('look-up', signal, async () =>
      (await clients.of(placed(space))).users.info({ user: person }),
    );
    return user;
  }

  async function isAdmin(origin: Origin): Promise<boolean> {
    try {
      const user = await look(origin, AbortSignal.timeout(waitMs));
      silent.delete(origin.space);
      return user.is_admin === true || user.is_owner === true;
    } catch (thrown) {
      if (!(thrown instanceof DeliveryError) || !lacksScope(thrown)) throw thrown;
      throw new DeliveryError(
        'invalid',
        'Ackwatch cannot see who is an admin of the workspace: it lacks the scope users:read. Add it under OAuth & Permissions of the app at api.slack.com/apps and reinstall the app, or let the configuration name who may subscribe.',
        { cause: thrown },
      );
    }
  }

  function known(origin: Origin): string | null | undefined {
    const kept = zones.get(keyOf(origin));
    return kept === undefined || now() - kept.at > zoneKeptMs ? undefined : kept.zone;
  }

  return {
    asker(origin) {
      const space = placed(origin.space);
      return {
        destination: 'slack',
        space: origin.space,
        channel: nameOf({ space, channel: origin.channel }),
        person: nameOf({ space, channel: origin.person }),
        isAdmin: () => isAdmin(origin),
        zone: known(origin) ?? null,
      };
    },
    async meet(origin, signal) {
      const key = keyOf(origin);
      if (silent.has(origin.space) || known(origin) !== undefined || meeting.has(key)) return;
      meeting.add(key);
      try {
        const { tz } = await look(origin, signal);
        zones.set(key, { zone: isZone(tz) ? tz : null, at: now() });
        for (const oldest of zones.keys()) {
          if (zones.size <= mostKept) break;
          zones.delete(oldest);
        }
      } catch (thrown) {
        if (thrown instanceof DeliveryError && lacksScope(thrown)) silent.add(origin.space);
      } finally {
        meeting.delete(key);
      }
    },
  };
}

/** Returns whether a lookup failed because the app lacks a scope. */
function lacksScope(error: DeliveryError): boolean {
  return error.kind === 'invalid' && /scope/.test(error.message);
}

function isZone(zone: string | undefined): zone is string {
  if (zone === undefined) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }) instanceof Intl.DateTimeFormat;
  } catch {
    return false;
  }
}
