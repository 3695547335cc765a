import type { Toll } from '../tolls/toll.ts';
import { type Governor, isAsserting } from './governor.ts';
import { listingVerb, refusing } from './listing-verbs.ts';
import type { Sentence } from './sentences.ts';
import type { Memory } from './speakers.ts';
import { speakersOf } from './voices.ts';

/** Events that one sentence announces and the next ones tell: "It lists two strikes. One killed four civilians. The other ...". */

export interface EventList {
  /** Who lists them. */
  readonly ids: readonly string[];
  readonly lead: Sentence;
  readonly governor: Governor;
}

/** Returns the list that is open behind this sentence, or null. */
export function listAfter(sentence: Sentence, list: EventList | null, memory: Memory): EventList | null {
  if (sentence.isHeadline || sentence.isQuoteOpen) return null;
  const verb = listingVerb(sentence.tokens);
  const governor =
    sentence.governors.find(({ at }) => at === verb) ??
    sentence.governors.find((one) => isAsserting(one) && one.subject.kind === 'speakers');
  if (verb !== null && governor !== undefined && isAsserting(governor)) {
    const ids = speakersOf(governor, sentence, memory);
    return ids === null ? null : { ids, lead: sentence, governor };
  }
  return list !== null && isItem(sentence, list) ? list : null;
}

/** The sentence tells of an event of the list: it names one, and nobody speaks in it. */
function isItem({ tokens, governors, paragraph }: Sentence, { lead }: EventList): boolean {
  const isNear =
    paragraph === lead.paragraph || (paragraph - lead.paragraph < 7 && lead.tokens.at(-1)?.class === 'COLON');
  if (!isNear || governors.length > 0) return false;
  if (tokens.some(({ class: name }) => refusing.test(name) || /^(?:QUOTE|ALLEGATION|BUT)$/.test(name))) return false;
  const first = tokens[0]?.class === 'DASH' ? 1 : 0;
  const opening = tokens.slice(first, first + 3);
  if (/^(?:one|another)$/.test(opening[0]?.lower ?? '')) return true;
  const words = opening.map(({ lower }) => lower).join(' ');
  if (
    /^(?:in |on )?(?:the|a|one|another) (?:first|second|third|fourth|fifth|other|latter|former|last|next)\b/.test(words)
  )
    return true;
  if (/^in (?:one|another)\b/.test(words)) return true;
  // "On 17 March a strike killed", "In Darasalam, US drones killed", "An airstrike near Tabqa killed".
  const isPlaced = /^(?:IN|PREPOSITION|DATE)$/.test(opening[0]?.class ?? '');
  // "Oct. 12, 2015, near Ramadi, Iraq: one civilian killed."
  const colon = tokens.slice(first, first + 12).findIndex(({ class: name }) => name === 'COLON');
  if (isPlaced && colon !== -1 && tokens[first + colon + 1]?.class === 'NUMBER') return true;
  // "In Tabqa it killed nine civilians."
  const it = tokens.slice(first, first + 7).findIndex(({ class: name }) => name === 'PRONOUN');
  if (isPlaced && it !== -1 && /^(?:KILLED|AUXILIARY)$/.test(tokens[first + it + 1]?.class ?? '')) return true;
  const event = tokens.slice(first, first + 12).findIndex(({ class: name }) => name === 'STRIKE');
  return event !== -1 && (isPlaced || (opening[0]?.class === 'DETERMINER' && event < 5));
}

/** Returns the list that a count belongs to that no verb of its own sentence governs; null for none. */
export function listOf(sentence: Sentence, toll: Toll, list: EventList | null): EventList | null {
  const isNote = sentence.tokens.slice(0, toll.number).some(({ class: name }) => name === 'COLON');
  return list !== null && (toll.form !== 'reduced' || isNote) && isItem(sentence, list) ? list : null;
}
