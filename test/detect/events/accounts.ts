import { readFileSync } from 'node:fs';
import { actorsOfSpeakers } from '../../../src/detect/events/actors.ts';
import type { AccountFacts, AccountForm } from '../../../src/domain/events.ts';
import { isInTable, speakerSet } from '../../../src/domain/speakers.ts';

/** Two accounts, what is stored besides them, and whether they are of one event. */
export interface LabelledPair {
  readonly line: string;
  readonly accounts: readonly AccountFacts[];
  readonly isSame: boolean;
}

const forms: Readonly<Record<string, AccountForm>> = { E: 'entry', D: 'dossier', T: 'toll' };
const word = /"[^"]*"|\S+/g;

/** Reads an account as `pairs.txt` writes it. */
export function accountOf(text: string, key: string): AccountFacts {
  const [form = '', who = '', when = '', where = '', ...rest] = text.match(word) ?? [];
  const [from = null, to = from] = when === '-' ? [] : when.split('..');
  const kind = forms[form];
  if (kind === undefined) throw new TypeError(`No form: ${text}`);
  const speakers = speakerSet(who.split('+'));
  for (const speaker of speakers) if (!isInTable(speaker)) throw new TypeError(`No speaker: ${speaker}`);
  const given = rest
    .find((one) => one.startsWith('by:'))
    ?.slice(3)
    .split(',');
  return {
    key,
    form: kind,
    documentId: rest.find((one) => one.startsWith('@')) ?? `document of ${key}`,
    speakers,
    actors: given ?? actorsOfSpeakers(speakers),
    from,
    to,
    place: where === '-' ? null : where.replaceAll('"', ''),
    acts: rest.includes('many') ? 'several' : rest.includes('one') || kind !== 'toll' ? 'one' : 'unstated',
    codes: rest.filter((one) => /^[A-Za-z]{2,6}-?\d{2,5}$/.test(one)),
    reportNumbers: rest.filter((one) => one.startsWith('#')).map((one) => one.slice(1)),
    grids: rest.filter((one) => /^\d{2}[A-Z]{3}\d+$/.test(one)),
  };
}

export function labelledPairs(file: 'pairs.txt' | 'pairs-unseen.txt'): readonly LabelledPair[] {
  const lines = readFileSync(new URL(file, import.meta.url), 'utf8').split('\n');
  return lines
    .filter((line) => /^[=!] /.test(line))
    .map((line) => ({
      line,
      isSame: line.startsWith('='),
      accounts: line
        .slice(2)
        .split(' | ')
        .map((text, at) => accountOf(text, `account-${at}`)),
    }));
}
