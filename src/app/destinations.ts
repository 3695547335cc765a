import { destinations as adapters } from '../../adapters/index.ts';
import { EnvironmentError } from '../../config/environment.ts';
import type { Adapter, AdapterIo, Destination, Environment } from '../chat/destination.ts';
import type { InstallationStore } from '../ledger/ledger.ts';
import { installationsOf } from './credentials.ts';

/** Which platforms are on, by what the environment gives. */

type Way = Adapter['ways'][number];

export interface Connection {
  /**
   * The first way all of whose variables are set, or one that needs all of these and most beside, where they are set too;
   * undefined: the destination is off.
   */
  readonly way: Way | undefined;
  /** Where it is off: the way of which least is missing, then most is set, then the first. */
  readonly nearest: Way;
  /** What the nearest way lacks. */
  readonly missing: readonly string[];
  /** True where it is off although a credential of its own is set: somebody meant it to be on. */
  readonly isBegun: boolean;
}

export function connectionOf(adapter: Pick<Adapter, 'ways' | 'variables'>, env: Environment): Connection {
  const lacking = adapter.ways.map((way) => ({ way, missing: way.needs.filter((name) => !env[name]) }));
  const complete = lacking.filter(({ missing }) => missing.length === 0).map(({ way }) => way);
  const [way] = complete
    .filter(({ needs }) => complete[0]?.needs.every((name) => needs.includes(name)))
    .toSorted((one, other) => other.needs.length - one.needs.length);
  const isOwn = (name: string) => adapter.variables.some((variable) => variable.name === name);
  const begun = lacking.filter(({ way: { needs } }) => needs.some((name) => isOwn(name) && env[name]));
  const setIn = ({ way: { needs }, missing }: (typeof lacking)[number]) => needs.length - missing.length;
  const [nearest = lacking[0]] = begun.toSorted(
    (one, other) => one.missing.length - other.missing.length || setIn(other) - setIn(one),
  );
  if (nearest === undefined) throw new Error('An adapter has at least one way.');
  return {
    way,
    nearest: nearest.way,
    missing: way === undefined ? nearest.missing : [],
    isBegun: way === undefined && begun.length > 0,
  };
}

/** What is wrong with the variables of a destination, without a secret; null where nothing is. */
export function settingsProblem(adapter: Pick<Adapter, 'settings'>, env: Environment): string | null {
  const checked = adapter.settings.safeParse(env);
  if (checked.success) return null;
  return checked.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');
}

/** Those that are on, by name; nothing is connected yet. Throws `EnvironmentError` where a variable of one is wrong. */
export function createDestinations(
  env: Environment,
  io: Omit<AdapterIo, 'installations'>,
  installations: InstallationStore,
): ReadonlyMap<string, Destination> {
  for (const adapter of adapters) {
    const { isBegun, missing } = connectionOf(adapter, env);
    if (isBegun)
      io.log.warn({ destination: adapter.name, missing }, 'Off: it is only half set up. Set what is missing');
  }
  const on = adapters.filter((adapter) => connectionOf(adapter, env).way !== undefined);
  return new Map(
    on.map((adapter) => {
      const problem = settingsProblem(adapter, env);
      if (problem !== null) throw new EnvironmentError(`${adapter.name}: ${problem}. Correct it in the environment`);
      const { stdout, stderr, log, now } = io;
      const own = installationsOf(installations, adapter.name, env['ACKWATCH_KEY'], now);
      return [adapter.name, adapter.create(env, { stdout, stderr, log, now, installations: own })];
    }),
  );
}
