import { destinations as adapters } from '../../adapters/index.ts';
import { EnvironmentError } from '../../config/environment.ts';
import type { Adapter, AdapterIo, Destination, Environment } from '../chat/destination.ts';
import type { InstallationStore } from '../ledger/ledger.ts';
import { installationsOf } from './credentials.ts';

type ConnectionMode = Adapter['connectionModes'][number];

/** Which connection mode of a destination the environment selects. */
interface ConnectionSetup {
  /**
   * The first mode whose variables are all set. A mode that needs these and more takes precedence if it is set too.
   * Undefined: the destination is off.
   */
  readonly mode: ConnectionMode | undefined;
  /** For a destination that is off: the mode with the fewest missing variables; of several, the one with the most set. */
  readonly nearest: ConnectionMode;
  /** Missing variables of the nearest mode. */
  readonly missing: readonly string[];
  /** True if the destination is off although a variable of its own is set. */
  readonly isPartial: boolean;
}

export function connectionSetup(
  adapter: Pick<Adapter, 'connectionModes' | 'variables'>,
  env: Environment,
): ConnectionSetup {
  const modes = adapter.connectionModes.map((mode) => ({ mode, missing: mode.needs.filter((name) => !env[name]) }));
  const complete = modes.filter(({ missing }) => missing.length === 0).map(({ mode }) => mode);
  const [mode] = complete
    .filter(({ needs }) => complete[0]?.needs.every((name) => needs.includes(name)))
    .toSorted((one, other) => other.needs.length - one.needs.length);
  const isOwn = (name: string) => adapter.variables.some((variable) => variable.name === name);
  const partial = modes.filter(({ mode: { needs } }) => needs.some((name) => isOwn(name) && env[name]));
  const setIn = ({ mode: { needs }, missing }: (typeof modes)[number]) => needs.length - missing.length;
  const [nearest = modes[0]] = partial.toSorted(
    (one, other) => one.missing.length - other.missing.length || setIn(other) - setIn(one),
  );
  if (nearest === undefined) throw new Error('An adapter needs at least one connection mode.');
  return {
    mode,
    nearest: nearest.mode,
    missing: mode === undefined ? nearest.missing : [],
    isPartial: mode === undefined && partial.length > 0,
  };
}

/** Returns what is wrong with the variables of a destination, without their values, or null. */
export function settingsProblem(adapter: Pick<Adapter, 'settings'>, env: Environment): string | null {
  const checked = adapter.settings.safeParse(env);
  if (checked.success) return null;
  return checked.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');
}

/** Creates the destinations that are on, by name. Connects nothing. Throws `EnvironmentError` for a wrong variable. */
export function createDestinations(
  env: Environment,
  io: Omit<AdapterIo, 'installations'>,
  installations: InstallationStore,
): ReadonlyMap<string, Destination> {
  for (const adapter of adapters) {
    const { isPartial, missing } = connectionSetup(adapter, env);
    if (isPartial)
      io.log.warn(
        { destination: adapter.name, missing },
        'The destination is off because variables are missing. Set them in the environment',
      );
  }
  const on = adapters.filter((adapter) => connectionSetup(adapter, env).mode !== undefined);
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
