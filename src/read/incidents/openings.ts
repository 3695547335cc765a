/** What may stand before the date of an entry: a list number, "On", "Incident #3 occurred on". */

export interface Opening {
  /** Offset of the list number, else of "On", else of the date. */
  readonly start: number;
  readonly number: number | null;
}

/** "On July 4", "Between Feb. 26 and March 1": a sentence that begins with its date. */
const opener =
  /(?:^|[^\p{L}])((?:(?:On(?:\sor\sabout)?|Between|From|In(?:\s(?:early|late|mid))?|Around|Circa|Approximately|Early|Late|Mid)(?:\s{1,3}|(?<=[Mm]id)-))+)$/u;
export const sentenceWord = /^(?:\d{1,3}[.)]\s{0,4})?(?:On|Between|From|In|Around|Circa|Approximately)\s/;
const listNumber =
  /(?:^|[^\p{L}\p{N}/.,-]|[.!?:)\]”"])(?:(?:report|incident|entry|case|allegation)\s)?(?:no\.?\s?|#\s?)?(?<!\()(\d{1,3})\s?[.):]\s{0,12}(?:\|\s{0,4})?$/iu;
/** "(5) June 3" at the beginning of a line; elsewhere "(497)" is the reference of the entry before. */
const bracketed = /(?:^|\n)[ \t]*\((\d{1,3})\)[ \t]{0,8}$/;
const bareNumber = /(?:^|\n)[ \t]*(\d{1,3})[ \t]{1,8}(?:\|[ \t]{0,4})?$/;
const namesAnEntry = /\b(?:number|nos?\.?|entry|item|numbers)\s?$/i;
const endsInMonth = /\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}\.?\s$/i;
const midSentence =
  /(?:[,\u2010-]|\b(?:a|an|the|of|on|in|to|and|or|at|by|with|from|for|was|were|is|are|be|as|than|that|which|dated?|released|reported|since|between|until|through|before|after|near|number|no|entry|item|incident|incidents|report|during|about|around|late|early|mid|this|it))$/i;
/** Before a list number at the beginning of a line: only what can never end a line of its own. */
const leadsOn = /(?:,|\b(?:of|to|as|by|with|from|and|or|than|see|number|entry|item|numbers))$/i;
const namesEarlier =
  /\b(?:duplicates? of|previous(?:ly)?\s+\w*|released as|reported as|listed as|should (?:read|be|have)|correct(?:ed)?\s+(?:as|to|date)|reads?|see|instead of|originally)\s{0,3}[:"“‘(\u2010-\u2015-]?\s{0,3}$/i;

/** "Incident #3 occurred on", "The second incident took place on". */
const occurrence =
  /(?:^|\n|[.!?:)\]”"]\s{1,4})((?:[•·▪●*-]\s{0,3})?(?:The\s)?(?:(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|next|last|other|final)\s)?(?:incident|report|allegation|strike|case|event|entry)\s(?:(?:no\.?\s?|number\s|#\s?)?(\d{1,3})\s)?(?:(?:occurred|took\splace|happened|is\s(?:from|of|dated)|was(?:\sreported)?|reportedly\soccurred)\s(?:(?:on|between|from)\s)?(?:or\sabout\s)?))$/i;
/** "Incident #3, June 3", "Report 4 - June 3". */
const namedNumber =
  /(?:^|\n|[.!?:)\]”"]\s{1,4})((?:incident|report|entry|case|allegation)\s(?:no\.?\s?|number\s|#\s?)?(\d{1,3})\s?(?:[,\u2010-\u2015-]\s{0,2})?)$/i;

/** The list number and "On" before a date, and whether an entry may begin there at all. */
export function openingBefore(text: string, dateStart: number): Opening | null {
  let start = dateStart;
  const ahead = text.slice(Math.max(0, start - 90), start);
  const named = occurrence.exec(ahead) ?? namedNumber.exec(ahead);
  if (named !== null) {
    const number = named[2] === undefined ? null : Number(named[2]);
    return { start: start - (named[1]?.length ?? 0), number };
  }
  const on = opener.exec(text.slice(Math.max(0, start - 18), start));
  if (on !== null) start -= on[1]?.length ?? 0;
  const origin = Math.max(0, start - 90);
  let before = text.slice(origin, start);
  const dotted = listNumber.exec(before) ?? bareNumber.exec(before) ?? bracketed.exec(before);
  let number: number | null = null;
  if (dotted !== null) {
    const digitsAt = before.lastIndexOf(dotted[1] ?? '');
    const lead = before.slice(0, digitsAt);
    // "on August 13. On September 24 …" is a date, "number 5. …" names an entry.
    const named = namesAnEntry.test(lead) && !/(?:^|\n)\s*(?:no\.?|number)\s?$/i.test(lead);
    if (!endsInMonth.test(lead) && !named) {
      number = Number(dotted[1]);
      start -= before.length - digitsAt;
      before = lead.replace(/(?:no\.?\s?|#\s?|\()$/i, '');
    }
  }
  const bullet = /[•·▪●◦*>|\u2010-\u2015-]\s{0,6}$/.exec(before);
  const context = before.trimEnd();
  if (context === '') return { start, number };
  const between = text.slice(origin + context.length, start);
  if (namesEarlier.test(before)) return null;
  if (/\n\s*\n/.test(between) && !midSentence.test(context)) return { start, number };
  if (/[•▪●◦]$/.test(context)) return { start, number };
  if (bullet !== null) {
    const head = context.slice(0, -1).trimEnd();
    const lineStart = /(?:^|\n)\s*$/.test(context.slice(0, -1));
    return lineStart ||
      number !== null ||
      /(?:reports?|allegations|incidents|credible|duplicates?|[.:)”"])$/i.test(head)
      ? { start, number }
      : null;
  }
  // 'the so-called "Group" Nov. 5, 2014, in …' goes on.
  if (number === null && !between.includes('\n') && /\p{L}[”"]$/u.test(context)) return null;
  if (/[.!?:;)”"\]…*]$/.test(context)) return { start, number };
  if (/[“]$/.test(context))
    return /\b(?:as|of|to|on|from)\s{0,2}[“"]$/i.test(context) && number === null ? null : { start, number };
  // A reference or a grid ends an entry without a full stop.
  if (/(?:C[IS]\s?\d{2,4}[a-z]?|[A-Z]{2}\s?\d{2,5}\s?\d{2,5}|[.)]\s{0,3}\d{3,5})$/.test(context))
    return { start, number };
  if (number !== null) return (between.includes('\n') ? leadsOn : midSentence).test(context) ? null : { start, number };
  if (/(?:Reports?|Allegations?|Incidents?|REPORTS?)(?:\s(?:No\.?|#)\s?\d{1,3})?$/.test(context))
    return { start, number };
  return between.includes('\n') && !midSentence.test(context) ? { start, number } : null;
}
