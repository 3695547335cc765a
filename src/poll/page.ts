import { z } from 'zod';
import { address, mayShrink, selector } from './options.ts';
import { watchOne } from './single-document.ts';
import type { SourceKind } from './source.ts';

const options = z.strictObject({ url: address.describe('The page that is watched for edits'), selector, mayShrink });
export type PageOptions = z.infer<typeof options>;

/** One page whose edits matter. */
export const page: SourceKind<PageOptions> = {
  kind: 'page',
  options,
  example: {
    url: 'https://www.inherentresolve.mil/Releases/CIVCAS-Releases/',
    selector: 'main',
    mayShrink: false,
  },

  async poll(options, cursor, context) {
    return await watchOne(options, cursor, context, false);
  },
};
