import { z } from 'zod';
import { type CircumstanceKind, circumstanceRows } from '../domain/circumstances.ts';
import { gradings, type Incident, incidentOutcomes, vias } from '../domain/incidents.ts';
import { measures, qualifiers } from '../domain/measures.ts';
import { type Mention, mentionStances, type Reading, type ReadResult } from '../domain/readings.ts';
import { positionKinds } from '../domain/relations/positions.ts';
import type { Warning } from '../domain/warnings.ts';

/** The JSON that `ackwatch read --json` prints. Stable: keys are added, never renamed or removed. Absent values are null. */

const month = z.string().regex(/^\d{4}-(?:0[1-9]|1[0-2])$/);
const day = z.string().regex(/^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/);
const monthOrDay = z.string().regex(/^\d{4}-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?$/);
const count = z.number().int().nonnegative();
const ids = z.array(z.string().min(1));

const quote = {
  quote: z.string().min(1).describe('The passage that states it, word for word; for a reading its number is in it.'),
  start: count.describe('Where the quote begins in the text that was read (UTF-16 offset).'),
  end: count.describe('Where the quote ends (exclusive).'),
};

const figure = {
  measure: z.enum(measures).describe('What is counted.'),
  value: count.describe('The figure; the lower one of a range.'),
  valueMax: count.nullable().describe('The upper figure of a range, else null.'),
  qualifier: z.enum(qualifiers).nullable().describe('How the text limits the figure; null for a bare number.'),
  speakers: ids
    .min(1)
    .describe('Who takes the stance (not who published it); other:<name as printed> for an unknown body.'),
  speaker: z.string().min(1).describe('The speakers as one text, joined by +.'),
  place: z.string().min(1).nullable().describe('The place as the text names it; null where it names none.'),
  from: monthOrDay
    .nullable()
    .describe(
      'First month the figure covers, or the exact day for the toll of one event; null where the text does not say.',
    ),
  to: monthOrDay
    .nullable()
    .describe(
      'Last month the figure covers, or the exact day for the toll of one event; null where the text does not say.',
    ),
  ...quote,
};
const rule = z.string().min(1).nullable().describe('The rule that found the figure; null if unknown.');

const notStated = z.strictObject({ state: z.enum(['not-stated', 'not-read']) });

function circumstanceJson<Kind extends CircumstanceKind>(kind: Kind) {
  const { senses } = circumstanceRows[kind];
  return z
    .discriminatedUnion('state', [
      z.strictObject({
        state: z.literal('stated'),
        value: count.nullable().describe('How many people; null where the text gives no number.'),
        qualifier: z.enum(qualifiers).nullable().describe('How the text limits the number; null for a bare one.'),
        sense:
          senses.length === 0
            ? z.null().describe('Always null.')
            : z.enum(senses).nullable().describe('What the text says of it.'),
        ...quote,
      }),
      notStated,
    ])
    .describe(circumstanceDescriptions[kind]);
}

const circumstanceDescriptions: Readonly<Record<CircumstanceKind, string>> = {
  women: 'Women among the dead.',
  children: 'Children among the dead.',
  names: 'Whether the dead are named. The names are nowhere but in the quote.',
  cause: 'Why civilians were killed, as the speakers of the figure state it.',
  legalFinding: 'Whether the act was lawful, as the speakers of the figure find.',
  payment: 'Money for the survivors.',
  apology: 'Whether the speakers apologised.',
  callForInvestigation: 'The speakers ask somebody else to investigate.',
  callForReparation: 'The speakers ask somebody else to compensate the survivors.',
};

const circumstancesJson = z
  .strictObject({
    women: circumstanceJson('women'),
    children: circumstanceJson('children'),
    names: circumstanceJson('names'),
    cause: circumstanceJson('cause'),
    legalFinding: circumstanceJson('legalFinding'),
    payment: circumstanceJson('payment'),
    apology: circumstanceJson('apology'),
    callForInvestigation: circumstanceJson('callForInvestigation'),
    callForReparation: circumstanceJson('callForReparation'),
  })
  .describe(
    'What the text says of the dead besides their number. not-stated: the part of the text in which it would stand was read whole; not-read: nothing follows.',
  );

