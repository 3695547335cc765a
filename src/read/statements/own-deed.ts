import type { SpeakerEntry } from '../lexicon/speakers.ts';
import type { Surroundings } from './claim.ts';
import type { Governor } from './speech/governor.ts';
import type { Sentence } from './speech/sentences.ts';
import type { Deed } from './tolls/deeds.ts';
import { isDefiniteStrike, tellsOfStrike } from './tolls/definite.ts';
import type { Toll } from './tolls/toll.ts';

/** Whether a belligerent speaks of its own deed, and not of what was done to its people. */

/** Families of the forces that flew or fired in Operation Inherent Resolve. */
const coalitionMembers: ReadonlySet<string> = new Set([
  'us',
  'uk',
  'nl',
  'au',
  'be',
  'dk',
  'fr',
  'de',
  'ca',
  'it',
  'jo',
]);

/** These fight abroad alone, so an air strike that they tell of without a doer is theirs. Others tell of strikes on their own land. */
const abroad: ReadonlySet<string> = new Set([...[...coalitionMembers].filter((one) => one !== 'jo'), 'nato']);

interface OwnDeed {
  readonly sentence: Sentence;
  readonly toll: Toll;
  readonly around: Surroundings;
  readonly near: Deed;
  readonly isOwn: boolean;
  readonly ids: readonly string[];
  readonly entries: readonly SpeakerEntry[];
  readonly governor: Governor | null;
}

/** Returns false where the words name another doer, or where a verb that only tells is all that there is. */
export function isAdmitted({ sentence, toll, around, near, isOwn, ids, entries, governor }: OwnDeed): boolean {
  // A member of the US-led Coalition answers for its strikes.
  const isPartner = entries.some(({ family }) => family !== null && coalitionMembers.has(family));
  const families = new Set(entries.flatMap(({ family, id }) => [family ?? id, id]));
  const own = near.forces.filter((able) =>
    able.some(
      ({ id, family }) =>
        families.has(id) ||
        (ids.includes('saudi-coalition') && (family === 'sa' || family === 'ae')) ||
        (family !== null && families.has(family)) ||
        (id === 'cjtf-oir' && isPartner),
    ),
  );
  if (own.length === 0 && (near.forces.length > 0 || (near.isForeign && !isOwn))) return false;
  const isAbroad =
    ids.includes('saudi-coalition') || entries.some(({ family }) => family !== null && abroad.has(family));
  const verb = governor === null ? '' : (sentence.tokens[governor.at]?.lower ?? '');
  // "The navy found 17 civilians dead": it found them, and does not say who killed them.
  const isPlain =
    governor === null ||
    /^(?:SAY|ESTIMATE|ACCORDING)$/.test(governor.class) ||
    // "The army confirmed that six died": as who counts its dead does.
    (!isAbroad && /^(?:confirm|verif|document|record|count|regist|identif)/.test(verb)) ||
    (toll.form === 'reduced' && /^(?:found|finds|discovered|recovered|uncovered)$/.test(verb));
  if (!isPlain) return true;
  const hasEvidence =
    own.length > 0 ||
    isOwn ||
    near.isUnintended ||
    (near.isStrike && isAbroad) ||
    (toll.form === 'toll' && isAbroad) ||
    evidence.test(sentence.text);
  const isBeside =
    toll.harm === 'injured' && around.lastClaim?.harm === 'killed' && around.lastClaim.speakers.join() === ids.join();
  // "said its jets had struck two homes. The bomb at Surman killed 12": the deed just told of.
  const isOfThese =
    isDefiniteStrike(sentence.tokens, toll) &&
    around.earlier.some(({ tokens, paragraph }) => paragraph === sentence.paragraph && tellsOfStrike(tokens));
  return hasEvidence || isBeside || isOfThese;
}

const evidence =
  /\bresponsib|\bcredible\b|\bmistakes?\b|\bsorry\b|\bapolog|\bregret|\bwent\s(?:wrong|astray)\b|\bmalfunction|\bveered\b|\bmissed\sits\s(?:target|mark)\b|\bmisfired?\b|\berrant\b|\bto its (?:\w+ )?(?:count|total|tally|toll)\b|\b(?:in|since) (?:the |its )?(?:war|fight|campaign) (?:on|against)\b/i;
