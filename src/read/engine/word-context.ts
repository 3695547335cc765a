import type { Token } from './token.ts';

/** Words whose class the words beside them change. Returns the token as it is meant there, or null where nothing changes. */
export function wordInContext(tokens: readonly Token[], index: number): Token | null {
  const token = tokens[index];
  if (token === undefined) return null;
  const [previous, next] = [tokens[index - 1], tokens[index + 1]];
  const as = (name: Token['class'], isVerb = false): Token => ({ ...token, class: name, isVerb });
  switch (token.lower) {
    // "had gone wrong": of the strike, and not of what was said.
    case 'wrong':
      return /^(?:go|goes|gone|going|went)$/.test(previous?.lower ?? '') ? as('WORD') : null;
    // "Not until May did the army admit": then it did.
    case 'not':
      return next?.lower === 'until' && (index === 0 || /^(?:is|was)$/.test(previous?.lower ?? ''))
        ? as('ADVERB')
        : null;
    // "until May": a time, and no condition.
    case 'until':
      return /^(?:DATE|NUMBER|NAME)$/.test(next?.class ?? '') ||
        /^(?:now|then|today|recently|this)$/.test(next?.lower ?? '') ||
        isAfterTime(tokens, index)
        ? as('PREPOSITION')
        : null;
    // "has since verified".
    case 'since':
      return previous?.class === 'AUXILIARY' && next?.isVerb === true ? as('ADVERB') : null;
    // '"Not four but six were killed," the army corrected'.
    case 'corrected':
      return isSaidBehindQuotation(tokens, index) ? as('SAY', true) : null;
    // '"Twelve died," read a statement from the army'.
    case 'read':
      return (previous?.class === 'QUOTE' && next?.class === 'DETERMINER') ||
        (previous?.class === 'STATEMENT' && /^(?:COMMA|COLON|QUOTE)$/.test(next?.class ?? ''))
        ? as('SAY', true)
        : null;
    // '"Regrettably," the statement goes on, "..."'.
    case 'goes':
    case 'went':
      return next?.lower === 'on' && tokens[index + 2]?.class === 'COMMA' && isQuoting(tokens, index)
        ? as('SAY', true)
        : null;
    // "its jets were to blame for", of whoever says so.
    case 'blame':
      return previous?.class === 'TO' && tokens[index - 2]?.class === 'AUXILIARY' ? as('WORD') : null;
    // "lists 1,201 civilians as killed", "listed as having been killed".
    case 'as':
      return isResult(previous) && (/^(?:KILLED|INJURED)$/.test(next?.class ?? '') || next?.lower === 'having')
        ? as('ADVERB')
        : null;
    // "the Coalition as well as the Danish ministry say".
    case 'as well as the':
      return next?.class === 'SPEAKER' ? as('AND') : null;
    // "four years passed before the ministry admitted": it did.
    case 'before':
      return isAfterTime(tokens, index) ? as('PREPOSITION') : null;
    // "by the ministry's own account".
    case 'account':
    case 'version':
      return previous?.lower === 'own' && tokens[index - 2]?.class === 'GENITIVE' ? as('ADMISSION') : null;
    // "assumes full responsibility for".
    case 'assumes':
    case 'assumed':
      return tokens.slice(index + 1, index + 4).some(({ class: name }) => name === 'RESPONSIBILITY')
        ? as('WORD')
        : null;
    // "before U.S. troops withdrew from Afghanistan": they left.
    case 'withdrew':
    case 'withdraw':
    case 'withdraws':
      return next?.lower === 'from' ? as('WORD') : null;
    // "Should the ministry admit": a condition without "if".
    case 'should':
      return index === 0 && next?.isVerb !== true ? as('IF') : null;
    // "names four civilians who died".
    case 'names':
    case 'named':
      return /^(?:NUMBER|QUALIFIER)$/.test(next?.class ?? '') &&
        /^(?:SPEAKER|PRONOUN|REFERENCE|AUXILIARY|STATEMENT)$/.test(previous?.class ?? '')
        ? as('ASSERT', true)
        : null;
    // "An Airwars report says".
    case 'report':
      return isReportOf(tokens, index) ? as('STATEMENT') : null;
    // "A CENTCOM review of the strike has found".
    case 'review':
      return previous?.class === 'SPEAKER' &&
        /^(?:of|into)$/.test(next?.lower ?? '') &&
        tokens[index - 2]?.class === 'DETERMINER'
        ? as('STATEMENT')
        : null;
    // "confirmed reports by relatives that".
    case 'reports':
    case 'claims':
      return previous?.isVerb === true && /^(?:ASSERT|CONFESS)$/.test(previous.class) ? as('ALLEGATION') : null;
    // "an Airwars finding that".
    case 'finding':
      return previous?.class === 'SPEAKER' && /^(?:an?|the|this)$/.test(tokens[index - 2]?.lower ?? '')
        ? as('ADMISSION')
        : null;
    // "with deep regret": a feeling, and nobody's verb.
    case 'regret':
      return /^(?:deep|great|profound|sincere|our|its|their)$/.test(previous?.lower ?? '') ? as('WORD') : null;
    // "these add up to 84".
    case 'add':
    case 'adds':
    case 'added':
      return next?.lower === 'up to' ? as('REACH') : null;
    // "draws on the lists of NGOs, lists": the noun before a comma.
    case 'lists':
      return previous?.class === 'ORGANISATION' && next?.class === 'COMMA' ? as('STATEMENT') : null;
    // "it concerns a strike".
    case 'concerns':
    case 'concern':
      return /^(?:PRONOUN|STATEMENT|WHO|THAT)$/.test(previous?.class ?? '') && next?.class === 'DETERMINER'
        ? as('WORD')
        : null;
    default:
      return particle.test(token.text) && /^(?:NAME|PERSON)$/.test(previous?.class ?? '') && isName(tokens, index + 1)
        ? as('NAME')
        : null;
  }
}

