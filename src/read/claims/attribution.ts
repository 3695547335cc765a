import { personBeside } from './persons.ts';
import { findMentions, isAcknowledging, joinSpeakers, type Mention } from './speakers.ts';
import { openingSubject, type PointsTo, subjectOf, withPartners } from './subjects.ts';

/** Who asserts a figure: the innermost speaker of its sentence. "Amnesty said the Coalition admitted N": the Coalition does. */

export interface Attribution {
  /** Ids joined by `+`, or null where the text points back ("the report said", "it said"). */
  readonly speaker: string | null;
  /** For a pointing back: what kind of speaker it can mean. `subject` is that of the sentence before. */
  readonly pointsTo: PointsTo | 'subject' | 'nobody';
  /** Who speaks beside the one pointed to: "its inquiry with Airwars". */
  readonly partners: readonly string[];
  /** A bare "US" or "US officials". */
  readonly isVague: boolean;
  /** The surname of a person who speaks, where the sentence has one beside the verb. */
  readonly person: string | null;
  /** That person has a military rank. */
  readonly isOfficer: boolean;
  /** "denied": what follows is not asserted. */
  readonly isDenial: boolean;
  /** The speaker is the subject of a verb, not named by a phrase: it can be the subject of the next verb too. */
  readonly isSubject: boolean;
  /** The verb or phrase, in the sentence. */
  readonly start: number;
  readonly end: number;
}

const claim =
  '(?:said|says?|saying|stat(?:es|ed|ing)|told|tells?|announc(?:es|ed|ing)|admit(?:s|ted|ting)?|acknowledg(?:es|ed|ing|e)|conced(?:es|ed|ing|e)|confirm(?:s|ed|ing)|report(?:ed|ing)|reveal(?:s|ed|ing)?|disclos(?:es|ed|ing)|assess(?:es|ed|ing)|estimat(?:es|ed|ing|e)|believ(?:es|ed|e)|conclud(?:es|ed|ing)|determin(?:es|ed)|found|finds|document(?:s|ed|ing)|record(?:s|ed|ing)|count(?:s|ed)|claim(?:s|ed|ing)?|puts?|plac(?:es|ed)|substantiat(?:es|ed)|identif(?:ies|ied)|verif(?:ies|ied)|suggest(?:s|ed)?|indicat(?:es|ed|e)|calculat(?:es|ed)|tall(?:ies|ied)|not(?:es|ed)|add(?:s|ed|ing)|accept(?:s|ed|ing)|allege[sd]?|released|publish(?:es|ed)|issued|learned|declared?|apologi[sz](?:es|ed)|monitored|tracked|revis(?:es|ed)|rais(?:es|ed)|lower(?:s|ed)|updat(?:es|ed)|counter(?:s|ed)|repeat(?:s|ed)|reiterat(?:es|ed)|argu(?:es|ed)|insist(?:s|ed)|maintain(?:s|ed)|warn(?:s|ed)|detail(?:s|ed)|recogni[sz](?:es|ed)|reports(?=\\sthat)|show(?:s|ed)|reconnu|déclaré|indiqué|confirmé|reconnaît|admet|estime|précisé|annoncé|affirme|admitido|reconoci[oó]|reconoce|admite|asegura|estima|informa|eingeräumt|räumt|teilte|denunciato|ammesso)';
const denial = '(?:den(?:ies|ied|y|ying)|reject(?:s|ed|ing)|disput(?:es|ed)|dismiss(?:es|ed|ing))';
const claimWord = new RegExp(
  `(?<![\\p{L}\\p{N}-])(?:(?<claim>${claim})|(?<denial>${denial}))(?![\\p{L}\\p{N}])`,
  'giu',
);
/** Nouns as often as verbs: only directly after who does it. */
const ambiguous =
  /^(?:estimates?|claims?|counts|records|documents|finds|places|puts?|notes|shows?|believe|suggests?|reveal|admit|concede|acknowledge|add|adds|declare|revis\w+|rais\w+|lower\w*|updat\w+)$/i;