const readingJson = z.strictObject({
  ...figure,
  stance: z.literal('asserted').describe('What the text does with the figure: its speakers say that it is so.'),
  rule,
  circumstances: circumstancesJson
    .nullable()
    .describe('As of an incident; null for a measure other than killed_event and killed_new.'),
});

const mentionJson = z.strictObject({
  ...figure,
  stance: z
    .enum(mentionStances)
    .describe('What the text does with the figure: its speakers deny, doubt, only repeat, examine or withdraw it.'),
  rule,
});

const positionJson = z.strictObject({
  kind: z
    .enum(positionKinds)
    .describe(
      'What the text demands, or says of the conduct of a belligerent; in a document of a belligerent, what may answer a demand.',
    ),
  rule: z.string().min(1).describe('The rule that found it.'),
  ...quote,
});

const incidentJson = z.strictObject({
  number: count.nullable().describe('The number printed in the list.'),
  date: day.nullable().describe('The day, or the first day of a range.'),
  dateTo: day.nullable().describe('The last day of a range.'),
  place: z.string().min(1).nullable().describe('The place as printed.'),
  country: z.string().min(1).nullable().describe('The country as printed.'),
  vias: z.array(z.enum(vias)).describe('How it was reported to the belligerent; empty where it does not say.'),
  via: z.string().min(1).nullable().describe('The vias as one text, joined by +.'),
  outcome: z.enum(incidentOutcomes).describe('What the belligerent concluded.'),
  killed: count.nullable().describe('Civilians killed; null where the entry gives no certain number.'),
  killedMax: count.nullable().describe('The upper number killed, where the entry gives a range.'),
  injured: count.nullable().describe('Civilians injured; null where the entry gives no certain number.'),
  reportNumbers: ids.describe("The belligerent's own numbers of the reports."),
  reportNumber: z.string().min(1).nullable().describe('The report numbers as one text, joined by +.'),
  ngoCodes: ids.describe('Airwars codes.'),
  ngoCode: z.string().min(1).nullable().describe('The Airwars codes as one text, joined by +.'),
  mgrs: z.array(z.string().min(1)).describe('Grid references, without spaces.'),
  notPreviouslyReported: z.boolean().describe('The entry says that it was not reported before.'),
  ...quote,
  circumstances: circumstancesJson,
  dossier: z
    .strictObject({
      grading: z
        .enum(gradings)
        .nullable()
        .describe('How the body grades what it gathered; null where it does not say.'),
      belligerents: z.array(z.string().min(1)).describe('Whom it holds responsible or suspects, as printed.'),
      injuredMax: count.nullable().describe('The upper number injured, where the page gives a range.'),
    })
    .nullable()
    .describe('What only the page of a documenting body states; null for an entry of a report.'),
});

