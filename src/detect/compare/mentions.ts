import type { MentionFinding } from '../../domain/findings.ts';
import { countsPeople } from '../../domain/measures.ts';
import { placeKey } from '../../domain/places.ts';
import type { Mention } from '../../domain/readings.ts';
import { seriesKey } from '../../domain/series.ts';
import { areUnknown, shareSpeaker } from '../../domain/speakers.ts';
import { areNested, mayBeSameTime } from '../../domain/time.ts';
import type { DetectContext, KnownMention } from '../detection.ts';
import { hasSameReader } from './figures.ts';
import { createStatementSearch } from './texts.ts';

/** The stances that each kind of finding is about. A figure that is only `alleged` gives none. */
const stancesOf = {
  denied: ['denied', 'doubted'],
  'under-review': ['under-review'],
  'claim-withdrawn': ['withdrawn'],
} as const satisfies Readonly<Record<MentionFinding['kind'], readonly Mention['stance'][]>>;
type StanceOf<K extends MentionFinding['kind']> = (typeof stancesOf)[K][number];

/**
 * Returns the mentions that are news of this kind, in the order of the text: of people killed or injured, by known
 * speakers or by the publisher, and neither mentioned before nor twice in the text. Of two in one text that may be the same,
 * the one with more details stays.
 */
export function newMentions<K extends MentionFinding['kind']>(
  context: DetectContext,
  kind: K,
): readonly (Mention & { readonly stance: StanceOf<K> })[] {
  const { now, before, storedMentions } = context;
  const isOfStance = (mention: Mention): mention is Mention & { readonly stance: StanceOf<K> } =>
    stancesOf[kind].some((stance) => stance === mention.stance);
  const known: readonly KnownMention[] = [
    ...storedMentions,
    ...(before?.mentions ?? []).map((mention) => ({ ...mention, documentId: now.documentId })),
  ].filter(isOfStance);
  const isOldText = wasReadDifferently(context);
  const news = now.mentions
    .filter(isOfStance)
    .filter((mention) => countsPeople(mention.measure) && (mention.valueMax ?? mention.value) > 0)
    .filter((mention) => namesItsSpeakers(mention, context) && !isOldText(mention))
    .filter((mention) => !known.some((other) => repeats(mention, other, other.documentId === now.documentId)));
  const distinct = new Set<Mention>();
  for (const mention of news.toSorted((one, other) => detailsOf(other) - detailsOf(one)))
    if (![...distinct].some((other) => repeats(mention, other, true))) distinct.add(mention);
  return news.filter((mention) => distinct.has(mention));
}

/** Returns what distinguishes two mentions of one text in the id of their findings. */
export function mentionKey(mention: Mention): readonly (string | number | null)[] {
  const { from, to, value, valueMax, stance } = mention;
  return [seriesKey(mention), from, to, value, valueMax, stance];
}

/** A post does not name a speaker as denying something if only a carrier quotes it or its name is unknown. */
function namesItsSpeakers(mention: Mention, { now, speakers: { familyOf } }: DetectContext): boolean {
  const { speakers } = mention;
  return shareSpeaker(speakers, familyOf(now.publisher)) || !speakers.some((id) => areUnknown([id]));
}

/** Returns a test for what another version of the reader finds in words that the page had before. */
function wasReadDifferently({ now, before, texts }: DetectContext): (mention: Mention) => boolean {
  if (before === undefined || before.state === 'gone' || hasSameReader(before, now)) return () => false;
  const isInOldText = createStatementSearch(texts.before ?? '');
  return (mention) => isInOldText(mention.quote);
}

/**
 * Returns whether both mention one figure. In one document, a place or time that one of them leaves out contradicts
 * nothing. Another document has to give the same place and time, or the same words: two strikes may kill as many.
 */
function repeats(one: Mention, other: Mention, isSameDocument: boolean): boolean {
  if (one.measure !== other.measure || one.value !== other.value) return false;
  if ((one.valueMax ?? one.value) !== (other.valueMax ?? other.value)) return false;
  if (!shareSpeaker(one.speakers, other.speakers)) return false;
  const isSamePlace = placeKey(one.place) === placeKey(other.place);
  const statesPlaces = one.place !== null && other.place !== null;
  const mayBeSame = (isSamePlace || !statesPlaces) && mayBeSameTime(one, other);
  if (isSameDocument) return mayBeSame;
  return (isSamePlace && statesPlaces && areNested(one, other)) || (mayBeSame && words(one) === words(other));
}

function words({ quote }: Mention): string {
  return quote.replaceAll(/\s+/g, ' ').trim();
}

function detailsOf({ place, from, to }: Mention): number {
  return [place, from, to].filter((detail) => detail !== null).length;
}
