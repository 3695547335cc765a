import type { Measure } from '../../../src/domain/measures.ts';
import { extractDocument } from '../../../src/extract/document.ts';
import type { LabelledText } from './corpus.ts';

/** One input of a list of inputs that failed: a fragment of HTML, and the death figures it gives as `killed_event=6-18`. */
export interface FormerCase {
  readonly id: string;
  readonly kind: string;
  readonly publisher: string | null;
  readonly html: string;
  readonly want: readonly string[];
}

const before =
  'The office said on Thursday that it had finished its work on the operation against the armed group near the town.';
const after =
  'Some more words stand here so that the article is long enough to be an article and nothing is thrown away by a guess about its shape.';

/** `MONTHLY:1,302` stands for the two sentences of a monthly report with that total. */
function bodyOf(html: string): string {
  if (!html.startsWith('MONTHLY:')) return html;
  const total = html.slice('MONTHLY:'.length);
  return `In the month of April 2019, CJTF-OIR carried over 111 open reports from previous months, received 8 new reports of possible civilian casualties and completed the assessment of 19 reports.</p><p>During this period, based on information available, CJTF-OIR assesses at least ${total} civilians have been unintentionally killed by Coalition actions since the beginning of Operation Inherent Resolve.`;
}

/** Puts the fragment into a page and extracts the text of the page as the pipeline does. */
export async function textOfFormerCase({ html, want, ...labels }: FormerCase): Promise<LabelledText> {
  const page = `<!doctype html><html><head><meta charset="utf-8"><title>Statement</title></head><body><article><h1>Statement</h1><p>${before}</p><p>${bodyOf(html)}</p><p>${after}</p></article></body></html>`;
  const document = await extractDocument(new TextEncoder().encode(page), 'text/html; charset=utf-8', {
    url: 'http://example.org/article',
  });
  return {
    ...labels,
    published: '2019-05-31',
    ...(document.title === null ? {} : { title: document.title }),
    text: document.text,
    want: want.map((figure) => {
      const [measure = '', values = ''] = figure.split('=');
      const [value, valueMax] = values.split('-').map(Number);
      return {
        measure: measure as Measure, // the lists name measures of the glossary
        value: value ?? Number.NaN,
        ...(valueMax === undefined ? {} : { valueMax }),
      };
    }),
  };
}
