import type { Mention } from '../../../domain/readings.ts';
import type { Token } from '../../engine/token.ts';
import type { Claim } from '../merging.ts';
import type { Sentence } from '../speech/sentences.ts';
import type { Memory } from '../speech/speakers.ts';
import { speakersOf } from '../speech/voices.ts';
import { findTolls } from '../tolls/find.ts';
import { saidAtFirst, saidLater, supersededNumbers } from './superseded.ts';

/** What was read so far, to be changed in place. */
export interface Held {
  readonly claims: Claim[];
  readonly mentions: { claim: Claim; stance: Mention['stance'] }[];
  readonly memory: Memory;
  /** The sentences before, nearest last. */
  readonly sentences: readonly Sentence[];
}

/** "These reports are false.", "The Coalition withdraws that entry.": a sentence about what the ones before said. */
export function reconsider(sentence: Sentence, held: Held): void {
  const superseded = supersededNumbers(sentence.tokens);
  for (const claim of held.claims.filter(({ span, value }) => span.start === sentence.start && superseded.has(value)))
    withdraw(held, claim);
  const last = held.sentences.at(-1)?.start;
  const laterAt = saidLater(sentence.tokens, 0);
  // "It later said that none had died."
  const isSaidAnew = laterAt !== -1 && laterAt < 4 && saidAtFirst(held.sentences.at(-1)?.tokens ?? []) !== -1;
  const said = held.claims.flatMap(({ span, speakers }) => (span.start === last ? speakers : []));
  if (
    isSaidAnew ||
    isExposed(sentence.tokens) ||
    isNotDone(sentence.tokens, said) ||
    isRecast(sentence.tokens) ||
    removesThem(sentence.tokens)
  ) {
    retractLast(held);
    return;
  }
  if (findTolls(sentence.tokens).length > 0) return;
  const stance = verdictOn(sentence.tokens);
  if (stance === null) return;
  const ids = judgesOf(sentence, held.memory);
  const spans = new Set(held.sentences.map(({ start }) => start));
  for (const [index, entry] of held.mentions.entries())
    if (
      spans.has(entry.claim.span.start) &&
      (entry.stance === 'alleged' || (entry.stance === 'under-review' && stance !== 'under-review'))
    )
      held.mentions[index] = { claim: ids === null ? entry.claim : { ...entry.claim, speakers: ids }, stance };
  if (stance !== 'withdrawn') return;
  for (const claim of held.claims.filter(
    ({ span, speakers }) => spans.has(span.start) && (ids === null || speakers.join() === ids.join()),
  ))
    withdraw(held, claim);
}

function withdraw({ claims, mentions }: Held, claim: Claim): void {
  claims.splice(claims.indexOf(claim), 1);
  mentions.push({ claim, stance: 'withdrawn' });
}

/** Only the sentence right before is meant by "That is false". */
function retractLast(held: Held): void {
  const last = held.sentences.at(-1)?.start;
  for (const claim of held.claims.filter(({ span }) => span.start === last)) withdraw(held, claim);
}

const untrue =
  /^(?:false|untrue|fake|a lie|a hoax|hoax|forged|fabricated|invented|bogus|not true|a fabrication|made up)$/;
const inError = /^(?:in error|by mistake|mistakenly|wrongly|erroneously)$/;

