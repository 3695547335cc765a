import type { Token } from '../../engine/token.ts';
import { gappedGovernor } from './gapped.ts';
import { headlineGovernor, isBodyOrCountry, ofNoun } from './governing-nouns.ts';
import { type Governor, nouns, type Range, verbs } from './governor.ts';
import { plain } from './polarity.ts';
import { according, appears, listedIn } from './sources.ts';
import { type Subject, subjectBefore } from './subjects.ts';
import { skip, skipBack, subjectAfter } from './subjects-after.ts';

/** Returns the governors between two tokens, in order. */
export function findGovernors(tokens: readonly Token[], from: number, to: number): readonly Governor[] {
  const governors: Governor[] = [];
  for (let at = from; at < to; at += 1) {
    const token = tokens[at];
    if (token === undefined) break;
    if (token.class === 'ACCORDING') governors.push(according(tokens, at, to));
    else if (token.class === 'SPEAKER') {
      const gapped = gappedGovernor(tokens, at, governors);
      if (gapped !== null) governors.push(gapped);
    } else if (token.isVerb && verbs.has(token.class)) {
      const governor = ofVerb(tokens, at, { from, to });
      if (governor !== null) governors.push(governor);
    } else if (appears.test(token.lower) || nouns.has(token.class)) {
      const governor =
        (appears.test(token.lower) ? listedIn(tokens, at, to) : null) ??
        (nouns.has(token.class) ? ofNoun(tokens, at, { from, to }) : null);
      if (governor !== null) governors.push(governor);
    } else if (/^apolog(?:y|ies)$/.test(token.lower)) {
      const governor = apologyBy(tokens, at, to);
      if (governor !== null) governors.push(governor);
    } else if (token.class === 'RESPONSIBILITY') {
      const before = subjectBefore(tokens, at, from);
      // "the Israeli military's apology for".
      const owner = tokens[at - 1]?.class === 'GENITIVE' ? tokens[at - 2] : undefined;
      const subject: Subject =
        owner !== undefined && isBodyOrCountry(owner) && (before.kind === 'unknown' || owner.class === 'NAME')
          ? { kind: 'speakers', ids: [owner.speakers[0]?.id ?? ''], from: at - 2 }
          : (acceptorOf(governors, tokens, at) ?? before);
      // "Russian forces were responsible for": what whoever writes says of them, and no words of theirs.
      if (isPredicate(tokens, at, subject)) continue;
      const holder = holderOf(tokens, at, from);
      if (holder !== null) {
        governors.push(holder);
        continue;
      }
      governors.push({
        ...plain(tokens, considering(tokens, at), from),
        class: /^(?:behind|compensation|condolences)/.test(token.lower) ? 'ALLEGATION' : 'CONFESS',
        at,
        end: at + 1,
        subject,
        isNoun: subject.kind === 'speakers' && before.kind === 'unknown',
      });
    }
  }
  const headline = headlineGovernor(tokens);
  return headline === null ? governors : [...governors, headline].sort((one, other) => one.at - other.at);
}

/** "was responsible for", "is behind": of a subject that does not speak. */
function isPredicate(tokens: readonly Token[], at: number, subject: Subject): boolean {
  const isTold = subject.kind === 'speakers' && tokens[subject.from - 1] !== undefined;
  const previous = skipBack(tokens, at - 1, isTold ? ['ADVERB', 'LIKELY', 'NOT'] : ['ADVERB', 'LIKELY']);
  return (
    /^(?:responsible for|behind)$/.test(tokens[at]?.lower ?? '') &&
    /^(?:was|were|is|are|been|be|being)$/.test(tokens[previous]?.lower ?? '')
  );
}

/** "acceptance by the Danish Defence Ministry of responsibility for". */
function acceptorOf(governors: readonly Governor[], tokens: readonly Token[], at: number): Subject | null {
  const last = governors.at(-1);
  const isOfIt = last?.class === 'ADMISSION' && last.end === at - 1 && tokens[at - 1]?.class === 'OF';
  return isOfIt ? last.subject : null;
}

