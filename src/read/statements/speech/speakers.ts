import type { Lexicon } from '../../engine/lexicon.ts';
import type { Token } from '../../engine/token.ts';
import type { SpeakerEntry } from '../../lexicon/speakers.ts';
import { isAccused, strikeAfter } from '../tolls/agents.ts';
import { indefinite, type Subject } from './subjects.ts';

/** What a reader knows of who has spoken, up to the sentence that it reads. */
export interface Memory {
  /** The publisher, if it is a speaker. */
  readonly publisher: string | null;
  readonly lexicon: Lexicon;
  /** Who spoke last in this paragraph. */
  paragraph: readonly string[] | null;
  /** The only body of the paragraph before, if it spoke there; null for none or several. */
  previous: readonly string[] | null;
  /** Who spoke last, in whatever paragraph. */
  last: readonly string[] | null;
  /** This paragraph holds words in quotation marks. */
  hasQuote: boolean;
  /** Whose quotation the paragraph before held, for one that runs on over paragraphs. */
  quotation: readonly string[] | null;
  /** Bodies that this paragraph has named so far, and `''` for anybody else who spoke. */
  readonly inParagraph: Set<string>;
  /** Families of the states whose forces the text has named. */
  readonly states: Set<string>;
  /** Forces that the text has told of as doers of deeds, by family. `''`: somebody else, or a force without one. */
  readonly doers: Map<string, SpeakerEntry>;
  /** Whose person the paragraph named last: who "he" and "she" are. */
  person: readonly string[] | null;
  /** Whose report, study or statement the text named last, in whatever paragraph. */
  document: readonly string[] | null;
  /** The last sentence names somebody without a name: "Airwars wrote to the farmer." */
  hasStranger: boolean;
  /** Whom the text has introduced, by surname. */
  readonly persons: Map<string, readonly string[]>;
  /** Every body that the text has named so far. */
  readonly named: Set<string>;
}

/** Returns what is known before the first sentence. */
export function emptyMemory(lexicon: Lexicon, publisher: string | null): Memory {
  return {
    publisher,
    lexicon,
    paragraph: null,
    previous: null,
    last: null,
    hasQuote: false,
    quotation: null,
    inParagraph: new Set(),
    doers: new Map(),
    states: new Set(),
    person: null,
    document: null,
    hasStranger: false,
    persons: new Map(),
    named: new Set(),
  };
}

/** Begins a paragraph: who spoke in the one before is forgotten, unless it named nobody else. */
export function beginParagraph(memory: Memory): void {
  const { paragraph, inParagraph, persons } = memory;
  memory.previous = paragraph?.length === 1 && [...inParagraph].every((id) => id === paragraph[0]) ? paragraph : null;
  memory.quotation = !memory.hasQuote ? null : paragraph === null ? memory.quotation : memory.previous;
  memory.hasQuote = false;
  memory.paragraph = null;
  inParagraph.clear();
  // Of several persons, a new paragraph has to name the one it means.
  if (new Set([...persons.values()].map(String)).size !== 1) memory.person = null;
}

/** Returns the publisher's id if it is a speaker: by its id, else by the host of the page. */
export function publishingSpeaker(lexicon: Lexicon, publisher: string | null, url: string | null): string | null {
  if (publisher !== null && lexicon.speakers.some(({ id }) => id === publisher)) return publisher;
  const host = url === null ? null : (URL.parse(url)?.hostname ?? null);
  if (host === null) return null;
  return (
    lexicon.speakers.find(({ hosts }) => hosts.some((one) => host === one || host.endsWith(`.${one}`)))?.id ?? null
  );
}

/** Returns the ids of whom a subject means, or null if the text leaves it open. */
export function resolve(
  subject: Subject,
  tokens: readonly Token[],
  { memory, prior }: { readonly memory: Memory; readonly prior: readonly string[] | null },
): readonly string[] | null {
  switch (subject.kind) {
    case 'speakers': {
      const ids = subject.ids.map((id) => specific(id, memory));
      return ids.length === 0 ? null : ids;
    }
    case 'named':
      return [`other:${subject.name}`];
    case 'person':
      return memory.persons.get(subject.name) ?? officerOfText(subject.from, tokens, memory);
    case 'back':
      return resolveBack(subject, tokens, { memory, prior });
    case 'same':
    case 'locals':
    case 'unknown':
      return null;
  }
}