/** Only whoever did it can do these: an organisation that "acknowledges" deaths by others is a subject misread. */
const confessing = /^(?:admit|conced|acknowledg|apologi|accept|reconn|reconoc|eingeräumt)/i;
const according =
  /\b(?:according\sto|as\sper|citing|selon|d.après|según|de\sacuerdo\scon|secondo|nach\sAngaben|laut|volgens)\b/giu;
const localPeople =
  /^\s(?:the\s)?(?:[\w-]+\s){0,3}(?:locals|residents|witnesses|activists|sources|media|doctors|medics|relatives|survivors|police|authorities|lawmakers?|researchers|campaigners)\b/i;
const ed = /^(?:confirmed|reported|documented|estimated|recorded|acknowledged|admitted|alleged)$/i;
const countedNoun =
  /^\s(?:civilian\s)?(?:deaths?|casualt\w+|fatalities|incidents?|reports?|strikes?|cases|events?|tolls?|totals?)\b/i;
const byWhom = /^\s(?:\w+\s)?by\s(?:the\s)?/i;
/** "Its tally now stands at". */
const ownFigure =
  /\bits\s(?:\w+\s){0,2}(?:tally|total|toll|count|estimate|figure)s?\s(?:now\s)?(?:stands|is|was|rose|to|at|includes?)\b/giu;
const ownPossessive =
  /\b(?:report|statement|announcement|admission|acknowledge?ment|estimates?|assessments?|tally|tallies|count|figures?|data|toll|confirmation|investigation|research|findings?|monitoring|disclosure)\b/i;

/** Everything in a sentence that says who asserts something, in order. */
export function findAttributions(sentence: string): readonly Attribution[] {
  const mentions = findMentions(sentence);
  const found: Attribution[] = [...fromNouns(sentence, mentions), ...fromHeadline(sentence, mentions)];
  for (const match of sentence.matchAll(according)) {
    const made = fromPhrase(sentence, mentions, match.index, match.index + match[0].length);
    if (made !== null) found.push(made);
  }
  for (const match of sentence.matchAll(claimWord)) {
    const made = fromVerb(sentence, mentions, match.index, match[0], found);
    if (made === null) continue;
    const isSubject = !byWhom.test(sentence.slice(match.index + match[0].length, match.index + match[0].length + 30));
    const isDenial = match.groups?.['denial'] !== undefined;
    found.push({ ...made, ...personBeside(sentence, match.index, match.index + match[0].length), isDenial, isSubject });
  }
  for (const match of sentence.matchAll(ownFigure)) {
    const end = match.index + match[0].length;
    const owner = found.filter((one) => one.end <= match.index && one.speaker !== null).at(-1);
    found.push(
      owner === undefined
        ? pointingBack(sentence, mentions, 'any', match.index, end)
        : { ...owner, start: match.index, end },
    );
  }
  return found.sort((a, b) => a.start - b.start);
}

const plain = {
  partners: [],
  isVague: false,
  person: null,
  isOfficer: false,
  isDenial: false,
  isSubject: false,
} as const;

function attribution(mentions: readonly Mention[], start: number, end: number): Attribution {
  const isVague = mentions.every((mention) => mention.isVague);
  return { ...plain, speaker: joinSpeakers(mentions.map(({ id }) => id)), pointsTo: 'any', isVague, start, end };
}

/** Leads to no speaker. */
export function nobodyAt(at: number): Attribution {
  return nobody(at, at);
}

function nobody(start: number, end: number): Attribution {
  return { ...plain, speaker: null, pointsTo: 'nobody', start, end };
}

