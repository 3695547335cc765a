import { z } from 'zod';
import { compiledAddresses, waysKnown } from '../../src/domain/compiled/record.ts';
import { measures, qualifiers } from '../../src/domain/measures.ts';

/** The shape of a file of the compiled record: the reports of one body. Facts and addresses, never sentences of a report. */

const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'Write a month as YYYY-MM');
const day = z.iso.date('Write a day as YYYY-MM-DD');
const count = z.int().min(0);

const figure = z.union([
  count,
  z.strictObject({
    value: count,
    max: count.optional().describe('The upper value of a range'),
    qualifier: z
      .enum([...qualifiers, 'none'])
      .optional()
      .describe('none: the number alone, where the file has a default'),
  }),
]);

const report = z
  .strictObject({
    period: z
      .union([month, z.tuple([month, month])])
      .optional()
      .describe('The months that a periodic report covers: one, or the first and the last'),
    from: month.optional().describe('Without a period: the first month that the figures cover'),
    to: month.optional().describe('Without a period: the last month that the figures cover'),
    published: day.optional().describe('Left out where it is not known'),
    url: z
      .url({ protocol: /^https?$/ })
      .optional()
      .describe('Left out where no address is known: then `list` is shown'),
    address: z.enum(compiledAddresses).exclude(['list']).optional().describe('What the address leads to'),
    article: z.int().positive().optional().describe('The number in /Article/<number>/ of the report itself'),
    known: z.array(z.enum(waysKnown)).min(1).describe('How the figures are known'),
    reconstructed: z
      .array(z.enum(measures))
      .default([])
      .describe('Measures that no text states: worked out from others'),
    figures: z.partialRecord(z.enum(measures), figure),
    note: z.string().min(1).max(200).optional().describe('What else is known, in words of our own'),
  })
  .refine(({ period, to }) => (period === undefined) !== (to === undefined), 'Write either period or to')
  .refine(({ url, address }) => (url === undefined) === (address === undefined), 'Write url and address, or neither')
  .refine(
    ({ reconstructed, figures }) => reconstructed.every((measure) => figures[measure] !== undefined),
    'A reconstructed measure has no figure',
  );

export const recordFileSchema = z.strictObject({
  publisher: z.string().min(1).describe('The id of the publisher'),
  speakers: z.array(z.string().min(1)).min(1).describe('Who asserts the figures'),
  place: z.string().min(1).nullable().describe('null: the reports do not name one for their figures'),
  since: month.optional().describe('The month from which running totals count'),
  qualifiers: z
    .partialRecord(z.enum(measures), z.enum(qualifiers))
    .default({})
    .describe('Of every figure of a measure'),
  list: z.url({ protocol: /^https?$/ }).describe('Where the publisher lists such reports'),
  reports: z.array(report).min(1),
});

export type RecordFile = z.infer<typeof recordFileSchema>;
