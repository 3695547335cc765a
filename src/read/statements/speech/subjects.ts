import type { Token } from '../../engine/token.ts';
import { bodyOfPlace } from './bodies.ts';
import {
  authorInAside,
  documentMadeBy,
  documentOf,
  isOutsider,
  issuingVerb,
  ministerInAside,
  notOfIt,
  officerOf,
  ownedStudy,
  partnerBefore,
  partnerInAside,
  serves,
  services,
  speakerInAside,
} from './noun-groups.ts';
import { bodyOfPhrase } from './noun-phrases.ts';
import {
  beforeAdjunct,
  beforeAside,
  beforeInfinitive,
  beforePlace,
  beforeTopic,
  considersItself,
  issued,
  lightVerbs,
  skipped,
} from './passed-over.ts';

/** Who does what a verb says, as far as the words before it tell. */
export type Subject =
  /** Bodies of the table. `isVague`: a bare country or its officials. */
  | { readonly kind: 'speakers'; readonly ids: readonly string[]; readonly from: number }
  /** A body that is named and not in the table. */
  | { readonly kind: 'named'; readonly name: string; readonly from: number }
  /** "it", "the command", "the report": `nouns` are the speakers that the noun can mean; empty for any. */
  | { readonly kind: 'back'; readonly word: string; readonly nouns: readonly string[]; readonly from: number }
  /** A person by surname. */
  | { readonly kind: 'person'; readonly name: string; readonly from: number }
  /** Residents, activists, sources. */
  | { readonly kind: 'locals'; readonly from: number }
  /** The subject of the verb before. */
  | { readonly kind: 'same'; readonly from: number }
  | { readonly kind: 'unknown'; readonly from: number };

/** The word of a subject such as "a review": it points back to a speaker of the same sentence alone. */
export const indefinite = 'a document';

/** Returns the subject of the verb at `verb`, looking no further back than `start`. */
export function subjectBefore(tokens: readonly Token[], verb: number, start: number): Subject {
  const study = ownedStudy(tokens, verb, start);
  if (study !== null) return { kind: 'speakers', ids: [tokens[study]?.speakers[0]?.id ?? ''], from: start };
  let at = verb - 1;
  let asides = 0;
  while (at >= start) {
    const token = tokens[at];
    if (token === undefined) break;
    // "a father, who lost his wife and says": of whom the relative clause is.
    const who =
      token.class === 'AND'
        ? tokens.slice(start, at).findLastIndex(({ class: name }) => name === 'WHO' || name === 'COMMA')
        : -1;
    if (who !== -1 && /^(?:who|which)$/.test(tokens[start + who]?.lower ?? ''))
      return antecedent(tokens, start + who, start);
    if (token.class === 'AND' || token.class === 'BUT' || token.class === 'OR' || token.class === 'SEMICOLON')
      return { kind: 'same', from: at + 1 };
    if (token.class === 'COMMA' || token.class === 'CLOSE' || (token.class === 'DASH' && asides === 0)) {
      const opener = beforeAside(tokens, at, start);
      asides += 1;
      // "A group called Airwars, claims": a comma too many.
      if (opener === null && tokens[at - 1]?.class === 'SPEAKER' && at - 1 >= start) {
        at -= 1;
        continue;
      }
      if (opener === null || asides > 2) return { kind: 'same', from: at + 1 };
      const author = authorInAside(tokens, at, opener);
      if (author !== null) return { kind: 'speakers', ids: [tokens[author]?.speakers[0]?.id ?? ''], from: opener };
      const partner = partnerInAside(tokens, opener + 2, at);
      if (partner !== null && tokens[opener]?.class === 'SPEAKER') {
        const first = nounAt(tokens, opener, start);
        if (first.kind === 'speakers') return { ...first, ids: [...first.ids, partner] };
      }
      at = opener;
      continue;
    }
    if (token.lower === 'both' && at === verb - 1 && tokens[at - 1]?.class === 'SPEAKER') {
      at -= 1;
      continue;
    }
    if (
      skipped.has(token.class) ||
      (at >= verb - 3 &&
        (tokens[verb]?.class === 'RESPONSIBILITY' || tokens[verb]?.lower === 'regret') &&
        (token.class === 'CONFESS' || lightVerbs.test(token.lower))) ||
      (tokens[verb]?.class === 'RESPONSIBILITY' && considersItself(tokens, at))
    ) {
      at -= 1;
      continue;
    }
    const infinitive = beforeInfinitive(tokens, at, start);
    if (infinitive !== null) {
      at = infinitive;
      continue;
    }
    if (issued.test(token.lower) && /^(?:STATEMENT|TOLL|ADMISSION|ALLEGATION)$/.test(tokens[at - 1]?.class ?? '')) {
      at -= 1;
      continue;
    }
    // "on Friday", "in a statement on 5 May": when and where it was said.
    const adjunct = beforeAdjunct(tokens, at, start);
    if (adjunct !== null) {
      at = adjunct;
      continue;
    }
    const body = bodyOfPlace(tokens, at, start);
    if (body !== null) return { kind: 'speakers', ids: [body.id], from: body.from };
    // "the coalition fighting Islamic State in Iraq and Syria", "residents in Raqqa".
    const place = beforePlace(tokens, at, start);
    if (place !== null) {
      at = place;
      continue;
    }
    // "an investigation into a clash".
    const topic = beforeTopic(tokens, at, start);
    if (topic !== null) {
      at = topic;
      continue;
    }
    const noun = nounAt(tokens, at, start);
    const owner = noun.kind === 'unknown' ? bodyOfPhrase(tokens, at, start) : null;
    return owner === null ? noun : ofSpeaker(tokens, owner, start);
  }
  return { kind: 'same', from: start };
}

