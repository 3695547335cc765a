import type { Token } from '../../engine/token.ts';
import type { Toll } from './toll.ts';

/** Whether a name stands where the doer of a deed stands. */

const holding =
  /^(?:on|at|against|targeting|targeted|fighting|battling|from|defeat|defeating|anti|struck|hit|hitting|retake|held|former|suspected|alleged|for|to|kill|killed|killing|of|with)$/;

/** "killed by the explosives of al-Shabaab". */
function ownsCause(tokens: readonly Token[], at: number): boolean {
  if (tokens[at - 1]?.class !== 'OF') return false;
  const by = tokens.slice(0, at).findLastIndex(({ class: name }) => name === 'BY');
  return by >= at - 5 && tokens[by - 1]?.class === 'KILLED';
}

/** "aimed at the armed group", "held by", "against": the target, not the doer. */
export function isHeld(tokens: readonly Token[], at: number): boolean {
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

const places =
  /^(?:border|soil|territory|frontier|capital|city|town|village|side|province|coast|airspace|waters|region|district|camp|civilians?|people|families|nationals|citizens)$/;

/** "a road used by US forces": what they do with it is no deed that kills. */
const holdings =
  /^(?:used|held|occupied|controlled|guarded|patrolled|employed|hired|trained|funded|run|owned|defended|seized|visited|recaptured|retaken|liberated|abandoned|supported|backed|supplied|armed|equipped)$/;

/** The name stands where the doer of a deed stands. */
export function isAgent(
  tokens: readonly Token[],
  at: number,
  { toll, to }: { readonly toll: Toll | null; readonly to: number },
): boolean {
  const token = tokens[at];
  if (token === undefined) return false;
  // "a Turkish-made drone": who made it, and not who flew it.
  if (
    /^(?:made|built|supplied|provided|furnished|manufactured|designed|style|donated|era)$/.test(
      tokens[at + 1]?.lower ?? '',
    )
  )
    return false;
  // "a US strike", "Coalition bombardment", "Israel's air strikes".
  if (strikeAfter(tokens, at + 1, to)) return true;
  // "along the Thai-Cambodian border, resulting in": an adjective of a place.
  const noun = tokens.slice(at + 1, at + 4).find(({ class: name }) => !/^(?:FORCE|DASH|ADJECTIVE)$/.test(name));
  const isGuard = /^(?:guards?|police|patrols?)$/.test(tokens[tokens.indexOf(noun ?? token) + 1]?.lower ?? '');
  if (token.class === 'FORCE' && places.test(noun?.lower ?? '') && !isGuard) return false;
  // "killed by the Coalition", "strikes by US forces", "conducted by".
  let before = at - 1;
  while (
    before >= 0 &&
    (/^(?:DETERMINER|ADJECTIVE|FORCE|WORD|QUOTE|SPEAKER|COMMA|OR|AND)$/.test(tokens[before]?.class ?? '') ||
      // "fired by forces of the government".
      (tokens[before]?.class === 'OF' && /^(?:ORGANISATION|FIGHTER)$/.test(tokens[before - 1]?.class ?? '')) ||
      (tokens[before + 1]?.class === 'OF' && /^(?:ORGANISATION|FIGHTER)$/.test(tokens[before]?.class ?? ''))) &&
    at - before < 6
  )
    before -= 1;
  const link = tokens[before];
  if (
    link?.class === 'BY' &&
    !holdings.test(tokens[before - 1]?.lower ?? '') &&
    !/^(?:ADMISSION|STATEMENT|ALLEGATION|SAY|ASSERT|CONFESS|ESTIMATE)$/.test(tokens[before - 1]?.class ?? '')
  )
    return true;
  const of = tokens[at - 1]?.class === 'DETERMINER' ? at - 2 : at - 1;
  // "the explosion of a Russian depot" is no deed of Russia.
  const isBody = token.class !== 'FORCE' || /^(?:FIGHTER|ORGANISATION)$/.test(tokens[at + 1]?.class ?? '');
  if (tokens[of]?.class === 'OF' && tokens[of - 1]?.class === 'STRIKE' && isBody) return true;
  // "killed by soldiers of the Congolese army".
  if (tokens[of]?.class === 'OF' && tokens[of - 1]?.class === 'FIGHTER' && tokens[of - 2]?.class === 'BY') return true;
  if (ownsCause(tokens, at)) return true;
  if (isBlamed(tokens, at)) return true;
  if (attacksAfter(tokens, at)) return true;
  if (toll === null && attacksFirst(tokens, at)) return true;
  // "the Coalition killed 12 civilians", "US forces have killed", and not "violence on the Thai border, resulting in".
  if (toll === null || at >= toll.to || (token.class === 'FORCE' && !hasActor(tokens, at + 1))) return false;
  // "carried out at the request of the Somali government, killed": of whom the phrase is.
  const opener = tokens[at - 1]?.class === 'DETERMINER' ? tokens[at - 2] : tokens[at - 1];
  if (/ of$/.test(opener?.lower ?? '') && opener?.class === 'PREPOSITION') return false;
  if (tokens[toll.from]?.class === 'KILLING' && attacks(tokens, at, toll.from)) return true;
  // "The Saudi-led coalition, Mwatana found, killed 40".
  const aside = asideOfSaying(tokens, at + 1);
  if (aside !== null && /^(?:KILLED|KILL|CAUSE|AUXILIARY)$/.test(tokens[aside]?.class ?? '')) return true;
  // "The coalition fighting Islamic State in Iraq and Syria has killed".
  if (/^(?:fighting|battling|combating|against)$/.test(tokens[at + 1]?.lower ?? '')) {
    const rest = tokens.slice(at + 2, at + 14);
    const end = rest.findIndex(
      ({ class: name }) =>
        !/^(?:WORD|ARMED_GROUP|NAME|IN|AND|DETERMINER|FIGHTER|OPEN|CLOSE|ADJECTIVE|FORCE)$/.test(name),
    );
    if (/^(?:AUXILIARY|ADVERB|KILLED)$/.test(rest[end]?.class ?? '')) return true;
  }
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
        /^(?:AUXILIARY|ADVERB|ADJECTIVE|LIKELY|MODAL|ORGANISATION|PERSON|GENITIVE|FIGHTER|NOT|COMMA|DATE|IN|PREPOSITION|NAME|WORD|SPEAKER|FORCE|AND|POSSESSIVE)$/.test(
          one.class,
        ),
      ) && verb < 9
  );
}

