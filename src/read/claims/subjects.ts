import { isNamedPerson } from './persons.ts';
import { findMentions, isAcknowledging, type Mention } from './speakers.ts';

/**
 * Who is the subject of a verb of saying, by the form of what stands directly before it. No form, no subject: a name somewhere in
 * the same sentence is not enough.
 */

/**
 * named   those of the mentions who speak together
 * ours    "its inquiry with Airwars found": the one that "its" means, together with the partners
 * same    the subject of the verb before it: "said it had stopped and admitted", ", adding that"
 * back    somebody named before: "it said", "the report said"
 * nobody  somebody who is none of the known speakers
 * none    no assertion: "the reported strike", "were found dead"
 */
type Subject =
  | { readonly kind: 'named' | 'ours'; readonly mentions: readonly Mention[] }
  | { readonly kind: 'back'; readonly pointsTo: PointsTo }
  | { readonly kind: 'same' | 'nobody' | 'none' };

/** What "it", "the report", "the command", "he", "we" and a bare name can mean. */
export type PointsTo = 'any' | 'acknowledging' | 'documenting' | 'own' | 'person';

const reach = 260;
const month =
  '(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\\.?(?:\\s\\d{1,2}(?:st|nd|rd|th)?)?(?:,?\\s\\d{4})?';
const weekday = '(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day';
/** Auxiliaries, adverbs and times that may stand between a subject and its verb. */
const between = new RegExp(
  `,?\\s(?:has|have|had|did|does|do|a|ha|hat|vendredi|jeudi|mercredi|mardi|lundi|now|also|again|later|first|then|still|only|just|further|already|so\\sfar|to\\sdate|previously|initially|originally|meanwhile|itself|themselves|today|yesterday|earlier|recently|repeatedly|since|once|therefore|however|separately|eventually|finally|thus|[a-z]+ly|(?:on\\s|late\\s|early\\s|late\\son\\s)?${weekday}(?:,\\s${month})?|(?:last|this|earlier\\sthis|late\\slast)\\s(?:week|month|year|${weekday})|(?:on|in|by|as\\sof)\\s(?:early\\s|late\\s|mid-)?(?:\\d{1,2}\\s)?(?:${month}|\\d{4})|in\\sa\\s(?:\\w+\\s){0,3}(?:statement|report|letter|release|briefing)(?:\\s(?:on|released)?\\s?${weekday})?|for\\sthe\\sfirst\\stime),?$`,
  'iu',
);
const report =
  '(?:reports?|analysis|research|survey|census|probe|investigations?|inquiry|enquiry|database|statements?|releases?|reviews?|figures?|tally|tallies|count|assessments?|estimates?|studies|study|letter|paper|data|records|documentation|monitoring|findings?|announcement|admission|update|informe|dossier|numbers?)';
const role =
  '(?:spokes\\w+|officials?|director|head|chief|founder|researchers?|advis[eo]rs?|commanders?|secretary|minister|ministers|leaders?|investigators?|analysts?|experts?|officers?|general|gen\\.|col\\.|lt\\.|maj\\.|capt\\.|air\\smarshal|chairman|coordinator|executive|member|team|leadership|press\\soffice|branch)';
const finite = /\b(?:said|says|was|were|is|are|has|have|had|that|which|who|killed|after|while|when|as)\b/i;
const bodyNoun = `(?:command|ministry|military|task\\sforce|department|defen[cs]e\\ssecretary|minister|alliance)`;
const groupNoun = `(?:group|organi[sz]ation|monitor|watchdog|NGO|network|observatory)`;
const papers = `(?:report|analysis|research|survey|probe|investigation|database|statement|release|review|document|figures?|tally|assessment|letter|study|communiqué|informe|documento|update)`;
const backNoun = new RegExp(
  `\\b(?:the|this|that|its|their)\\s(?:[\\w-]+\\s){0,2}?(?:(?<body>${bodyNoun})|(?<group>${groupNoun})|(?<paper>${papers}))(?:\\s\\([^)]{1,20}\\))?$`,
  'iu',
);

