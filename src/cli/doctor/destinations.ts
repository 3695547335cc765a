import { destinations as adapters } from '../../../adapters/index.ts';
import { variables } from '../../../config/environment.ts';
import type { Config } from '../../../config/schema.ts';
import { subscriptionsOf } from '../../../config/subscription.ts';
import type { Application } from '../../app/application.ts';
import { connectionSetup, settingsProblem } from '../../app/destinations.ts';
import type { Adapter, Destination, Environment, PostSettings } from '../../chat/destination.ts';
import { pauseText } from '../../domain/subscriptions.ts';
import type { Subscription } from '../../ledger/ledger.ts';
import { deliveryError, postSettings } from '../../outbox/calls.ts';
import { type Check, off, ok, problem } from './check.ts';

/** Checks of the platforms and of their channels. */

const callTimeoutMs = 15_000;

/** Checks the variables of every platform. Asks nothing of the network. */
export function settingsChecks(config: Config, env: Environment): Check[] {
  return adapters.flatMap((adapter): Check[] => {
    const { mode, nearest, missing, isPartial } = connectionSetup(adapter, env);
    if (mode === undefined) {
      const isWanted = config.subscriptions.some(({ destination }) => destination === adapter.name);
      const what = isPartial ? ` (${nearest.what})` : '';
      const says = `${adapter.name} is off: ${listOf(missing)} ${missing.length === 1 ? 'is' : 'are'} not set${what}`;
      const fix = isPartial ? variablesFix(missing) : connectFix(adapter);
      if (isWanted) return [problem('destination', `${says}, and a subscription wants it`, fix)];
      return [isPartial ? problem('destination', says, fix) : off('destination', says, fix)];
    }
    const wrong = settingsProblem(adapter, env);
    return wrong === null ? [] : [problem('destination', `${adapter.name}: ${wrong}`, 'Correct these variables.')];
  });
}

function listOf(names: readonly string[]): string {
  return new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(names);
}

function connectFix({ connectionModes }: Adapter): string {
  const said = connectionModes.map(({ what, needs }) => `${listOf(needs)} (${what})`);
  return `Set in the environment or in .env, each also as a file (NAME_FILE): ${said.join('; or ')}.`;
}

function variablesFix(names: readonly string[]): string {
  const said = names.map((name) => {
    const what = variables.find((variable) => variable.name === name)?.what ?? '';
    return `Set ${name}: ${what.replace(/\.$/, '')}.`;
  });
  return said.join(' ');
}

/** Finds a configuration without subscriptions, which only a chat that takes commands can make up for. */
export function subscriptionsChecks({ config, destinations }: Pick<Application, 'config' | 'destinations'>): Check[] {
  if (config.subscriptions.length > 0) return [];
  const fix = 'Add an entry under `subscriptions` for the operators.';
  return [...destinations.values()].some(({ listen }) => listen !== undefined)
    ? [off('configuration', 'channels can only be subscribed from the chat, and no channel gets health messages', fix)]
    : [problem('configuration', 'nothing is posted anywhere', fix)];
}

/** Returns the environment without the variables of platforms whose settings are invalid: these are then off. */
export function withoutInvalidSettings(env: Environment): Environment {
  const faulty = adapters.filter((adapter) => settingsProblem(adapter, env) !== null);
  const names = new Set(faulty.flatMap(({ variables }) => variables.map(({ name }) => name)));
  return Object.fromEntries(Object.entries(env).filter(([name]) => !names.has(name)));
}

/** Checks every platform that is on, and its channels, including those that were subscribed by a command. */
export async function destinationChecks(
  application: Application,
  options: { readonly offline: boolean; readonly signal: AbortSignal },
): Promise<Check[]> {
  const checks: Check[] = [];
  for (const destination of application.destinations.values()) {
    const adapter = adapters.find(({ name }) => name === destination.name);
    const mode = adapter && connectionSetup(adapter, application.surroundings.env).mode;
    if (options.offline && mode !== undefined && mode.needs.length > 0) {
      checks.push(ok('destination', `${destination.name}: ${mode.what}; not asked, to stay offline`));
      continue;
    }
    const [proof, ...invited] = await verifyChecks(destination, options.signal);
    checks.push(proof, ...invited);
    for (const step of adapter?.steps?.(application.surroundings.env) ?? [])
      checks.push(ok('destination', `${destination.name}: ${step}`));
    if (proof.state === 'ok') checks.push(...(await listeningChecks(destination, options.signal)));
    if (proof.state === 'ok') checks.push(...(await channelChecks(destination, application, options.signal)));
  }
  return checks;
}