/** "That is not so.", "We were wrong." */
const undone =
  /^(?:" )?(?:(?:that|this|it) (?:is|was) not (?:so|true|correct|right|accurate|the case)(?= [.,;])|(?:that|this|it) (?:is|was) (?:wrong|incorrect|inaccurate|mistaken|an error|a mistake) \.|we (?:were|are) (?:wrong|mistaken)\b)/;
/** "It has not.", "NATO has done no such thing." */
const notDone =
  /^(?:has|have|had|did|does|do) (?:(?:not|n't) \.|(?:\w+ )?no such (?:thing|admission|statement)\b|(?:\w+ )?nothing of the (?:kind|sort)\b)/;

/** The sentence says that whoever was said to have said so has not. */
function isNotDone(tokens: readonly Token[], said: readonly string[]): boolean {
  const at = tokens.slice(0, 5).findIndex(({ class: name }) => name === 'AUXILIARY');
  const subject = tokens[at - 1];
  const isSame =
    /^(?:it|he|she|they)$/.test(subject?.lower ?? '') ||
    subject?.class === 'REFERENCE' ||
    (subject?.class === 'SPEAKER' && said.includes(subject.speakers[0]?.id ?? ''));
  const rest = tokens.slice(at).map(({ lower }) => lower);
  return at > 0 && isSame && notDone.test(rest.join(' '));
}

/** "That is false.", "The statement was a hoax.", "The announcement had been issued in error.", "said it had been wrong". */
function isExposed(tokens: readonly Token[]): boolean {
  const lower = tokens.map((token) => token.lower).join(' ');
  if (/\b(?:it|they) (?:had|have|has) been (?:wrong|mistaken)(?: about| in|[ .,:;]*$| :)/.test(lower)) return true;
  if (undone.test(lower)) return true;
  const [first, second] = tokens;
  const isThat = /^(?:that|this)$/.test(first?.lower ?? '') && second?.class === 'AUXILIARY';
  const at = tokens.findIndex(
    (token, index) =>
      /^(?:STATEMENT|ADMISSION|ALLEGATION|TOLL)$/.test(token.class) &&
      /^(?:the|this|that)$/.test(tokens[index - 1]?.lower ?? '') &&
      tokens[index + 1]?.class === 'AUXILIARY' &&
      (index === 1 || tokens[index - 2]?.isVerb === true),
  );
  if (!isThat && at === -1) return false;
  const said = tokens.slice(isThat ? 1 : at + 1, (isThat ? 1 : at + 1) + 6);
  // "That is not so.", "That was not the case."
  if (
    isThat &&
    /^(?:is|was) (?:not|n't) (?:so|right|correct|accurate|the case)\b/.test(
      said.map(({ lower: word }) => word).join(' '),
    )
  )
    return true;
  if (said.some(({ class: name }) => name === 'NOT')) return false;
  return said.some(
    (token, index) =>
      untrue.test(token.lower) ||
      (!isThat && (token.class === 'DENY' || token.class === 'UNREAL')) ||
      (!isThat && inError.test(token.lower) && /(?:ed|nt|de)$/.test(said[index - 1]?.lower ?? '')),
  );
}

/** "It now says both were fighters." */
function isRecast(tokens: readonly Token[]): boolean {
  const now = tokens.findIndex(({ lower }) => /^(?:now|since)$/.test(lower));
  if (now === -1 || findTolls(tokens).length > 0) return false;
  return tokens
    .slice(now)
    .some(
      (token, index, rest) =>
        /^(?:was|were)$/.test(token.lower) &&
        rest[index + 1]?.class !== 'NOT' &&
        rest.slice(index + 1, index + 5).some(({ class: name }) => name === 'FIGHTER'),
    );
}

/** "In June it removed them." */
function removesThem(tokens: readonly Token[]): boolean {
  return tokens.some(
    (token, index) =>
      token.class === 'WITHDRAW' &&
      token.isVerb &&
      /^(?:it|them|these|those|this)$/.test(tokens[index + 1]?.lower ?? '') &&
      !tokens.slice(Math.max(0, index - 4), index).some(({ class: name }) => /^(?:NOT|MODAL|DOUBT|DEMAND)$/.test(name)),
  );
}

const verdicts = { WITHDRAW: 'withdrawn', DENY: 'denied', DOUBT: 'doubted', REVIEW: 'under-review' } as const;

/** The verdict on "this report", "that entry"; null for a sentence that points to none or judges none. */
function verdictOn(tokens: readonly Token[]): Mention['stance'] | null {
  const points = tokens.some(
    (token, index) =>
      /^(?:ALLEGATION|STATEMENT|TOLL|ADMISSION|DEATH|WORD)$/.test(token.class) &&
      /^(?:this|that|these|those|the|both)$/.test(tokens[index - 1]?.lower ?? '') &&
      (token.class !== 'WORD' ||
        /^(?:entry|entries|incident|deaths|case|cases|sentence|words|remark|line|passage)$/.test(token.lower)),
  );
  if (!points) return null;
  const verdict = (['WITHDRAW', 'DENY', 'DOUBT', 'REVIEW'] as const).find((name) =>
    tokens.some(
      (token) =>
        token.class === name || (name === 'REVIEW' && /^(?:assessing|reviewing|investigating)$/.test(token.lower)),
    ),
  );
  return verdict === undefined ? null : verdicts[verdict];
}

/** Who judges; null where the sentence leaves it open. */
function judgesOf(sentence: Sentence, memory: Memory): readonly string[] | null {
  const { tokens, governors } = sentence;
  const speaking = governors.find(
    ({ subject }) => subject.kind !== 'same' && subject.kind !== 'unknown' && subject.kind !== 'locals',
  );
  const opening = tokens[0]?.class === 'DETERMINER' ? tokens[1] : tokens[0];
  return (
    (speaking === undefined ? null : speakersOf(speaking, sentence, memory)) ??
    (opening?.class === 'SPEAKER' ? [opening.speakers[0]?.id ?? ''] : null) ??
    (memory.publisher === null ? null : [memory.publisher])
  );
}
