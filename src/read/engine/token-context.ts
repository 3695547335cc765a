import { isDocument, isNamedDocument, isPeriodic } from './documents.ts';
import type { Token } from './token.ts';
import { wordInContext } from './word-context.ts';

/** Classes that depend on the neighbours. */
export function inContext(tokens: readonly Token[]): readonly Token[] {
  return tokens.map((token, index) => {
    const word = wordInContext(tokens, index);
    if (word !== null) return word;
    const next = tokens[index + 1];
    const previous = tokens[index - 1];
    if (token.class === 'DETERMINER' && token.number?.form === 'article') {
      const head = tokens
        .slice(index + 1, index + 5)
        .find((one) => one.class !== 'ADJECTIVE' && one.class !== 'ADVERB' && one.class !== 'NAME');
      const after = head === undefined ? undefined : tokens[tokens.indexOf(head) + 1];
      const isHead =
        head?.class === 'CIVILIAN'
          ? !/^(?:CASUALTY|WORD|STRIKE|TOLL|ALLEGATION|STATEMENT|ORGANISATION|PERSON|FAMILY)$/.test(after?.class ?? '')
          : /^(?:VICTIM|PEOPLE)$/.test(head?.class ?? '');
      return isHead ? { ...token, class: 'NUMBER' as const } : token;
    }
    // "Were the Coalition to admit": a condition without "if".
    if (index === 0 && /^(?:were|had)$/.test(token.lower) && next !== undefined && !next.isVerb)
      return { ...token, class: 'IF' as const };
    // "a bomb it dropped": taken back is only what was said.
    if (
      token.class === 'WITHDRAW' &&
      /^drop/.test(token.lower) &&
      (/^(?:on|near|over|at)$/.test(next?.lower ?? '') ||
        tokens.slice(Math.max(0, index - 4), index + 4).some((one) => one.class === 'STRIKE'))
    )
      return { ...token, class: 'WORD' as const, isVerb: false };
    // "to take back Mosul", "withdrew from Afghanistan": towns and troops, and nothing that was said.
    if (token.class === 'WITHDRAW' && isOfGround(tokens, index))
      return { ...token, class: 'WORD' as const, isVerb: false };
    // "took responsibility on Tuesday for a strike".
    if (/^(?:responsibility|blame|liability)$/.test(token.lower) && token.class === 'WORD' && isForLater(tokens, index))
      return { ...token, class: 'RESPONSIBILITY' as const };
    // "the deputy commander was dismissed": from his post.
    if (
      token.lower === 'dismissed' &&
      /(?:^| )(?:be|been|was|were|is|are|being)$/.test(previous?.lower ?? '') &&
      tokens.slice(Math.max(0, index - 6), index).some(({ class: name }) => name === 'PERSON' || name === 'FIGHTER')
    )
      return { ...token, class: 'WORD' as const, isVerb: false };
    // "missed its target", "a missile had missed": nothing is left out.
    if (
      token.class === 'EXCLUDE' &&
      /^miss/.test(token.lower) &&
      (tokens.slice(index, index + 4).some(({ lower }) => /^(?:targets?|mark|aim)$/.test(lower)) ||
        tokens.slice(Math.max(0, index - 12), index).some((one) => one.class === 'STRIKE'))
    )
      return { ...token, class: 'WORD' as const, isVerb: false };
    // "had mistaken a picnic for a camp", "in a case of mistaken identity": an error of theirs, and no denial.
    if (
      token.lower === 'mistaken' &&
      (/^ha[sd]|^have/.test(previous?.lower ?? '') || /^(?:for|identity)$/.test(next?.lower ?? ''))
    )
      return { ...token, class: 'WORD' as const };
    // "Kaduna state", "nine more reports", "that list": nouns, however they are spelled.
    if (isNounHere(token, previous))
      return {
        ...token,
        class: /^(?:reports|claims)$/.test(token.lower)
          ? ('ALLEGATION' as const)
          : /^lists?$/.test(token.lower)
            ? ('STATEMENT' as const)
            : ('WORD' as const),
        isVerb: false,
      };
    // "hit the wrong house", "because of wrong information": of what they struck, and not of what was said.
    if (
      token.class === 'DENY' &&
      /^(?:wrong|mistaken|erroneous|incorrect|inaccurate|faulty)$/.test(token.lower) &&
      /^(?:DETERMINER|PREPOSITION|POSSESSIVE|ADJECTIVE|OF|BY|ALLEGE)$/.test(previous?.class ?? '') &&
      /^(?:WORD|STRIKE|PERSON)$/.test(next?.class ?? '')
    )
      return { ...token, class: 'ADJECTIVE' as const };
    // "asked forgiveness for".
    if (token.class === 'REVIEW' && /^(?:asked|asks|sought)$/.test(token.lower) && next?.class === 'RESPONSIBILITY')
      return { ...token, class: 'WORD' as const, isVerb: false };
    // "the interior ministry": none of those that speak for forces.
    if (
      /^(?:ORGANISATION|REFERENCE|PERSON)$/.test(token.class) &&
      /^(?:ministry|minister|department)$/.test(token.lower) &&
      civil.test(previous?.lower ?? '')
    )
      return { ...token, class: 'LOCALS' as const, speakers: [] };
    // "responsibility lies with".
    if (token.lower === 'lies' && /^(?:INCLUDE|IN|PREPOSITION)$/.test(next?.class ?? ''))
      return { ...token, class: 'WORD' as const };
    // "killed one and injured three there": where, unless something is there.
    if (
      /^(?:there|here)$/.test(token.lower) &&
      token.class === 'DETERMINER' &&
      index > 0 &&
      !/^(?:AUXILIARY|MODAL)$/.test(next?.class ?? '')
    )
      return { ...token, class: 'ADVERB' as const };
    // "in the month under review": a time.
    if (token.lower === 'under review' && /^(?:months?|period|quarter|year|weeks?|half)$/.test(previous?.lower ?? ''))
      return { ...token, class: 'ADVERB' as const };
    // "bombed the hospital twice, killing": how often, and no comparison.
    if (token.lower === 'twice' && (next === undefined || /^(?:COMMA|STOP|AND|IN|PREPOSITION)$/.test(next.class)))
      return { ...token, class: 'ADVERB' as const };
    // "reveals how US strikes killed": what did happen.
    if (
      token.lower === 'how' &&
      previous?.isVerb === true &&
      /^(?:reveal|show|describ|document|expos|establish)/.test(previous.lower)
    )
      return { ...token, class: 'THAT' as const };
    // "director of media operations", "chief of joint operations": an office.
    if (token.lower === 'operations' && isOffice(tokens, index)) return { ...token, class: 'WORD' as const };
    // "made up 11 of the 23": a share, and nothing that is invented.
    if (token.lower === 'made up' && /^(?:NUMBER|QUALIFIER)$/.test(next?.class ?? ''))
      return { ...token, class: 'REACH' as const };
    // "four rebels": those who fight, unless a name or an article makes them a body.
    if (
      token.class === 'ORGANISATION' &&
      /^(?:rebels|insurgents|militants|separatists|guerrillas|jihadists)$/.test(token.lower) &&
      previous?.class === 'NUMBER'
    )
      return { ...token, class: 'FIGHTER' as const };
    // "Amnesty International names 23 civilians".
    if (isNaming(tokens, index)) return { ...token, class: 'ASSERT' as const, isVerb: true };
    // "has since verified", "has meanwhile established": a time.
    if (
      /^(?:since|meanwhile|however|though)$/.test(token.lower) &&
      /^(?:has|have|had)$/.test(previous?.lower ?? '') &&
      (next?.isVerb === true || next?.class === 'AUXILIARY' || next?.class === 'ADVERB')
    )
      return { ...token, class: 'ADVERB' as const };
    // "had not been acknowledged before.": a time, and no condition.
    if (
      token.class === 'IF' &&
      /^(?:before|until)$/.test(token.lower) &&
      (next === undefined || /^(?:STOP|COMMA|QUOTE|SEMICOLON|CLOSE)$/.test(next.class))
    )
      return { ...token, class: 'ADVERB' as const };
    // "A Pentagon review has found": a noun before another verb.
    if (
      token.isVerb &&
      (token.class === 'REVIEW' || /^(?:records|documents|logs|reports)$/.test(token.lower)) &&
      previous?.class === 'SPEAKER' &&
      next !== undefined &&
      (next.isVerb || next.class === 'COLON' || /^(?:has|had|have|is|was|were)$/.test(next.lower))
    )
      return { ...token, class: 'STATEMENT' as const, isVerb: false };
    // "the command": points back, unless a name makes it a body of its own ("the Freedonian army").
    if (
      token.class === 'ORGANISATION' &&
      token.speakers.length > 0 &&
      /^(?:DETERMINER|POSSESSIVE)$/.test(previous?.class ?? '')
    )
      return { ...token, class: 'REFERENCE' as const };
    // "in Iraq and Syria": a place, unless it says something.
    if (token.class === 'SPEAKER' && token.isVague && !token.lower.includes(' ') && !speaksNext(tokens, index)) {
      const isAdjective = token.speakers.some(({ adjectives }) => adjectives.includes(token.text.replaceAll('.', '')));
      return { ...token, class: isAdjective ? ('FORCE' as const) : ('NAME' as const) };
    }
    // "In its latest report", "said in a report that", "according to the report": a document, not an allegation.
    if (
      token.lower === 'report' &&
      (token.class === 'ALLEGATION'
        ? isDocument(tokens, index) || isPeriodic(tokens, index)
        : token.isVerb && isNamedDocument(tokens, index))
    )
      return { ...token, class: 'STATEMENT' as const, isVerb: false };
    if (token.class === 'GENITIVE' && token.lower === "'" && !/s$/.test(previous?.lower ?? ''))
      return { ...token, class: 'QUOTE' as const };
    if (token.class === 'THAT' && previous?.class === 'PREPOSITION') return { ...token, class: 'DETERMINER' as const };
    // "that strike", "that day": a determiner.
    if (
      token.class === 'THAT' &&
      next !== undefined &&
      /^(?:STRIKE)$/.test(next.class) &&
      tokens[index + 2]?.class !== 'KILLED'
    )
      return { ...token, class: 'DETERMINER' as const };
    return token;
  });
}

