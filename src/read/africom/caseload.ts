import type { Measure } from '../../domain/measures.ts';
import type { NumberToken } from '../text/numbers.ts';

/** How the quarterly reports of Africa Command word their cases: carried over, received, completed, substantiated, open. */

const n = '(?:(?:a\\stotal\\sof|an\\sadditional|another|only|the|its|all)\\s)*(?<n>N\\d+)(?!\\d)';
const kind =
  '(?:\\s(?:of\\s(?:these|those|the|them|its)(?:\\sN\\d+)?|new|additional|more|other|open|possible|alleged|total|further|such|pending|ongoing|remaining|closed|completed|assessed|adjudicated|previously|reported|separate|currently|civilian|casualty|harm))*';
const thing =
  '\\s(?:reports?|cases?|incidents?|assessments?|allegations?|claims?)(?:\\sof\\s(?:possible\\s|alleged\\s)?civilian\\s(?:casualt\\w+|harm|deaths?))?';
/** With its noun, and with or without. */
const cases = `${n}${kind}${thing}`;
const some = `${n}${kind}(?:${thing})?`;
/** A bare count is one of cases only where nothing else is counted by it. */
const bare = `${n}(?:${kind}${thing}|(?=\\s?(?:[.,;:)]|$)|\\s(?:of|and|as|during|in\\sthe|in\\sthis|this|with|while|but|for\\sa)\\b))`;
const was =
  '(?:was|were|is|are|has\\sbeen|have\\sbeen|had\\sbeen)(?:\\s(?:currently|still|now|also|then|subsequently))*';
const opening = '(?:beginning|start|outset|opening|onset)';
const quarter = '(?:the|this|its|that)\\s(?:[\\w-]+\\s){0,6}?(?:quarter|reporting\\speriod|period)';
const found =
  '(?:(?:assessed|found|deemed|determined|considered|judged|adjudicated)\\s(?:as\\s|to\\s(?:be|have\\sbeen)\\s)?|closed\\sas\\s|completed\\sas\\s)?';
const whom = '(?:\\s(?:of\\s)?(?:which|them|these|those))?,?';
const to = '(?::|\\s\\|)\\s';
const of = '(?:an?\\s|the\\s|its\\s|their\\s)?(?:assessments?|reviews?)\\s(?:of|on|for|into)\\s(?:the\\s)?';

/**
 * Patterns over a sentence in which every count is written as N and its index; `#` stands for the first day of a quarter and
 * `@` for its last one. First match
 * of a measure wins, in this order.
 */
