import type { Lexicon } from '../../engine/lexicon.ts';
import type { Token } from '../../engine/token.ts';
import { tokenize } from '../../engine/tokens.ts';
import { findParagraphs, findSentences, type Span } from '../../text/sentences.ts';
import { inquiryOf, isHeadline, pieces } from '../plain-text.ts';
import type { Governor } from './governor.ts';
import { findGovernors } from './governors.ts';

export interface Sentence extends Span {
  /** Markup blanked; as long as the original. */
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly governors: readonly Governor[];
  readonly isHeadline: boolean;
  /** It begins inside a quotation. */
  readonly isQuoteOpen: boolean;
  /** Too long, or too full of numbers, to be one sentence: whose words it is stays open, so nothing is read in it. */
  readonly isEndless: boolean;
  /** Number of its paragraph. */
  readonly paragraph: number;
}

/** A sentence with more is a table whose cells were joined. */
const mostNumbers = 20;

/** Of a text that names another coalition, a bare "coalition" is that one. */
function withCoalition(
  tokens: readonly Token[],
  { lexicon, otherCoalition }: { readonly lexicon: Lexicon; readonly otherCoalition: string | null },
): readonly Token[] {
  if (otherCoalition === null) return tokens;
  const speakers = lexicon.speakers.filter(({ id }) => id === otherCoalition);
  return tokens.map((token) =>
    token.lower === 'coalition' && /^(?:SPEAKER|FORCE)$/.test(token.class)
      ? { ...token, speakers, class: speakers.length === 0 ? ('WORD' as const) : token.class }
      : token,
  );
}

/** Of a text about one country, a bare "UN Commission of Inquiry" is the one on that country. */
function withInquiry(tokens: readonly Token[], lexicon: Lexicon, inquiry: string | null): readonly Token[] {
  if (inquiry === null) return tokens;
  const speakers = lexicon.speakers.filter(({ id }) => id === inquiry);
  return tokens.map((token) =>
    token.class === 'SPEAKER' && token.speakers[0]?.id === 'un' && / commission of inquiry$/.test(token.lower)
      ? { ...token, speakers }
      : token,
  );
}

/** Returns the sentences of a text, with what their words say. */
export function sentencesOf(
  text: string,
  plain: string,
  { lexicon, otherCoalition }: { readonly lexicon: Lexicon; readonly otherCoalition: string | null },
): readonly Sentence[] {
  const paragraphs = findParagraphs(text);
  const inquiry = inquiryOf(plain);
  const sentences: Sentence[] = [];
  let paragraph = 0;
  let isQuoteOpen = false;
  for (const span of pieces(text, findSentences(text))) {
    while ((paragraphs[paragraph]?.end ?? Number.POSITIVE_INFINITY) <= span.start) paragraph += 1;
    if (sentences.at(-1)?.paragraph !== paragraph) isQuoteOpen = false;
    const body = plain.slice(span.start, span.end);
    const named = withCoalition(tokenize(body, lexicon), { lexicon, otherCoalition });
    const tokens = withInquiry(named, lexicon, inquiry);
    const isEndless = span.isCut || tokens.filter(({ class: name }) => name === 'NUMBER').length > mostNumbers;
    const governors = isEndless ? [] : findGovernors(tokens, 0, tokens.length);
    sentences.push({
      start: span.start,
      end: span.end,
      text: body,
      isEndless,
      tokens,
      governors,
      isHeadline: isHeadline(body, sentences.length),
      isQuoteOpen,
      paragraph,
    });
    isQuoteOpen = quoteStaysOpen(tokens, isQuoteOpen);
  }
  return sentences;
}

export function quoteStaysOpen(tokens: readonly Token[], isOpen: boolean): boolean {
  const quotes = tokens.filter((token) => token.class === 'QUOTE' && token.text === '"').length;
  return quotes % 2 === 1 ? !isOpen : isOpen;
}