/** "responsibility on Tuesday for", "blame, it said, for": the link stands behind a time. */
function isForLater(tokens: readonly Token[], index: number): boolean {
  const after = tokens.slice(index + 1, index + 6);
  const link = after.findIndex(({ class: name }) => name === 'FOR');
  return (
    link > 0 &&
    after.slice(0, link).every(({ class: name }) => /^(?:ADVERB|PREPOSITION|DATE|NAME|IN|DETERMINER)$/.test(name))
  );
}

/** "took back the city of Mosul", "the troops withdrew from the country". */
function isOfGround(tokens: readonly Token[], index: number): boolean {
  const verb = tokens[index]?.lower ?? '';
  const after = tokens.slice(index + 1, index + 5).filter(({ class: name }) => name !== 'ADVERB');
  const link = /^(?:from|to|into)$/.test(after[0]?.lower ?? '') ? 1 : 0;
  const noun = after[after[link]?.class === 'DETERMINER' ? link + 1 : link];
  const isPlace =
    noun?.class === 'NAME' ||
    noun?.class === 'ADJECTIVE' ||
    /^(?:cit(?:y|ies)|towns?|villages?|areas?|territor(?:y|ies)|country|region|province|ground|land|front|capital|bases?)$/.test(
      noun?.lower ?? '',
    );
  if (/ back$/.test(verb)) return isPlace;
  return (
    /^withdr/.test(verb) &&
    (link === 1 ? isPlace : tokens.slice(Math.max(0, index - 3), index).some(({ class: name }) => name === 'FIGHTER'))
  );
}