const caseload: readonly (readonly [Measure, string])[] = [
  // A line of a table: "Open cases at the end of the quarter: four (4)".
  [
    'allegations_carried_over',
    `^\\W*(?:(?:open\\s)?cases?\\s|open\\s|reports\\s)?(?:carried\\s(?:over|forward)|(?:open\\s)?(?:at|as\\sof)\\sthe\\s${opening})(?:(?!N\\d)[^.;:|]){0,60}${to}${n}`,
  ],
  [
    'allegations_received',
    `^\\W*(?:new|(?:new\\s)?(?:cases|reports|allegations)(?:\\sreceived)?|received)(?:(?!N\\d)[^.;:|]){0,30}${to}${n}`,
  ],
  [
    'allegations_completed',
    `^\\W*(?:(?:cases|reports|assessments|allegations)\\s)?(?:closed|completed|adjudicated)(?:(?!N\\d)[^.;:|]){0,30}${to}${n}`,
  ],
  ['allegations_credible', `(?:^|[,;]\\s)\\W*substantiated(?:(?!N\\d)[^.;:|]){0,30}${to}${n}`],
  [
    'allegations_non_credible',
    `(?:^|[,;]\\s)\\W*(?:unsubstantiated|not\\ssubstantiated)(?:(?!N\\d)[^.;:|]){0,30}${to}${n}`,
  ],
  [
    'allegations_open',
    `^\\W*(?:(?:cases|reports|assessments)\\s)?(?:still\\s|currently\\s|remaining\\s)?(?:open|remaining)(?:\\s(?:cases|reports|assessments))?(?:\\s(?:at|as\\sof)\\sthe\\s(?:end|close)(?:(?!N\\d)[^.;:|]){0,30})?${to}${n}`,
  ],

  ['allegations_carried_over', `\\b(?:began|started|entered|opened|commenced)\\s${quarter}\\swith\\s${cases}`],
  ['allegations_carried_over', `\\bquarter\\s(?:began|started|opened|commenced)\\swith\\s${cases}`],
  [
    'allegations_carried_over',
    `\\b(?:at|as\\sof|from)\\sthe\\s${opening}\\sof\\s${quarter}(?:(?!N\\d)[^.;]){0,40}?\\s(?:there\\s(?:were|was)|had|held|faced|carried)\\s${cases}`,
  ],
  [
    'allegations_carried_over',
    `\\b(?:there\\s(?:were|was)|had)\\s${cases}(?:(?!N\\d)[^.;]){0,40}?\\s(?:at|as\\sof)\\sthe\\s${opening}\\sof\\s${quarter}`,
  ],
  [
    'allegations_carried_over',
    `\\b${cases}\\s${was}\\s(?:open|pending|under\\sreview)\\s(?:at\\sthe\\s${opening}\\sof|when)\\s${quarter}`,
  ],
  ['allegations_carried_over', `\\bhad\\s${cases}\\s(?:open\\s)?(?:on|as\\sof)\\s#`],
  ['allegations_carried_over', `\\bcarr(?:ied|ying)\\s(?:over|forward)\\s${some}`],
  ['allegations_carried_over', `\\b${cases}\\s(?:${was}\\s)?carried\\s(?:over|forward)`],

  ['allegations_received', `\\badding\\s${some}`],
  [
    'allegations_received',
    `\\breceive[ds]?\\s${bare}(?![^.;]{0,60}\\s(?:about|on|regarding|concerning|pertaining\\sto|into|based\\son)\\s(?:N\\d|a\\spreviously))`,
  ],
  ['allegations_received', `\\b${cases}\\s${was}\\s(?:received|added|submitted|opened)`],

  ['allegations_completed', `\\b(?:completed|adjudicated|concluded|finished)\\s(?:${of})?${bare}`],
  ['allegations_completed', `\\bclosed(?:\\sout)?(?:\\sand\\ssubstantiated)?\\s${bare}`],
  ['allegations_completed', `\\bassessed\\s${cases}(?!\\s(?:as|to\\sbe|that)\\b)`],

  [
    'allegations_credible',
    `\\b(?:substantiated|substantiates)\\s${n}(?:\\sof\\s(?:these|the|those)\\b|(?:\\s(?:additional|new|other|more))?${thing}|(?=\\s?[:;.,]))`,
  ],
  ['allegations_credible', `\\b${n}${whom}${kind}(?:${thing})?${whom}\\s${was}\\s${found}substantiated`],
  [
    'allegations_non_credible',
    `\\b${n}${whom}${kind}(?:${thing})?${whom}\\s${was}\\s${found}(?:unsubstantiated|not\\ssubstantiated)`,
  ],
  ['allegations_credible', `(?:[:(,]|\\band|\\bwith)\\s?${n}\\s(?:as\\s)?substantiated\\b`],
  ['allegations_credible', `\\bsubstantiating\\s${n}`],
  [
    'allegations_non_credible',
    `(?:[:(,]|\\band|\\bwith)\\s?${n}\\s(?:as\\s)?(?:unsubstantiated|not\\ssubstantiated)\\b`,
  ],
  ['allegations_non_credible', `\\bclosed\\s${bare}\\sas\\s(?:unsubstantiated|not\\ssubstantiated)`],
  ['allegations_non_credible', `\\bdid\\snot\\ssubstantiate\\s${cases}`],

  ['allegations_reopened', `\\bre-?opened\\s${some}`],
  ['allegations_reopened', `\\b${cases}\\s${was}\\sre-?opened`],

  [
    'allegations_open',
    `\\b${cases}\\s(?:into\\s[\\w\\s]{1,60}\\s)?(?:currently\\s|still\\s)?(?:remains?|is|are)\\s(?:currently\\s|still\\s)?(?:open|pending|ongoing|under\\s(?:review|assessment))`,
  ],
  [
    'allegations_open',
    `\\b(?:as\\sof|on)\\s@(?:(?!N\\d)[^.;]){0,80}?\\s(?:had|has|held|there\\s(?:were|was|are|is))\\s${cases}`,
  ],
  ['allegations_open', `\\b(?:had|has|there\\s(?:were|was|are|is))\\s${cases}\\s(?:open\\s)?(?:as\\sof|on)\\s@`],
  ['allegations_open', `\\bcurrently\\s(?:has\\s)?${cases}(?:\\sopen|\\sunder\\sreview)?`],
  [
    'allegations_open',
    `\\b${n}(?:\\scurrently|\\sstill|\\sothers?)*\\s(?:remains?|is|are)\\s(?:still\\s)?(?:open|pending|under\\s(?:review|assessment))`,
  ],
  [
    'allegations_open',
    `\\bthere\\s(?:are|is|remains?)\\s(?:currently\\s|still\\s)?${cases}(?!\\s(?:carried|that\\swere))`,
  ],
  [
    'allegations_open',
    `\\b(?:at|as\\sof)\\sthe\\s(?:end|close)\\sof\\s${quarter}(?:(?!N\\d)[^.;]){0,30}\\s${cases}\\s(?:was|were|remained)\\s(?:open|pending|under\\sreview)`,
  ],
  [
    'allegations_open',
    `\\b${cases}\\s(?:was|were|remained)\\s(?:still\\s)?(?:open|pending|under\\sreview)(?:(?!N\\d)[^.;]){0,20}\\s(?:at|as\\sof)\\sthe\\s(?:end|close)\\b`,
  ],
  [
    'allegations_open',
    `\\b(?:leaving|leaves|(?<!Airwars\\s)has)\\s${n}(?:\\scurrently|\\sstill)?(?:\\sopen(?:${thing})?|${thing}\\s(?:still\\s)?(?:open|under\\sreview))`,
  ],

  ['allegations_completed', `\\b${cases}\\s${was}\\s(?:closed|completed|adjudicated|concluded)`],
  ['allegations_completed', `(?:^|[;,:]\\s|\\band\\s)${n}\\s${was}\\s(?:closed|completed|adjudicated)`],
  ['allegations_completed', `\\bthere\\s(?:were|was|are)\\s${n}\\s(?:new\\s)?(?:closed|completed|adjudicated)${thing}`],
  ['allegations_completed', `\\b(?:out\\s)?of\\sthe\\s(?<n>N\\d+)\\s(?:closed|completed|adjudicated)(?:${thing})`],
];
const patterns = caseload.map(([measure, source]) => [measure, new RegExp(source, 'i')] as const);
const afterwards =
  /\b(?:since\sthis\sreport|after\sthe\s(?:close|reporting)|future\squarterly\sreport|last\sreport\speriod)\b/i;
