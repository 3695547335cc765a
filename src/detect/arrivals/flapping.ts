import type { Report } from '../../domain/documents.ts';
import type { Edited, Flapping, Settled } from '../../domain/findings.ts';
import type { Instant } from '../../domain/time.ts';
import { compareFigures, hasDifferentValue } from '../compare/figures.ts';
import { compareEditedList } from '../compare/incidents.ts';
import type { DetectContext, Detection } from '../detection.ts';
import { flappingFinding, settledAt } from '../kinds/edited.ts';

/** So many changes back and forth are news, up and back again; then it is said once that the page keeps changing. */
export const toldFlips = 2;
/** A page that stays the same for so long has settled: two servers with two versions differ from one hour to the next. */
const settledMs = 7 * 86_400_000;

interface State {
  readonly key: string;
  readonly since: number;
  readonly version: Report;
}

/**
 * Returns what is said of a page that changes between the same two contents: the first changes as detected, then once that
 * it keeps changing, then nothing until it has stayed the same for a week. All of it is recorded by the caller.
 */
export function withoutFlaps(context: DetectContext, detection: Detection): Detection {
  const flips = flipsOf([...(context.versions ?? []), context.now]);
  if (flips <= toldFlips) return detection;
  const { before, now } = context;
  const between = before === undefined ? null : valuesThatDiffer(before, now);
  const findings = flips === toldFlips + 1 ? [flappingFinding(context, { times: flips, between })] : [];
  return { findings, sums: detection.sums };
}

/** Returns how many changes back and forth end with the last version; 0 where the last version says what the one before it said. */
function flipsOf(versions: readonly Report[]): number {
  const [last, previous] = [versions.at(-1), versions.at(-2)];
  if (last !== undefined && previous !== undefined && contentOf(last) === contentOf(previous)) return 0;
  return flipsIn(statesOf(versions));
}

/** Returns what the versions say in turn, each content with when it was first seen. */
function statesOf(versions: readonly Report[]): readonly State[] {
  const states: State[] = [];
  for (const version of versions) {
    const key = contentOf(version);
    if (states.at(-1)?.key !== key) states.push({ key, since: Date.parse(version.fetchedAt), version });
  }
  return states;
}

function flipsIn(states: readonly State[]): number {
  let flips = 0;
  for (let at = states.length - 1; at > 0; at -= 1) {
    const [before, now, after] = [states[at - 1], states[at], states[at + 1]];
    if (before === undefined || now === undefined || (after !== undefined && after.key !== before.key)) break;
    flips += 1;
    if (now.since - before.since >= settledMs) break;
  }
  return flips;
}

/**
 * Returns that a page has settled of which it was announced that it keeps changing: it has said the same for a week, as far
 * as it was looked at. Undefined for any other page. `versions` are those since it was last gone, oldest first.
 */
export function settledFinding(versions: readonly Report[], at: Instant): Edited | undefined {
  const states = statesOf(versions);
  const [previous, last] = states.slice(-2);
  if (previous === undefined || last === undefined || flipsIn(states) <= toldFlips) return undefined;
  if (Date.parse(at) - last.since < settledMs) return undefined;
  const since = new Date(last.since).toISOString();
  return settledAt(last.version, { since, value: valueThatDiffers(previous.version, last.version) }, at);
}

/** Returns the value at which it settled; null where the contents differ in more than a value. */
function valueThatDiffers(before: Report, now: Report): Settled['value'] {
  const figure = compareFigures(before, now, now.readings).changed.find((one) =>
    hasDifferentValue(one.before, one.now),
  );
  if (figure !== undefined) return { value: figure.now.value, valueMax: figure.now.valueMax };
  const entry = compareEditedList(before.incidents, now.incidents).changed.find(
    (one) => one.now !== null && one.now.killed !== one.before.killed,
  )?.now;
  return entry?.killed == null ? null : { value: entry.killed, valueMax: entry.killedMax };
}

/** What a page states; of one without figures, its text. Words may change from one visit to the next. */
function contentOf({ readings, incidents, textSha256 }: Report): string {
  if (readings.length + incidents.length === 0) return textSha256;
  const figures = readings.map(({ measure, speakers, place, value, valueMax }) =>
    JSON.stringify([measure, speakers, place, value, valueMax]),
  );
  const entries = incidents.map(({ date, place, killed, killedMax, injured, outcome }) =>
    JSON.stringify([date, place, killed, killedMax, injured, outcome]),
  );
  return JSON.stringify([figures.toSorted(), entries.toSorted()]);
}

function valuesThatDiffer(before: Report, now: Report): Flapping['between'] {
  const figure = compareFigures(before, now, now.readings).changed.find((one) =>
    hasDifferentValue(one.before, one.now),
  );
  if (figure !== undefined)
    return inOrder([figure.before, figure.now].map(({ value, valueMax }) => ({ value, valueMax })));
  const entry = compareEditedList(before.incidents, now.incidents).changed.find(
    (one) => one.now !== null && one.now.killed !== one.before.killed,
  );
  const tolls = [entry?.before, entry?.now].flatMap((one) =>
    one?.killed === undefined || one.killed === null ? [] : [{ value: one.killed, valueMax: one.killedMax }],
  );
  return tolls.length === 2 ? inOrder(tolls) : null;
}

const inOrder = <Value extends { readonly value: number }>(values: readonly Value[]): readonly Value[] =>
  values.toSorted((one, other) => one.value - other.value);
