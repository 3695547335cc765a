import type { Token } from '../../engine/token.ts';
import { type Governor, isAsserting } from './governor.ts';
import { quoteStaysOpen, type Sentence } from './sentences.ts';
import { type Memory, resolve, stateOf } from './speakers.ts';
import { indefinite } from './subjects.ts';

/** Who speaks in a sentence, by its words and by what the paragraph said before. */

export function speakersOf(governor: Governor, sentence: Sentence, memory: Memory): readonly string[] | null {
  const before = sentence.governors
    .filter(
      ({ at, subject, isPassive }) =>
        at < governor.at && !isPassive && subject.kind !== 'same' && subject.kind !== 'unknown',
    )
    // "announced that, on the evidence from Amnesty, it considers": of the verbs, where there is one.
    .toSorted((one, other) => Number(other.isNoun) - Number(one.isNoun))
    .at(-1);
  const prior = before === undefined ? null : speakersOf(before, sentence, memory);
  const { subject } = governor;
  // "The CENTCOM commander said he was satisfied that": the person that the verb before names.
  const isSaid =
    before !== undefined &&
    subject.kind === 'back' &&
    /^(?:he|she)$/.test(subject.word) &&
    hasPerson(sentence.tokens, before) &&
    sentence.tokens.slice(before.end, subject.from).every(({ class: name }) => name === 'THAT');
  if (isSaid && prior !== null) return prior;
  // "The minister said it was assessed that": by whom the minister speaks for.
  const isOfSayer = subject.kind === 'back' && subject.word === 'we' && sentence.tokens[subject.from]?.lower === 'it';
  if (isOfSayer && prior !== null) return prior;
  if (subject.kind !== 'same') return resolve(quoted(subject, sentence, memory), sentence.tokens, { memory, prior });
  if (before !== undefined) return prior;
  // "The Coalition flew 32,397 sorties and estimates that".
  const opening = sentence.tokens.findIndex((token) => token.class !== 'DETERMINER' && token.class !== 'QUOTE');
  const first = sentence.tokens[opening];
  if (
    first?.class === 'SPEAKER' &&
    sentence.tokens[opening + 1]?.class !== 'STRIKE' &&
    sentence.tokens[opening + 1]?.class !== 'GENITIVE'
  )
    return [first.speakers[0]?.id ?? ''];
  // "Months after admitting to killing 85 civilians, the Nigerian army".
  const comma = sentence.tokens.findIndex(
    (token, index) => index > governor.at && token.class === 'COMMA' && sentence.tokens[index + 1]?.class !== 'INCLUDE',
  );
  const next = sentence.tokens[comma + 1]?.class === 'DETERMINER' ? comma + 2 : comma + 1;
  const main = sentence.tokens[next];
  return comma !== -1 && main?.class === 'SPEAKER' ? [main.speakers[0]?.id ?? ''] : null;
}

/** "We" inside a quotation is whoever is quoted. */
function quoted(subject: Governor['subject'], sentence: Sentence, memory: Memory): Governor['subject'] {
  if (subject.kind !== 'back' || !/^(?:we|our|us|i|my)$/.test(subject.word)) return subject;
  const isQuoted =
    sentence.isQuoteOpen || sentence.tokens.slice(0, subject.from).some((token) => token.class === 'QUOTE');
  if (!isQuoted) return subject;
  const outside = sentence.governors.find(
    (one) =>
      one.subject !== subject &&
      one.subject.kind !== 'same' &&
      one.subject.kind !== 'unknown' &&
      !(one.subject.kind === 'back' && /^(?:we|our|us|i|my)$/.test(one.subject.word)),
  );
  if (outside !== undefined) return outside.subject;
  return memory.paragraph === null
    ? { kind: 'unknown', from: subject.from }
    : { kind: 'speakers', ids: memory.paragraph, from: subject.from };
}

