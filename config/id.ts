import { z } from 'zod';

export const id = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]*$/, 'Write lower-case letters, digits and hyphens, e.g. cjtf-oir')
  .describe('A short name, used in commands and in the ledger. Do not change it later.');
