import { z } from 'zod';
import { nearestName } from './mistakes.ts';

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** Returns the time zone whose city was written alone, as `Amsterdam`, or that was misspelt. */
function meantZone(name: string): string | undefined {
  const zones = Intl.supportedValuesOf('timeZone');
  const city = name.trim().toLowerCase().replaceAll(' ', '_');
  return zones.find((zone) => zone.toLowerCase().endsWith(`/${city}`)) ?? nearestName(name, zones);
}

export const timezone = z
  .string()
  .refine(isTimeZone, {
    error: ({ input }) => {
      const meant = typeof input === 'string' ? meantZone(input) : undefined;
      return meant === undefined
        ? 'Write an IANA time zone, e.g. UTC or Europe/London'
        : `Write it as an IANA time zone: ${meant}`;
    },
  })
  .describe('IANA time zone in which times of day are read');
