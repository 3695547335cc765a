import type { Suggestion } from '../../chat/conversation.ts';
import { lastDay } from '../../domain/time.ts';
import type { CommandRequest } from '../request.ts';
import { bestMatches } from './matching.ts';

/** Values for options that are times, zones and numbers. */

const hours = Array.from({ length: 24 }, (_, hour) => `${String(hour).padStart(2, '0')}:00`);
const itself = (value: string): Suggestion => ({ label: value, value });

/** Returns each hour of the day, or each quarter of the hour that was typed. */
export function timesOfDay(text: string): readonly Suggestion[] {
  const [, hour, minutes] = /^\s*([01]?\d|2[0-3])[:.]([0-5]?\d?)\s*$/u.exec(text) ?? [];
  if (hour === undefined || minutes === undefined) return bestMatches(text, hours.map(itself));
  const each = [...(minutes.length === 2 ? [minutes] : []), '00', '15', '30', '45'];
  return bestMatches(
    `${hour.padStart(2, '0')}:${minutes}`,
    each.map((minute) => itself(`${hour.padStart(2, '0')}:${minute}`)),
  );
}

const nights = [
  ['22:00', '07:00'],
  ['20:00', '08:00'],
  ['23:00', '06:00'],
  ['18:00', '09:00'],
  ['00:00', '06:00'],
] as const;
const mornings = ['06:00', '07:00', '08:00', '09:00', '10:00'];

export function quietHours(text: string, { context }: CommandRequest): readonly Suggestion[] {
  const { values } = context.wording.language.commands;
  const between = (from: string, to: string) => ({ label: values.quiet(from, to), value: `${from}-${to}` });
  const [from, to] = text.split('-').map((part) => part.trim());
  const off = { label: values.noQuiet, value: 'off' };
  if (from === undefined || from === '') return [...nights.map(([one, other]) => between(one, other)), off];
  const begins = timesOfDay(from);
  if (begins.length === 0) return bestMatches(text, [off]);
  const ends = to === undefined || to === '' ? mornings : timesOfDay(to).map(({ value }) => value);
  const [first] = begins;
  return first === undefined
    ? []
    : bestMatches(
        '',
        ends.filter((end) => end !== first.value).map((end) => between(first.value, end)),
      );
}

/** Current names of zones that the platform lists under an older name. */
const usualZones = [
  'UTC',
  'Europe/London',
  'Europe/Paris',
  'Europe/Berlin',
  'Europe/Istanbul',
  'Europe/Kyiv',
  'Asia/Beirut',
  'Asia/Damascus',
  'Asia/Baghdad',
  'Asia/Dubai',
  'Asia/Kabul',
  'Asia/Karachi',
  'Asia/Kolkata',
  'Africa/Cairo',
  'Africa/Tripoli',
  'Africa/Nairobi',
  'Africa/Mogadishu',
  'America/New_York',
  'America/Chicago',
  'America/Los_Angeles',
  'Australia/Sydney',
];

/** Returns the time zones, the person's own first. */
export function zones(text: string, current: string | undefined, { asker }: CommandRequest): readonly Suggestion[] {
  const own = [asker.zone, current].filter((zone): zone is string => typeof zone === 'string');
  const every = [...new Set([...own, ...usualZones, ...Intl.supportedValuesOf('timeZone')])];
  return bestMatches(
    text,
    every.map((zone) => ({ label: zone.replaceAll('_', ' '), value: zone })),
  );
}

const firstYear = 2001;

/** Returns years, and the months of the year that was typed. A month's name may come first: `June 2017`. */
export function earliestDates(text: string, { parts, context }: CommandRequest): readonly Suggestion[] {
  const { language } = context.wording;
  const typed = text.trim();
  if (/^\d{4}-\d{2}-\d{2}$/u.test(typed)) return bestMatches(typed, [{ label: language.day(typed), value: typed }]);
  const last = parts.now().getUTCFullYear();
  const years = Array.from({ length: last - firstYear + 1 }, (_, index) => itself(String(last - index)));
  const [, year] = /^(?:\p{L}+\s+)?(\d{4})(?:-\d{0,2})?$/u.exec(typed) ?? [];
  const months = Array.from({ length: year === undefined ? 0 : 12 }, (_, index) => {
    const month = `${year}-${String(index + 1).padStart(2, '0')}`;
    return { label: language.month(month), value: month };
  });
  return bestMatches(typed, [...years, ...months]);
}

const dayMs = 86_400_000;

/** Returns the days of the month that was typed, else the last days; none that is still to come. */
export function pastDays(text: string, { parts, context }: CommandRequest): readonly Suggestion[] {
  const { language } = context.wording;
  const today = parts.now().toISOString().slice(0, 10);
  const back = (days: number) => new Date(parts.now().getTime() - days * dayMs).toISOString().slice(0, 10);
  const [, month] = /^(\d{4}-(?:0[1-9]|1[0-2]))(?:-\d{0,2})?$/u.exec(text.trim()) ?? [];
  const days =
    month === undefined
      ? Array.from({ length: 25 }, (_, index) => back(index))
      : Array.from({ length: Number(lastDay(month).slice(8)) }, (_, index) => dayOfMonth(month, index + 1));
  return bestMatches(
    text.trim(),
    days.filter((day) => day <= today).map((value) => ({ label: language.day(value), value })),
  );
}

function dayOfMonth(month: string, day: number): string {
  return `${month}-${String(day).padStart(2, '0')}`;
}

const usualNumbers = [1, 2, 5, 10, 20, 50, 100, 0];

export function leastDeaths(text: string, { context }: CommandRequest): readonly Suggestion[] {
  const { values } = context.wording.language.commands;
  const typed = text.trim();
  if (typed !== '' && !/^\d{1,7}$/u.test(typed)) return [];
  const numbers = typed === '' ? usualNumbers : [Number(typed)];
  return numbers.map((number) => ({ label: values.least(number), value: String(number) }));
}
