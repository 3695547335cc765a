const monthWords =
  /\b(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?|JAN(?:UARY)?|FEB(?:RUARY)?|MAR(?:CH)?|APR(?:IL)?|MAY|JUNE?|JULY?|AUG(?:UST)?|SEPT?(?:EMBER)?|OCT(?:OBER)?|NOV(?:EMBER)?|DEC(?:EMBER)?)\b\.?/g;
const word =
  '(?:zero|none|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million)';
const numberWords = new RegExp(`\\b${word}(?:(?:[\\s-]+|\\s+and\\s+)${word})*\\b`, 'gi');
const digits = /\d(?:[\d,.]*\d)?(?:st|nd|rd|th)?\b\*?/g;

/** The sentence with figures and dates as `#`: what stays the same from report to report. */
export function maskFigures(sentence: string): string {
  return sentence
    .normalize('NFKC')
    .replace(/\s+/g, ' ')
    .replace(monthWords, '#')
    .replace(numberWords, '#')
    .replace(digits, '#')
    .replace(/#(?:[\s,/–—-]*#)+/g, '#')
    .trim();
}

/**
 * Words that change nothing about what is counted: articles, prepositions, auxiliaries, and the phrases that open or
 * date the sentence.
 */
const filler = new Set(
  'a an the that this these it its of to in on at by for from and or as with between through until since during is are was were be been being has have had also now currently date period total end based information available'.split(
    ' ',
  ),
);

/**
 * What the sentence defines: who is counted, killed how and by what, since when, and how sure they are; not who opens
 * the sentence or on what day. So everything up to `assesses` is left out (reports alternate between "has assessed" and
 * "assesses", and between names for themselves), figures, dates and filler too, and the rest is compared word by word, in order.
 * "Coalition strikes" -> "Coalition actions", the loss of "more likely than not", and "start of" -> "beginning of"
 * differ; each is told once, with the first report that says it.
 */
export function definitionWords(sentence: string): string {
  const plain = maskFigures(sentence)
    .toLowerCase()
    .replace(/\boir\b/g, 'operation inherent resolve')
    .replace(/\bnon[\s-]*(?=combatants?\b)/g, 'non');
  const assessed = plain.search(/\bassess(?:es|ed|ments?)?\b/);
  const start = assessed === -1 ? 0 : plain.indexOf(' ', assessed);
  return (start === -1 ? plain : plain.slice(start))
    .split(/[^\p{L}]+/u)
    .filter((each) => each !== '' && !filler.has(each))
    .join(' ');
}
