import fc from 'fast-check';
import { expect, test } from 'vitest';
import { defaultPreferences, type Preferences } from '../../src/domain/subscriptions.ts';
import { dueAt } from '../../src/outbox/rhythm.ts';

/** Read with `Intl` alone, so that a mistake in how the times are found is not repeated in how they are checked. */
const clocks = new Map<string, Intl.DateTimeFormat>();
function wallClock(at: Date, zone: string): { readonly day: string; readonly time: string } {
  let format = clocks.get(zone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      weekday: 'short',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
    clocks.set(zone, format);
  }
  const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, value]));
  return { day: parts.get('weekday') ?? '', time: `${parts.get('hour')}:${parts.get('minute')}` };
}
const days = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

function isIn(time: string, { from, to }: NonNullable<Preferences['quiet']>): boolean {
  return from < to ? time >= from && time < to : from !== to && (time >= from || time < to);
}

const preferences = (given: Partial<Preferences>): Preferences => ({ ...defaultPreferences, ...given });
const due = (given: Partial<Preferences>, at: string) => dueAt(preferences(given), new Date(at)).toISOString();
const daily = (at: string): Preferences['rhythm'] => ({ type: 'daily', at });

test('without a rhythm and quiet hours everything is due at once, in any zone', () => {
  expect(due({ zone: 'no such zone' }, '2026-03-29T00:30:00.000Z')).toBe('2026-03-29T00:30:00.000Z');
});

test.each([
  ['before its time', '2026-06-01T06:59:59.999Z', '2026-06-01T07:00:00.000Z'],
  ['at its time', '2026-06-01T07:00:00.000Z', '2026-06-01T07:00:00.000Z'],
  ['after its time', '2026-06-01T07:00:00.001Z', '2026-06-02T07:00:00.000Z'],
  ['late in the evening, which is another day in UTC', '2026-06-01T22:30:00.000Z', '2026-06-02T07:00:00.000Z'],
])('a daily digest is due at the next time of its zone: found %s', (_, found, expected) => {
  expect(due({ rhythm: daily('09:00'), zone: 'Europe/Berlin' }, found)).toBe(expected);
});

test('a weekly digest is due on its day of the zone, which may be another one in UTC', () => {
  const rhythm = { type: 'weekly', on: 1, at: '06:00' } as const;
  expect(due({ rhythm, zone: 'Asia/Tokyo' }, '2026-06-02T00:00:00.000Z')).toBe('2026-06-07T21:00:00.000Z');
  expect(due({ rhythm, zone: 'Asia/Tokyo' }, '2026-06-07T21:00:00.001Z')).toBe('2026-06-14T21:00:00.000Z');
});

test('quiet hours hold until their end, past midnight too', () => {
  const quiet = { from: '22:00', to: '07:00' };
  expect(due({ quiet }, '2026-06-01T21:59:59.999Z')).toBe('2026-06-01T21:59:59.999Z');
  expect(due({ quiet }, '2026-06-01T22:00:00.000Z')).toBe('2026-06-02T07:00:00.000Z');
  expect(due({ quiet }, '2026-06-02T03:00:00.000Z')).toBe('2026-06-02T07:00:00.000Z');
  expect(due({ quiet }, '2026-06-02T07:00:00.000Z')).toBe('2026-06-02T07:00:00.000Z');
  expect(due({ quiet: { from: '12:00', to: '14:00' } }, '2026-06-01T13:00:00.000Z')).toBe('2026-06-01T14:00:00.000Z');
});

test('a digest whose time lies in quiet hours waits for their end', () => {
  const held = { rhythm: daily('06:00'), quiet: { from: '22:00', to: '07:00' } };
  expect(due(held, '2026-06-01T12:00:00.000Z')).toBe('2026-06-02T07:00:00.000Z');
});

// Berlin goes from 02:00 to 03:00 on 29 March 2026 (01:00 UTC), and from 03:00 to 02:00 on 25 October (01:00 UTC).
test('a time that the change of clocks leaves out is the moment of the change', () => {
  const zone = 'Europe/Berlin';
  expect(due({ zone, rhythm: daily('02:30') }, '2026-03-28T12:00:00.000Z')).toBe('2026-03-29T01:00:00.000Z');
  expect(due({ zone, quiet: { from: '23:00', to: '02:30' } }, '2026-03-28T23:30:00.000Z')).toBe(
    '2026-03-29T01:00:00.000Z',
  );
  const skipped = { zone, quiet: { from: '02:10', to: '02:50' } };
  expect(due(skipped, '2026-03-29T00:59:00.000Z')).toBe('2026-03-29T00:59:00.000Z');
  expect(due(skipped, '2026-03-29T01:20:00.000Z')).toBe('2026-03-29T01:20:00.000Z');
});

test('a time that comes twice brings one digest, and quiet hours last until the second', () => {
  const zone = 'Europe/Berlin';
  const first = '2026-10-25T00:30:00.000Z';
  expect(due({ zone, rhythm: daily('02:30') }, '2026-10-24T12:00:00.000Z')).toBe(first);
  expect(due({ zone, rhythm: daily('02:30') }, '2026-10-25T00:30:00.001Z')).toBe('2026-10-26T01:30:00.000Z');
  expect(due({ zone, quiet: { from: '23:00', to: '02:30' } }, '2026-10-24T23:00:00.000Z')).toBe(
    '2026-10-25T01:30:00.000Z',
  );
});

