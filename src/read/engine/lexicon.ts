import type { ConfiguredSpeaker } from '../../domain/speakers.ts';
import type { TokenClass } from '../lexicon/classes.ts';
import { armedGroups, createSpeakerLexicon, lookalikes, type SpeakerEntry, titles } from '../lexicon/speakers.ts';
import { inflect, reportingVerbs } from '../lexicon/verbs.ts';
import { qualifierWords, words } from '../lexicon/words.ts';

interface LexiconWord {
  readonly lower: string;
  /** How the text has to print it: a name with a capital, an acronym in capitals. */
  readonly print: 'any' | 'capital' | 'capitals';
}

export interface LexiconEntry {
  readonly words: readonly LexiconWord[];
  /** Class as a noun, adjective or small word; null for a verb alone. */
  readonly noun: TokenClass | null;
  readonly verb: TokenClass | null;
  /** Has this class only before a number. */
  readonly before: 'NUMBER' | null;
  readonly speakers: readonly SpeakerEntry[];
  /** A bare country or capital, which is more often a place. */
  readonly isVague: boolean;
}

/** Every known phrase, by its first word. */
export interface Lexicon {
  /** The longest first. */
  entriesFrom(firstWord: string): readonly LexiconEntry[];
  readonly speakers: readonly SpeakerEntry[];
}

/** Splits a phrase as the tokenizer splits a text: no points in abbreviations, no hyphens. */
function split(phrase: string): readonly LexiconWord[] {
  const parts =
    phrase.replaceAll('’', "'").match(/(?:\p{Lu}\.){2,}|[\p{L}\p{M}]+|\d+|'\p{L}{0,2}(?![\p{L}])|[^\s-]/gu) ?? [];
  return parts.map((part) => ({
    lower: spelled(part.toLowerCase().replaceAll('.', '')),
    print: printOf(part.replaceAll('.', '')),
  }));
}

/** How much of the print an entry asks for. */
function strictness({ words: parts }: LexiconEntry): number {
  return parts.reduce((sum, { print }) => sum + ['any', 'capital', 'capitals'].indexOf(print), 0);
}

/** British and American spelling are one. `lower` is one word in lower case. */
export function spelled(lower: string): string {
  return lower
    .replace(/^defense$/, 'defence')
    .replace(/organiz/, 'organis')
    .replace(/^center(s?)$/, 'centre$1');
}

function printOf(part: string): LexiconWord['print'] {
  if (!/^\p{Lu}/u.test(part)) return 'any';
  return part.length > 1 && part.length <= 5 && part === part.toUpperCase() ? 'capitals' : 'capital';
}

/** Builds the lexicon for a table of speakers. Build it once per table. */
export function createLexicon(speakers: readonly SpeakerEntry[]): Lexicon {
  const byPhrase = new Map<string, LexiconEntry>();
  function add(phrase: string, given: Partial<Omit<LexiconEntry, 'words'>>): void {
    const parts = split(phrase);
    if (parts.length === 0) return;
    // `IS`, the group, and `is`, the verb, are two entries.
    const key = `${parts.map(({ lower, print }) => `${lower}/${print}`).join(' ')} ${given.before ?? ''}`;
    const known = byPhrase.get(key);
    byPhrase.set(key, {
      words: known?.words ?? parts,
      noun: known?.noun ?? given.noun ?? null,
      verb: known?.verb ?? given.verb ?? null,
      before: given.before ?? null,
      speakers: [...(known?.speakers ?? []), ...(given.speakers ?? [])],
      isVague: known?.isVague ?? given.isVague ?? false,
    });
  }
  for (const speaker of speakers) {
    for (const name of [...speaker.names, ...speaker.people]) add(name, { noun: 'SPEAKER', speakers: [speaker] });
    for (const name of speaker.vague) add(name, { noun: 'SPEAKER', speakers: [speaker], isVague: true });
    for (const adjective of speaker.adjectives) add(adjective, { noun: 'FORCE', speakers: [speaker] });
    for (const noun of speaker.nouns) add(noun, { noun: 'ORGANISATION', speakers: [speaker] });
  }
  for (const { names, adjectives } of Object.values(armedGroups))
    for (const name of [...names, ...adjectives]) add(name, { noun: 'ARMED_GROUP' });
  for (const phrase of lookalikes) add(phrase, { noun: 'WORD' });
  for (const title of titles) add(title, { noun: 'PERSON' });
  for (const [name, phrases] of Object.entries(words))
    for (const phrase of phrases) add(phrase, { noun: name as TokenClass }); // its own keys
  for (const [name, verbs] of Object.entries(reportingVerbs))
    for (const verb of verbs) for (const form of inflect(verb)) add(form, { verb: name as TokenClass }); // its own keys
  for (const phrases of Object.values(qualifierWords))
    for (const phrase of phrases) add(phrase, { noun: 'QUALIFIER', before: 'NUMBER' });
  const byFirst = Map.groupBy(byPhrase.values(), ({ words: [first] }) => first?.lower ?? '');
  // The longest first; of two of one length, the one that is bound to a number.
  for (const entries of byFirst.values())
    entries.sort(
      (one, other) =>
        other.words.length - one.words.length ||
        Number(one.before === null) - Number(other.before === null) ||
        strictness(other) - strictness(one),
    );
  return { entriesFrom: (firstWord) => byFirst.get(firstWord) ?? [], speakers };
}

let builtIn: Lexicon | undefined;

/** Returns the lexicon of the built-in speakers. Builds it when it is first asked for, because few commands read a text. */
export function builtInLexicon(): Lexicon {
  builtIn ??= createLexicon(createSpeakerLexicon([]));
  return builtIn;
}

const byConfiguration = new WeakMap<readonly ConfiguredSpeaker[], Lexicon>();

/** Returns the lexicon with the speakers of a configuration, which it builds once for each list. */
export function lexiconWith(configured: readonly ConfiguredSpeaker[] | undefined): Lexicon {
  if (configured === undefined || configured.length === 0) return builtInLexicon();
  const known = byConfiguration.get(configured) ?? createLexicon(createSpeakerLexicon(configured));
  byConfiguration.set(configured, known);
  return known;
}