function back({ lower, speakers }: Token, from: number): Subject {
  return { kind: 'back', word: lower, nouns: speakers.map(({ id }) => id), from };
}

/** Returns what the noun group that ends at `at` means. */
function nounAt(tokens: readonly Token[], at: number, start: number): Subject {
  const token = tokens[at];
  if (token === undefined) return { kind: 'unknown', from: at };
  switch (token.class) {
    case 'SPEAKER':
      return ofSpeaker(tokens, at, start);
    case 'PRONOUN':
    case 'REFERENCE':
      if (token.class === 'REFERENCE' && tokens[at - 1]?.class === 'POSSESSIVE' && at - 1 >= start)
        return { kind: 'back', word: tokens[at - 1]?.lower ?? '', nouns: [], from: at - 1 };
      return back(token, documentOf(tokens, at, start) ?? at);
    case 'LOCALS':
    case 'VICTIM':
    case 'PEOPLE':
      return { kind: 'locals', from: at };
    case 'PERSON':
    case 'NAME':
      return ofPerson(tokens, at, start);
    case 'ORGANISATION':
      return ofOrganisation(tokens, at, start);
    case 'STATEMENT':
    case 'ALLEGATION':
    case 'ADMISSION':
    case 'TOLL':
    case 'WHO':
      return ofDocument(tokens, at, start);
    // "It was the ministry that admitted".
    case 'THAT':
      return tokens[at - 1]?.class === 'SPEAKER' && at - 1 >= start
        ? ofSpeaker(tokens, at - 1, start)
        : { kind: 'unknown', from: at };
    default:
      return { kind: 'unknown', from: at };
  }
}