export const readJson = z.strictObject({
  document: z
    .strictObject({
      publisher: z.string().nullable().describe('Id of the publisher, where one was given.'),
      url: z.string().nullable().describe('Address, where one was given.'),
      published: day.nullable().describe('Day of publication, where one was given.'),
      title: z.string().nullable().describe('Title, where the document has one.'),
      reader: z.string().min(1).describe('Which reader read the text.'),
      readerVersion: z.number().int().positive().describe('Rises whenever a rule of that reader changes.'),
      sha256: z
        .string()
        .regex(/^[0-9a-f]{64}$/)
        .describe('SHA-256 of the bytes that were read, in hexadecimal.'),
    })
    .describe('What was read.'),
  period: z
    .strictObject({ from: month.nullable().describe('First month.'), to: month.nullable().describe('Last month.') })
    .describe('The months the report speaks of, inclusive; both null where it is no periodic report.'),
  readings: z.array(readingJson).describe('Every figure that was read, in the order of the text or of the report.'),
  mentions: z
    .array(mentionJson)
    .describe('Every figure that the text names and does not assert. It is no admission and no claim.'),
  positions: z
    .array(positionJson)
    .describe('What the text demands of a belligerent or says of its conduct, each kind once, with its sentence.'),
  incidents: z.array(incidentJson).describe("The entries of the report's list."),
  warnings: z
    .array(
      z.strictObject({
        code: z.string().min(1).describe('Stable.'),
        message: z.string().min(1).describe('For people.'),
        data: z
          .record(z.string(), z.unknown())
          .describe('What the message says, as data; its keys depend on the code.'),
      }),
    )
    .describe('What could not be read, or not for certain.'),
});
type ReadJson = z.infer<typeof readJson>;

/** What is known of a document beside its text. */
export interface DocumentFacts {
  readonly publisher: string | null;
  readonly url: string | null;
  /** `YYYY-MM-DD`. */
  readonly published: string | null;
  readonly title: string | null;
  /** Of the bytes, hexadecimal. */
  readonly sha256: string;
}

/** Returns the JSON of one document, keys in the order of the schema. `warningText` has the words of warnings. */
export function toJson(
  document: DocumentFacts,
  result: ReadResult,
  warningText: (warning: Warning) => string,
): ReadJson {
  return {
    document: {
      publisher: document.publisher,
      url: document.url,
      published: document.published,
      title: document.title,
      reader: result.reader,
      readerVersion: result.readerVersion,
      sha256: document.sha256,
    },
    period: { from: result.period?.from ?? null, to: result.period?.to ?? null },
    readings: result.readings.map(readingToJson),
    mentions: result.mentions.map(mentionToJson),
    positions: [...result.positions],
    incidents: result.incidents.map(incidentToJson),
    warnings: result.warnings.map((warning) => {
      const { code, ...data } = warning;
      return { code, message: warningText(warning), data };
    }),
  };
}

/** The form in which sets were printed before they were arrays. */
function joined(set: readonly string[]): string | null {
  return set.length === 0 ? null : set.join('+');
}

function readingToJson(reading: Reading): z.infer<typeof readingJson> {
  const { stance, rule: foundBy, circumstances } = reading;
  return { ...figureToJson(reading), stance, rule: foundBy, circumstances };
}

function mentionToJson(mention: Mention): z.infer<typeof mentionJson> {
  return { ...figureToJson(mention), stance: mention.stance, rule: mention.rule };
}

function figureToJson(read: Reading | Mention) {
  const { measure, value, valueMax, qualifier, speakers, place, from, to, quote: words, start, end } = read;
  const speaker = speakers.join('+');
  const said = { measure, value, valueMax, qualifier, speakers: [...speakers], speaker };
  return { ...said, place, from, to, quote: words, start, end };
}

function incidentToJson(incident: Incident): z.infer<typeof incidentJson> {
  const { number, date, dateTo, place, country, vias, outcome, killed, killedMax, injured } = incident;
  const { reportNumbers, ngoCodes, mgrs, notPreviouslyReported, quote: words, start, end } = incident;
  return {
    number,
    date,
    dateTo,
    place,
    country,
    vias: [...vias],
    via: joined(vias),
    outcome,
    killed,
    killedMax,
    injured,
    reportNumbers: [...reportNumbers],
    reportNumber: joined(reportNumbers),
    ngoCodes: [...ngoCodes],
    ngoCode: joined(ngoCodes),
    mgrs: [...mgrs],
    notPreviouslyReported,
    quote: words,
    start,
    end,
    circumstances: incident.circumstances,
    dossier:
      incident.dossier === null ? null : { ...incident.dossier, belligerents: [...incident.dossier.belligerents] },
  };
}