/** "On October 31, Israeli forces struck a building": the subject of a main clause. */
function attacksFirst(tokens: readonly Token[], at: number): boolean {
  const opener = tokens[at - 1]?.class === 'DETERMINER' ? tokens[at - 2] : tokens[at - 1];
  const isOpen = opener === undefined || /^(?:COMMA|THAT|DATE|AND|DASH|COLON)$/.test(opener.class) || opener.isVerb;
  let verb = at + 1;
  while (/^(?:FIGHTER|ORGANISATION|STRIKE|AUXILIARY|ADVERB)$/.test(tokens[verb]?.class ?? '')) verb += 1;
  return (
    isOpen &&
    /^(?:struck|hit|bombed|shelled|attacked|raided|stormed|dropped|targeted|launched|bombarded)$/.test(
      tokens[verb]?.lower ?? '',
    ) &&
    tokens[verb + 1]?.class !== 'BY' &&
    !/^(?:was|were|been|being)$/.test(tokens[verb - 1]?.lower ?? '')
  );
}

/** "were killed when Israeli forces struck a house", "after its jets shelled". */
function attacksAfter(tokens: readonly Token[], at: number): boolean {
  const opener = tokens[at - 1]?.class === 'DETERMINER' ? tokens[at - 2] : tokens[at - 1];
  let verb = at + 1;
  while (/^(?:FIGHTER|ORGANISATION|STRIKE|AUXILIARY|ADVERB)$/.test(tokens[verb]?.class ?? '')) verb += 1;
  return (
    /^(?:when|after|as|because|where)$/.test(opener?.lower ?? '') &&
    /^(?:struck|hit|bombed|shelled|fired|attacked|raided|stormed|opened|dropped|targeted|launched|ambushed)$/.test(
      tokens[verb]?.lower ?? '',
    )
  );
}

