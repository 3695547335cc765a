import type { Token } from '../../engine/token.ts';
import type { TokenClass } from '../../lexicon/classes.ts';
import type { SpeakerEntry } from '../../lexicon/speakers.ts';
import type { Segment } from '../stance/segments.ts';
import type { Toll } from './toll.ts';

/** Whose deed the deaths were, as far as a piece of text says. */
export interface Deed {
  /** The forces that did it; each with the bodies that its words can mean. */
  readonly forces: readonly (readonly SpeakerEntry[])[];
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
  /^(?:landmines?|mines?|ieds?|suicide|crossfire|clashes|stampede|torture|executions?|executed|beheaded|hostage|accident|shipwreck|earthquake)$/;
const airStrike = /^(?:(?:air ?)?strikes?|drone strikes?|air raids?|airstrikes?)$/;
const holding =
  /^(?:on|at|against|targeting|targeted|fighting|battling|from|defeat|defeating|anti|struck|hit|hitting|retake|held|former|suspected|alleged|for|to|kill|killed|killing|of|with)$/;

/** The classes of tokens that can name the doer of a deed. */
const mayAct: ReadonlySet<TokenClass> = new Set<TokenClass>([
  'SPEAKER',
  'FORCE',
  'NAME',
  'ARMED_GROUP',
  'FIGHTER',
  'POSSESSIVE',
  'REFERENCE',
  'PRONOUN',
]);

/** Looks at the words of one segment. */
export function deedIn(tokens: readonly Token[], toll: Toll | null, { from, to }: Segment): Deed {
  const forces: (readonly SpeakerEntry[])[] = [];
  let isOwn = false;
  let isOthers = false;
  for (let index = from; index < to; index += 1) {
    const token = tokens[index];
    if (token === undefined) break;
    if (!mayAct.has(token.class)) continue;
    const acts = isAgent(tokens, index, { toll, to }) && !isExcepted(tokens, index, toll);
    // "Israel's air strikes", and not "Afghanistan's Kunduz province".
    const isCountry =
      token.class === 'NAME' &&
      token.speakers.length > 0 &&
      tokens[index + 1]?.class === 'GENITIVE' &&
      // "Syria's war" is everybody's.
      tokens[index + 2]?.lower !== 'war' &&
      (strikeAfter(tokens, index + 1, to) || tokens[index + 2]?.class === 'ORGANISATION');
    if ((token.class === 'SPEAKER' || token.class === 'FORCE' || isCountry) && acts) {
      const able = token.speakers.filter(({ role }) => role === 'acknowledging');
      // "an Iraqi militia rocket" is no army's.
      if (isMilitias(tokens, index + 1)) isOthers = true;
      else if (able.length > 0) forces.push(able);
    }
    const isOfForce =
      token.class === 'FIGHTER' &&
      (/^(?:POSSESSIVE|FORCE|GENITIVE|SPEAKER|REFERENCE)$/.test(tokens[index - 1]?.class ?? '') ||
        /^(?:soldiers?|troops|personnel|service ?members?|contractors)$/.test(token.lower));
    if ((token.class === 'ARMED_GROUP' || token.class === 'FIGHTER') && acts && !isOfForce && !isHeld(tokens, index))
      isOthers = true;
    if (token.class === 'POSSESSIVE' && (strikeAfter(tokens, index + 1, to) || isOwnForce(tokens, index, toll)))
      isOwn = true;
    if (token.class === 'REFERENCE' && acts) isOwn = true;
    if (toll !== null && toll.form === 'active' && token.class === 'PRONOUN' && index < toll.from && acts) isOwn = true;
  }
  const words = tokens.slice(from, to);
  return {
    forces,
    isOwn,
    isOthers:
      isOthers ||
      words.some(
        (token, index) =>
          token.class === 'BY' && words.slice(index + 1, index + 4).some(({ lower }) => otherCauses.test(lower)),
      ) ||
      (forces.length === 0 && !isOwn && words.some(({ lower }) => otherCauses.test(lower))),
    isUnintended: words.some(({ lower }) =>
      /^(?:unintention|inadvertent|accidental|mistaken|unintended|by mistake|in error|by accident|wrongly)/.test(lower),
    ),
    isForeign: words.some(
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

/** "29 killed, 12 of them by Russian forces", "not by Coalition aircraft": not the doer of the whole. */
function isExcepted(tokens: readonly Token[], at: number, toll: Toll | null): boolean {
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

/** "killed by the explosives of al-Shabaab". */
function ownsCause(tokens: readonly Token[], at: number): boolean {
  if (tokens[at - 1]?.class !== 'OF') return false;
  const by = tokens.slice(0, at).findLastIndex(({ class: name }) => name === 'BY');
  return by >= at - 5 && tokens[by - 1]?.class === 'KILLED';
}

/** "aimed at the armed group", "held by", "against": the target, not the doer. */
function isHeld(tokens: readonly Token[], at: number): boolean {
  if (ownsCause(tokens, at)) return false;
  for (let index = at - 1; index >= Math.max(0, at - 4); index -= 1) {
    const token = tokens[index];
    if (token === undefined) return false;
    if (holding.test(token.lower)) return true;
    if (!/^(?:DETERMINER|ADJECTIVE|WORD|ORGANISATION|FIGHTER|FORCE|NUMBER|QUALIFIER|ALLEGE)$/.test(token.class))
      return false;
  }
  return false;
}

/** The name stands where the doer of a deed stands. */
function isAgent(
  tokens: readonly Token[],
  at: number,
  { toll, to }: { readonly toll: Toll | null; readonly to: number },
): boolean {
  const token = tokens[at];
  if (token === undefined) return false;
  // "a US strike", "Coalition bombardment", "Israel's air strikes".
  if (strikeAfter(tokens, at + 1, to)) return true;
  // "killed by the Coalition", "strikes by US forces", "conducted by".
  let before = at - 1;
  while (
    before >= 0 &&
    /^(?:DETERMINER|ADJECTIVE|FORCE|WORD|QUOTE|SPEAKER|COMMA|OR|AND)$/.test(tokens[before]?.class ?? '') &&
    at - before < 6
  )
    before -= 1;
  const link = tokens[before];
  if (
    link?.class === 'BY' &&
    !/^(?:ADMISSION|STATEMENT|ALLEGATION|SAY|ASSERT|CONFESS|ESTIMATE)$/.test(tokens[before - 1]?.class ?? '')
  )
    return true;
  if (tokens[at - 1]?.class === 'OF' && tokens[at - 2]?.class === 'STRIKE') return true;
  if (ownsCause(tokens, at)) return true;
  if (isBlamed(tokens, at)) return true;
  // "the Coalition killed 12 civilians", "US forces have killed".
  if (toll === null || at >= toll.from) return false;
  const verb = tokens
    .slice(at + 1, toll.to)
    .findIndex(
      (one) => one.class === 'KILLED' || one.class === 'KILL' || one.class === 'KILLING' || one.class === 'CAUSE',
    );
  if (verb === -1) return false;
  // "16 fighters were killed": whom it happened to.
  const group = tokens.slice(at + 1, at + 1 + verb).findLast(({ class: name }) => name !== 'ADVERB');
  if (group?.class === 'AUXILIARY' && /^(?:was|were|been|being|is|are)$/.test(group.lower)) return false;
  return (
    tokens
      .slice(at + 1, at + 1 + verb)
      .every((one) =>
        /^(?:AUXILIARY|ADVERB|LIKELY|MODAL|ORGANISATION|PERSON|GENITIVE|FIGHTER|NOT|COMMA|DATE|IN|PREPOSITION|NAME|WORD|SPEAKER|FORCE|AND)$/.test(
          one.class,
        ),
      ) && verb < 9
  );
}

/** "holds the coalition responsible for", "attributes 26 deaths to the coalition". */
function isBlamed(tokens: readonly Token[], at: number): boolean {
  if (tokens[at + 1]?.lower === 'responsible for') return true;
  const link = tokens[at - 1]?.class === 'DETERMINER' ? at - 2 : at - 1;
  return (
    tokens[link]?.class === 'TO' &&
    tokens.slice(Math.max(0, at - 12), link).some(({ lower }) => /^attribut/.test(lower))
  );
}

/** "its soldiers killed", "our pilots". */
function isOwnForce(tokens: readonly Token[], at: number, toll: Toll | null): boolean {
  const near = tokens.slice(at + 1, at + 4);
  const force = near.findIndex(
    (token) =>
      token.class === 'FIGHTER' || token.class === 'ORGANISATION' || /^(?:crew|crews|pilots?|men)$/.test(token.lower),
  );
  // "one of its soldiers had been killed": whom it happened to.
  const after = tokens.slice(at + 2 + force, at + 7 + force);
  const verb = after.findIndex(({ class: name }) => name === 'KILLED' || name === 'INJURED');
  const isPassive =
    verb > 0 &&
    after.slice(0, verb).every(({ class: name }) => name === 'AUXILIARY' || name === 'ADVERB') &&
    after.slice(0, verb).some(({ lower }) => /^(?:was|were|been)$/.test(lower));
  return (
    force !== -1 &&
    !isPassive &&
    toll !== null &&
    at < toll.to &&
    near.slice(0, force).every((token) => /^(?:ADJECTIVE|WORD|FORCE|NAME)$/.test(token.class))
  );
}

function strikeAfter(tokens: readonly Token[], start: number, to: number): boolean {
  for (let index = start; index < Math.min(to, start + 5); index += 1) {
    const token = tokens[index];
    if (token?.class === 'STRIKE') return !/^(?:incidents?)$/.test(token.lower) || index === start;
    if (
      token === undefined ||
      !/^(?:GENITIVE|ADJECTIVE|FORCE|WORD|ORGANISATION|NAME|DATE|CIVILIAN|ADVERB|NUMBER|SPEAKER|AND|FIGHTER)$/.test(
        token.class,
      )
    )
      return false;
  }
  return false;
}

/** Joins what two pieces of text say; the nearer one decides who did it. */
export function withContext(near: Deed, far: Deed): Deed {
  return near.forces.length > 0 || near.isOwn || near.isOthers ? near : { ...near, forces: far.forces };
}