/** A sentence inside a quotation that began before, or that follows "it said:". */
export function speechContinued(
  sentence: Sentence,
  {
    memory,
    isNewParagraph,
    later,
  }: { readonly memory: Memory; readonly isNewParagraph: boolean; readonly later: readonly Sentence[] },
): readonly string[] | null {
  const isQuoted = sentence.isQuoteOpen || sentence.tokens[0]?.class === 'QUOTE';
  if (!isQuoted) return null;
  if (!isNewParagraph && memory.paragraph !== null) return memory.paragraph;
  // A quotation that runs on over paragraphs, of which each opens with marks.
  const isAttributed = later.some(({ governors }) => governors.some(({ subject }) => subject.kind !== 'same'));
  if (memory.quotation !== null && !isAttributed && (sentence.isQuoteOpen || sentence.tokens[0]?.class === 'QUOTE'))
    return memory.quotation;
  // "We killed four. That was a mistake," said the minister: named where the quotation ends.
  if (!quoteStaysOpen(sentence.tokens, sentence.isQuoteOpen)) return null;
  for (const next of later) {
    const said = next.governors.find(({ isInverted, at, subject }) => {
      const from = isInverted ? at : subject.from;
      const before = next.tokens[from - 1]?.class === 'DETERMINER' ? from - 2 : from - 1;
      return next.tokens[before]?.class === 'QUOTE' && next.tokens[before - 1]?.class === 'COMMA';
    });
    if (said !== undefined) return isAsserting(said) ? speakersOf(said, next, memory) : null;
    if (!quoteStaysOpen(next.tokens, next.isQuoteOpen)) return null;
  }
  return null;
}

/** Remembers who spoke, and whom the sentence introduced. */
export function remember(
  { tokens, governors, isHeadline: heads, ...sentence }: Sentence,
  memory: Memory,
  before: readonly string[] | null,
): void {
  if (heads) return;
  memory.hasQuote ||= tokens.some(({ class: name, text }) => name === 'QUOTE' && text === '"');
  for (const state of tokens.flatMap((token) => stateOf(token) ?? [])) memory.states.add(state.family ?? state.id);
  for (const token of tokens)
    if (token.class === 'SPEAKER')
      for (const { id } of token.speakers.slice(0, 1)) {
        memory.named.add(id);
        memory.inParagraph.add(id);
      }
  const whole = { ...sentence, tokens, governors, isHeadline: heads };
  introduce(tokens, memory);
  memory.hasStranger = tokens.some(
    (token, index) =>
      /^(?:WORD|LOCALS|VICTIM|CIVILIAN|PEOPLE)$/.test(token.class) &&
      tokens[index - 1]?.class === 'DETERMINER' &&
      /^(?:to|with|met|interviewed|asked|told|visited|saw|heard|quoted)$/.test(tokens[index - 2]?.lower ?? ''),
  );
  let spoken: readonly string[] | null = null;
  for (const governor of governors) {
    if (governor.subject.kind === 'same' || governor.subject.kind === 'unknown') continue;
    const ids = speakersOf(governor, whole, memory);
    if (ids !== null) spoken = ids;
    else if (!governor.isNoun && governor.subject.kind !== 'back') spoken = null;
    if (ids === null) continue;
    const names = namesNear(tokens, governor);
    if (hasPerson(tokens, governor)) memory.person = ids;
    if (hasDocument(tokens, governor)) memory.document = ids;
    for (const name of names) memory.persons.set(name, ids);
    if (names.length > 0) memory.person = ids;
  }
  // "An investigation has found 33 killed, the U.S. military said": whose "the investigation" is afterwards.
  const isOfDocument = governors.some(({ subject }) => subject.kind === 'back' && subject.word === indefinite);
  if (isOfDocument && spoken?.length === 1) memory.document = spoken;
  const opening = tokens[0]?.class === 'DETERMINER' ? tokens[1] : tokens[0];
  // "Amnesty and the Coalition met. It said": of two, nobody knows which.
  const isPair = opening?.class === 'SPEAKER' && tokens[tokens.indexOf(opening) + 1]?.class === 'AND';
  if (isPair && spoken === null) {
    memory.paragraph = null;
    return;
  }
  if (spoken === null && opening?.class === 'REFERENCE' && opening.speakers.length > 0)
    spoken = resolve(
      { kind: 'back', word: opening.lower, nouns: opening.speakers.map(({ id }) => id), from: 0 },
      tokens,
      { memory, prior: null },
    );
  if (spoken === null) spoken = reporting(opening, tokens);
  const hasOthers = governors.some(
    ({ subject }) => subject.kind === 'locals' || subject.kind === 'person' || subject.kind === 'named',
  );
  if (hasOthers || tokens.some(({ class: name }) => name === 'LOCALS' || name === 'ORGANISATION'))
    memory.inParagraph.add('');
  memory.paragraph = spoken ?? (hasOthers ? null : before);
  memory.last = spoken ?? memory.last;
}