/** A bare country gives way to the one body of its chain of command that the text has named. */
function specific(id: string, memory: Memory): string {
  const entry = memory.lexicon.speakers.find((one) => one.id === id);
  if (entry === undefined || entry.family === null) return id;
  return id;
}

function resolveBack(
  { word, nouns, from }: Extract<Subject, { readonly kind: 'back' }>,
  tokens: readonly Token[],
  { memory, prior }: { readonly memory: Memory; readonly prior: readonly string[] | null },
): readonly string[] | null {
  if (word === indefinite) return prior;
  if (/^(?:we|our|us|i|my)$/.test(word)) return memory.publisher === null ? null : [memory.publisher];
  if (nouns.length > 0) {
    const candidates = new Set(nouns);
    const here = speakersBefore(tokens, from).filter((id) => candidates.has(id));
    if (new Set(here).size === 1) return [here[0] ?? ''];
    if (memory.publisher !== null && candidates.has(memory.publisher)) return [memory.publisher];
    const anywhere = new Set(
      tokens.flatMap((token) =>
        token.class === 'SPEAKER'
          ? token.speakers.slice(0, 1).flatMap(({ id }) => (candidates.has(id) ? [id] : []))
          : [],
      ),
    );
    if (anywhere.size === 1) return [...anywhere];
    const named = [...memory.named].filter((id) => candidates.has(id));
    if (named.length === 1) return named;
    // "the group found", where an armed group is named too: whoever spoke last.
    const isLast = memory.last?.length === 1 && memory.last.every((id) => candidates.has(id));
    const roles = entriesOf(memory.last ?? [], memory.lexicon).map(({ role }) => role);
    if (isLast && research.test(word) && roles.every((role) => role === 'documenting')) return memory.last;
    // "killed by a UK airstrike, the Ministry of Defence has confirmed": the only force that the sentence names.
    const forces = new Set(
      tokens.flatMap((token) =>
        token.class === 'FORCE' || token.class === 'SPEAKER'
          ? token.speakers
              .filter(({ id }) => candidates.has(id))
              .slice(0, 1)
              .map(({ id }) => id)
          : [],
      ),
    );
    const isOwned = tokens.slice(from + 1, from + 5).some(({ class: name, isVerb }) => isVerb && name === 'CONFESS');
    if (named.length === 0 && forces.size === 1 && (isOwned || /defence|^mod$/.test(word))) return [...forces];
    const country = memory.named.size === 0 ? forcesOfPlace(tokens, { candidates, word }) : null;
    if (country !== null) return [country];
    return memory.paragraph?.every((id) => candidates.has(id)) === true ? memory.paragraph : null;
  }
  if (/^defen[cs]e (?:minister|secretary|chief)$/.test(word)) return ministerOf(tokens, memory);
  // "The Coalition said it had killed": whoever spoke before in this sentence.
  if (/^(?:he|she|his|her)$/.test(word)) return memory.person ?? (memory.hasStranger ? null : memory.paragraph);
  if (prior !== null) return prior;
  const mayOwn = /^(?:its?|their)$/.test(word) && memory.paragraph === null;
  // "In 2017 the Coalition killed 9 civilians, by its own count".
  const isOwnCount = / own\b/.test(tokens[from]?.lower ?? '');
  const hasDoers = isOwnCount || /^(?:it|they)$/.test(word);
  const here = [...new Set(speakersBefore(tokens, from, { hasDoers, mayOwn }))];
  if (here.length === 1) return here;
  if (here.length > 1) return null;
  const owner = word === 'it' && memory.paragraph === null ? ownerOfStrike(tokens, from) : null;
  if (owner !== null) return [owner];
  // "With its admission of 105 deaths the Pentagon": whom the main clause names.
  const later = new Set(
    tokens.flatMap((token, index) => {
      const opener = tokens[index - 1]?.class === 'DETERMINER' ? tokens[index - 2] : tokens[index - 1];
      // "it attributed 107 deaths to the Malian forces": no subject.
      const isObject = /^(?:TO|BY|OF|FOR|IN|PREPOSITION)$/.test(opener?.class ?? '');
      return token.class === 'SPEAKER' && index >= from && !isObject ? [token.speakers[0]?.id ?? ''] : [];
    }),
  );
  if (from <= 2 && /^(?:its|their)$/.test(word) && memory.paragraph === null && later.size === 1) return [...later];
  if (documents.test(word)) return memory.paragraph ?? memory.document ?? ownDocument(tokens, memory);
  // "A review has been completed. It found that": of whoever publishes, where nobody is named.
  const isNamed = memory.named.size > 0 || tokens.some(({ class: name }) => name === 'SPEAKER');
  const isPublishers = word === 'it' && !isNamed && memory.publisher !== null;
  // "The Coalition has admitted 13 more. // Its tally now stands at 817": a paragraph of one sentence goes on.
  const goesOn =
    /^its?$/.test(word) &&
    memory.paragraph === null &&
    tokens.every((token, index) => token.class !== 'SPEAKER' || isTarget(tokens, index));
  if (goesOn && memory.previous !== null) return memory.previous;
  return memory.paragraph ?? (isPublishers ? [memory.publisher ?? ''] : null);
}

