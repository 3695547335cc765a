import { getDocumentProxy } from 'unpdf';
import type { Instant } from '../../domain/time.ts';
import { type ExtractedDocument, SourceError } from '../../poll/source.ts';
import { oneLine } from '../text/characters.ts';
import { parseInstant } from '../text/instant.ts';
import { valueAt } from '../text/unknown-values.ts';
import type { PdfPage, PdfText } from './lines.ts';
import { textOfPages } from './paragraphs.ts';

const minCharactersPerPage = 20;

/** Extracts text and metadata. Throws `unreadable` for a PDF that has a password, is broken, or contains only pictures. */
export async function extractPdf(bytes: Uint8Array): Promise<ExtractedDocument> {
  const pdf = await open(bytes);
  try {
    const pages: PdfPage[] = [];
    for (let number = 1; number <= pdf.numPages; number++) {
      const page = await pdf.getPage(number);
      const [left = 0, bottom = 0, right = 612, top = 792] = page.view;
      const { items } = await page.getTextContent();
      pages.push(uprightPage({ left, bottom, right, top }, items.flatMap(placedText)));
      page.cleanup();
    }
    const text = textOfPages(pages);
    const characters = text.replace(/\s/g, '').length;
    if (characters < minCharactersPerPage * pages.length)
      throw new SourceError(
        'unreadable',
        `The PDF is scanned: ${pages.length} pages with ${characters} characters of text. Have a person read it, or run text recognition and read the result.`,
      );
    const { info } = await pdf.getMetadata();
    return {
      text,
      title: pdfTitle(valueAt(info, 'Title')),
      published: pdfInstant(valueAt(info, 'CreationDate')),
      modified: pdfInstant(valueAt(info, 'ModDate')),
      canonical: null,
    };
  } catch (error) {
    throw error instanceof SourceError ? error : unreadable(error);
  } finally {
    await pdf.loadingTask.destroy();
  }
}

async function open(bytes: Uint8Array) {
  try {
    // A copy, because pdf.js transfers the buffer. Fonts and rendering are not needed.
    return await getDocumentProxy(new Uint8Array(bytes), {
      useSystemFonts: false,
      disableFontFace: true,
      stopAtErrors: false,
      verbosity: 0,
    });
  } catch (error) {
    throw unreadable(error);
  }
}

function unreadable(error: unknown): SourceError {
  const name = error instanceof Error ? error.name : '';
  const message =
    name === 'PasswordException'
      ? 'The PDF is protected by a password. Ask the publisher for an open copy.'
      : 'The PDF is broken or cut off. Fetch it again, or open its address in a browser and check it.';
  return new SourceError('unreadable', message, { cause: error });
}

/** Quarter turns against the clock from upright, in the coordinates of the file. */
type Turns = 0 | 1 | 2 | 3;
interface TurnedText extends PdfText {
  readonly turns: Turns;
}

function placedText(item: unknown): readonly TurnedText[] {
  const text = valueAt(item, 'str');
  const transform = valueAt(item, 'transform');
  const width = valueAt(item, 'width');
  if (typeof text !== 'string' || text === '' || !Array.isArray(transform) || typeof width !== 'number') return [];
  const [a, b, c, d, x, y] = transform.map(Number);
  if (a === undefined || b === undefined || c === undefined || d === undefined || x === undefined || y === undefined)
    return [];
  const size = Math.hypot(c, d) || Math.hypot(a, b);
  if (size <= 0 || ![x, y, width].every(Number.isFinite)) return [];
  const turns = Math.abs(b) <= Math.abs(a) ? (a >= 0 ? 0 : 2) : b > 0 ? 1 : 3;
  return [{ text, x, y, width, size, turns }];
}

/**
 * Returns a page in the direction of most of its text: landscape tables are turned by the page's own rotation, or drawn
 * sideways on an upright page. Text in other directions, such as a stamp along the margin, is left out.
 */
function uprightPage(box: Omit<PdfPage, 'texts'>, texts: readonly TurnedText[]): PdfPage {
  const lengths = [0, 0, 0, 0];
  for (const { text, turns } of texts) lengths[turns] = (lengths[turns] ?? 0) + text.length;
  const turns = lengths.indexOf(Math.max(...lengths));
  const turned = (x: number, y: number): readonly [number, number] =>
    turns === 1 ? [y, -x] : turns === 2 ? [-x, -y] : turns === 3 ? [-y, x] : [x, y];
  const [x1, y1] = turned(box.left, box.bottom);
  const [x2, y2] = turned(box.right, box.top);
  return {
    left: Math.min(x1, x2),
    right: Math.max(x1, x2),
    bottom: Math.min(y1, y2),
    top: Math.max(y1, y2),
    texts: texts
      .filter((text) => text.turns === turns)
      .map(({ text, x, y, width, size }) => {
        const [left, baseline] = turned(x, y);
        return { text, x: left, y: baseline, width, size };
      }),
  };
}

/** Returns the title, or null for a file name, which many editors store as the title. */
function pdfTitle(value: unknown): string | null {
  const title = typeof value === 'string' ? oneLine(value).replace(/^Microsoft \w+ - /, '') : '';
  return title === '' || /^untitled|\.(?:docx?|pdf|indd|pptx?|xlsx?)$/i.test(title) ? null : title.slice(0, 500);
}

/** Parses a PDF date such as `D:20190531120000-04'00'`. */
function pdfInstant(value: unknown): Instant | null {
  const form = /^(?:D:)?(\d{4})(\d{2})?(\d{2})?(\d{2})?(\d{2})?(\d{2})?(Z|[+-]\d{2}'?\d{0,2})?/;
  const found = typeof value === 'string' ? form.exec(value) : null;
  if (!found) return null;
  const [, year, month = '01', day = '01', hour = '00', minute = '00', second = '00', zone = 'Z'] = found;
  return parseInstant(`${year}-${month}-${day}T${hour}:${minute}:${second}${zone.replace("'", ':').replace(/:$/, '')}`);
}
