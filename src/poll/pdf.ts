import { z } from 'zod';
import { pollLinks } from './index-page.ts';
import { address, listOptions, mayShrink } from './options.ts';
import { pollSingleDocument } from './single-document.ts';
import type { SourceKind } from './source.ts';

const options = z.strictObject({
  url: address.describe('A PDF that is watched for edits, or with link the page that lists PDFs'),
  link: z.string().min(1).optional().describe('CSS selector of the links to the PDFs'),
  match: listOptions.match,
  maxItems: listOptions.maxItems,
  mayShrink,
});
type PdfOptions = z.infer<typeof options>;

/** One PDF that is replaced in place, or a page that links to PDFs. */
export const pdf: SourceKind<PdfOptions> = {
  kind: 'pdf',
  options,
  example: {
    url: 'https://www.esd.whs.mil/FOID/Reading-Room/',
    link: 'a[href$=".pdf"]',
    match: 'civilian casualties',
    maxItems: 50,
    mayShrink: false,
  },

  async poll({ link, ...options }, cursor, context) {
    if (link === undefined) return await pollSingleDocument(options, cursor, context, true);
    return await pollLinks({ ...options, link }, cursor, context, true);
  },
};