/** "attributed the deaths to the army", "killed by the coalition": whom a sentence tells of, and who does not speak in it. */
function isTarget(tokens: readonly Token[], at: number): boolean {
  const link = tokens[at - 1]?.class === 'DETERMINER' ? at - 2 : at - 1;
  const isKiller = tokens[link]?.class === 'BY' && /^(?:KILLED|INJURED|STRIKE)$/.test(tokens[link - 1]?.class ?? '');
  return isKiller || isAccused(tokens, at);
}

/** "an army drone hit a village in northern Nigeria, the military said": of the only country of the sentence, if no body is named. */
function forcesOfPlace(
  tokens: readonly Token[],
  { candidates, word }: { readonly candidates: ReadonlySet<string>; readonly word: string },
): string | null {
  if (!/^(?:military|army|air force|armed forces|defence ministry|ministry of defence)$/.test(word)) return null;
  if (tokens.some(({ class: name }) => /^(?:SPEAKER|FORCE)$/.test(name))) return null;
  const countries = new Set(
    tokens.flatMap(({ class: name, speakers }) => (name === 'NAME' ? (speakers[0]?.id ?? []) : [])),
  );
  const [only] = countries;
  return countries.size === 1 && only !== undefined && candidates.has(only) ? only : null;
}

/** "Gen. Frank McKenzie told reporters": of the only forces of the text, whose words the paragraph before gave. */
function officerOfText(
  from: number,
  tokens: readonly Token[],
  { last, states, lexicon }: Memory,
): readonly string[] | null {
  const isOfficer = tokens
    .slice(Math.max(0, from - 1), from + 5)
    .some(({ lower }) =>
      /^(?:(?:brig |lt |maj )?gen|general|lt col|col|colonel|admiral|adm|commander|cmdr)$/.test(lower),
    );
  const isOutsider = tokens
    .slice(Math.max(0, from - 4), from + 5)
    .some(({ class: name }) => name === 'FORMER' || name === 'UNREAL');
  const [body] = entriesOf(last ?? [], lexicon);
  // "told reporters at the Pentagon".
  const at = tokens.findIndex(
    ({ lower }, index) => index > from && /^(?:reporters|journalists|briefing|conference)$/.test(lower),
  );
  const host = tokens[tokens[at + 2]?.class === 'DETERMINER' ? at + 3 : at + 2];
  const isHosted = at !== -1 && tokens[at + 1]?.lower === 'at' && host?.class === 'SPEAKER';
  if (isOfficer && !isOutsider && isHosted && host.speakers[0]?.role === 'acknowledging') return [host.speakers[0].id];
  const isOnly = states.size === 1 && body !== undefined && states.has(body.family ?? body.id);
  return isOfficer && !isOutsider && isOnly && body.role === 'acknowledging' ? last : null;
}

const research = /^(?:group|organisation|monitor|watchdog|charity|ngo|network|observatory|monitors|researchers)$/;

/** Several states act in them. */
const alliances: ReadonlySet<string> = new Set(['cjtf-oir', 'nato', 'saudi-coalition']);

/** The state force that a token names, or null; an alliance is none. */
export function stateOf({ class: name, speakers }: Token): SpeakerEntry | null {
  const [first] = speakers;
  const isState = first?.role === 'acknowledging' && !alliances.has(first.id);
  return isState && (name === 'SPEAKER' || name === 'FORCE') ? first : null;
}

/** "Defence Minister Ank Bijleveld", in a text that names the forces of one state alone. */
function ministerOf(tokens: readonly Token[], { named, states, lexicon }: Memory): readonly string[] | null {
  const here = tokens.flatMap((token) => stateOf(token) ?? []);
  const before = entriesOf([...named], lexicon).filter(
    ({ id, role }) => role === 'acknowledging' && !alliances.has(id),
  );
  const forces = [...before, ...here];
  const families = new Set([...states, ...forces.map(({ family, id }) => family ?? id)]);
  const [first] = forces;
  if (families.size !== 1 || first === undefined) return null;
  if (first.family === 'us') return ['dod'];
  const ids = new Set(forces.map(({ id }) => id));
  return ids.size === 1 ? [first.id] : null;
}

