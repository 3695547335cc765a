import type { Measure } from '../../model.ts';
import type { NumberToken } from '../numbers.ts';

/** How the quarterly reports of Africa Command word their cases: carried over, received, completed, substantiated, open. */

const count = '(?:(?<n>N\\d+)\\s(?:(?:new|additional|more|other|open|possible|total)\\s)*)';
const thing =
  '(?:(?:civilian\\s(?:casualty|harm)\\s)?(?:reports?|cases?|incidents?|assessments?|allegations?)(?:\\sof\\scivilian\\s(?:casualt\\w+|harm))?)';
/** Patterns over a sentence in which every count is written as N and its index. First match of a measure wins, in this order. */
const caseload: readonly (readonly [Measure, RegExp])[] = [
  [
    'allegations_carried_over',
    new RegExp(`\\b(?:began|started|entered)\\s(?:the|this)\\s(?:\\w+\\s)?quarter\\swith\\s${count}${thing}`, 'i'),
  ],
  ['allegations_carried_over', new RegExp(`\\bcarried\\sover\\s${count}${thing}`, 'i')],
  ['allegations_carried_over', new RegExp(`\\b${count}${thing}\\s(?:were|was|had\\sbeen)\\scarried\\sover`, 'i')],
  ['allegations_carried_over', new RegExp(`\\bthere\\s(?:were|was)\\s${count}${thing}\\scarried\\sover`, 'i')],
  ['allegations_received', new RegExp(`\\badding\\s${count}${thing}`, 'i')],
  [
    'allegations_received',
    new RegExp(
      `\\breceived\\s${count}${thing}(?![^.;]{0,60}\\s(?:about|on|regarding|concerning|pertaining\\sto|into|based\\son)\\s(?:N\\d|a\\spreviously))(?![^.;]{0,40}\\ssince\\sthis)`,
      'i',
    ),
  ],
  [
    'allegations_completed',
    new RegExp(
      `\\b(?:completed|adjudicated)\\s(?:an\\sassessment\\sof\\s|the\\sassessments?\\s(?:of|on)\\s)?${count}${thing}`,
      'i',
    ),
  ],
  [
    'allegations_completed',
    new RegExp(`\\bclosed(?:\\sout)?(?:\\sand\\ssubstantiated)?\\s${count}(?:${thing}|of\\s(?:N\\d+|the)\\b)`, 'i'),
  ],
  [
    'allegations_credible',
    new RegExp(
      `\\b(?:substantiated|substantiates)\\s${count}(?:of\\s(?:these|the|those)\\s(?:\\w+\\s)?|${thing}|(?:additional\\s)?case)`,
      'i',
    ),
  ],
  [
    'allegations_credible',
    new RegExp(
      `\\b${count}(?:${thing}\\s|of\\s(?:these|the|those)\\s(?:\\w+\\s){1,2})?(?:was|were|has\\sbeen|have\\sbeen)\\s(?:assessed\\s(?:as|to\\sbe)\\s|found\\sto\\sbe\\s|deemed\\s)?substantiated`,
      'i',
    ),
  ],
  [
    'allegations_non_credible',
    new RegExp(
      `\\b${count}(?:other\\s)?(?:${thing}\\s|of\\s(?:these|the|those)\\s(?:\\w+\\s){1,2})?(?:was|were|has\\sbeen|have\\sbeen)\\s(?:assessed\\s(?:as|to\\sbe)\\s|found\\sto\\sbe\\s|deemed\\s|determined\\sto\\sbe\\s)?(?:unsubstantiated|not\\ssubstantiated)`,
      'i',
    ),
  ],
  [
    'allegations_open',
    new RegExp(
      `\\b${count}${thing}\\s(?:into\\s[\\w\\s]{1,60}\\s)?(?:currently\\s|still\\s)?(?:remains?|is|are)\\s(?:currently\\s|still\\s)?(?:open|under\\sreview)`,
      'i',
    ),
  ],
  ['allegations_open', new RegExp(`\\bcurrently\\s${count}(?:open\\s)?${thing}(?:\\sopen|\\sunder\\sreview)?`, 'i')],
  [
    'allegations_completed',
    new RegExp(`\\b${count}${thing}\\s(?:were|was|are|have\\sbeen|has\\sbeen)\\s(?:closed|completed|adjudicated)`, 'i'),
  ],
  ['allegations_open', new RegExp(`\\b${count}(?:currently\\s|still\\s)?remains?\\s(?:open|under\\sreview)`, 'i')],
  ['allegations_open', new RegExp(`\\bthere\\s(?:are|is)\\s${count}(?:open\\s)?${thing}(?!\\scarried)`, 'i')],
];
const afterwards =
  /\b(?:since\sthis\sreport|after\sthe\s(?:close|reporting)|future\squarterly\sreport|last\sreport\speriod)\b/i;

/** The case counts of a sentence. */
export function casesIn(body: string, numbers: readonly NumberToken[]): readonly (readonly [Measure, number])[] {
  if (afterwards.test(body)) return [];
  let masked = '';
  let at = 0;
  for (const [index, token] of numbers.entries()) {
    if (token.form === 'article') continue;
    masked += `${body.slice(at, token.start)}N${index}`;
    at = token.end;
  }
  masked = (masked + body.slice(at)).replace(/\s+/g, ' ');
  const made: (readonly [Measure, number])[] = [];
  for (const [measure, pattern] of caseload) {
    const index = pattern.exec(masked)?.groups?.['n']?.slice(1);
    const token = index === undefined ? undefined : numbers[Number(index)];
    if (token !== undefined && !made.some(([known]) => known === measure)) made.push([measure, token.value]);
  }
  return made;
}
