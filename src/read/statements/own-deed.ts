import { countriesOf } from '../../domain/places.ts';
import { coalitionMembers } from '../../domain/speakers/nationalities.ts';
import { contingents, fieldsOf, struckAtHome } from '../../domain/speakers/theatres.ts';
import type { SpeakerEntry } from '../lexicon/speakers.ts';
import type { Surroundings } from './claim.ts';
import { findPlaces } from './scope/places.ts';
import type { Governor } from './speech/governor.ts';
import type { Sentence } from './speech/sentences.ts';
import type { Deed } from './tolls/deeds.ts';
import { isDefiniteStrike, tellsOfStrike } from './tolls/definite.ts';
import type { Toll } from './tolls/toll.ts';

/** Whether a belligerent speaks of its own deed, and not of what was done to its people. */

/** "The Pentagon said 64 civilians were killed in the Kremenchuk strike": a place where it strikes nobody. */
function isElsewhere({ text }: Sentence, entries: readonly SpeakerEntry[]): boolean {
  const fields = entries.flatMap(({ family }) => (family === null ? [] : (fieldsOf[family] ?? [])));
  if (fields.length === 0) return false;
  const places = findPlaces(text);
  const named = places.flatMap(({ name }) => countriesOf(name));
  // What is fired at Israel and what it fires are told in the same words: a place that nobody knows may be its own.
  const isOpen = entries.some(({ family }) => family === 'il') && places.length > 0;
  return (named.length > 0 || isOpen) && named.every((country) => !fields.includes(country));
}

/** What is fired at Israel, unlike its own air strikes. */
const firedAtIsrael = /\b(?:drones?|missiles?|rockets?)\b/i;

interface OwnDeed {
  readonly sentence: Sentence;
  readonly toll: Toll;
  readonly around: Surroundings;
  readonly near: Deed;
  readonly isOwn: boolean;
  readonly ids: readonly string[];
  readonly entries: readonly SpeakerEntry[];
  readonly governor: Governor | null;
  /** Deeds that the same quotation has told of. */
  readonly quoted: readonly Deed[];
}

/** Returns false where the words name another doer, or where a verb that only tells is all that there is. */
export function isAdmitted({ sentence, toll, around, near, isOwn, ids, entries, governor, quoted }: OwnDeed): boolean {
  // A member of the US-led Coalition answers for its strikes.
  const isPartner = entries.some(({ family }) => family !== null && coalitionMembers.includes(family));
  const families = new Set(entries.flatMap(({ family, id }) => [family ?? id, id]));
  const isOwnForce = (able: readonly SpeakerEntry[]): boolean =>
    able.some(
      ({ id, family }) =>
        families.has(id) ||
        (ids.includes('saudi-coalition') && (family === 'sa' || family === 'ae')) ||
        (family !== null && families.has(family)) ||
        (ids.includes('au-mission') && family !== null && contingents.has(family)) ||
        (id === 'cjtf-oir' && isPartner),
    );
  const own = near.forces.filter(isOwnForce);
  // "A UK drone fired on two trucks. Four civilians were killed": of the deed that the quotation tells of.
  const told = quoted.flatMap(({ forces }) => forces);
  const isTold = quoted.some(({ isOwn: isTheirs }) => isTheirs) || (told.length > 0 && told.every(isOwnForce));
  // "did not say who carried it out".
  if (!isOwn && own.length === 0 && whoseUnknown.test(sentence.text)) return false;
  if (own.length === 0 && (near.forces.length > 0 || (near.isForeign && !isOwn))) return false;
  const isStruck =
    isElsewhere(sentence, entries) ||
    entries.every(
      ({ id, family }) =>
        family !== null &&
        id !== 'saudi-coalition' &&
        (struckAtHome.has(family) || (family === 'il' && firedAtIsrael.test(sentence.text))),
    );
  const verb = governor === null ? '' : (sentence.tokens[governor.at]?.lower ?? '');
  const isOperation = sentence.tokens.some(({ lower }) => /^operations?$/.test(lower));
  // "The navy found 17 civilians dead": it found them, and does not say who killed them.
  const isPlain =
    governor === null ||
    /^(?:SAY|ESTIMATE|ACCORDING)$/.test(governor.class) ||
    // "The army confirmed that six died": as who counts its dead does.
    (isStruck && !isOperation && /^(?:confirm|verif|document|record|count|regist|identif)/.test(verb)) ||
    (toll.form === 'reduced' && /^(?:found|finds|discovered|recovered|uncovered)$/.test(verb));
  if (!isOwn && own.length === 0 && isAttackOn(sentence, entries)) return false;
  if (!isPlain) return true;
  const hasEvidence =
    own.length > 0 ||
    isOwn ||
    near.isUnintended ||
    (governor === null && isTold && quoted.every(({ isOthers, isForeign }) => !isOthers && !isForeign)) ||
    (near.isStrike && !isStruck) ||
    // "the raid": nobody raids those who fight abroad.
    (isAbroad(entries) &&
      sentence.tokens.some(({ class: name, lower }) => name === 'STRIKE' && /^raids?$/.test(lower))) ||
    toldOfAttack(sentence, toll, entries) ||
    (!isStruck && aimedWrongly.test(sentence.text)) ||
    evidence.test(restOfQuotation(sentence, around)) ||
    (toll.form === 'toll' && !isStruck && !entries.some(({ family }) => family === 'il')) ||
    evidence.test(sentence.text);
  const isBeside =
    toll.harm === 'injured' && around.lastClaim?.harm === 'killed' && around.lastClaim.speakers.join() === ids.join();
  // "said its jets had struck two homes. The bomb at Surman killed 12": the deed just told of.
  const isOfThese =
    isDefiniteStrike(sentence.tokens, toll) &&
    around.earlier.some(({ tokens, paragraph }) => paragraph === sentence.paragraph && tellsOfStrike(tokens));
  return hasEvidence || isBeside || isOfThese;
}

