import { z } from 'zod';

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

export const timezone = z
  .string()
  .refine(isTimeZone, { error: 'Write an IANA time zone, e.g. UTC or Europe/London' })
  .describe('IANA time zone in which times of day are read');