/** "Amnesty International and Airwars", "a spokesman for the Coalition", "an inquiry by Amnesty in partnership with Airwars". */
function ofSpeaker(tokens: readonly Token[], at: number, start: number): Subject {
  const ids = [tokens[at]?.speakers[0]?.id ?? ''];
  let from = at;
  for (;;) {
    const partner = partnerBefore(tokens, from, start);
    if (partner === null) break;
    ids.unshift(tokens[partner]?.speakers[0]?.id ?? '');
    from = partner;
  }
  // "the U.S. military's Central Command": the command is meant.
  if (tokens[from - 1]?.class === 'GENITIVE' && tokens[from - 2]?.class === 'SPEAKER' && from - 2 >= start) from -= 2;
  let head = from - 1;
  while (head >= start && /^(?:DETERMINER|ADJECTIVE|FORCE)$/.test(tokens[head]?.class ?? '')) head -= 1;
  // "jointly with the Yemeni group Mwatana".
  if (/^(?:group|organisation|organization|monitor|watchdog|ngo|charity)$/.test(tokens[head]?.lower ?? ''))
    do head -= 1;
    while (head >= start && /^(?:DETERMINER|ADJECTIVE|FORCE|WORD)$/.test(tokens[head]?.class ?? ''));
  const link = tokens[head];
  if (link === undefined || head < start) return { kind: 'speakers', ids, from };
  // "monitors such as Airwars".
  if (link.lower === 'as' && tokens[head - 1]?.lower === 'such') return { kind: 'speakers', ids, from: head - 2 };
  // "a former Pentagon official", "a letter to the Pentagon", "lawyers suing the ministry": none of these is the body.
  const isAbout = link.class === 'WORD' && /(?<!th)ing$/.test(link.lower);
  // "the families who sued the ministry say".
  const isSued = link.class === 'WORD' && tokens[head - 1]?.class === 'WHO' && head - 1 >= start;
  if (isSued || link.class === 'FORMER' || link.class === 'UNREAL' || link.class === 'TO' || isAbout)
    return { kind: 'unknown', from: head };
  // ", as the ministry has admitted".
  if (link.lower === 'as' && (head === start || tokens[head - 1]?.class === 'COMMA'))
    return { kind: 'speakers', ids, from };
  // "four years passed before the ministry admitted": of a clause of its own.
  const isClause = /^(?:AUXILIARY|ADVERB)$/.test(tokens[at + 1]?.class ?? '') || tokens[at + 1]?.isVerb === true;
  if (isClause && /^(?:after|before|until|since|because|once)$/.test(link.lower))
    return { kind: 'speakers', ids, from };
  if (/^(?:BY|FOR|OF|IN|PREPOSITION)$/.test(link.class) || link.lower === 'with') {
    const noun = tokens[head - 1];
    if (noun === undefined || head - 1 < start) return { kind: 'speakers', ids, from };
    if (notOfIt.test(link.lower) || isOutsider(tokens, head, start)) return { kind: 'unknown', from: head - 1 };
    if (/^(?:PERSON|STATEMENT|ALLEGATION|ADMISSION|TOLL|NAME|ORGANISATION)$/.test(noun.class))
      return { kind: 'speakers', ids, from: head - 1 };
    const made = documentMadeBy(tokens, head, start);
    if (made !== null) return { kind: 'speakers', ids, from: made };
    // "In a statement, the Coalition said" ends before the comma; "strikes by the Coalition killed" is about strikes.
    return { kind: 'unknown', from: head - 1 };
  }
  return { kind: 'speakers', ids, from };
}

