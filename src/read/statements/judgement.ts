import type { Refusal } from '../../domain/reader/explanations.ts';
import type { Mention } from '../../domain/readings.ts';
import type { UnattributedReason } from '../../domain/warnings.ts';
import type { Token } from '../engine/token.ts';
import { findNumbers } from '../text/numbers.ts';
import { claimOf, type Surroundings } from './claim.ts';
import type { Claim } from './merging.ts';
import { isAdmitted } from './own-deed.ts';
import { countsOfReports } from './plain-text.ts';
import { continuedClause, listedItem, ownText, sharedAttribution } from './speech/continuation.ts';
import { type Governor, isAsserting } from './speech/governor.ts';
import { lateOwner } from './speech/late-owners.ts';
import { type EventList, listOf } from './speech/listed-events.ts';
import type { Sentence } from './speech/sentences.ts';
import { entriesOf, resolve } from './speech/speakers.ts';
import type { Subject } from './speech/subjects.ts';
import { speakersOf, speechContinued } from './speech/voices.ts';
import { citesOthers } from './stance/cited.ts';
import { announcerOf } from './stance/other-clauses.ts';
import { segmentsOf } from './stance/segments.ts';
import { verdictOf } from './stance/verdict.ts';
import { doerIsOpen, isOfOnlyDoer, isOfSameStrike, isOneForce, isReferredInText, quotedDeeds } from './told-strikes.ts';
import { isOfCivilians, isPart } from './tolls/civilians.ts';
import { type Deed, deedIn, withContext } from './tolls/deeds.ts';
import { toHarmFigure } from './tolls/harm-figure.ts';
import type { Toll } from './tolls/toll.ts';

export type Outcome =
  | { readonly kind: 'reading'; readonly claim: Claim }
  | { readonly kind: 'mention'; readonly claim: Claim; readonly stance: Mention['stance']; readonly because: Refusal }
  /** `reason`: what the desk is told; null where the count is certainly none of ours. */
  | {
      readonly kind: 'refused';
      readonly because: Refusal | UnattributedReason;
      readonly reason: UnattributedReason | null;
    };

const refused = (because: Refusal | UnattributedReason, reason: UnattributedReason | null): Outcome => ({
  kind: 'refused',
  because,
  reason,
});

export function judge(sentence: Sentence, toll: Toll, around: Surroundings): Outcome {
  if (sentence.isEndless) return refused('endless-sentence', 'not-asserted');
  const { tokens } = sentence;
  const segment = segmentsOf(tokens).find(({ from, to }) => toll.number >= from && toll.number < to) ?? {
    from: 0,
    to: tokens.length,
  };
  if (!isOfCivilians(sentence, toll, around)) return refused('part-of-another-count', null);
  if (isPart(tokens, toll)) return refused('part-of-another-count', null);
  const verdict = verdictOf(tokens, toll, segment, sentence.governors);
  const near = deedIn(tokens, toll, segment);
  if (verdict.stance === null) {
    const { memory } = around;
    const list = verdict.because === 'not-governed' ? listOf(sentence, toll, around.list) : null;
    if (list !== null) {
      const lead = deedIn(list.lead.tokens, null, { from: 0, to: list.lead.tokens.length });
      if (lead.isOthers) return refused('no-killer', null);
      return assertedOutcome(sentence, toll, {
        around,
        near: { ...near, isStrike: near.isStrike || lead.isStrike },
        ids: list.ids,
        rule: 'listed-event',
        governor: list.governor.class === 'CONFESS' ? list.governor : null,
        list,
      });
    }
    const continued =
      verdict.because === 'not-governed'
        ? (speechContinued(sentence, around) ??
          continuedClause(sentence, toll, { segment, memory }) ??
          ownText(sentence, toll, { segment, memory }) ??
          listedItem(sentence, segment, (clause) => {
            const announcer = announcerOf(tokens, clause);
            return announcer === null ? null : speakersOf(announcer, sentence, memory);
          }) ??
          sharedAttribution(sentence, memory))
        : null;
    if (continued === null)
      return refused(
        verdict.because,
        verdict.because === 'fighters-among-them' || near.isOthers ? null : 'not-asserted',
      );
    return assertedOutcome(sentence, toll, {
      around,
      near,
      ids: continued,
      rule: 'speech-continued',
      governor: null,
    });
  }
  if (verdict.stance === 'asserted') {
    const inserted = sentence.governors.find(
      ({ at, end, subject }) =>
        at > verdict.governor.at &&
        end < toll.from &&
        subject.kind === 'speakers' &&
        tokens[end]?.class === 'COMMA' &&
        tokens[verdict.governor.end]?.class === 'COMMA',
    );
    const attributed =
      inserted ??
      sentence.governors.find(
        (governor) => governor.at >= toll.to && governor.subject.kind === 'speakers' && isAsserting(governor),
      );
    const ids =
      speakersOf(verdict.governor, sentence, around.memory) ??
      ((verdict.governor.subject.kind === 'back' ||
        (verdict.governor.isNoun && verdict.governor.subject.kind === 'unknown')) &&
      attributed !== undefined
        ? speakersOf(attributed, sentence, around.memory)
        : null) ??
      lateOwner(tokens, verdict.governor, { governors: sentence.governors, to: toll.to });
    if (ids === null) return refused('no-speaker', near.isOthers ? null : 'no-speaker');
    return assertedOutcome(sentence, toll, {
      around,
      near,
      ids,
      rule: verdict.rule,
      governor: verdict.governor,
    });
  }
  if (near.isOthers) return refused(verdict.because, null);
  const ids =
    speakersOf(refuser(verdict.subject, sentence), sentence, around.memory) ??
    (verdict.stance === 'alleged' ? ['other'] : openingBody(sentence, around));
  if (ids === null) return refused(verdict.because, 'not-asserted');
  const claim = claimOf(sentence, toll, { ids, rule: `${verdict.stance}`, isOwnDeed: false, around, isMention: true });
  return claim === null
    ? refused('scope-unclear', 'scope-unclear')
    : {
        kind: 'mention',
        claim: {
          ...claim,
          measure:
            toll.harm === 'killed'
              ? claim.measure.startsWith('killed')
                ? claim.measure
                : 'killed_event'
              : claim.measure,
        },
        stance: verdict.stance,
        because: verdict.because,
      };
}

