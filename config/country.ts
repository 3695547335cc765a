import { z } from 'zod';
import { findPlace, isCountryName } from '../src/domain/places.ts';
import { nearestName } from './mistakes.ts';

/** Every country's name in English. */
function countryNames(): readonly string[] {
  const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  return letters.flatMap((one) => letters.flatMap((other) => names.of(`${one}${other}`) ?? []));
}

/** The name of a country, or of a place that is known to lie in one. */
export const country = z
  .string()
  .min(1)
  .refine((name) => isCountryName(name) || findPlace(name) !== null, {
    error: ({ input }) => {
      const meant = typeof input === 'string' ? nearestName(input, countryNames()) : undefined;
      return `is no country that is known here. ${meant === undefined ? 'Write its English name, e.g. Syria' : `Did you mean ${meant}?`}`;
    },
  });
