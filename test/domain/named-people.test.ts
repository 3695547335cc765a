import { expect, test } from 'vitest';
import { mayNameVictims } from '../../src/domain/named-people.ts';

test.each([
  'The dead were named as Amal Haddad and Omar Haddad.',
  'The strike killed Amal Haddad, 34, and her son.',
  'Relatives identified them as Amal Haddad, aged 34, and Omar Haddad, a baker.',
  'Amal Haddad, Omar al-Haddad, Rim Haddad',
  'Amal Haddad',
  'Among the victims was Khalil Abu Rashid.',
  'Yusuf, 7, and his sister died in hospital.',
  'She was the wife of Mahmoud bin Saleh and died at once.',
  'Killed: Layla Nasser (12), Sami Nasser (9).',
  'قتلت أمل حداد وابنها',
])('may name people: %s', (passage) => {
  expect(mayNameVictims(passage)).toBe(true);
});

test.each([
  'To date CJTF-OIR assesses at least 1,303 civilians have been unintentionally killed by Coalition strikes since the beginning of Operation Inherent Resolve.',
  'Aug. 20, 2017, near Raqqah, Syria, via Amnesty International report. Two civilians were killed.',
  'An investigation by Amnesty International and Airwars found that 1,600 civilians were killed in Raqqa.',
  'In June 2017, Human Rights Watch visited Al Mansourah.',
  'The U.S. Department of Defense and U.S. Central Command did not answer.',
  'Lt. Col. John Smith said that the strike killed two civilians.',
  'Editor’s note: corrected on 29 November, the number killed was 12.',
  'The strike near Deir ez-Zor, Syria, on 14 March 2018 killed two children, aged 4 and 7.',
  'The report was written by Jane Doe.',
  'Families in Mosul, Iraq, wait for an answer.',
])('names no one who was killed: %s', (passage) => {
  expect(mayNameVictims(passage)).toBe(false);
});