const documents =
  /^(?:reports?|study|findings|figures|data|paper|database|dossier|survey|audit|briefing|letter|update|bulletin|investigation|inquiry|assessment|review|analysis|statement|probe|research)$/;

/**
 * "The investigation found that the strike killed three": the publisher's own, where it admits and its text names nobody
 * who documents, or where the sentence says "our".
 */
function ownDocument(tokens: readonly Token[], { publisher, lexicon, named }: Memory): readonly string[] | null {
  if (publisher === null) return null;
  const isOurs = tokens.some(({ lower }) => /^(?:our|we|us)$/.test(lower));
  const roleOf = (id: string) => lexicon.speakers.find((one) => one.id === id)?.role;
  const isAlone = roleOf(publisher) === 'acknowledging' && [...named].every((id) => roleOf(id) === 'acknowledging');
  return isOurs || isAlone ? [publisher] : null;
}

/** "Coalition strikes killed nine civilians, it has acknowledged": the only body of the sentence, which alone can admit that. */
function ownerOfStrike(tokens: readonly Token[], at: number): string | null {
  const bodies = tokens.flatMap((token, index) => (token.class === 'SPEAKER' ? [index] : []));
  const [only] = bodies;
  const body = tokens[only ?? -1];
  const isConfessed = tokens.slice(at + 1, at + 4).some((token) => token.isVerb && token.class === 'CONFESS');
  const isAcknowledging = body?.speakers[0]?.role === 'acknowledging';
  if (only === undefined || bodies.length > 1 || only > at || !isConfessed || !isAcknowledging) return null;
  // "the bombs of the NATO mission".
  const of = tokens[only - 1]?.class === 'DETERMINER' ? only - 2 : only - 1;
  const isOf = tokens[of]?.class === 'OF' && tokens[of - 1]?.class === 'STRIKE';
  return isOf || strikeAfter(tokens, only + 1, only + 5) ? (body.speakers[0]?.id ?? null) : null;
}

/** `mayOwn`: "the Coalition's bomb missed, it said" may mean the owner of the bomb. */
function speakersBefore(
  tokens: readonly Token[],
  at: number,
  { hasDoers, mayOwn } = { hasDoers: false, mayOwn: true },
): readonly string[] {
  // Whom a sentence only mentions ("killed by the Coalition, it said") is not meant.
  const opening = tokens.findIndex(({ class: name }) => !/^(?:DETERMINER|QUOTE|ADVERB|COMMA)$/.test(name));
  return tokens.slice(0, Math.max(0, at)).flatMap((token, index) => {
    const isSubject =
      index === opening ||
      (tokens[index - 1]?.class === 'DETERMINER' && tokens[index - 2]?.class === 'COMMA') ||
      (hasDoers && isDoer(tokens, index));
    const isOwner = tokens[index + 1]?.class === 'STRIKE' || (!mayOwn && strikeAfter(tokens, index + 1, index + 5));
    if (token.class !== 'SPEAKER' || !isSubject || isOwner) return [];
    return [token.speakers[0]?.id ?? ''];
  });
}

/** "in January the air force bombed a camp", "After 18 months of silence CENTCOM released". */
function isDoer(tokens: readonly Token[], index: number): boolean {
  const before = tokens[index - 1]?.class === 'DETERMINER' ? tokens[index - 2] : tokens[index - 1];
  const verb = tokens[index + 1];
  const acts =
    verb?.isVerb === true ||
    verb?.class === 'KILLED' ||
    (verb?.class === 'WORD' && /(?:ed|took|sent|gave|drew|came|spoke|went|made|met)$/.test(verb.lower));
  return acts && !/^(?:BY|OF|IN|PREPOSITION|TO|FOR|INCLUDE|GENITIVE|AND|OR|THAN)$/.test(before?.class ?? '');
}

/** Returns the entries of ids; those that are not in the table are left out. */
export function entriesOf(ids: readonly string[], { speakers }: Lexicon): readonly SpeakerEntry[] {
  return ids.flatMap((id) => speakers.find((one) => one.id === id) ?? []);
}