/** `verb` starts at `start`; `mentions` are those of the sentence, in order. */
export function subjectOf(sentence: string, mentions: readonly Mention[], start: number, verb: string): Subject {
  const before = withoutAdverbs(sentence.slice(Math.max(0, start - reach), start), start);
  const { text, end } = before;
  const last = text.trimEnd().replace(/\s["'\u201c]$/, '');
  const direct = namedBefore(sentence, mentions, start - 1);
  if (direct !== null) return direct;
  // « ... », a annoncé la coalition.
  if (/["»]\s?,\s(?:a|ont)\s$/.test(sentence.slice(0, start))) {
    const speaker = inverted(sentence, mentions, start + verb.length);
    if (speaker !== null) return speaker;
  }
  if (last === '') return inverted(sentence, mentions, start + verb.length) ?? { kind: 'none' };
  if (
    /\b(?:been|be|was|were|is|are|being|the|an?|these|those|of|in|for|with|by|each|no|its|their|civilian|credibly|locally)$/i.test(
      last,
    )
  )
    return { kind: 'none' };
  const relative = /,?\s(?:(?:in|by|through|from|of)\s(?:which)\s(?:it|they)|which|that|who)$/i.exec(last);
  if (relative !== null) {
    const groups = backNoun.exec(last.slice(0, relative.index))?.groups;
    if (groups?.['paper'] !== undefined) return { kind: 'back', pointsTo: 'any' };
    return antecedent(sentence, mentions, end - (text.length - relative.index));
  }
  if (/(?:^|[\s"'(,])(?:we|I|our\s\w+)$/i.test(last)) return { kind: 'back', pointsTo: 'own' };
  if (/(?:^|[\s"'(,])(?:he|she)$/i.test(last)) return { kind: 'back', pointsTo: 'person' };
  if (/(?:^|[\s"'(,])(?:it|they)$/i.test(last)) return { kind: 'back', pointsTo: 'any' };
  if (
    /(?:^|[\s,])(?:and|but|then|et|y|und)$/i.test(last) ||
    (/ing$/i.test(verb) && /[,)"-]$|\b(?:while|and)$/i.test(last))
  )
    return { kind: 'same' };
  if (/["'\u201d]$|["'\u201d],$|,["'\u201d]$/.test(last)) {
    const after = inverted(sentence, mentions, start + verb.length);
    if (after !== null) return after;
  }
  const named = namedBefore(sentence, mentions, end);
  if (named !== null) return named;
  if (aboutDeed.test(last)) return { kind: 'same' };
  const groups = (backNoun.exec(last) ?? backNoun.exec(last.replace(/,[^,;"]{1,60},?$/, '')))?.groups;
  if (groups !== undefined)
    return {
      kind: 'back',
      pointsTo: groups['body'] !== undefined ? 'acknowledging' : groups['group'] !== undefined ? 'documenting' : 'any',
    };
  if (isNamedPerson(`${last} `)) return { kind: 'back', pointsTo: 'person' };
  if (/,$/.test(last)) return inverted(sentence, mentions, start + verb.length) ?? { kind: 'nobody' };
  return { kind: 'nobody' };
}

/** "said that a review of a strike near ... found": part of what is said before it. */
const aboutDeed =
  /\b(?:an?|the|its|their|that)\s(?:[\w-]+\s){0,3}(?:review|investigation|assessment|inquiry|probe)\s(?:of|into)\s[^;:"]{1,120}$/i;

function withoutAdverbs(raw: string, verbStart: number): { readonly text: string; readonly end: number } {
  let text = raw.trimEnd();
  let end = verbStart - (raw.length - text.length);
  for (let found = between.exec(text); found !== null; found = between.exec(text)) {
    end -= text.length - found.index;
    text = text.slice(0, found.index);
  }
  return { text, end };
}

/** A mention that ends at `end`, that a role or a report of its own follows, or that an aside follows. */
function namedBefore(sentence: string, mentions: readonly Mention[], end: number): Subject | null {
  for (const mention of mentions.toReversed()) {
    if (mention.end > end || end - mention.end > 240) continue;
    // A link leaves blanks behind.
    const gap = sentence.slice(mention.end, end).replace(/\s+/g, ' ').replace(/\s,/g, ',');
    const isOwn = new RegExp(
      `^(?:['’]s?)?\\s(?:[\\w.'’-]+\\s){0,6}?(?:${role}|${report})(?=\\W|$)(?<rest>[^,;:"]{0,90})(?:,[^;:"]{1,90},)?$`,
      'iu',
    ).exec(gap);
    if (isOwn !== null && !finite.test(isOwn.groups?.['rest'] ?? ''))
      return { kind: 'named', mentions: withPartners(sentence, mentions, mention) };
    if (mention.isAttributive) continue;
    const isDirect = /^["'’)]?$|^\s?\([^()]{1,60}\),?$|^,$/.test(gap);
    const isAside =
      /^\s?(?:\([^()]{1,60}\))?,?\s?(?:[-\u2013\u2014]\s[^-\u2013\u2014]{1,180}\s[-\u2013\u2014]|,[^;:"]{1,200},)$/u.test(
        gap,
      ) &&
      /^\s?(?:\([^()]{1,60}\))?,?\s?(?:[-\u2013\u2014]|,?\s?(?:which|who|whose|an?|the|based|launched|released|published|led|part|citing|along|one|in|now)\s)/iu.test(
        gap,
      );
    const isBare = /^\s?(?:\([^()]{1,60}\))?,[^;:"]{1,60},$/.test(gap) && !finite.test(gap);
    const isAimed =
      /^\s(?:(?:mission|office)\s)?(?:fighting|battling|targeting|against|combat\w+|in|over)\s[^,;:"]{1,80}$/i.test(
        gap,
      ) && !finite.test(gap);
    const isJoint = partnersReach(sentence, mentions, mention, end);
    if (!isDirect && !isAside && !isBare && !isAimed && !isJoint) continue;
    return canBeSubject(sentence, mention)
      ? { kind: 'named', mentions: withPartners(sentence, mentions, mention) }
      : { kind: 'nobody' };
  }
  return null;
}

function partnersReach(sentence: string, mentions: readonly Mention[], mention: Mention, end: number): boolean {
  const joined = withPartners(sentence, mentions, mention).at(-1);
  return joined !== undefined && joined !== mention && joined.end === end;
}

/** "the Coalition, which said"; "its inquiry with Airwars, which found". */
function antecedent(sentence: string, mentions: readonly Mention[], end: number): Subject {
  const mention = mentions.findLast((one) => one.end <= end && end - one.end < 3);
  if (mention === undefined || mention.isAttributive) return { kind: 'nobody' };
  const before = sentence.slice(Math.max(0, mention.start - 60), mention.start);
  if (
    new RegExp(
      `\\b(?:its|their)\\s(?:\\w+\\s){0,2}${report}\\s(?:together\\s|jointly\\s)?with\\s(?:the\\s)?$`,
      'iu',
    ).test(before)
  )
    return { kind: 'ours', mentions: withPartners(sentence, mentions, mention) };
  return canBeSubject(sentence, mention) || /\b(?:by|from|of)\s(?:the\s)?$/i.test(before)
    ? { kind: 'named', mentions: withPartners(sentence, mentions, mention) }
    : { kind: 'nobody' };
}

/** "...," said the Coalition; "...," said Chris Woods, director of Airwars. */
function inverted(sentence: string, mentions: readonly Mention[], end: number): Subject | null {
  const after = sentence.slice(end, end + 150);
  const following = mentions.find((mention) => mention.start >= end && mention.start <= end + 130);
  if (following !== undefined) {
    const gap = sentence.slice(end, following.start);
    if (/^\s(?:the\s|la\s|le\s|l['’])?$/i.test(gap))
      return { kind: 'named', mentions: withPartners(sentence, mentions, following) };
    if (/^\s(?:[\p{Lu}][\p{L}.'’-]*\s?){1,5},?\s[^"\u201c;]*$/u.test(gap) && !/\bthat\b/i.test(gap))
      return { kind: 'named', mentions: withPartners(sentence, mentions, following) };
  }
  return /^\s(?:\p{Lu}[\p{L}.'’-]+\s?){1,5}(?=[,.;:]|\s*$)/u.test(after) ? { kind: 'back', pointsTo: 'person' } : null;
}

const assertedBy = new RegExp(
  `\\b(?:${report}|project|fact-finding)\\s(?:\\w+\\s){0,2}(?:by|from|of)\\s(?:the\\s)?$`,
  'iu',
);
const rolesOf = new RegExp(`\\b${role}\\s(?:of|for|at|with|from)\\s(?:the\\s)?$`, 'iu');

/** Not one that something is done by, from or against: "killed by the Coalition", "pressure from Amnesty". */
function canBeSubject(sentence: string, mention: Mention): boolean {
  const before = sentence.slice(Math.max(0, mention.start - 60), mention.start);
  if (assertedBy.test(before) || rolesOf.test(before) || /\bwe\sat\s(?:the\s)?$/i.test(before)) return true;
  return (
    /\b(?:with|according\sto)\s(?:the\s)?$/i.test(before) ||
    !/\b(?:by|from|against|to|of|for|than|in|on|told|tells|telling|at|about|into|over)\s(?:the\s|an?\s)?$/i.test(before)
  );
}

const glue =
  /^(?:\s\([^()]{1,12}\))?(?:\s?,)?\s(?:and|in\s(?:partnership|collaboration|cooperation|conjunction)\swith|together\swith|jointly\swith|along\swith|with|et|y|e|und)\s(?:(?:the|its|partner|la|rete|di|attivisti|monitoring|watchdog|group|groups|organi[sz]ation|NGO)\s){0,5}$/i;

/** "Amnesty International in partnership with Airwars", "Amnesty and Airwars", "the monitoring group Airwars and Amnesty". */
export function withPartners(sentence: string, mentions: readonly Mention[], main: Mention): readonly Mention[] {
  const joined: Mention[] = [main];
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
    if (left === undefined || right === undefined || right.isAttributive) break;
    if (!glue.test(sentence.slice(left.end, right.start))) break;
    joined.push(right);
  }
  // Only those who document speak jointly: "the Coalition and Airwars" are two who disagree.
  return joined.some(({ id }) => isAcknowledging(id)) ? [main] : joined;
}

/** The one a sentence begins with: "Amnesty International answered ...", "On Friday, the Coalition ...". */
export function openingSubject(sentence: string): Mention | null {
  const [first, second] = findMentions(sentence.slice(0, 160));
  if (first === undefined || first.isAttributive) return null;
  // Of two, nobody knows which one "it" is.
  if (second !== undefined && glue.test(sentence.slice(first.end, second.start))) return null;
  const lead = sentence.slice(0, first.start);
  return /^["'\s]*(?:(?:On|In|But|And|Meanwhile|Last|However)[^,]{0,30},?\s)?(?:the\s|a\s)?(?:\w+\s){0,3}$/i.test(lead)
    ? first
    : null;
}