/** "Pentagon spokesman Jane Doe", "Jane Doe, an adviser at Amnesty" (whose aside ends before), "Rovera". */
function ofPerson(tokens: readonly Token[], at: number, start: number): Subject {
  let from = at;
  while (from > start && /^(?:NAME|PERSON|STOP|ADJECTIVE)$/.test(tokens[from - 1]?.class ?? '')) from -= 1;
  const previous = tokens[from - 1];
  if (previous?.class === 'FORMER' || previous?.class === 'UNREAL') return { kind: 'unknown', from };
  if (previous?.class === 'GENITIVE' && tokens[from - 2]?.class === 'SPEAKER' && from - 2 >= start)
    return ofSpeaker(tokens, from - 2, start);
  // "U.S. Army General Frank McKenzie, the head of the U.S. Central Command,": the office, not the service.
  const command = services.has(previous?.speakers[0]?.id ?? '') ? speakerInAside(tokens, at) : null;
  if (command !== null) return { kind: 'speakers', ids: [command], from };
  if (previous?.class === 'SPEAKER' && from - 1 >= start) return ofSpeaker(tokens, from - 1, start);
  // "a top US general", "a Dutch colonel": of the forces in which they serve.
  const [served] = previous?.class === 'FORCE' ? previous.speakers : [];
  if (served?.role === 'acknowledging' && serves(tokens, from, at))
    return { kind: 'speakers', ids: [served.id], from: from - 1 };
  const officer = officerOf(tokens, from, start);
  if (officer !== null) return { kind: 'speakers', ids: [officer.id], from: officer.from };
  if (previous?.class === 'REFERENCE' && from - 1 >= start) return back(previous, from - 1);
  if (previous?.class === 'POSSESSIVE') return { kind: 'back', word: previous.lower, nouns: [], from: from - 1 };
  if (previous?.class === 'WHO') return antecedent(tokens, from - 1, start);
  const name = tokens[at]?.class === 'NAME' ? (tokens[at]?.text ?? '') : '';
  // "Jane Doe, an adviser at Amnesty International, said".
  const introduced = speakerInAside(tokens, at);
  if (introduced !== null) return { kind: 'speakers', ids: [introduced], from };
  const appointed = ministerInAside(tokens, at);
  if (appointed !== null) return { kind: 'back', word: appointed, nouns: [], from };
  // "Defence Minister Ank Bijleveld", "the defence secretary": of the state that the text is about.
  const office = tokens.slice(Math.max(start, from - 1), at + 1);
  const minister = office.findIndex(({ lower }) => /^(?:minister|secretary|chief)$/.test(lower));
  const portfolio = office[minister - 1]?.lower ?? '';
  const isOfPlace = /^(?:IN|OF|FOR)$/.test(tokens[at + 1]?.class ?? '');
  if (/^defen[cs]e$/.test(portfolio) && !isOfPlace)
    return { kind: 'back', word: `${portfolio} ${office[minister]?.lower ?? ''}`, nouns: [], from };
  return name === '' ? { kind: 'unknown', from } : { kind: 'person', name, from };
}

/** Bodies whose word is neither an admission nor a claim. */
const stranger =
  /^(?:newspaper|newspapers|times|post|news|agence|parliament|police|embassy|tribunal|court|presidency|cabinet|union|society|league)$/;

/** "the Freedonian army", "the Council of Elders": a body by its printed name. */
function ofOrganisation(tokens: readonly Token[], at: number, start: number): Subject {
  let from = at;
  while (from > start && /^(?:NAME|ADJECTIVE|FORCE|WORD|ORGANISATION|SPEAKER)$/.test(tokens[from - 1]?.class ?? ''))
    from -= 1;
  // "the Saudi-led coalition's own investigators", "the UN, whose investigators".
  if (tokens[from - 1]?.class === 'GENITIVE' && tokens[from - 2]?.class === 'SPEAKER' && from - 2 >= start)
    return ofSpeaker(tokens, from - 2, start);
  if (tokens[from - 1]?.lower === 'whose') return antecedent(tokens, from - 1, start);
  const named = tokens.slice(from, at + 1);
  const speaker = named.find((token) => token.class === 'SPEAKER');
  if (speaker !== undefined) return { kind: 'speakers', ids: [speaker.speakers[0]?.id ?? ''], from };
  if (
    /^(?:activists|volunteers|campaigners)$/.test(tokens[at]?.lower ?? '') &&
    named.every(({ class: name }) => name !== 'NAME')
  )
    return { kind: 'locals', from };
  const words = named.filter((token, index) => token.class !== 'WORD' || index > 0 || /^\p{Lu}/u.test(token.text));
  // "Investigators concluded": the capital of a first word is no name.
  const isNamed = words.some(({ text }, index) => /^\p{Lu}/u.test(text) && (from > 0 || index > 0 || words.length > 1));
  // "the newspaper wrote", "the court found": no body that admits or documents.
  if (!isNamed && stranger.test(tokens[at]?.lower ?? '')) return { kind: 'locals', from };
  if (isNamed) return { kind: 'named', name: words.map(({ text }) => text).join(' '), from };
  const noun = tokens[at];
  // "Investigators concluded": of whoever ordered their work.
  if (noun?.lower === 'investigators' && from === at && tokens[at - 1]?.class !== 'DETERMINER')
    return { kind: 'back', word: 'investigation', nouns: [], from };
  return { kind: 'back', word: noun?.lower ?? '', nouns: noun?.speakers.map(({ id }) => id) ?? [], from };
}

