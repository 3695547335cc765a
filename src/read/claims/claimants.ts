import type { Attribution } from './attribution.ts';
import { isAcknowledging, joinSpeakers, speakersIn } from './speakers.ts';

/** Who has spoken so far in a text: what "the report said" and "it said" point back to. */
export interface Memory {
  /** Who spoke in each of the last sentences, nearest last. */
  readonly spoke: ReadonlySet<string>[];
  /** The subject that the sentence before begins with. */
  subject: string | null;
  /** Surnames of those who have spoken, and for whom. */
  readonly people: Map<string, string>;
  /** For whom the last person spoke: "he said". */
  lastPerson: string | null;
  /** The publisher, where it is itself a speaker: "we", and figures without any attribution. */
  readonly publisher: string | null;
}

/** Sentences that a pointing back may reach over. */
const farthest = 4;

export function newMemory(publisher: string | null): Memory {
  return { spoke: [], subject: null, people: new Map(), lastPerson: null, publisher };
}

/** `asserted` are the speakers of the figures of the sentence, `opening` is whoever the sentence begins with. */
export function remember(
  memory: Memory,
  attributions: readonly Attribution[],
  asserted: readonly string[],
  opening: string | null,
): void {
  for (const { person, speaker } of attributions) {
    if (person === null) continue;
    const spokenFor = speaker === null || speaker === '' ? memory.people.get(person) : speaker;
    if (spokenFor === undefined) continue;
    memory.people.set(person, spokenFor);
    memory.lastPerson = spokenFor;
  }
  const spoke = new Set([...attributions.flatMap(({ speaker }) => speaker ?? []), ...asserted]);
  if (opening !== null) spoke.add(opening);
  spoke.delete('');
  memory.spoke.push(spoke);
  if (memory.spoke.length > farthest) memory.spoke.shift();
  memory.subject = opening ?? (asserted.length === 1 ? (asserted[0] ?? null) : null);
}

interface Resolved {
  readonly speaker: string;
  readonly isVague: boolean;
}

/** Whoever the attribution leads to; without any, the publisher; null where nobody is certain. */
export function resolveSpeaker(said: Attribution | undefined, memory: Memory): Resolved | null {
  const speaker = said === undefined ? memory.publisher : speakerOf(said, memory);
  return speaker === null ? null : { speaker, isVague: said?.isVague ?? false };
}

function speakerOf(said: Attribution, memory: Memory): string | null {
  if (said.speaker !== null) return said.speaker === '' ? null : said.speaker;
  if (said.pointsTo === 'own') return memory.publisher;
  if (said.pointsTo === 'nobody') return null;
  if (said.person !== null) return personsSpeaker(said, said.person, memory);
  if (said.pointsTo === 'person') return memory.lastPerson;
  if (said.pointsTo !== 'subject') return lastOf(said.pointsTo, memory);
  const subject = memory.subject ?? lastOf('any', memory);
  if (subject === null || said.partners.length === 0) return subject;
  return isAcknowledging(subject) ? null : joinSpeakers([...speakersIn(subject), ...said.partners]);
}

/** A person that nobody introduced speaks for nobody, unless in uniform, or in an organisation's own text. */
function personsSpeaker(said: Attribution, person: string, memory: Memory): string | null {
  return memory.people.get(person) ?? memory.publisher ?? (said.isOfficer ? lastOf('acknowledging', memory) : null);
}

/** The speaker of the nearest sentence that has one of that kind; null where it has two. */
function lastOf(kind: 'any' | 'acknowledging' | 'documenting', memory: Memory): string | null {
  for (const spoke of memory.spoke.toReversed()) {
    const fitting = [...spoke].filter((one) => kind === 'any' || isAcknowledging(one) === (kind === 'acknowledging'));
    if (fitting.length > 0) return fitting.length === 1 ? (fitting[0] ?? null) : null;
  }
  const { publisher } = memory;
  if (publisher === null || kind === 'any') return publisher;
  return isAcknowledging(publisher) === (kind === 'acknowledging') ? publisher : null;
}

/** "Iraqi authorities believe ..., in which reports said that N": too loose for a speaker without a name of its own. */
export function isFarGeneric(said: Attribution | undefined, text: string, start: number): boolean {
  return said?.speaker === 'other' && said.end < start && /,\s/.test(text.slice(said.end, start));
}

/** "three reports were determined to be credible and resulted in five deaths" is the wording of one body only. */
export function speakerOfFormula(text: string, plain: string, memory: Memory): Resolved | null {
  if (!/\b(?:determined|assessed|deemed)\s(?:to\sbe\s)?credible\b[^.]{0,60}\bresult(?:ed|ing)\sin\b/i.test(text))
    return null;
  const speaker =
    lastOf('acknowledging', memory) ?? (/CJTF|Combined\sJoint\sTask\sForce|coalition/i.test(plain) ? 'cjtf-oir' : null);
  return speaker === null ? null : { speaker, isVague: false };
}
