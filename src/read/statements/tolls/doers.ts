import type { Token } from '../../engine/token.ts';
import type { Memory } from '../speech/speakers.ts';
import { deedIn } from './deeds.ts';

/** Remembers which forces a sentence tells of as doers of deeds: "two attacks by the US-led coalition". */
export function rememberDoers(tokens: readonly Token[], { doers }: Memory): void {
  const { forces, references, isOthers, isForeign } = deedIn(tokens, null, { from: 0, to: tokens.length });
  for (const able of forces) {
    const [force] = able;
    if (force !== undefined) doers.set(force.family ?? force.id, force);
  }
  // Whoever else fights in the text may have done any of it.
  const isFought = tokens.some(({ class: name }) => name === 'ARMED_GROUP' || name === 'FIGHTER');
  if (isOthers || isForeign || isFought || references.length > 0) doers.set('', none);
}

const none = {
  id: '',
  role: null,
  family: null,
  names: [],
  adjectives: [],
  people: [],
  hosts: [],
  nouns: [],
  vague: [],
} as const;