/** "the Coalition, which has admitted", "Amnesty, whose researchers": what stands before. */
function antecedent(tokens: readonly Token[], at: number, start: number): Subject {
  const before = tokens[at - 1]?.class === 'COMMA' ? at - 2 : at - 1;
  const isPerson = /^(?:who|which|whose)$/.test(tokens[at]?.lower ?? '');
  const noun = tokens[before];
  if (
    !isPerson ||
    before < start ||
    noun === undefined ||
    !/^(?:SPEAKER|REFERENCE|PERSON|ORGANISATION|LOCALS|NAME|STATEMENT|ADMISSION)$/.test(noun.class)
  )
    return { kind: 'unknown', from: at };
  return nounAt(tokens, before, start);
}

/** "Airwars' report", "a report by Amnesty" (whose speaker ends the group), "the report", "its tally". */
function ofDocument(tokens: readonly Token[], at: number, start: number): Subject {
  if (tokens[at]?.class === 'WHO') return antecedent(tokens, at, start);
  let from = at;
  while (
    from > start &&
    /^(?:ADJECTIVE|WORD|NAME|STATEMENT|ADMISSION|CIVILIAN|CASUALTY|DEATH|ADVERB|NUMBER|DATE)$/.test(
      tokens[from - 1]?.class ?? '',
    )
  )
    from -= 1;
  const previous = tokens[from - 1];
  if (from - 1 >= start) {
    // "Airwars' analysis of Coalition data found": what is studied does not speak.
    const studied = previous?.class === 'GENITIVE' ? from - 2 : from - 1;
    const study = tokens[studied - 1]?.class === 'DETERMINER' ? studied - 3 : studied - 2;
    if (
      tokens[studied]?.class === 'SPEAKER' &&
      tokens[study + 1]?.class === 'OF' &&
      study >= start &&
      /^(?:STATEMENT|ALLEGATION)$/.test(tokens[study]?.class ?? '')
    )
      return ofDocument(tokens, study, start);
    // "Thursday's report".
    if (previous?.class === 'GENITIVE' && /(?:day|DATE)$/.test(tokens[from - 2]?.text ?? ''))
      return { kind: 'back', word: tokens[at]?.lower ?? '', nouns: [], from: from - 2 };
    if (previous?.class === 'GENITIVE' && from - 2 >= start) return nounAt(tokens, from - 2, start);
    if (previous?.class === 'SPEAKER') return ofSpeaker(tokens, from - 1, start);
    if (previous?.class === 'POSSESSIVE') return { kind: 'back', word: previous.lower, nouns: [], from: from - 1 };
    if (previous?.class === 'REFERENCE') return back(previous, from - 1);
  }
  // "Analysis suggests", "a report said": nobody's in particular.
  const isDefinite = previous?.class === 'DETERMINER' && /^(?:the|this|that|these|those)$/.test(previous.lower);
  if (isDefinite) return { kind: 'back', word: tokens[at]?.lower ?? '', nouns: [], from };
  // "AMISOM released a statement indicating that": of whoever released it.
  const verb = issuingVerb(tokens, from - 1, start);
  const issuer = verb === null ? null : subjectBefore(tokens, verb, start);
  if (issuer?.kind === 'speakers' || issuer?.kind === 'back') return issuer;
  // "The Pentagon said that a review found": of whoever says so.
  return { kind: 'back', word: indefinite, nouns: [], from };
}
