import type { Figure } from '../domain/findings.ts';
import { context, joined, link, type Words } from './blocks.ts';
import { speakerName, type Wording } from './figures.ts';

/** Where figures of the compiled record come from: they have no quote and no stored copy. */

/** Returns the words in place of a quote: not read, how it is known, and where to read it. Empty for a figure that was read. */
export function compiledSource(figure: Figure, wording: Wording): readonly Words[] {
  const { separator, compiled } = wording.language;
  return figure.compiled === undefined ? [] : [compiled.source, separator, ...compiledOrigin(figure, wording)];
}

/** Returns how a compiled figure is known, and where to read it; none for a figure that was read. */
export function compiledOrigin({ compiled, url }: Figure, { language }: Wording): readonly Words[] {
  if (compiled === undefined) return [];
  const words = language.compiled;
  return joined(
    [
      ...(compiled.isReconstructed ? [words.reconstructed] : []),
      words.known(compiled.known),
      link(words.address(compiled.address), url),
    ],
    language.separator,
  );
}

/** Returns the addresses of the compiled reports that a table shows, each once; none where it shows none. */
export function compiledLinks(figures: readonly Figure[], label: (figure: Figure) => string, wording: Wording) {
  const marked = figures.filter(({ compiled }) => compiled !== undefined);
  if (marked.length === 0) return [];
  const words = wording.language.compiled;
  const nameOf = (figure: Figure) => speakerName(figure.speakers, wording).full;
  const links = new Map(
    marked.map((figure) => [
      figure.url,
      link(figure.compiled?.address === 'list' ? words.releasesOf(nameOf(figure)) : label(figure), figure.url),
    ]),
  );
  return [context(words.rows, ...joined([...links.values()], ', '), '.')];
}
