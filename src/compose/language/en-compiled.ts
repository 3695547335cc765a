import type { CompiledAddress, WayKnown } from '../../domain/compiled/record.ts';

/** The English of figures from the compiled record, which Ackwatch has not read itself. Part of `en.ts`. */

const ways: Readonly<Record<WayKnown, string>> = {
  'report-text': 'the text of the report',
  'report-copy': 'a copy of the report',
  'quoted-paragraph': 'a paragraph of the report that an organisation quotes',
  press: 'the press',
  'public-texts': 'notes on public texts',
};

const addresses: Readonly<Record<CompiledAddress, string>> = {
  report: 'the report',
  copy: 'a copy of the report',
  press: 'an article about the report',
  list: 'where the publisher lists its releases',
};

const all = new Intl.ListFormat('en-GB', { type: 'conjunction' });

export const compiled = {
  mark: (isReconstructed: boolean) => (isReconstructed ? 'compiled record, reconstructed' : 'compiled record'),
  marked: (text: string, mark: string) => `${text} (${mark})`,
  source: 'from the compiled record; Ackwatch has not read the report itself',
  reconstructed: 'no report states this value: it was worked out from others',
  placeUnknown: 'place not recorded',
  dayUnknown: 'not known',
  known: (known: readonly WayKnown[]) => `known from ${all.format(known.map((way) => ways[way]))}`,
  address: (address: CompiledAddress) => addresses[address],
  releasesOf: (who: string) => `releases of ${who}`,
  /** Below a table whose rows are marked. */
  rows: 'Values marked “compiled record” are from the compiled record; Ackwatch has not read those reports itself. Where to read them: ',
  latest: 'Ackwatch has read no report yet. This is the newest of the compiled record.',
  campaigns: 'Counted for several events together, from the compiled record:',
  onDay:
    'What is marked “compiled record” is given by its day of publication: Ackwatch had not read it then, and has not since.',
};
