import { isNamedPerson, personBeside } from './persons.ts';
import { findMentions, isAcknowledging, joinSpeakers, type Mention } from './speakers.ts';

/** Who asserts a figure: the innermost speaker of its sentence. "Amnesty said the Coalition admitted N": the Coalition does. */

export interface Attribution {
  /** Ids joined by `+`, or null where the text points back ("the report said", "it said"). */
  readonly speaker: string | null;
  /** For a pointing back: what kind of speaker it can mean. */
  readonly pointsTo: 'any' | 'acknowledging' | 'documenting' | 'own' | 'person' | 'nobody';
  /** A bare "US" or "US officials". */
  readonly isVague: boolean;
  /** The surname of a person who speaks, where the sentence has one beside the verb. */
  readonly person: string | null;
  /** That person has a military rank. */
  readonly isOfficer: boolean;
  /** "denied": what follows is not asserted. */
  readonly isDenial: boolean;
  /** The verb or phrase, in the sentence. */
  readonly start: number;
  readonly end: number;
}

const claim =
  '(?:said|says?|saying|stat(?:es|ed|ing)|told|announc(?:es|ed|ing)|admit(?:s|ted|ting)?|acknowledg(?:es|ed|ing|e)|conced(?:es|ed|ing|e)|confirm(?:s|ed|ing)|report(?:ed|ing)|reveal(?:s|ed|ing)?|disclos(?:es|ed|ing)|assess(?:es|ed|ing)|estimat(?:es|ed|ing|e)|believ(?:es|ed|e)|conclud(?:es|ed|ing)|determin(?:es|ed)|found|finds|document(?:s|ed|ing)|record(?:s|ed|ing)|count(?:s|ed)|claim(?:s|ed|ing)|puts?|plac(?:es|ed)|substantiat(?:es|ed)|identif(?:ies|ied)|verif(?:ies|ied)|suggest(?:s|ed)|indicat(?:es|ed)|calculat(?:es|ed)|tall(?:ies|ied)|not(?:es|ed)|add(?:s|ed|ing)|accept(?:s|ed|ing)|released|publish(?:es|ed)|issued|learned|declared?|apologi[sz](?:es|ed)|monitored|tracked|revis(?:es|ed)|rais(?:es|ed)|lower(?:s|ed)|updat(?:es|ed)|counter(?:s|ed)|repeat(?:s|ed)|reiterat(?:es|ed)|argu(?:es|ed)|insist(?:s|ed)|maintain(?:s|ed)|warn(?:s|ed)|detail(?:s|ed)|recogni[sz](?:es|ed)|reports(?=\\sthat)|show(?:s|ed)|reconnu|reconnaît|admet|estime|précisé|annoncé|affirme|admitido|reconoci[oó]|reconoce|admite|asegura|estima|informa|eingeräumt|räumt|teilte|denunciato|ammesso)';
const denial = '(?:den(?:ies|ied|y|ying)|reject(?:s|ed|ing)|disput(?:es|ed)|dismiss(?:es|ed|ing))';
const claimWord = new RegExp(
  `(?<![\\p{L}\\p{N}-])(?:(?<claim>${claim})|(?<denial>${denial}))(?![\\p{L}\\p{N}])`,
  'giu',
);
/** Nouns as often as verbs: only directly after who does it. */
const ambiguous =
  /^(?:estimates?|claims|counts|records|documents|finds|places|puts?|notes|shows?|believe|suggests?|reveal|admit|concede|acknowledge|add|adds|declare|revis\w+|rais\w+|lower\w*|updat\w+)$/i;
const according =
  /\b(?:according\sto|as\sper|citing|selon|d.après|según|de\sacuerdo\scon|secondo|nach\sAngaben|laut|volgens|based\son)\b/giu;
