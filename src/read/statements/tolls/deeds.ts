import type { Token } from '../../engine/token.ts';
import type { TokenClass } from '../../lexicon/classes.ts';
import type { SpeakerEntry } from '../../lexicon/speakers.ts';
import type { Segment } from '../stance/segments.ts';
import {
  carriesOut,
  isAccused,
  isAgent,
  isBlamed,
  isByCountry,
  isHeld,
  isOwnForce,
  isSubject,
  strikeAfter,
} from './agents.ts';
import type { Toll } from './toll.ts';

/** Whose deed the deaths were, as far as a piece of text says. */
export interface Deed {
  /** The forces that did it; each with the bodies that its words can mean. */
  readonly forces: readonly (readonly SpeakerEntry[])[];
  /** "the army": the forces that the noun can mean. */
  readonly references: readonly (readonly SpeakerEntry[])[];
  /** "its strike": the deed of whoever speaks. */
  readonly isOwn: boolean;
  /** Done by an armed group, by a mine, in clashes: by none of the forces that are watched. */
  readonly isOthers: boolean;
  /** "unintentionally": nobody says so of the deeds of others. */
  readonly isUnintended: boolean;
  /** "regime artillery", "someone else's bomb": of none of those who admit it. */
  readonly isForeign: boolean;
  /** An air strike, whoever flew it. */
  readonly isStrike: boolean;
}

const otherCauses =
  /^(?:landmines?|mines?|ieds?|suicide|crossfire|clashes|stampede|torture|executions?|executed|beheaded|hostage|accident|shipwreck|earthquake|roadside|booby|bombers?|grenades?|unexploded|remnants?|drowned|famine|hunger|cholera|collision)$/;
const airStrike = /^(?:(?:air ?)?strikes?|drone strikes?|air raids?|airstrikes?)$/;

/** The classes of tokens that can name the doer of a deed. */
const mayAct: ReadonlySet<TokenClass> = new Set<TokenClass>([
  'SPEAKER',
  'FORCE',
  'NAME',
  'ARMED_GROUP',
  'FIGHTER',
  'POSSESSIVE',
  'REFERENCE',
  'ORGANISATION',
  'PRONOUN',
]);

const faults = /^(?:hands?|errors?|faults?|mistakes?|negligence|doing)$/;