/** "Amnesty International names 23 civilians", "has named 12": whoever names the dead says that they died. */
function isNaming(tokens: readonly Token[], index: number): boolean {
  if (!/^(?:names|named)$/.test(tokens[index]?.lower ?? '')) return false;
  const counted = tokens.slice(index + 1, index + 4).findIndex(({ class: name }) => name === 'NUMBER');
  const isCount =
    counted !== -1 &&
    tokens
      .slice(index + 1, index + 1 + counted)
      .every(({ class: name }) => /^(?:QUALIFIER|DETERMINER|ADDITIONAL)$/.test(name));
  return isCount && /^(?:SPEAKER|REFERENCE|PRONOUN|AUXILIARY|ADVERB)$/.test(tokens[index - 1]?.class ?? '');
}

/** "director of defence media operations". */
function isOffice(tokens: readonly Token[], index: number): boolean {
  const before = tokens.slice(Math.max(0, index - 6), index);
  const of = before.findLastIndex(({ class: name }) => name === 'OF' || name === 'FOR');
  return of > 0 && before[of - 1]?.class === 'PERSON' && before.slice(of).every(({ isVerb }) => !isVerb);
}

/** The next verb is one of saying, and nothing but adverbs and auxiliaries stand before it. */
function speaksNext(tokens: readonly Token[], index: number): boolean {
  const previous = tokens[index - 1];
  // "in Iraq and Syria".
  const opener = tokens
    .slice(0, index)
    .findLast((token) => !/^(?:AND|COMMA|NAME|SPEAKER|FORCE|DETERMINER)$/.test(token.class));
  if (/^(?:IN|PREPOSITION|OF)$/.test(opener?.class ?? '')) return false;
  const next = tokens.slice(index + 1).find((token) => !/^(?:ADVERB|AUXILIARY|NOT|MODAL|COLON)$/.test(token.class));
  const isHeadline =
    tokens[index + 1]?.class === 'COLON' || (index === tokens.length - 1 && previous?.class === 'DASH');
  return (
    isHeadline ||
    (next?.isVerb === true && next.class !== 'CAUSE') ||
    /^(?:SAY|ASSERT|CONFESS)$/.test(previous?.class ?? '')
  );
}

