import type { ReadContext } from '../../domain/readings.ts';
import { findNumbers, type NumberToken } from '../text/numbers.ts';
import { findSentences } from '../text/sentences.ts';
import { casesIn } from './caseload.ts';

/** True for the command's own quarterly report and its copies, false for an article about one. */
export function looksLikeQuarterlyAfricom(text: string, context: ReadContext): boolean {
  const head = `${context.title ?? ''}\n${text.slice(0, 5000)}`;
  if (!/\b(?:US)?AFRICOM\b|\bAfrica\sCommand\b/i.test(head)) return false;
  const names =
    /\bcivilian\s(?:casualty|harm)\s(?:status\s)?assessments?\b|\bcivilian\s(?:casualty|harm)\s(?:quarterly\s)?(?:assessment\s)?reports?\b/i.test(
      head,
    );
  const quarter = /\bquarter(?:ly)?\b|\bQ[1-4]\b|\binitial\b[^\n.]{0,80}\breport\b/i.test(head);
  if (!names || !quarter) return false;
  const own = ownWords(text);
  // A whole copy has most of the report's phrases, whatever a site writes around it.
  if (own >= 4 || (own >= 1 && context.publisher === 'africom')) return true;
  if (attributed.test(text.slice(0, 20_000))) return false;
  if (own >= 2) return true;
  const counted = casesCounted(text.slice(0, 20_000));
  if (context.publisher === 'africom') return own + counted >= 1;
  const isTitled = titleLine.test(context.title ?? '') || titleLine.test(head);
  return counted >= 2 || (isTitled && own + counted >= 1);
}

/** How many of its measures the text counts in its own voice. */
function casesCounted(text: string): number {
  const numbers = findNumbers(text);
  const measures = new Set<string>();
  let next = 0;
  for (const { start, end } of findSentences(text)) {
    const inside: NumberToken[] = [];
    for (let token = numbers[next]; token !== undefined && token.start < end; token = numbers[++next])
      if (token.start >= start && token.end <= end)
        inside.push({ ...token, start: token.start - start, end: token.end - start });
    if (end - start > 3000) continue;
    for (const [measure] of casesIn(text.slice(start, end), inside)) measures.add(measure);
  }
  return measures.size;
}

const titleLine =
  /^[^\w\n]{0,6}(?:initial\s)?(?:(?:the\s)?U\.?\s?S\.?\s)?(?:Africa\sCommand|(?:US)?AFRICOM)\b[^\n.?!"“]{0,40}\bcivilian\s(?:casualty|harm)\b[^\n.?!"“]{0,40}\breport\b/im;
/** Somebody tells of the report. An officer who is quoted in it is no such one. */
const attributed =
  /\b(?:AFRICOM|Africa\sCommand|command|military|Pentagon|report|statement|it|United\sStates)\s(?:said|says|admitted|admits|acknowledged|announced|stated|claimed)\b|\b(?:Amnesty\sInternational|Airwars|Human\sRights\sWatch)\s(?:has|said|says|welcome[sd]?|documented|found|believes|call(?:s|ed))\b|\bsaid\s(?:on\s)?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|\bsaid\sin\sa\s(?:statement|report)|\baccording\sto\s(?:(?:the|an?|its)\s)?(?:(?:US\s)?AFRICOM|Africa\sCommand|U\.?S\.?|report|statement|command|military|Pentagon|officials?)\b/i;

/** How many of the report's own phrases there are; the press quotes at most one of them. */
function ownWords(text: string): number {
  const phrases = [
    /\bcivilian\s(?:casualty|harm)\sassessment\squarterly\sreport\b/i,
    /\b(?:is|has)\s(?:the\s\w+\s(?:quarterly\s)?(?:civilian\s(?:casualty|harm)\s)?assessment\sreport|completed\sits\s\w+\squarter\scivilian)/i,
    /\bsince\s(?:U\.?S\.?\s(?:Africa\sCommand|AFRICOM)|the\scommand|USAFRICOM)(?:\s\(USAFRICOM\))?\sbegan\sreleasing\b/i,
    /\bin\sthe\slatest\squarterly\scivilian\s(?:casualty|harm)\sassessment\sreport/i,
    /\b(?:received|carried\sover|began\sthe\squarter\swith)\s(?:\w+\s){0,3}(?:\(\d+\)\s)?(?:new\s|open\s)?(?:reports?|cases?|allegations?)\b/i,
    /\bcommand['’]s\s(?:fundamental\s)?commitment\sto\s(?:improving\s)?transparency\b/i,
    /\b(?:remains?\sopen|open\sand\sunder\sreview|currently\sno\s(?:open\s)?(?:civilian\scasualty\s)?assessments)\b/i,
    /\bsubstantiate[sd]?\b/i,
    /\bimplementing\sa\squarterly\sreport\b/i,
  ];
  return phrases.filter((phrase) => phrase.test(text)).length;
}
