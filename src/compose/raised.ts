import type { Block } from '../chat/message.ts';
import type { EventRecord } from '../domain/event-record.ts';
import type { Incident, Via } from '../domain/incidents.ts';
import type { Day } from '../domain/time.ts';
import { line } from './blocks.ts';
import type { Wording } from './figures.ts';
import { isNewReport } from './kinds/index.ts';

/** Ways of reporting that name an organisation, so that a post can say who raised an incident. */
const namedVias: readonly Via[] = ['airwars', 'amnesty', 'hrw', 'snhr', 'sohr', 'white-helmets'];
const dayMs = 86_400_000;

/** The time between two days: whole days, and whole months of the calendar. */
export interface Passed {
  readonly days: number;
  readonly months: number;
}

/** Returns the time from one day to a later one; null where the second is earlier. */
export function passedBetween(from: Day, to: Day): Passed | null {
  const days = Math.round((Date.parse(to) - Date.parse(from)) / dayMs);
  if (!Number.isFinite(days) || days < 0) return null;
  const months = (day: Day) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
  const isWhole = Number(to.slice(8, 10)) >= Number(from.slice(8, 10));
  return { days, months: months(to) - months(from) - (isWhole ? 0 : 1) };
}

/** Returns the entries that the event newly admits: those that are new to the record, or all of a new report. */
function admittedEntries({ findings, report }: EventRecord): readonly Incident[] {
  const added = findings.flatMap((finding) => (finding.kind === 'incident-added' ? [finding.incident] : []));
  const listed = added.length > 0 ? added : findings.some(isNewReport) ? (report?.incidents ?? []) : [];
  return listed.filter(({ outcome }) => outcome === 'credible');
}

/** Returns who first raised the strikes that a report newly admits, and how long ago the oldest was; none where neither is stated. */
export function raisedBlocks(event: EventRecord, wording: Wording): readonly Block[] {
  const { language } = wording;
  const entries = admittedEntries(event);
  if (entries.length === 0) return [];
  const raised = entries.filter(({ vias }) => vias.some((via) => namedVias.includes(via)));
  const names = namedVias
    .filter((via) => raised.some(({ vias }) => vias.includes(via)))
    .map((via) => language.via(via));
  const published = event.report?.published?.slice(0, 10) ?? null;
  const [oldest] = entries.flatMap(({ date }) => date ?? []).sort();
  const passed = oldest === undefined || published === null ? null : passedBetween(oldest, published);
  const by = raised.length === 0 ? [] : [language.raised.by(raised.length, entries.length, language.raised.or(names))];
  const parts = [
    ...by,
    ...(passed === null ? [] : [language.raised.oldest(passed, entries.length === 1, by.length === 0)]),
  ];
  return parts.length === 0 ? [] : [line(`${parts.join('; ')}.`)];
}