/** "An apology by the Nigerian Army for 85 civilian deaths". */
function apologyBy(tokens: readonly Token[], at: number, to: number): Governor | null {
  const link = tokens[at + 1];
  if (link?.class !== 'BY' && link?.lower !== 'from') return null;
  const { subject, end } = subjectAfter(tokens, at + 2, to);
  const isWanted = /^(?:FOR|NOT|OF)$/.test(tokens[skipBack(tokens, at - 1, ['DETERMINER', 'ADJECTIVE'])]?.class ?? '');
  if (subject.kind !== 'speakers' || tokens[end]?.class !== 'FOR' || isWanted) return null;
  return { ...plain(tokens, at, at), class: 'CONFESS', at, end: end + 1, subject, isNoun: true };
}

/** The verb of "does not consider itself responsible for", which may be negated; else the token itself. */
function considering(tokens: readonly Token[], at: number): number {
  return /^(?:itself|themselves)$/.test(tokens[at - 1]?.lower ?? '') && tokens[at - 2]?.isVerb === true ? at - 2 : at;
}

/** "Mwatana holds the coalition responsible for the deaths": the holder says so, not the coalition. */
function holderOf(tokens: readonly Token[], at: number, from: number): Governor | null {
  if (considering(tokens, at) !== at) return null;
  for (let index = at - 1; index >= Math.max(from, at - 6); index -= 1) {
    const token = tokens[index];
    if (/^(?:holds?|held|holding|finds|found|deemed|deems|considers?|declared)$/.test(token?.lower ?? ''))
      return index === at - 1
        ? null
        : {
            ...plain(tokens, index, from),
            class: 'ASSERT',
            at: index,
            end: at + 1,
            subject: subjectBefore(tokens, index, from),
          };
    if (
      token === undefined ||
      (!/^(?:DETERMINER|ADJECTIVE|SPEAKER|ARMED_GROUP|FORCE|AND|ORGANISATION|REFERENCE|FIGHTER|NAME)$/.test(
        token.class,
      ) &&
        !/^(?:itself|themselves)$/.test(token.lower))
    )
      return null;
  }
  return null;
}

/** "blames faulty intelligence for", and nobody. */
function blamesError(tokens: readonly Token[], at: number): boolean {
  if (!/^blam(?:e|es|ed)$/.test(tokens[at]?.lower ?? '')) return false;
  const after = tokens.slice(at + 1, at + 12);
  const link = after.findIndex(({ class: name }) => name === 'FOR');
  const cause = after.slice(0, Math.max(0, link));
  return (
    cause.some(({ lower }) =>
      /^(?:errors?|mistakes?|failures?|faults?|malfunctions?|intelligence|information|confusion|misidentification|coordinates|glitch|breakdown|miscommunication)$/.test(
        lower,
      ),
    ) &&
    cause.every(
      ({ class: name }) => !/^(?:SPEAKER|FORCE|NAME|ARMED_GROUP|FIGHTER|PERSON|REFERENCE|ORGANISATION)$/.test(name),
    )
  );
}

