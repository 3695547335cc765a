import { type ExtractedDocument, SourceError } from '../poll/source.ts';
import { isPdf } from './pdf/signature.ts';
import { plainCharacters } from './text/characters.ts';
import { decode } from './text/charset.ts';
import { withoutIgnoredLines } from './text/ignored-lines.ts';

type DocumentFormat = 'pdf' | 'html' | 'text' | 'binary';

/** Recognises the format by the bytes, then by `contentType`, which may be empty. */
export function formatOf(bytes: Uint8Array, contentType: string): DocumentFormat {
  if (isPdf(bytes)) return 'pdf';
  const type = contentType.split(';')[0]?.trim().toLowerCase() ?? '';
  const head = decode(bytes.subarray(0, 4096), contentType).trimStart();
  if (/^(?:<!--[\s\S]{0,1000}?-->\s*|<\?xml[^>]{0,300}>\s*)*<(?:!doctype\s+html|html|head|body)\b/i.test(head))
    return 'html';
  if (looksBinary(head)) return 'binary';
  if (type === 'text/html' || type === 'application/xhtml+xml') return 'html';
  if (type === 'text/plain' || type === 'text/markdown' || type === 'application/json') return 'text';
  return /^<[a-z!?]/i.test(head) || /<(?:p|br|div|body|table|ul|ol)[\s/>]/i.test(head.slice(0, 1000)) ? 'html' : 'text';
}

function looksBinary(head: string): boolean {
  let odd = 0;
  for (const letter of head) if (letter < '\t' || letter === '\ufffd' || (letter > '\r' && letter < ' ')) odd++;
  return odd > 8 && odd > head.length / 20;
}

/**
 * Extracts HTML, PDF or plain text, which includes Markdown. Throws `SourceError`: `suspect` for an empty body, `blocked`
 * for a challenge page, `unreadable` for a document without text.
 */
export async function extractDocument(
  bytes: Uint8Array,
  contentType: string,
  options: { selector?: string; url?: string; ignore?: readonly string[] } = {},
): Promise<ExtractedDocument> {
  const { ignore = [] } = options;
  const document = await extractByFormat(bytes, contentType, options);
  return ignore.length === 0 ? document : { ...document, text: withoutIgnoredLines(document.text, ignore) };
}

async function extractByFormat(
  bytes: Uint8Array,
  contentType: string,
  options: { selector?: string; url?: string; ignore?: readonly string[] },
): Promise<ExtractedDocument> {
  switch (formatOf(bytes, contentType)) {
    case 'pdf':
      return (await import('./pdf/extract-pdf.ts')).extractPdf(bytes);
    case 'html':
      return (await import('./html/extract-html.ts')).extractHtml(decode(bytes, contentType), options);
    case 'text':
      return plainText(decode(bytes, contentType), contentType);
    case 'binary':
      throw new SourceError(
        'unreadable',
        'The document is neither HTML nor text nor PDF. Watch a page that contains its text, or save it as PDF and read that.',
      );
  }
}

function plainText(decoded: string, contentType: string): ExtractedDocument {
  const text = plainCharacters(decoded);
  if (text.trim() === '')
    throw new SourceError(
      'suspect',
      'The document is empty. Open its address in a browser and check that it still works.',
    );
  if (/^application\/pdf/i.test(contentType))
    throw new SourceError(
      'unreadable',
      'The document is declared as PDF but is none. Open its address in a browser and check it.',
    );
  return { text, title: null, published: null, modified: null, canonical: null };
}