/** Returns the token behind ", Mwatana found," or ", according to Airwars,"; null where no such aside begins here. */
function asideOfSaying(tokens: readonly Token[], start: number): number | null {
  if (tokens[start]?.class !== 'COMMA') return null;
  const length = tokens.slice(start + 1, start + 10).findIndex(({ class: name }) => name === 'COMMA');
  const words = tokens.slice(start + 1, start + 1 + length);
  const isSaying = words.some(
    ({ class: name, isVerb }) => name === 'ACCORDING' || (isVerb && /^(?:SAY|ASSERT|ESTIMATE)$/.test(name)),
  );
  const isRefused = words.some(({ class: name }) => /^(?:NOT|MODAL|DOUBT|DENY|IF|WHO)$/.test(name));
  return length > 0 && isSaying && !isRefused ? start + 2 + length : null;
}

/** Behind an adjective of nationality: a body, men or weapons. */
function hasActor(tokens: readonly Token[], start: number): boolean {
  for (let index = start; index < start + 5; index += 1) {
    const token = tokens[index];
    if (token === undefined) return false;
    if (/^(?:ORGANISATION|FIGHTER|STRIKE|PERSON|REFERENCE|SPEAKER|KILLED|KILLING|KILL|AUXILIARY)$/.test(token.class))
      return true;
    if (/^(?:crews?|men|units?|patrols?|side|guns?|gunships?|police|aircrews?)$/.test(token.lower)) return true;
    if (!/^(?:FORCE|ADJECTIVE|AND|OR|WORD|DASH|NAME|CIVILIAN|ADVERB)$/.test(token.class)) return false;
  }
  return false;
}

/** "says the Syrian air force bombed the hospital twice, killing": the only one who acts before it. */
function attacks(tokens: readonly Token[], at: number, to: number): boolean {
  const opens = /^(?:THAT|DETERMINER|COMMA)$/.test(tokens[at - 1]?.class ?? 'THAT') || tokens[at - 1]?.isVerb === true;
  const verb = /^(?:AUXILIARY|ADVERB)$/.test(tokens[at + 1]?.class ?? '') ? at + 2 : at + 1;
  const isAttack = /^(?:bombed|struck|hit|shelled|attacked|raided|stormed|targeted)$/.test(tokens[verb]?.lower ?? '');
  const between = tokens.slice(verb + 1, to);
  return (
    opens &&
    isAttack &&
    between.at(-1)?.class === 'COMMA' &&
    between.every(({ isVerb, class: name }) => !isVerb && !/^(?:SPEAKER|AND|BUT|SEMICOLON|ARMED_GROUP|WHO)$/.test(name))
  );
}

/** "said that Iran killed 12": the country is whose deed it was. */
export function isSubject(tokens: readonly Token[], at: number, toll: Toll | null): boolean {
  if (toll === null || toll.form !== 'active') return false;
  const before = tokens[at - 1];
  const opens = before === undefined || before.isVerb || /^(?:THAT|QUOTE)$/.test(before.class);
  return (
    opens && tokens.slice(at + 1, toll.from).every(({ class: name }) => /^(?:AUXILIARY|ADVERB|LIKELY)$/.test(name))
  );
}

/** "air strikes by Syria", "killed by Israel": the country is whose deed it was. */
export function isByCountry(tokens: readonly Token[], at: number): boolean {
  const by = tokens[at - 1]?.class === 'DETERMINER' ? at - 2 : at - 1;
  const next = tokens[at + 1];
  const isWhole = next === undefined || !/^(?:GENITIVE|NAME|WORD|ORGANISATION|SPEAKER|DASH|STRIKE)$/.test(next.class);
  const isDone = /^(?:dropped|fired|launched|conducted|flown|ordered|thrown|carried|out)$/.test(
    tokens[by - 1]?.lower ?? '',
  );
  return (
    tokens[by]?.class === 'BY' && (isDone || /^(?:STRIKE|KILLED|INJURED)$/.test(tokens[by - 1]?.class ?? '')) && isWhole
  );
}

