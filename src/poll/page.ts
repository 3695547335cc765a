import { z } from 'zod';
import { address, mayShrink, selector } from './options.ts';
import { pollSingleDocument } from './single-document.ts';
import type { SourceKind } from './source.ts';

const options = z.strictObject({ url: address.describe('The page that is watched for edits'), selector, mayShrink });
type PageOptions = z.infer<typeof options>;

/** One page that is watched for edits. */
export const page: SourceKind<PageOptions> = {
  kind: 'page',
  options,
  example: {
    url: 'https://www.inherentresolve.mil/Releases/CIVCAS-Releases/',
    selector: 'main',
    mayShrink: false,
  },

  async poll(options, cursor, context) {
    return await pollSingleDocument(options, cursor, context, false);
  },
};