/** "The Coalition flew sorties.", "In its eighth report, Airwars lists attacks.": whom the sentence is about. */
function reporting(opening: Token | undefined, tokens: readonly Token[]): readonly string[] | null {
  if (opening?.class === 'SPEAKER') return [opening.speakers[0]?.id ?? ''];
  // "Researchers for PAX went from door to door."
  const [link, body] =
    /^(?:PERSON|ORGANISATION)$/.test(opening?.class ?? '') && opening !== undefined
      ? tokens.slice(tokens.indexOf(opening) + 1)
      : [];
  if (body?.class === 'SPEAKER' && /^(?:for|of|from|at|with)$/.test(link?.lower ?? ''))
    return [body.speakers[0]?.id ?? ''];
  if (tokens[0]?.class !== 'IN' || tokens[1]?.class !== 'POSSESSIVE') return null;
  const comma = tokens.slice(0, 12).findIndex(({ class: name }) => name === 'COMMA');
  const subject = tokens[tokens[comma + 1]?.class === 'DETERMINER' ? comma + 2 : comma + 1];
  return comma !== -1 && subject?.class === 'SPEAKER' ? [subject.speakers[0]?.id ?? ''] : null;
}

/** "a former Pentagon official": speaks for nobody. */
function isOutsider(tokens: readonly Token[], speaker: number): boolean {
  return tokens.slice(Math.max(0, speaker - 3), speaker).some(({ class: name }) => name === 'FORMER');
}

/** "Amnesty International's Donatella Rovera", "Coalition spokesman Col. Smith". */
function introduce(tokens: readonly Token[], memory: Memory): void {
  tokens.forEach((token, index) => {
    if (token.class !== 'SPEAKER') return;
    let at = index + 1;
    while (/^(?:GENITIVE|PERSON|STOP|ADJECTIVE)$/.test(tokens[at]?.class ?? '')) at += 1;
    const before = tokens
      .slice(Math.max(0, index - 4), index)
      .findLast(({ class: name }) => !/^(?:DETERMINER|FOR|OF|PREPOSITION|IN)$/.test(name));
    const isPerson =
      tokens.slice(index + 1, at).some(({ class: name }) => name === 'PERSON') || before?.class === 'PERSON';
    if (isPerson && !isOutsider(tokens, index)) memory.person = [token.speakers[0]?.id ?? ''];
    if (at === index + 1 || tokens[at]?.class !== 'NAME' || isOutsider(tokens, index)) return;
    while (tokens[at + 1]?.class === 'NAME') at += 1;
    const ids = [token.speakers[0]?.id ?? ''];
    memory.person = ids;
    memory.persons.set(tokens[at]?.text ?? '', ids);
  });
}

/** "A Coalition spokesman said": whoever "he" is afterwards. */
function hasPerson(tokens: readonly Token[], { at, subject, end }: Governor): boolean {
  const from = Math.min(subject.from, at);
  return tokens.slice(Math.max(0, from - 2), Math.max(at, end) + 4).some(({ class: name }) => name === 'PERSON');
}

/** "A recent report by the network claimed": whose "the report" is in the next paragraph. */
function hasDocument(tokens: readonly Token[], { class: name, at, end, subject, isNoun }: Governor): boolean {
  if (subject.kind !== 'speakers') return false;
  // "according to a Pentagon report": behind the words.
  if (name === 'ACCORDING')
    return tokens
      .slice(at, end + 3)
      .some(({ class: noun, lower }) => noun === 'STATEMENT' || /^(?:reports?|statement)$/.test(lower));
  if (isNoun) return false;
  return tokens.slice(Math.max(0, subject.from), at).some(({ class: noun }) => /^(?:STATEMENT|ALLEGATION)$/.test(noun));
}

/** Surnames beside a governor whose speaker is known: "Donatella Rovera, an adviser at Amnesty International, said". */
function namesNear(tokens: readonly Token[], { at, subject, end }: Governor): readonly string[] {
  const from = Math.min(subject.from, at);
  return tokens
    .slice(Math.max(0, from - 2), Math.max(at, end) + 4)
    .flatMap((token, index, near) =>
      token.class === 'NAME' &&
      near[index + 1]?.class !== 'NAME' &&
      near[index - 1] !== undefined &&
      /^(?:NAME|PERSON|STOP)$/.test(near[index - 1]?.class ?? '')
        ? [token.text]
        : [],
    );
}