/** A count that runs over years, or that is somebody else's. */
const runsOn = /^[^.;]{0,80}?\ssince\s(?:\w+\.?\s)?(?:(?:19|20)\d\d\b|the\scommand\b|U\.?S\.?\sAfrica|(?:US)?AFRICOM)/i;
const others =
  /\b(?:Airwars|Amnesty(?:\sInternational)?|Human\sRights\sWatch|NGOs?|non-?governmental\sorganizations?|United\sNations|media|journalists?)\s(?:[\w’']+\s){0,3}$/i;
const lastDay = /\b(?:Mar[a-z]*\.?\s31|June?\.?\s30|Sep[a-z]*\.?\s30|Dec[a-z]*\.?\s31)(?:st|th)?\b(?:,?\s\d{4}\b)?/g;
const firstDay = /\b(?:Jan|Apr|Jul|Oct)[a-z]*\.?\s1(?:st)?\b(?!\d)/g;

/** The case counts of a sentence. */
export function casesIn(body: string, numbers: readonly NumberToken[]): readonly (readonly [Measure, number])[] {
  if (numbers.length === 0 || afterwards.test(body)) return [];
  let masked = '';
  let at = 0;
  for (const [index, token] of numbers.entries()) {
    if (token.form === 'article') continue;
    masked += `${body.slice(at, token.start)}N${index}`;
    at = token.end;
  }
  masked = (masked + body.slice(at))
    .replace(/\s+/g, ' ')
    .replace(/\bU\.\s?S\./g, 'US')
    .replace(firstDay, '#')
    .replace(lastDay, '@');
  const made: (readonly [Measure, number])[] = [];
  for (const [measure, pattern] of patterns) {
    if (made.some(([known]) => known === measure)) continue;
    const match = pattern.exec(masked);
    const index = match?.groups?.['n']?.slice(1);
    const token = index === undefined ? undefined : numbers[Number(index)];
    if (match === null || token === undefined) continue;
    if (runsOn.test(masked.slice(match.index + match[0].length)) || others.test(masked.slice(0, match.index))) continue;
    made.push([measure, token.value]);
  }
  return made;
}