/** "holds the coalition responsible for", "US forces were responsible for", "Iran was behind". */
function isResponsible(tokens: readonly Token[], at: number): boolean {
  let predicate = at + 1;
  while (/^(?:ORGANISATION|FIGHTER|AUXILIARY|ADVERB|LIKELY)$/.test(tokens[predicate]?.class ?? '')) predicate += 1;
  return /^(?:responsible(?: for)?|behind|to blame|accountable|at fault|culpable)$/.test(
    tokens[predicate]?.lower ?? '',
  );
}

/** "holds the coalition responsible for", "attributes 26 deaths to the coalition", "blamed the attack on Russia". */
export function isBlamed(tokens: readonly Token[], at: number): boolean {
  return isResponsible(tokens, at) || carriesOut(tokens, at) || claims(tokens, at) || isAccused(tokens, at);
}

/** "attributes 26 deaths to the coalition", "blamed the attack on Russia". */
export function isAccused(tokens: readonly Token[], at: number): boolean {
  const link = tokens[at - 1]?.class === 'DETERMINER' ? at - 2 : at - 1;
  const before = tokens.slice(Math.max(0, at - 12), link + 1);
  const blame = before.findLastIndex(({ lower }) => /^blam(?:e|es|ed|ing)$/.test(lower));
  const between = before.slice(blame + 1);
  if (blame !== -1 && between.length < 5 && (between.length === 0 || tokens[link]?.lower === 'on')) return true;
  // "laid at the door of the paramilitaries".
  if (tokens[link]?.class === 'OF' && before.some(({ lower }) => lower === 'door')) return true;
  return tokens[link]?.class === 'TO' && before.some(({ lower }) => /^(?:attribut|ascrib)/.test(lower));
}

/** "for which Boko Haram claimed responsibility", "the group took credit". */
function claims(tokens: readonly Token[], at: number): boolean {
  let verb = at + 1;
  while (/^(?:ORGANISATION|FIGHTER|AUXILIARY|ADVERB)$/.test(tokens[verb]?.class ?? '')) verb += 1;
  const words = tokens
    .slice(verb, verb + 3)
    .map(({ lower }) => lower)
    .join(' ');
  return /^(?:claim(?:s|ed)|took|takes|taken|accepted|assumed) (?:the |full |it |that )?(?:responsibility|credit|attack|bombing|strike|raid)\b/.test(
    words,
  );
}

/** "a strike that Turkey carried out", "the bombing it ordered". */
export function carriesOut(tokens: readonly Token[], at: number): boolean {
  let verb = at + 1;
  while (/^(?:ORGANISATION|AUXILIARY|ADVERB|LIKELY)$/.test(tokens[verb]?.class ?? '')) verb += 1;
  // "a blast that al-Shabaab has claimed".
  if (/^(?:THAT|WHO)$/.test(tokens[at - 1]?.class ?? '') && tokens[verb]?.lower === 'claimed')
    return /^(?:STOP|COMMA|IN|PREPOSITION|AND|SEMICOLON)$/.test(tokens[verb + 1]?.class ?? 'STOP');
  const isSubjectOfClause = /^(?:SAY|THAT|WHO|STRIKE|DETERMINER)$/.test(tokens[at - 1]?.class ?? '');
  return (
    isSubjectOfClause &&
    /^(?:carried|conducted|launched|perpetrated|staged|ordered|dropped|fired|sent|flew)$/.test(
      tokens[verb]?.lower ?? '',
    )
  );
}

/** "its soldiers killed", "our pilots". */
export function isOwnForce(tokens: readonly Token[], at: number, toll: Toll | null): boolean {
  const near = tokens.slice(at + 1, at + 4);
  const force = near.findIndex(
    (token) =>
      token.class === 'FIGHTER' ||
      token.class === 'ORGANISATION' ||
      token.class === 'REFERENCE' ||
      /^(?:crew|crews|pilots?|men|patrols?|units?|convoys?|battery|squad|platoon|guards|aircrew)$/.test(token.lower),
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
    // "killed by its forces".
    (at < toll.to || tokens[at - 1]?.class === 'BY') &&
    near.slice(0, force).every((token) => /^(?:ADJECTIVE|WORD|FORCE|NAME)$/.test(token.class))
  );
}

export function strikeAfter(tokens: readonly Token[], start: number, to: number): boolean {
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