/** Looks at the words of one segment. */
export function deedIn(tokens: readonly Token[], toll: Toll | null, { from, to }: Segment): Deed {
  const forces: (readonly SpeakerEntry[])[] = [];
  let isOwn = false;
  let isOthers = false;
  let isOfParty = false;
  let isOfNeighbour = false;
  const references: (readonly SpeakerEntry[])[] = [];
  for (let index = from; index < to; index += 1) {
    const token = tokens[index];
    if (token === undefined) break;
    if (!mayAct.has(token.class)) continue;
    const acts = isAgent(tokens, index, { toll, to }) && !isExcepted(tokens, index, toll);
    // "Israel's air strikes", and not "Afghanistan's Kunduz province".
    const isCountry =
      token.class === 'NAME' &&
      token.speakers.length > 0 &&
      (isBlamed(tokens, index) ||
        isByCountry(tokens, index) ||
        isSubject(tokens, index, toll) ||
        (tokens[index + 1]?.class === 'GENITIVE' &&
          // "Syria's war" is everybody's.
          tokens[index + 2]?.lower !== 'war' &&
          (strikeAfter(tokens, index + 1, to) || tokens[index + 2]?.class === 'ORGANISATION')));
    if ((token.class === 'SPEAKER' || token.class === 'FORCE' || isCountry) && acts) {
      const able = token.speakers.filter(({ role }) => role === 'acknowledging');
      // "an Iraqi militia rocket" is no army's.
      if (isMilitias(tokens, index + 1)) isOthers = true;
      else if (able.length > 0) forces.push(able);
      // "Hezbollah was responsible for", "killed by Houthi shelling".
      else if (token.speakers.length > 0 && token.speakers.every(({ role }) => role === null))
        isOfParty ||= !isHeld(tokens, index) || isAccused(tokens, index);
    }
    const isOfForce =
      token.class === 'FIGHTER' &&
      ((/^(?:POSSESSIVE|FORCE|GENITIVE|SPEAKER|REFERENCE)$/.test(tokens[index - 1]?.class ?? '') &&
        !isParty(tokens[index - 1])) ||
        /^(?:soldiers?|troops|personnel|service ?members?|contractors)$/.test(token.lower));
    const isAlly = token.class === 'FIGHTER' && isBesideForce(tokens, index);
    if (
      (token.class === 'ARMED_GROUP' || token.class === 'FIGHTER') &&
      acts &&
      !isOfForce &&
      !isAlly &&
      !isHeld(tokens, index)
    )
      isOthers = true;
    if (token.class === 'PRONOUN' && carriesOut(tokens, index)) isOwn = true;
    // "died by our hands", "through its error".
    const near = tokens[index + 1]?.lower === 'own' ? tokens[index + 2] : tokens[index + 1];
    if (
      token.class === 'POSSESSIVE' &&
      /^(?:BY|PREPOSITION)$/.test(tokens[index - 1]?.class ?? '') &&
      faults.test(near?.lower ?? '')
    )
      isOwn = true;
    if (token.class === 'POSSESSIVE' && (strikeAfter(tokens, index + 1, to) || isOwnForce(tokens, index, toll))) {
      // "its neighbour's rockets": of another.
      if (ownerAfter(tokens, index)) isOfNeighbour = true;
      else isOwn = true;
    }
    // "a government air strike".
    const isBody =
      token.class === 'ORGANISATION' &&
      /^(?:government|army|military|air force|navy)$/.test(token.lower) &&
      token.speakers.length > 0 &&
      /^(?:DETERMINER|NUMBER|BY|IN|PREPOSITION)$/.test(tokens[index - 1]?.class ?? '') &&
      tokens[index + 1]?.class === 'STRIKE';
    if (isBody) references.push(token.speakers);
    if (token.class === 'REFERENCE' && acts) {
      // "said the rebels killed eight", "said the army killed": of an armed group, or of whoever has an army.
      if (/^(?:rebels?|militia|factions)$/.test(token.lower)) isOthers = true;
      else if (tokens[index - 1]?.class === 'POSSESSIVE') isOwn = true;
      else references.push(token.speakers);
    }
    if (toll !== null && toll.form === 'active' && token.class === 'PRONOUN' && index < toll.from && acts) isOwn = true;
  }
  const words = tokens.slice(from, to);
  return {
    forces,
    references,
    isOwn,
    isOthers:
      isOthers ||
      (isOfParty && forces.length === 0 && !isOwn && references.length === 0) ||
      words.some(
        (token, index) =>
          (token.class === 'BY' && words.slice(index + 1, index + 4).some(({ lower }) => otherCauses.test(lower))) ||
          (/^(?:car|truck|vehicle|motorcycle|magnetic|sticky)$/.test(token.lower) &&
            /^(?:bombs?|bombings?)$/.test(words[index + 1]?.lower ?? '')) ||
          // "pressure by Congress" is none.
          (token.lower === 'pressure' && /^(?:plates?|cookers?)$/.test(words[index + 1]?.lower ?? '')),
      ) ||
      (forces.length === 0 && !isOwn && references.length === 0 && words.some(({ lower }) => otherCauses.test(lower))),
    isUnintended: words.some(({ lower }) =>
      /^(?:unintention|inadvertent|accidental|mistaken|unintended|by mistake|in error|by accident|wrongly)/.test(lower),
    ),
    isForeign:
      isOfNeighbour ||
      words.some(
        (token, index) =>
          /^(?:regime|opposition|rebel|someone|somebody|another)$/.test(token.lower) &&
          (token.lower !== 'another' ||
            words[index + 1]?.class === 'GENITIVE' ||
            words[index + 2]?.class === 'GENITIVE') &&
          strikeAfter(tokens, from + index + 1, to),
      ),
    isStrike: words.some((token) => token.class === 'STRIKE' && airStrike.test(token.lower)),
  };
}