function isAbroad(entries: readonly SpeakerEntry[]): boolean {
  return entries.every(
    ({ id, family }) => id === 'nato' || (family !== null && coalitionMembers.includes(family) && family !== 'jo'),
  );
}

/** "the Nigerian Air Force bombed a camp in Rann, an attack in which, it said,": the speaker's own attack. */
function toldOfAttack({ tokens }: Sentence, toll: Toll, entries: readonly SpeakerEntry[]): boolean {
  return tokens.slice(0, toll.from).some((token, index) => {
    const isSpeaker = token.class === 'SPEAKER' && entries.some(({ id }) => id === token.speakers[0]?.id);
    return isSpeaker && /^(?:bombed|shelled|struck)$/.test(tokens[index + 1]?.lower ?? '');
  });
}

/** "Four civilians were killed. We deeply regret it," NATO said: what the same quotation goes on to say. */
function restOfQuotation(sentence: Sentence, { later }: Surroundings): string {
  const isQuoted = sentence.isQuoteOpen || sentence.tokens[0]?.class === 'QUOTE';
  const next = later[0];
  return isQuoted && next?.isQuoteOpen === true ? next.text : '';
}

/** "killed in an attack on U.S. troops", "aimed at its base": what others did to the speaker. */
function isAttackOn({ tokens }: Sentence, entries: readonly SpeakerEntry[]): boolean {
  return tokens.some((token, index) => {
    if (token.class !== 'STRIKE' || !/^(?:attacks?|ambush|assaults?|bombings?)$/.test(token.lower)) return false;
    if (/^(?:POSSESSIVE|GENITIVE|FORCE|SPEAKER)$/.test(tokens[index - 1]?.class ?? '')) return false;
    // "calculated to prevent an attack on our troops": none took place.
    if (tokens.slice(Math.max(0, index - 3), index).some(({ class: name }) => name === 'AVERT')) return false;
    const [link, target, noun] = tokens.slice(index + 1, index + 4);
    const isTheirs =
      target?.class === 'POSSESSIVE' ||
      target?.speakers.some(({ id, family }) =>
        entries.some((entry) => entry.id === id || (family !== null && entry.family === family)),
      ) === true;
    const isForce =
      noun?.class === 'FIGHTER' ||
      noun?.class === 'ORGANISATION' ||
      /^(?:bases?|convoys?|patrol|outpost|camp|embassy)$/.test(noun?.lower ?? '') ||
      / (?:troops|forces)$/.test(target?.lower ?? '');
    return /^(?:on|against)$/.test(link?.lower ?? '') && isTheirs && isForce;
  });
}

/** Errors of whoever fired. */
const aimedWrongly =
  /\bfell\sshort\b|\bovershot\b|\bmissed\s(?:its|their|the)\s(?:intended\s)?(?:target|mark|aim)\b|\boff\starget\b|\bstrayed\b|\bwrong\s(?:house|home|homestead|farm|family|convoy|boat|camp|site|place|location|address|people|building|compound|target|coordinates|car|vehicle|village)\b|\boff\scourse\b|\bmistook\b|\bmisidentified\b/i;

const whoseUnknown =
  /\b(?:who|which\s(?:country|side|force|party))\s(?:had\s)?(?:carried|conducted|launched|fired|bombed|was\s(?:responsible|behind))\b|\bunclear\swho\b/i;

const evidence =
  /(?<!\bnot\s|\bun)substantiated\b|\bresponsib|\bcredible\b|\bmistakes?\b|\bsorry\b|\bours\b|\btragic\s(?:error|accident)|\bapolog|\bregret|\bwent\s(?:wrong|astray)\b|\bmalfunction|\bveered\b|\bmissed\sits\s(?:target|mark)\b|\bmisfired?\b|\berrant\b|\bto its (?:\w+ )?(?:count|total|tally|toll)\b|\b(?:in|since) (?:the |its )?(?:war|fight|campaign) (?:on|against)\b/i;