/** "it", "the report": the one speaker that the sentence has named so far; of two, nobody knows which. */
function pointingBack(
  sentence: string,
  mentions: readonly Mention[],
  pointsTo: PointsTo,
  start: number,
  end: number,
): Attribution {
  if (pointsTo === 'own' || pointsTo === 'person') return { ...plain, speaker: null, pointsTo, start, end };
  const named = mentions.filter(
    (mention) =>
      mention.end <= start &&
      !mention.isAttributive &&
      (pointsTo === 'any' || isAcknowledging(mention.id) === (pointsTo === 'acknowledging')),
  );
  const [only] = named;
  if (new Set(named.map(({ id }) => id)).size > 1) return nobody(start, end);
  if (only !== undefined) return attribution([only], start, end);
  const isPronoun = /(?:^|\W)(?:it|they)\W/i.test(sentence.slice(Math.max(0, start - 40), start));
  return { ...plain, speaker: null, pointsTo: isPronoun && pointsTo === 'any' ? 'subject' : pointsTo, start, end };
}

function fromVerb(
  sentence: string,
  mentions: readonly Mention[],
  start: number,
  verb: string,
  found: readonly Attribution[],
): Attribution | null {
  const end = start + verb.length;
  const after = sentence.slice(end, end + 60);
  if (
    /^claim/i.test(verb) &&
    /^\s(?:to\s(?:fight|be|have\sbeen|target|combat)|responsibility|(?:[\w,-]+\s){0,4}lives)\b/i.test(after)
  )
    return null;
  // "acknowledged by the Coalition", "documented by Amnesty".
  const by = byWhom.exec(after);
  if (by !== null) {
    const agent = mentions.find((mention) => {
      const gap = sentence.slice(end + by[0].length, mention.start);
      return mention.start >= end && (gap.length <= 4 || (!mention.isAttributive && /^(?:[\w-]+\s){1,3}$/.test(gap)));
    });
    if (agent !== undefined) return attribution(withPartners(sentence, mentions, agent), start, agent.end);
    const isAmerican = /^(?:US|U\.S\.|United\sStates|Washington|Americans)(?!\p{L})/u.test(after.slice(by[0].length));
    return isAmerican ? { ...plain, speaker: 'dod', pointsTo: 'any', isVague: true, start, end } : nobody(start, end);
  }
  const subject = subjectOf(sentence, mentions, start, verb);
  switch (subject.kind) {
    case 'none':
      return null;
    case 'nobody':
      // "detailed confirmed deaths of": what is confirmed, not who confirms.
      if (ed.test(verb) && countedNoun.test(after)) return null;
      // "the committee in Manbij Province placed it at": a name that is none of the known.
      return ambiguous.test(verb) && !/\p{Lu}[\p{L}'’-]+\s$/u.test(sentence.slice(0, start))
        ? null
        : nobody(start, end);
    case 'same': {
      const before = found.findLast((one) => one.end <= start && one.isSubject);
      if (before !== undefined) return { ...before, start, end };
      const opening = openingSubject(sentence);
      const others = mentions.filter((one) => !one.isAttributive && one.end <= start && one.id !== opening?.id);
      return opening === null || others.length > 0 ? null : attribution([opening], start, end);
    }
    case 'back': {
      // "the Coalition said on Friday that it had found": whoever said so.
      const before = found.findLast((one) => one.end <= start && one.isSubject && one.speaker !== null);
      const gap = before === undefined ? '' : sentence.slice(before.end, start);
      if (
        before !== undefined &&
        /^\s(?:on\s\w+day\s|\w+day\s)?(?:that\s)?(?:it|they|(?:its|their)\s\w+)\s(?:\w+\s){0,2}$/i.test(gap)
      )
        return { ...before, start, end };
      return pointingBack(sentence, mentions, subject.pointsTo, start, end);
    }
    case 'ours': {
      const partners = subject.mentions.map(({ id }) => id);
      const owner = openingSubject(sentence);
      const isOwner = owner !== null && !partners.includes(owner.id);
      return isOwner
        ? attribution([owner, ...subject.mentions], start, end)
        : { ...plain, partners, speaker: null, pointsTo: 'subject', start, end };
    }
    case 'named': {
      const made = attribution(subject.mentions, start, end);
      const confesses = confessing.test(verb) && !isAcknowledging(made.speaker ?? '');
      return confesses ? nobody(start, end) : made;
    }
  }
}

function fromPhrase(sentence: string, mentions: readonly Mention[], start: number, end: number): Attribution | null {
  const reach = /^[^.;]{0,140}/.exec(sentence.slice(end))?.[0] ?? '';
  const first = mentions.find((mention) => mention.start >= end && mention.start <= end + Math.min(reach.length, 110));
  const comma = reach.indexOf(',');
  const isNear = first !== undefined && (comma === -1 || first.start <= end + comma || comma < 4);
  if (first !== undefined && isNear) return attribution(withPartners(sentence, mentions, first), start, first.end);
  const noun =
    /\b(report|statement|release|document|figures?|tally|group|organi[sz]ation|command|ministry|military|informe|communiqué|déclaration|assessment|data)\b/i.exec(
      reach,
    );
  if (noun === null && localPeople.test(reach)) return nobody(start, end);
  return noun === null ? null : pointingBack(sentence, mentions, kindOf(noun[1] ?? ''), start, end + noun.index);
}

/** "announcement by the Coalition that", "Coalition admission of", "Airwars' estimate". */
function fromNouns(sentence: string, mentions: readonly Mention[]): readonly Attribution[] {
  return mentions.flatMap((mention) => {
    const before = sentence.slice(Math.max(0, mention.start - 50), mention.start);
    const after = sentence.slice(mention.end, mention.end + 60);
    const byNoun =
      /\b(?:announcement|admission|acknowledge?ment|confirmation|disclosure|statement|estimate|report)s?\s(?:\w+\s)?(?:by|from|of)\s(?:the\s)?$/i.test(
        before,
      );
    const own = /^(?:['’]s?)?\s(?:\w+\s){0,2}(\w+)\s(?:of|that|at|is|stands|suggest|indicate|show|put|include)/i.exec(
      after,
    );
    const isOwn =
      own !== null &&
      ownPossessive.test(own[1] ?? '') &&
      !/\b(?:based\son|despite|against|than)\s(?:the\s)?$/i.test(before);
    return byNoun || isOwn ? [attribution(withPartners(sentence, mentions, mention), mention.start, mention.end)] : [];
  });
}

/** "Pentagon: 45 civilians killed" and "Two civilians killed - AFRICOM". */
function fromHeadline(sentence: string, mentions: readonly Mention[]): readonly Attribution[] {
  const first = mentions[0];
  const last = mentions.at(-1);
  if (first !== undefined && first.start <= 4 && /^\s?:\s/.test(sentence.slice(first.end, first.end + 3)))
    return [attribution([first], first.start, first.end)];
  if (
    last !== undefined &&
    sentence.length - last.end < 3 &&
    /(?:\s[-\u2013\u2014]|:)\s(?:the\s)?$/i.test(sentence.slice(0, last.start))
  )
    return [attribution([last], last.start, last.end)];
  return [];
}

function kindOf(noun: string): PointsTo {
  if (/group|organi|monitor|watchdog|NGO|network|observatory/i.test(noun)) return 'documenting';
  return /command|ministry|military|task|department|secretary|minister/i.test(noun) ? 'acknowledging' : 'any';
}

/**
 * The attribution that governs a figure: the nearest before it in its clause, else the first after it. A clause that ends between
 * the two takes the figure out of its reach.
 */
export function governing(
  sentence: string,
  attributions: readonly Attribution[],
  start: number,
  end: number,
): Attribution | undefined {
  const before = attributions.findLast((candidate) => candidate.end <= start);
  // "ten times the toll that the Coalition acknowledges": whom it is compared with does not assert it.
  const after = attributions.find(
    (candidate) =>
      candidate.start >= end && !/\b(?:times|than|compared)\b[^.;,]*$/i.test(sentence.slice(end, candidate.start)),
  );
  if (before === undefined) return after;
  const isAccording = after !== undefined && /^(?:according|as\sper)/i.test(sentence.slice(after.start));
  if (before.pointsTo === 'nobody' && before.speaker === null && isAccording) return after;
  const isCut = after !== undefined && /;|\s(?:while|whereas|but)\s/i.test(sentence.slice(before.end, start));
  return isCut ? after : before;
}