const civil =
  /^(?:interior|foreign|health|justice|finance|education|transport|information|agriculture|labou?r|culture|planning|trade|energy|oil|water|environment)$/;

/** A form that can be a noun or a verb, after a word that only a noun follows. */
function isNounHere(token: Token, previous: Token | undefined): boolean {
  if (!token.isVerb || previous === undefined) return false;
  if (token.lower === 'state') return previous.class === 'NAME' || /^(?:the|this|that)$/.test(previous.lower);
  if (/^(?:reports|claims)$/.test(token.lower)) return /^(?:more|further)$/.test(previous.lower);
  return (
    /^(?:list|lists|places|posts|notes)$/.test(token.lower) &&
    /^(?:DETERMINER|THAT|POSSESSIVE|ADJECTIVE|GENITIVE)$/.test(previous.class)
  );
}

/** "the Ministry of Defence (MoD)", "US Africa Command, or AFRICOM,": one name is enough. */
export function withoutAcronyms(tokens: readonly Token[]): readonly Token[] {
  const left = new Set<number>();
  tokens.forEach((token, index) => {
    const [open, name, close] = [tokens[index + 1], tokens[index + 2], tokens[index + 3]];
    const isSame =
      (token.class === 'ARMED_GROUP' && name?.class === 'ARMED_GROUP') ||
      (token.class === 'SPEAKER' && name?.class === 'SPEAKER' && token.speakers[0]?.id === name.speakers[0]?.id);
    const isBracketed = open?.class === 'OPEN' && close?.class === 'CLOSE';
    if (
      isBracketed &&
      (isSame ||
        (token.class === 'SPEAKER' &&
          /^(?:NAME|WORD)$/.test(name?.class ?? '') &&
          /^[A-Z]{2,6}$/.test(name?.text ?? '')))
    )
      for (const at of [1, 2, 3]) left.add(index + at);
    const alias = tokens[index + 3];
    if (
      token.class === 'SPEAKER' &&
      open?.class === 'COMMA' &&
      name?.class === 'OR' &&
      alias?.class === 'SPEAKER' &&
      alias.speakers[0]?.id === token.speakers[0]?.id
    )
      for (const at of [1, 2, 3, ...(tokens[index + 4]?.class === 'COMMA' ? [4] : [])]) left.add(index + at);
  });
  return left.size === 0 ? tokens : tokens.filter((_, index) => !left.has(index));
}
