import type { Token } from '../../engine/token.ts';
import { listingVerb } from '../speech/listing-verbs.ts';

export interface Segment {
  /** Range of tokens, `to` exclusive. */
  readonly from: number;
  readonly to: number;
}

const refusing =
  /^(?:NOT|DENY|DOUBT|ALLEGE|ALLEGATION|REVIEW|IF|MODAL|DEMAND|WITHDRAW|LOCALS|STATEMENT|TOLL|NUMBER VICTIM)$/;

/** "said civilians had died in both places": what the colon lists. */
function isOfDeaths(clause: readonly Token[]): boolean {
  return (
    clause.some((token) => token.isVerb && /^(?:SAY|ASSERT|CONFESS)$/.test(token.class)) &&
    clause.some(({ class: name }) => name === 'VICTIM' || name === 'CIVILIAN') &&
    clause.some(({ class: name, lower }) => name === 'KILLED' || name === 'DEATH' || lower === 'harmed') &&
    !clause.some(({ class: name }) =>
      /^(?:NOT|DENY|DOUBT|ALLEGE|ALLEGATION|REVIEW|IF|MODAL|DEMAND|WITHDRAW|LOCALS)$/.test(name),
    )
  );
}

/** "killed 12 fighters but also four civilians": no clause of its own. */
function isAlso(tokens: readonly Token[], index: number): boolean {
  const also =
    tokens[index + 1]?.lower === 'also' && /^(?:NUMBER|QUALIFIER|DETERMINER)$/.test(tokens[index + 2]?.class ?? '');
  return also && tokens[index]?.lower === 'but';
}

/** "Four dead and eleven wounded: that was the outcome, CENTCOM said": the colon does not part them. */
function isSummedUp(tokens: readonly Token[], index: number): boolean {
  const [that, is, article, noun] = tokens.slice(index + 1, index + 5);
  return (
    /^(?:that|this|these|those|such)$/.test(that?.lower ?? '') &&
    /^(?:is|was|are|were)$/.test(is?.lower ?? '') &&
    article?.class === 'DETERMINER' &&
    /^(?:outcome|result|results|toll|finding|findings|conclusion|verdict|count|balance|cost|price|sum)$/.test(
      noun?.lower ?? '',
    )
  );
}

function isAdmitted(clause: readonly Token[]): boolean {
  if (isOfDeaths(clause) || listingVerb(clause) !== null) return true;
  const [last] = clause.slice(-1);
  // "said it was sorry: a bomb that went astray had killed nine".
  if (last?.lower === 'sorry') return clause.some((token) => token.isVerb && token.class === 'SAY');
  // "substantiated one report of civilian harm: four civilians died".
  const believes = clause.some((token) => token.isVerb && /^(?:substantiated|confirmed|upheld)$/.test(token.lower));
  if (believes && last?.class === 'WORD')
    return !clause.some((token) => token.class !== 'ALLEGATION' && refusing.test(token.class));
  const hasVerb = clause.some((token) => token.isVerb && token.class === 'CONFESS');
  return (
    hasVerb &&
    /^(?:WORD|STRIKE)$/.test(last?.class ?? '') &&
    !clause.some((token) => refusing.test(token.class) && token.lower !== 'findings')
  );
}

/** "at least 59 but possibly up to 64". */
function isInRange(tokens: readonly Token[], index: number): boolean {
  // "not 12 but 15".
  if (tokens[index - 2]?.class === 'NOT' && tokens[index - 1]?.class === 'NUMBER') return true;
  const next = tokens[index + 1]?.class === 'MODAL' ? index + 2 : index + 1;
  return (
    tokens[index - 1]?.class === 'NUMBER' && tokens[next]?.class === 'QUALIFIER' && tokens[next + 1]?.class === 'NUMBER'
  );
}

/** Cuts a sentence where one assertion ends and another begins: "admits 180, while Airwars documents 1,600". */
export function segmentsOf(tokens: readonly Token[]): readonly Segment[] {
  const cuts = [0];
  tokens.forEach((token, index) => {
    const isColon =
      token.class === 'COLON' &&
      tokens[index - 1]?.class !== 'ADMISSION' &&
      index > 3 &&
      index < tokens.length - 3 &&
      tokens[index - 1]?.class !== 'SPEAKER' &&
      !(
        tokens[index - 1]?.isVerb === true &&
        /^(?:SAY|ASSERT|CONFESS)$/.test(tokens[index - 1]?.class ?? '') &&
        // "one of which was substantiated:" is a clause of its own.
        tokens[index - 2]?.class !== 'AUXILIARY'
      );
    // "admitted to two errors: a strike that killed": the colon lists what is admitted.
    // "apologised twice: for 85 civilians killed in one village and for ten".
    const isApology =
      tokens[index + 1]?.class === 'FOR' &&
      tokens.slice(cuts.at(-1), index).some((one) => one.isVerb && one.class === 'CONFESS');
    if (isColon && (isApology || isSummedUp(tokens, index))) return;
    if (isColon && isAdmitted(tokens.slice(cuts.at(-1), index))) return;
    if (
      token.class === 'SEMICOLON' ||
      (token.class === 'BUT' && index > 1 && !isInRange(tokens, index) && !isAlso(tokens, index)) ||
      isColon
    )
      cuts.push(index + 1);
  });
  return cuts
    .map((from, index) => ({ from, to: cuts[index + 1] ?? tokens.length }))
    .filter(({ from, to }) => to > from);
}