function ofVerb(tokens: readonly Token[], at: number, { from, to }: Range): Governor | null {
  const token = tokens[at];
  if (token === undefined) return null;
  // "the Coalition's admitted death toll", "Editor's note": part of a noun group, not what somebody does.
  if (tokens[at - 1]?.class === 'GENITIVE') return null;
  const said = { ...plain(tokens, at, from), class: token.class, at };
  // "no longer denies that", "does not dispute that": it is so.
  const isAdmitted = token.class === 'DENY' && said.isNegated && isUndisputed(tokens, at);
  const base = isAdmitted ? { ...said, class: 'CONFESS' as const, isNegated: false, isSupposed: false } : said;
  const adverbs = skip(tokens, at + 1, ['ADVERB']);
  // "have been admitted to by the Pentagon".
  const admittedTo = tokens[adverbs]?.class === 'TO' && tokens[adverbs + 1]?.class === 'BY' ? adverbs + 1 : adverbs;
  // "judged to be credible by the Coalition".
  const credible = skip(tokens, at + 1, ['ADVERB', 'TO', 'AUXILIARY', 'PREPOSITION']);
  const next =
    tokens[credible]?.class === 'CREDIBLE' && tokens[credible + 1]?.class === 'BY' ? credible + 1 : admittedTo;
  const previous = tokens[skipBack(tokens, at - 1, ['ADVERB', 'NOT', 'LIKELY'])];
  const isParticiple = /(?:ed|en|found|shown|said|told|put)$/.test(token.lower);
  // "a written statement", "the recorded deaths": what the noun is.
  if (
    isParticiple &&
    /^(?:WORD|STATEMENT|DEATH|TOLL|CIVILIAN|VICTIM|ALLEGATION)$/.test(tokens[at + 1]?.class ?? '') &&
    tokens[at - 1]?.class === 'DETERMINER' &&
    /^(?:SAY)$/.test(token.class) &&
    /^(?:an?|the)$/.test(tokens[at - 1]?.lower ?? '')
  )
    return null;
  if (
    isParticiple &&
    tokens[next]?.class === 'BY' &&
    // "identified by name": how, and not by whom.
    !/^(?:names?|means|comparing|matching|using|cross|checking|interviewing|visiting)$/.test(
      tokens[next + 1]?.lower ?? '',
    ) &&
    ((previous?.class === 'AUXILIARY' &&
      !(/^ha(?:s|ve|d)$/.test(previous.lower) && tokens[next + 1]?.class === 'WORD')) ||
      previous === undefined ||
      !/^(?:SPEAKER|PRONOUN|REFERENCE)$/.test(previous.class))
  ) {
    const { subject, end } = subjectAfter(tokens, next + 1, to);
    // "It was told by Somali officials that its strike": whose, the words leave open.
    const isAnothers =
      /^(?:told|informed|briefed)$/.test(token.lower) &&
      tokens.slice(end, end + 3).some(({ class: name }) => name === 'POSSESSIVE' || name === 'PRONOUN');
    if (isAnothers) return { ...base, class: 'ALLEGE', subject: { kind: 'locals', from: at }, end, isPassive: true };
    return { ...base, subject, end, isPassive: true };
  }
  // "what was announced as a strike": what it was called.
  if (
    isParticiple &&
    tokens[at + 1]?.lower === 'as' &&
    previous?.class === 'AUXILIARY' &&
    /^(?:SAY|ESTIMATE)$/.test(token.class)
  )
    return null;
  // "blamed a chain of errors for a strike that killed 22": it says that the strike did.
  if (token.class === 'ALLEGE' && blamesError(tokens, at))
    return { ...base, class: 'ASSERT', subject: subjectBefore(tokens, at, from), end: at + 1 };
  // assessed as "confirmed" that: what it was assessed as.
  const asWhat = tokens[at - 1]?.class === 'QUOTE' ? tokens[at - 2] : tokens[at - 1];
  if (isParticiple && asWhat?.lower === 'as') return null;
  // "Amnesty was told that": it only heard so.
  if (
    /^(?:told|informed|briefed)$/.test(token.lower) &&
    previous !== undefined &&
    /^(?:was|were|been|being|is|are)$/.test(previous.lower)
  )
    return { ...base, class: 'ALLEGE', subject: { kind: 'locals', from: at }, end: at + 1, isPassive: true };
  // "had wrongly reported that".
  if (
    token.class === 'SAY' &&
    /^(?:wrongly|falsely|mistakenly|erroneously|incorrectly|misleadingly)$/.test(tokens[at - 1]?.lower ?? '')
  )
    return { ...base, class: 'DENY', subject: subjectBefore(tokens, at, from), end: at + 1 };
  const isAfterQuote = previous === undefined || /^(?:QUOTE|COMMA)$/.test(tokens[at - 1]?.class ?? '');
  const following = tokens[skip(tokens, at + 1, ['DETERMINER', 'ADJECTIVE', 'FORCE', 'POSSESSIVE'])];
  if (
    isAfterQuote &&
    at > from &&
    // "told the BBC": who was told stands behind it, never who says so.
    token.lower !== 'told' &&
    following !== undefined &&
    /^(?:SPEAKER|PERSON|NAME|REFERENCE|PRONOUN|LOCALS|ORGANISATION|STATEMENT)$/.test(following.class)
  ) {
    const { subject, end: last } = subjectAfter(tokens, at + 1, to);
    // "said Jane Doe, Amnesty International's senior adviser".
    const isTitled = tokens[last]?.class === 'GENITIVE' && subject.kind === 'speakers';
    const end = isTitled
      ? skip(tokens, last + 1, ['ADJECTIVE', 'WORD', 'NAME', 'PERSON', 'ORGANISATION', 'STATEMENT'])
      : last;
    // "Jane Doe, an adviser, said the Coalition killed 12": the Coalition says nothing.
    const isLast =
      tokens[end] === undefined ||
      end >= to ||
      /^(?:STOP|COMMA|QUOTE|IN|PREPOSITION|DATE|SEMICOLON|AND|BUT|COLON|DASH|OPEN|ADVERB|FOR|OF)$/.test(
        tokens[end]?.class ?? '',
      );
    const isPronoun = following.class === 'PRONOUN' && tokens[at - 1]?.class !== 'QUOTE';
    if (isLast && !isPronoun && (subject.kind !== 'unknown' || /^(?:said|says)$/.test(token.lower)))
      return { ...base, subject, end, isInverted: true };
  }
  // ", said a farmer who fled": nobody that is known.
  const named = tokens[skip(tokens, at + 1, ['DETERMINER', 'ADJECTIVE', 'NUMBER'])];
  if (
    /^(?:said|says|told|recalled)$/.test(token.lower) &&
    /^(?:QUOTE|COMMA)$/.test(tokens[at - 1]?.class ?? '') &&
    /^(?:an?|one)$/.test(tokens[at + 1]?.lower ?? '') &&
    /^(?:WORD|VICTIM|PEOPLE)$/.test(named?.class ?? '')
  )
    return { ...base, subject: { kind: 'locals', from: at + 1 }, end: at + 2, isInverted: true };
  // "Months after admitting to killing 85 civilians, the army": of whom the main clause is.
  const isParticipial = /ing$/.test(token.lower) && tokens[at - 1]?.class === 'PREPOSITION';
  // "quoted a shepherd as saying": of who is quoted.
  const isQuoted = isParticipial && tokens[at - 1]?.lower === 'as';
  const subject: Subject =
    isParticipial && !isQuoted ? { kind: 'same', from: at } : subjectBefore(tokens, isQuoted ? at - 1 : at, from);
  // "Neither the Pentagon nor CENTCOM accepts".
  if (
    tokens
      .slice(Math.max(from, subject.from - 2), at)
      .some((one) => one.class === 'NOT' && /^(?:neither|nor|nobody|none)$/.test(one.lower))
  )
    base.isNegated = true;
  // "without the ministry admitting that", "It was not the ministry that admitted", "is not what it admits".
  const opener = skipBack(tokens, subject.from - 1, ['DETERMINER']);
  const isCleft = tokens[at - 1]?.class === 'THAT' && tokens[opener]?.class === 'NOT';
  const isNotWhat = tokens[opener + 1]?.lower === 'what' && tokens[opener]?.class === 'NOT';
  if (tokens[opener]?.lower === 'without' || isCleft || isNotWhat) base.isNegated = true;
  // "..., it is claimed.": by nobody.
  const isClaimed =
    isParticiple &&
    subject.kind === 'back' &&
    subject.word === 'it' &&
    /^(?:is|was|has been|been)$/.test(previous?.lower ?? '') &&
    token.class === 'SAY' &&
    tokens[at + 1]?.class !== 'BY' &&
    // "It is said that", and not "it was announced that".
    (tokens[at + 1]?.class !== 'THAT' || /^(?:said|claimed|alleged|reported|suggested|argued)$/.test(token.lower));
  if (isClaimed)
    return { ...base, class: 'ALLEGE', subject: { kind: 'locals', from: at }, end: at + 1, isPassive: true };
  // "Nothing that AFRICOM conceded".
  const antecedent = skipBack(tokens, subject.from - 1, ['DETERMINER']);
  if (
    tokens[antecedent]?.class === 'THAT' &&
    /^(?:nothing|none|little|no one)$/.test(tokens[antecedent - 1]?.lower ?? '')
  )
    base.isNegated = true;
  // "it is assessed that": by whoever writes.
  if (
    isParticiple &&
    subject.kind === 'back' &&
    subject.word === 'it' &&
    previous?.class === 'AUXILIARY' &&
    /^(?:is|was|been)$/.test(previous.lower) &&
    tokens[at + 1]?.class === 'THAT'
  )
    return { ...base, subject: { ...subject, word: 'we' }, end: at + 1 };
  if (token.lower === 'regrettable that')
    return { ...base, subject: { kind: 'back', word: 'we', nouns: [], from: at }, end: at + 1 };
  // "6,102 civilians estimated killed": the same.
  if (
    isParticiple &&
    subject.kind === 'locals' &&
    /^(?:VICTIM|CIVILIAN|PEOPLE)$/.test(tokens[at - 1]?.class ?? '') &&
    /^(?:KILLED|INJURED)$/.test(tokens[at + 1]?.class ?? '')
  )
    return { ...base, subject: { kind: 'unknown', from: at }, end: at + 1, isPassive: true };
  // "Of the five cases one was found credible": by whoever examines them.
  const isExaminers =
    token.class === 'ASSERT' &&
    (tokens[at + 1]?.class === 'CREDIBLE' || /^(?:substantiated|confirmed|upheld)$/.test(token.lower));
  if (
    subject.kind === 'unknown' &&
    isExaminers &&
    /^(?:NUMBER|ALLEGATION)$/.test(tokens[skipBack(tokens, at - 1, ['AUXILIARY', 'ADVERB'])]?.class ?? '')
  )
    return { ...base, subject: { kind: 'back', word: 'it', nouns: [], from: at }, end: at + 1, isPassive: true };
  // "Airwars blames the Coalition for the deaths of": who did it, in its judgement.
  const isBlame =
    token.class === 'ALLEGE' &&
    /^blame[sd]?$/.test(token.lower) &&
    subject.kind === 'speakers' &&
    !base.isNegated &&
    !base.isSupposed &&
    tokens
      .slice(at + 1, at + 6)
      .some(
        ({ class: name }, index, near) =>
          name === 'FOR' && /^(?:SPEAKER|FORCE|ORGANISATION|FIGHTER)$/.test(near[index - 1]?.class ?? ''),
      );
  if (isBlame) return { ...base, class: 'ASSERT', subject, end: at + 1 };
  // "was found dead", "were put at": a participle that has no one who does it.
  if (
    subject.kind === 'unknown' &&
    isParticiple &&
    previous?.class === 'AUXILIARY' &&
    /^(?:was|were|been|be|is|are|being)$/.test(previous.lower)
  )
    return { ...base, subject, end: at + 1, isPassive: true };
  return { ...base, subject, end: at + 1 };
}

function isUndisputed(tokens: readonly Token[], at: number): boolean {
  const before = tokens.slice(Math.max(0, at - 3), at).map(({ lower }) => lower);
  const isContested = /^(?:disput|contest|challeng)/.test(tokens[at]?.lower ?? '');
  if (tokens[at + 1]?.class !== 'THAT' && tokens[at + 1]?.class !== 'BY') return false;
  return before.includes('no longer') || (isContested && /\b(?:does|do) (?:not|n't)$/.test(before.join(' ')));
}
