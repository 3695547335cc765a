import type { Report } from '../../domain/documents.ts';
import type { Flapping } from '../../domain/findings.ts';
import { compareFigures, hasDifferentValue } from '../compare/figures.ts';
import { compareEditedList } from '../compare/incidents.ts';
import type { DetectContext, Detection } from '../detection.ts';
import { flappingFinding } from '../kinds/edited.ts';

/** Each of so many changes back and forth is news. */
export const toldFlips = 6;
/** A page that stays the same for so long has settled: two servers with two versions differ from one hour to the next. */
const settledMs = 7 * 86_400_000;

interface State {
  readonly key: string;
  readonly since: number;
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
  const states: State[] = [];
  for (const version of versions) {
    const key = contentOf(version);
    if (states.at(-1)?.key !== key) states.push({ key, since: Date.parse(version.fetchedAt) });
    else if (version === versions.at(-1)) return 0;
  }
  let flips = 0;
  for (let at = states.length - 1; at > 0; at -= 1) {
    const [before, now, after] = [states[at - 1], states[at], states[at + 1]];
    if (before === undefined || now === undefined || (after !== undefined && after.key !== before.key)) break;
    flips += 1;
    if (now.since - before.since >= settledMs) break;
  }
  return flips;
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