/** "its neighbour's rockets", "its enemies' shells": the strike has an owner who is neither the speaker nor of its own. */
function ownerAfter(tokens: readonly Token[], possessive: number): boolean {
  const near = tokens.slice(possessive + 1, possessive + 5);
  const genitive = near.findIndex(({ class: name }) => name === 'GENITIVE');
  const strike = near.findIndex(({ class: name }) => name === 'STRIKE');
  return (
    genitive > 0 &&
    genitive < strike &&
    /^(?:neighbours?|neighbors?|enem(?:y|ies)|rivals?|foes?|adversar(?:y|ies)|opponents?|occupiers?|aggressors?)$/.test(
      near[genitive - 1]?.lower ?? '',
    )
  );
}

/** "Malian forces and foreign fighters": beside those who are named. */
function isBesideForce(tokens: readonly Token[], at: number): boolean {
  const and = tokens.slice(Math.max(0, at - 4), at).findLastIndex(({ class: name }) => name === 'AND');
  const index = Math.max(0, at - 4) + and;
  const between = tokens.slice(index + 1, at);
  const before = tokens[index - 1]?.class === 'ORGANISATION' ? tokens[index - 2] : tokens[index - 1];
  return (
    and !== -1 &&
    between.every(({ class: name }) => /^(?:ADJECTIVE|FORCE|WORD)$/.test(name)) &&
    /^(?:SPEAKER|FORCE)$/.test(before?.class ?? '') &&
    before?.speakers[0]?.role === 'acknowledging'
  );
}

/** "Taliban fighters": of an armed group that is in the table of speakers. */
function isParty(token: Token | undefined): boolean {
  return token?.class === 'SPEAKER' && token.speakers.every(({ role }) => role === null);
}

/** "29 killed, 12 of them by Russian forces", "not by Coalition aircraft": not the doer of the whole. */
function isExcepted(tokens: readonly Token[], at: number, toll: Toll | null): boolean {
  // "31 deaths, 22 of which it attributes to the army": of the part alone.
  const part = tokens.slice(0, at).findLastIndex(({ class: name }) => name === 'INCLUDE');
  if (
    part > 0 &&
    tokens[part - 1]?.class === 'NUMBER' &&
    (toll === null || toll.number < part - 1) &&
    tokens.slice(part, at).every(({ class: name }) => name !== 'COMMA') &&
    tokens.slice(part, at).some(({ lower }) => /^attribut|^blam|^caused/.test(lower))
  )
    return true;
  const by = tokens.slice(0, at).findLastIndex(({ class: name }) => name === 'BY');
  if (by === -1 || at - by > 3) return false;
  const before = tokens[by - 1];
  return (
    before?.class === 'NOT' ||
    (before?.class === 'INCLUDE' && tokens[by - 2]?.class === 'NUMBER' && toll?.number !== by - 2)
  );
}

function isMilitias(tokens: readonly Token[], start: number): boolean {
  const strike = tokens.slice(start, start + 4).findIndex(({ class: name }) => name === 'STRIKE');
  return (
    strike > 0 &&
    tokens
      .slice(start, start + strike)
      .some(({ lower }) => /^(?:militias?|insurgents?|rebels?|militants?)$/.test(lower))
  );
}

/** Joins what two pieces of text say; the nearer one decides who did it. */
export function withContext(near: Deed, far: Deed): Deed {
  return near.forces.length > 0 || near.references.length > 0 || near.isOwn || near.isOthers
    ? near
    : { ...near, forces: far.forces };
}
