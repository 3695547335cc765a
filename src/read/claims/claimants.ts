import type { Attribution } from './attribution.ts';
import { isAcknowledging } from './speakers.ts';

/** Who has spoken so far in a text: what "the report said" and "it said" point back to. */
export interface Memory {
  any: string | null;
  acknowledging: string | null;
  documenting: string | null;
  /** Surnames of those who have spoken, and for whom. */
  readonly people: Map<string, string>;
  /** For whom the last person spoke: "he said". */
  lastPerson: string | null;
  /** The publisher, where it is itself a speaker: "we", and figures without any attribution. */
  readonly publisher: string | null;
}

export function newMemory(publisher: string | null): Memory {
  return { any: publisher, acknowledging: null, documenting: null, people: new Map(), lastPerson: null, publisher };
}

/** `asserted` are the speakers of the figures of the sentence: what follows points back to them before anyone else. */
export function remember(memory: Memory, attributions: readonly Attribution[], asserted: readonly string[]): void {
  for (const { person, speaker } of attributions) {
    if (person === null) continue;
    const spokenFor = speaker === null || speaker === '' ? memory.people.get(person) : speaker;
    if (spokenFor === undefined) continue;
    memory.people.set(person, spokenFor);
    memory.lastPerson = spokenFor;
  }
  for (const speaker of [...attributions.map((one) => one.speaker ?? ''), ...asserted]) {
    // "... than those reported by watchdog groups" does not make them the subject.
    if (speaker === '' || speaker === 'other') continue;
    memory.any = speaker;
    memory[isAcknowledging(speaker) ? 'acknowledging' : 'documenting'] = speaker;
  }
}

export interface Resolved {
  readonly speaker: string;
  readonly isVague: boolean;
}

/** The innermost attribution that leads to somebody; without any, the publisher. */
export function resolveSpeaker(candidates: readonly Attribution[], memory: Memory): Resolved | null {
  if (candidates.length === 0) return memory.publisher === null ? null : { speaker: memory.publisher, isVague: false };
  for (const candidate of candidates) {
    const speaker = speakerOf(candidate, memory);
    if (speaker !== null) return { speaker, isVague: candidate.isVague };
  }
  return null;
}

function speakerOf(said: Attribution, memory: Memory): string | null {
  if (said.speaker !== null && said.speaker !== '') return said.speaker;
  if (said.pointsTo === 'own') return memory.publisher ?? memory.documenting;
  if (said.pointsTo === 'nobody') return null;
  if (said.pointsTo === 'person') return memory.lastPerson ?? memory.publisher;
  const known = said.person === null ? undefined : memory.people.get(said.person);
  if (known !== undefined) return known;
  // Somebody of its own, in an organisation's own text.
  if (said.person !== null && memory.publisher !== null) return memory.publisher;
  // A person that nobody introduced speaks for nobody, unless in uniform.
  if (said.person !== null) return said.isOfficer ? memory.acknowledging : null;
  if (said.pointsTo === 'any') return memory.any;
  const last = memory[said.pointsTo];
  if (last !== null || memory.any === null) return last;
  return isAcknowledging(memory.any) === (said.pointsTo === 'acknowledging') ? memory.any : null;
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
    memory.acknowledging ?? (/CJTF|Combined\sJoint\sTask\sForce|coalition/i.test(plain) ? 'cjtf-oir' : null);
  return speaker === null ? null : { speaker, isVague: false };
}