async function verifyChecks(destination: Destination, signal: AbortSignal): Promise<[proof: Check, ...also: Check[]]> {
  try {
    const { name, invite } = await destination.verify(AbortSignal.any([signal, AbortSignal.timeout(callTimeoutMs)]));
    const proof = ok('destination', `${destination.name}: ${name}`);
    if (invite === undefined) return [proof];
    const invitation = `to let it in with the least that is needed, open ${invite}`;
    return [proof, ok('destination', `${destination.name}: ${invitation}`)];
  } catch (thrown) {
    const { kind, message } = deliveryError(thrown);
    return [problem('destination', `${destination.name} cannot be used: ${kind}`, message)];
  }
}

async function listeningChecks(destination: Destination, signal: AbortSignal): Promise<readonly Check[]> {
  try {
    await destination.verifyListening?.(AbortSignal.any([signal, AbortSignal.timeout(callTimeoutMs)]));
    return [];
  } catch (thrown) {
    const { kind, message } = deliveryError(thrown);
    return [problem('destination', `${destination.name} cannot be listened to: ${kind}`, message)];
  }
}

/** Calls one after the other: they count against the platform's rate limit, which the worker needs too. */
async function channelChecks(
  destination: Destination,
  application: Application,
  signal: AbortSignal,
): Promise<Check[]> {
  const { config, ledger } = application;
  const configured = subscriptionsOf(config).filter((subscription) => subscription.destination === destination.name);
  const stored = await ledger.subscriptions.inSpace({ destination: destination.name, space: null });
  const settings = new Map<string, PostSettings>(
    [...stored, ...configured].map(({ channel, preferences }) => [
      channel,
      postSettings(preferences, preferences.mention?.group ?? null),
    ]),
  );
  const checks: Check[] = [];
  for (const [index, [channel, wanted]] of [...settings].entries()) {
    const check = await channelCheck(destination, channel, wanted, signal);
    if (check === 'limited') {
      const left = settings.size - index;
      checks.push(
        off(
          'channel',
          `${destination.name}: ${left} of ${settings.size} channels were not checked`,
          `${destination.name} limits how often it may be asked. Run doctor again in a minute.`,
        ),
      );
      break;
    }
    if (check !== undefined) checks.push(check);
  }
  return checks;
}

async function channelCheck(
  destination: Destination,
  channel: string,
  settings: PostSettings,
  signal: AbortSignal,
): Promise<Check | 'limited' | undefined> {
  if (destination.reach === undefined) return undefined;
  const where = `${destination.name} ${channel}`;
  try {
    await destination.reach(channel, AbortSignal.any([signal, AbortSignal.timeout(callTimeoutMs)]), settings);
    return ok('channel', where);
  } catch (thrown) {
    const error = deliveryError(thrown);
    if (error.kind === 'rate-limited') return 'limited';
    return error.kind === 'invalid'
      ? off('channel', `${where}: whether it can be posted to is not known`, error.message)
      : problem('channel', `${where} cannot be posted to`, error.message);
  }
}

/** The paused ones, each with the reason that the platform gave. */
export function pausedChecks(subscriptions: readonly Subscription[]): Check[] {
  return subscriptions.flatMap(({ destination, channel, origin, pause }) =>
    pause === null
      ? []
      : problem(
          'channel',
          `${destination} ${channel} is paused: ${pauseText(pause)}`,
          origin === 'configuration'
            ? 'When that is mended, start Ackwatch anew: it goes on with what waited.'
            : 'When that is mended, subscribe there again: it goes on with what waited.',
        ),
  );
}