test('a day that a zone leaves out takes no digest with it', () => {
  // Samoa had no 30 December 2011, a Friday: 10:00 UTC on the 30th is midnight between the 29th and the 31st.
  const zone = 'Pacific/Apia';
  expect(due({ zone, rhythm: daily('09:00') }, '2011-12-29T20:00:00.000Z')).toBe('2011-12-30T10:00:00.000Z');
  expect(due({ zone, rhythm: { type: 'weekly', on: 5, at: '09:00' } }, '2011-12-29T20:00:00.000Z')).toBe(
    '2011-12-30T10:00:00.000Z',
  );
});

test('what does not exist is said, not guessed', () => {
  expect(() => due({ zone: 'Mars/Olympus', rhythm: daily('09:00') }, '2026-06-01T00:00:00.000Z')).toThrow(RangeError);
  expect(() => due({ rhythm: daily('29:00') }, '2026-06-01T00:00:00.000Z')).toThrow(RangeError);
  expect(() => due({ rhythm: { type: 'weekly', on: 9, at: '09:00' } }, '2026-06-01T00:00:00.000Z')).toThrow(RangeError);
});

const clockTime = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'));
const zone = fc.constantFrom(
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'America/Sao_Paulo', // changed at midnight until 2019
  'Asia/Beirut', // changes at midnight
  'Africa/Cairo',
  'Australia/Lord_Howe', // changes by half an hour
  'Asia/Kathmandu',
  'Asia/Baghdad',
  'Pacific/Kiritimati',
);
const rhythm: fc.Arbitrary<Preferences['rhythm']> = fc.oneof(
  fc.constant({ type: 'immediate' as const }),
  clockTime.map((at) => ({ type: 'daily' as const, at })),
  fc.tuple(fc.integer({ min: 1, max: 7 }), clockTime).map(([on, at]) => ({ type: 'weekly' as const, on, at })),
);
const quiet = fc.option(fc.record({ from: clockTime, to: clockTime }));
const anyPreferences = fc
  .record({ rhythm, quiet, zone })
  .map((given): Preferences => ({ ...defaultPreferences, ...given }));
// Half of them within a day of a change of clocks somewhere.
const changes = ['2018-11-04', '2019-02-17', '2026-03-08', '2026-03-29', '2026-04-05', '2026-10-25', '2026-11-01'];
const instant = fc.oneof(
  fc.date({ min: new Date('2014-01-01'), max: new Date('2035-01-01'), noInvalidDate: true }),
  fc
    .tuple(fc.constantFrom(...changes), fc.integer({ min: -1440, max: 1440 }))
    .map(([day, minutes]) => new Date(Date.parse(day) + minutes * 60_000)),
);
const hour = 3_600_000;

test('nothing is due before it was found or in quiet hours, and a digest only at its time', () => {
  fc.assert(
    fc.property(anyPreferences, instant, (given, found) => {
      const at = dueAt(given, found);
      expect(at.getTime()).toBeGreaterThanOrEqual(found.getTime());
      const wall = wallClock(at, given.zone);
      if (given.quiet !== null) expect(isIn(wall.time, given.quiet)).toBe(false);
      // The longest wait: a week, the hours of a change of clocks, and two nights that run into each other.
      expect(at.getTime() - found.getTime()).toBeLessThanOrEqual((8 * 24 + 26) * hour);
      if (given.rhythm.type === 'immediate' || at.getTime() === found.getTime()) return;
      if (given.quiet === null && !isChange(at, given.zone)) expect(wall.time).toBe(given.rhythm.at);
      if (given.quiet === null && given.rhythm.type === 'weekly' && !isChange(at, given.zone))
        expect(wall.day).toBe(days[given.rhythm.on - 1]);
    }),
    { numRuns: 2000 },
  );
});

/** Whether the clock jumped just now. */
function isChange(at: Date, zone: string): boolean {
  const minuteBefore = wallClock(new Date(at.getTime() - 60_000), zone).time;
  const [hours = 0, minutes = 0] = wallClock(at, zone).time.split(':').map(Number);
  const expected = (hours * 60 + minutes + 1439) % 1440;
  return minuteBefore !== [Math.floor(expected / 60), expected % 60].map((n) => String(n).padStart(2, '0')).join(':');
}

test('what is due stays due, and what was found later is never due earlier', () => {
  fc.assert(
    fc.property(anyPreferences, instant, fc.integer({ min: 0, max: 14 * 24 * 60 }), (given, found, minutes) => {
      const at = dueAt(given, found);
      expect(dueAt({ ...given, rhythm: { type: 'immediate' } }, at)).toEqual(at);
      const later = dueAt(given, new Date(found.getTime() + minutes * 60_000));
      expect(later.getTime()).toBeGreaterThanOrEqual(at.getTime());
    }),
    { numRuns: 1000 },
  );
});

test('everything found between two digests is in one of them', () => {
  fc.assert(
    fc.property(anyPreferences, instant, (given, found) => {
      fc.pre(given.rhythm.type !== 'immediate' && given.quiet === null);
      const at = dueAt(given, found);
      const before = dueAt(given, new Date(at.getTime() + 1));
      expect(before.getTime()).toBeGreaterThan(at.getTime());
      expect(dueAt(given, at)).toEqual(at);
    }),
  );
});