/** "The army called a report that ... propaganda": whom the sentence opens with; else the publisher of a review. */
function openingBody({ tokens }: Sentence, { memory }: Surroundings): readonly string[] | null {
  const at = tokens.findIndex(({ class: name }) => name !== 'DETERMINER' && name !== 'ADVERB');
  const body = tokens[at];
  const isSubject = !/^(?:STRIKE|GENITIVE|COMMA)$/.test(tokens[at + 1]?.class ?? '');
  if (body?.class === 'SPEAKER' && isSubject) return [body.speakers[0]?.id ?? ''];
  const isOthers = tokens.some(({ class: name }) => name === 'SPEAKER' || name === 'LOCALS');
  return memory.publisher !== null && !isOthers ? [memory.publisher] : null;
}

/** The governor whose subject this is: "We find no record and do not accept" has its subject before. */
function refuser(subject: Subject, { governors }: Sentence): Governor {
  return governors.find((one) => one.subject === subject) ?? ({ subject } as Governor);
}

/** Armed groups that are in the table of speakers, because texts quote them. */
const armedParties: ReadonlySet<string> = new Set(['sdf', 'houthis', 'hamas', 'hezbollah', 'rsf', 'lna', 'taliban']);

interface Assertion {
  readonly around: Surroundings;
  readonly near: Deed;
  readonly ids: readonly string[];
  readonly rule: string;
  readonly governor: Governor | null;
  readonly list?: EventList;
}

