/** Returns the text with each run of white space as one space. Much faster than replacing every space by itself. */
export function singleSpaces(text: string): string {
  return text.replace(/ \s+|[^\S ]\s*/g, ' ');
}

/** Returns spaces for every character but the ends of lines, so that offsets hold. */
export function blankOf(text: string): string {
  return text.replace(/[^\n]+/g, (line) => ' '.repeat(line.length));
}