/** "Anne de Vries", "Tom van der Berg". */
const particle = /^(?:de|van|der|den|von|zu|bin|ibn|ben|da|dos|di|du|la|le|ter|ten|al|el|ould|ag)$/;

function isName(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  return (
    token?.class === 'NAME' || (token !== undefined && particle.test(token.text) && tokens[at + 1]?.class === 'NAME')
  );
}

/** "An Airwars report says", "a new Amnesty International report published on Tuesday". */
function isReportOf(tokens: readonly Token[], index: number): boolean {
  const [body, next] = [tokens[index - 1], tokens[index + 1]];
  const opener = tokens
    .slice(0, index - 1)
    .findLast(({ class: name }) => !/^(?:ADJECTIVE|ADDITIONAL|WORD|ADVERB|SAY)$/.test(name));
  const isNoun = next?.isVerb === true || /^(?:published|released|issued|out|seen|obtained)$/.test(next?.lower ?? '');
  return body?.class === 'SPEAKER' && opener?.class === 'DETERMINER' && isNoun && next?.class !== 'THAT';
}

/** "It took four years until", "years passed before", "waited two months before". */
function isAfterTime(tokens: readonly Token[], index: number): boolean {
  return tokens
    .slice(Math.max(0, index - 4), index)
    .some(({ lower }) => /^(?:years?|months?|weeks?|days?|decades?|long)$/.test(lower));
}

function isResult(token: Token | undefined): boolean {
  return token?.isVerb === true
    ? /^(?:ASSERT|CONFESS)$/.test(token.class)
    : /^(?:VICTIM|CIVILIAN|PEOPLE|SPEAKER)$/.test(token?.class ?? '');
}

function isQuoting(tokens: readonly Token[], index: number): boolean {
  return tokens.slice(0, index).some(({ class: name }) => name === 'QUOTE');
}

function isSaidBehindQuotation(tokens: readonly Token[], index: number): boolean {
  const [previous, token, next] = [tokens[index - 1], tokens[index], tokens[index + 1]];
  return (
    token?.class === 'WITHDRAW' &&
    /^(?:SPEAKER|PERSON|PRONOUN|REFERENCE|NAME)$/.test(previous?.class ?? '') &&
    isQuoting(tokens, index) &&
    !/^(?:DETERMINER|POSSESSIVE|ADVERB)$/.test(next?.class ?? '')
  );
}