function assertedOutcome(
  sentence: Sentence,
  toll: Toll,
  { around, near, ids, rule, governor, list }: Assertion,
): Outcome {
  const entries = entriesOf(ids, around.memory.lexicon);
  const isOwnDeed = entries.length > 0 && entries.every(({ role }) => role === 'acknowledging');
  // "the army": theirs only where the noun can mean them.
  const isReferred = near.references.some((able) =>
    able.some(({ id, family }) =>
      entries.some((entry) => entry.id === id || (family !== null && entry.family === family)),
    ),
  );
  const isOwn = near.isOwn || (isOwnDeed ? isReferred : near.references.length > 0);
  if (near.isOthers) return refused('no-killer', null);
  // A party to the war that neither admits nor documents: what it says of its enemy is hearsay.
  if (entries.some(({ id, role }) => role === null && armedParties.has(id)) && !isOwn) return refused('hearsay', null);
  // Only who did it can admit it: an organisation that "acknowledges" deaths by others is a subject misread.
  const isNamed = ids.every((id) => id.startsWith('other:'));
  if (!isOwnDeed && !isNamed && governor?.class === 'CONFESS') return refused('no-speaker', 'no-speaker');
  const whole = deedIn(sentence.tokens, null, { from: 0, to: sentence.tokens.length });
  // Only the sentence before says whose deeds are meant, in this paragraph or where it leads in to a quotation.
  const isTheStrike = sentence.tokens.some(
    (token, index) =>
      token.class === 'STRIKE' && /^(?:the|this|that|these|those)$/.test(sentence.tokens[index - 1]?.lower ?? ''),
  );
  const leadsIn =
    !around.isNewParagraph ||
    isTheStrike ||
    sentence.tokens[0]?.class === 'QUOTE' ||
    around.earlier.at(-1)?.text.trimEnd().endsWith(':') === true;
  const nearby = around.isNewParagraph
    ? around.earlier.slice(-1)
    : around.earlier.filter(({ paragraph }) => paragraph === sentence.paragraph);
  const lead = list === undefined ? [] : [list.lead];
  const leading = lead.map((one) => deedIn(one.tokens, null, { from: 0, to: one.tokens.length }));
  const before = [...lead, ...(leadsIn ? nearby : [])].map((one) =>
    deedIn(one.tokens, null, { from: 0, to: one.tokens.length }),
  );
  const deed = [whole, ...before.toReversed()].reduce((joined, one) => withContext(joined, one), near);
  if (isOwnDeed) {
    if (
      !isAdmitted({
        sentence,
        toll,
        around,
        near,
        isOwn,
        ids,
        entries,
        governor,
        quoted: quotedDeeds(sentence, around),
      })
    )
      return refused('no-killer', 'no-killer');
  } else {
    // "the bombing, which Islamic State claimed", "it does not know who fired": not the force of the sentence before.
    if (near.forces.length === 0 && doerIsOpen.test(sentence.text)) return refused('no-killer', null);
    // "Amnesty says its strikes killed 14", of a force that the sentence names.
    const isMentioned =
      isOwn &&
      sentence.tokens.some(
        (token) =>
          /^(?:SPEAKER|FORCE|NAME)$/.test(token.class) && token.speakers.some(({ role }) => role === 'acknowledging'),
      );
    // "US and Russian-backed forces have killed": nobody's alone.
    if (
      near.forces.length > 1 &&
      !isByOne(sentence.tokens, toll) &&
      !near.forces.some((able) =>
        near.forces.every((others) =>
          others.some((one) =>
            able.some(({ id, family }) => id === one.id || (family !== null && family === one.family)),
          ),
        ),
      )
    )
      return refused('no-killer', 'no-killer');
    // "The Coalition acknowledges 1,302 deaths; Airwars counts 7,900": the deaths of the same war.
    const isConfessed = [sentence, ...(around.isNewParagraph ? [] : around.earlier.slice(-1))].some((one) =>
      one.governors.some(
        ({ class: name, subject }) =>
          name === 'CONFESS' &&
          subject.kind !== 'same' &&
          entriesOf(
            resolve(subject, one.tokens, { memory: around.memory, prior: null }) ?? [],
            around.memory.lexicon,
          ).some(({ role }) => role === 'acknowledging'),
      ),
    );
    if (
      deed.forces.length === 0 &&
      !isMentioned &&
      !isConfessed &&
      !isReferredInText(near, around, ids) &&
      !(isOwn && isOneForce(before)) &&
      !isOfSameStrike(sentence, around) &&
      !isOfOnlyDoer(sentence, near, around) &&
      !(isNamed && isOwn)
    )
      return refused('no-killer', 'no-killer');
    // These count the dead of all sides: only where the sentence itself names a watched force.
    if (
      entries.some(({ id, family }) => family === 'un' || id.startsWith('un')) &&
      near.forces.length === 0 &&
      !isOfOnlyDoer(sentence, near, around) &&
      !isReferredInText(near, around, ids) &&
      !leading.some(({ forces }) => forces.length > 0)
    )
      return refused('no-killer', 'no-killer');
  }
  const figure = toHarmFigure(sentence.tokens, toll);
  // A press copy that takes reports for deaths ("1,799 civilians" of 1,799 reports).
  if (countsReports(figure.value, sentence.text, around)) return refused('counts-reports', 'counts-reports');
  const claim = claimOf(sentence, toll, { ids, rule: `${rule}/${toll.rule}`, isOwnDeed, around });
  if (claim === null) return refused('scope-unclear', 'scope-unclear');
  return isOwnDeed && citesOthers(sentence.tokens)
    ? { kind: 'mention', claim, stance: 'alleged', because: 'hearsay' }
    : { kind: 'reading', claim };
}

/** The same number counts reports: a large one anywhere in the text, a small one in the sentence. */
function countsReports(value: number, text: string, around: Surroundings): boolean {
  if (value >= 100) return around.reportCounts.has(value);
  return value > 2 && countsOfReports(text, findNumbers(text)).has(value);
}

/** "14 civilians killed by Russian forces in Idlib, and eight by Coalition forces": each count has its own doer. */
function isByOne(tokens: readonly Token[], toll: Toll): boolean {
  if (tokens[toll.to]?.class !== 'BY') return false;
  const rest = tokens.slice(toll.to + 1, toll.to + 9);
  const stop = rest.findIndex(({ class: name }) => /^(?:COMMA|IN|PREPOSITION|STOP|DATE)$/.test(name));
  const doers = rest.slice(0, stop === -1 ? rest.length : stop);
  return (
    doers.filter(({ class: name }) => name === 'FORCE' || name === 'SPEAKER').length === 1 &&
    doers.every(({ class: name }) => name !== 'AND' && name !== 'OR')
  );
}