const byWhom = /^\s(?:\w+\s)?by\s(?:the\s)?/i;
const pronoun =
  /(?:^|[\s"'(,])(?:it|they|he|she|which|who|that)(?:['’]s)?\s(?:(?:has|have|had|now|also|further|only|so\sfar|previously|itself|then|later|still|said)\s){0,3}["']?$/i;
const ownVoice = /(?:^|[\s"'(])(?:we|our\s\w+|I)\s(?:(?:have|had|now|also|believe|can)\s){0,3}$/i;
const backNoun =
  /\b(?:the|this|that|its|their|a|an|latest|monthly|annual|yearly|new)\s(?:[\w-]+\s){0,2}?(report|analysis|research|survey|census|probe|investigation|database|statement|release|review|document|figures?|tally|assessment|letter|study|communiqué|paper|command|ministry|military|task\sforce|department|group|organi[sz]ation|monitor|watchdog|NGO|network|observatory|defence\ssecretary|minister|informe|documento)(?:,[^,;]{1,60},)?\s(?:\([^)]{1,20}\)\s)?(?:[\w-]+\s){0,2}$/i;
/** "Its tally now stands at". */
const ownFigure =
  /\bits\s(?:\w+\s){0,2}(?:tally|total|toll|count|estimate|figure)s?\s(?:now\s)?(?:stands|is|was|rose|to|at|includes?)\b/giu;
const ownPossessive =
  /\b(?:report|statement|announcement|admission|acknowledge?ment|estimates?|assessments?|tally|tallies|count|figures?|data|toll|confirmation|investigation|research|findings?|monitoring|disclosure)\b/i;

/** Everything in a sentence that says who asserts something, in order. */
export function findAttributions(sentence: string): readonly Attribution[] {
  const mentions = findMentions(sentence);
  const found: Attribution[] = [];
  for (const match of sentence.matchAll(claimWord)) {
    const made = fromVerb(sentence, mentions, match.index, match[0], match.groups?.['denial'] !== undefined);
    if (made !== null) found.push({ ...made, ...personBeside(sentence, match.index, match.index + match[0].length) });
  }
  for (const match of sentence.matchAll(according)) {
    const made = fromPhrase(sentence, mentions, match.index, match.index + match[0].length, match[0]);
    if (made !== null) found.push(made);
  }
  found.push(...fromNouns(sentence, mentions), ...fromHeadline(sentence, mentions));
  for (const match of sentence.matchAll(ownFigure)) {
    const end = match.index + match[0].length;
    const owner = found.filter((one) => one.end <= match.index && one.speaker !== null).at(-1);
    found.push(owner === undefined ? pointingBack('any', match.index, end) : { ...owner, start: match.index, end });
  }
  return found.sort((a, b) => a.start - b.start);
}

function attribution(mentions: readonly Mention[], start: number, end: number, isDenial = false): Attribution {
  return {
    speaker: joinSpeakers(mentions.map(({ id }) => id)),
    pointsTo: 'any',
    isVague: mentions.every(({ isVague }) => isVague),
    person: null,
    isOfficer: false,
    isDenial,
    start,
    end,
  };
}

function pointingBack(pointsTo: Attribution['pointsTo'], start: number, end: number, isDenial = false): Attribution {
  return { speaker: null, pointsTo, isVague: false, person: null, isOfficer: false, isDenial, start, end };
}

function fromVerb(
  sentence: string,
  mentions: readonly Mention[],
  start: number,
  verb: string,
  isDenial: boolean,
): Attribution | null {
  const end = start + verb.length;
  const gap = Math.max(0, start - 220);
  // "The analysis - based on ... - showed": what stands between dashes does not speak.
  const aside = /\s[-\u2013\u2014]\s[^-\u2013\u2014]{1,180}\s[-\u2013\u2014]\s$/.exec(sentence.slice(gap, start));
  const reach = aside === null ? start : gap + aside.index;
  const before = `${sentence.slice(gap, reach)}${aside === null ? '' : ' '}`;
  const after = sentence.slice(end, end + 160);
  if (/^\s(?:to\s(?:fight|be|have\sbeen|target|combat)|responsibility)\b/i.test(after) && /^claim/i.test(verb))
    return null;
  // "acknowledged by the Coalition", "documented by Amnesty".
  const by = byWhom.exec(after);
  if (by !== null) {
    const agent = mentions.find((mention) => mention.start >= end && mention.start <= end + by[0].length + 24);
    if (agent !== undefined) return attribution(withPartners(sentence, mentions, agent), start, agent.end, isDenial);
  }
  if (/^(?:reported|alleged)$/i.test(verb) && /\b(?:was|were|been|civilian|the|credibly|locally)\s$/i.test(before))
    return null;
  // "have been confirmed": by somebody else.
  if (/\b(?:been|be|was|were|is|are|being)\s(?:[a-z]+ly\s)?$/i.test(before) && !/^(?:said|says?|told)$/i.test(verb))
    return null;
  if (ownVoice.test(before)) return pointingBack('own', start, end, isDenial);
  const isParticiple = /ing$/i.test(verb);
  const subjects = mentions.filter(
    (mention) =>
      mention.end <= reach &&
      mention.start >= gap &&
      !mention.isAttributive &&
      canBeSubject(sentence, mention, isParticiple),
  );
  const nearest = subjects.at(-1);
  // "he said": the last person who spoke, not an organisation that the sentence names.
  if (/(?:^|[\s"',])(?:he|she)\s(?:[\w-]+\s){0,2}$/i.test(before)) return pointingBack('person', start, end, isDenial);
  if (pronoun.test(before)) {
    const isRelative = /\b(?:which|who|that)\s(?:\w+\s){0,3}$/i.test(before);
    const main = isRelative ? nearest : subjects[0];
    return main === undefined
      ? pointingBack('any', start, end, isDenial)
      : attribution(withPartners(sentence, mentions, main), start, end, isDenial);
  }
  const distance = nearest === undefined ? Infinity : start - nearest.end;
  const back = backNoun.exec(before);
  // "the coalition's latest report stated" is the coalition's.
  const isOwnReport =
    nearest !== undefined && distance < 50 && /^['’]s?\s/.test(sentence.slice(nearest.end, nearest.end + 3));
  if (back !== null && !isOwnReport && (nearest === undefined || before.length - back.index < distance))
    return pointingBack(kindOf(back[1] ?? ''), start, end, isDenial);
  // "Airwars, which monitors ..., estimates".
  const isBehindAside =
    nearest !== undefined &&
    /^\s?(?:\([^)]{1,20}\)\s?)?,/.test(sentence.slice(nearest.end, start)) &&
    /,\s$/.test(before);
  if (ambiguous.test(verb) && distance > 24 && !isBehindAside && !isOwnReport) return null;
  if (nearest !== undefined && !(isParticiple && /^\s*(?:by|of)\b/.test(after)))
    return attribution(withPartners(sentence, mentions, nearest), start, end, isDenial);
  // "…," said Col. John Thomas, a CENTCOM spokesman.
  if (/["'\u201d\u2019,]\s{0,2}$/.test(before) && /^(?:said|says|told|added|adds|noted|stated)$/i.test(verb)) {
    const following = mentions.find((mention) => mention.start >= end && mention.start <= end + 130);
    if (following !== undefined && !/\bthat\b|["\u201c]/.test(sentence.slice(end, following.start)))
      return attribution(withPartners(sentence, mentions, following), start, end, isDenial);
  }
  const isUnknownName = /(?:^|\s)[A-Z][\p{L}’'-]+\s(?:has\s|had\s|have\s)?$/u.test(before) && !isParticiple;
  if (!/^(?:said|says?|told|added|stated|noted|reported|claimed|reads)$/i.test(verb))
    return isUnknownName ? pointingBack('nobody', start, end, isDenial) : null;
  // A quotation goes on, or a person named before speaks; "the army said" is somebody else.
  const goesOn = /["'\u201d\u2019],?\s{0,2}$/.test(before);
  const isPerson = isNamedPerson(before);
  return pointingBack(goesOn || isPerson ? 'any' : 'nobody', start, end, isDenial);
}

/** Not one that something is done by, from or against: "killed by the Coalition", "pressure from Amnesty". */
function canBeSubject(sentence: string, mention: Mention, isParticiple: boolean): boolean {
  const before = sentence.slice(Math.max(0, mention.start - 40), mention.start);
  if (
    /\b(?:report|announcement|statement|investigation|research|study|admission|acknowledge?ment|release|assessment|review|findings?|estimates?|figures?|letter|survey|inquiry|enquiry|probe|paper|dossier|project|monitoring|tally|count|analysis|documentation|fact-finding)\s(?:\w+\s)?(?:by|from|of)\s(?:the\s)?$/i.test(
      before,
    )
  )
    return true;
  // "with the alliance itself conceding".
  if (isParticiple && /\bwith\s(?:the\s)?$/i.test(before)) return true;
  if (
    /\b(?:director|head|chief|spokes\w+|founder|researchers?|advis[eo]r|commander|officials?|chair\w*|member)\s(?:of|for|at|with)\s(?:the\s)?$/i.test(
      before,
    )
  )
    return true;
  return (
    !/\b(?:by|from|against|to|of|with|for|than|in|on|told|tells|telling)\s(?:the\s|an?\s)?$/i.test(before) ||
    /\b(?:according\sto|release\sby|report\sby)\s(?:the\s)?$/i.test(before)
  );
}

/** "Amnesty International in partnership with Airwars", "Amnesty and Airwars", "the monitoring group Airwars and Amnesty". */
function withPartners(sentence: string, mentions: readonly Mention[], main: Mention): readonly Mention[] {
  const joined: Mention[] = [main];
  const glue =
    /^(?:\s?,)?\s(?:and|in\s(?:partnership|collaboration|cooperation|conjunction)\swith|together\swith|jointly\swith|along\swith|with|et|y|e|und)\s(?:(?:the|its|partner|la|rete|di|attivisti|monitoring|watchdog|group|groups|organi[sz]ation|NGO)\s){0,5}$/i;
  const index = mentions.indexOf(main);
  for (let at = index - 1; at >= 0; at -= 1) {
    const left = mentions[at];
    const right = joined[0];
    if (left === undefined || right === undefined || !glue.test(sentence.slice(left.end, right.start))) break;
    joined.unshift(left);
  }
  for (let at = index + 1; at < mentions.length; at += 1) {
    const left = joined.at(-1);
    const right = mentions[at];
    if (
      left === undefined ||
      right === undefined ||
      right.isAttributive ||
      !glue.test(sentence.slice(left.end, right.start))
    )
      break;
    joined.push(right);
  }
  // Only those who document speak jointly: "the Coalition and Airwars" are two who disagree.
  return joined.some(({ id }) => isAcknowledging(id)) ? [main] : joined;
}

function fromPhrase(
  sentence: string,
  mentions: readonly Mention[],
  start: number,
  end: number,
  phrase: string,
): Attribution | null {
  const reach = /^[^.;]{0,140}/.exec(sentence.slice(end))?.[0] ?? '';
  const first = mentions.find((mention) => mention.start >= end && mention.start <= end + Math.min(reach.length, 110));
  const comma = reach.indexOf(',');
  const isNear = first !== undefined && (comma === -1 || first.start <= end + comma || comma < 4);
  if (/based\son/i.test(phrase)) return null;
  if (first !== undefined && isNear) return attribution(withPartners(sentence, mentions, first), start, first.end);
  const noun =
    /\b(report|statement|release|document|figures?|tally|group|organi[sz]ation|command|ministry|military|informe|communiqué|déclaration|assessment|data)\b/i.exec(
      reach,
    );
  return noun === null ? null : pointingBack(kindOf(noun[1] ?? ''), start, end + noun.index);
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

function kindOf(noun: string): Attribution['pointsTo'] {
  if (/group|organi|monitor|watchdog|NGO|network|observatory/i.test(noun)) return 'documenting';
  return /command|ministry|military|task|department|secretary|minister/i.test(noun) ? 'acknowledging' : 'any';
}

/** The attributions that may govern a figure, best first: the nearest before it, then the first after it. */
export function governing(attributions: readonly Attribution[], start: number, end: number): readonly Attribution[] {
  const before = attributions.findLast((candidate) => candidate.end <= start);
  const after = attributions.find((candidate) => candidate.start >= end);
  return [before, after].filter((candidate) => candidate !== undefined);
}
