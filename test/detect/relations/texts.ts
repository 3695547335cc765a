import type { RelatedDocument } from '../../../src/detect/relations/related-document.ts';
import type { Publisher } from '../../../src/domain/publishers.ts';
import type { Reading } from '../../../src/domain/readings.ts';
import { reading } from '../reports.ts';

/** Texts in our own words for pairs of documents. The first set is for building, the second is kept apart. */

export const publishers = {
  coalition: { id: 'cjtf-oir', name: 'CJTF-OIR', role: 'acknowledging' },
  africom: { id: 'africom', name: 'AFRICOM', role: 'acknowledging' },
  amnesty: { id: 'amnesty', name: 'Amnesty International', role: 'documenting' },
  hrw: { id: 'hrw', name: 'Human Rights Watch', role: 'documenting' },
  airwars: { id: 'airwars', name: 'Airwars', role: 'documenting' },
  globalresearch: { id: 'globalresearch', name: 'Global Research', role: 'carrier' },
  relief: { id: 'relief', name: 'Relief Bulletin', role: 'carrier' },
  courier: { id: 'courier', name: 'The Evening Courier', role: 'carrier' },
} as const satisfies Readonly<Record<string, Publisher>>;

const names: Readonly<Record<string, readonly string[]>> = {
  'cjtf-oir': ['CJTF-OIR', 'the Coalition', 'inherentresolve.example'],
  africom: ['AFRICOM', 'africom.example'],
  amnesty: ['Amnesty International', 'amnesty.example'],
  hrw: ['Human Rights Watch', 'hrw.example'],
  airwars: ['Airwars', 'airwars.example'],
  globalresearch: ['Global Research', 'globalresearch.example'],
  relief: ['Relief Bulletin', 'relief.example'],
  courier: ['The Evening Courier', 'courier.example'],
};

let serial = 0;

/** A document; each figure is a passage of the text with its reading. */
export function document(
  publisher: Publisher,
  published: string,
  paragraphs: readonly string[],
  rest: { readonly figures?: readonly Figure[]; readonly url?: string; readonly month?: string } = {},
): RelatedDocument {
  serial += 1;
  const text = paragraphs.join('\n\n');
  const host = names[publisher.id]?.at(-1) ?? 'other.example';
  return {
    documentId: `d${String(serial).padStart(4, '0')}`,
    publisher,
    names: names[publisher.id] ?? [publisher.name],
    url: rest.url ?? `https://www.${host}/${published}/${serial}/`,
    published: `${published}T12:00:00.000Z`,
    text,
    period: rest.month === undefined ? null : { from: rest.month, to: rest.month },
    readings: (rest.figures ?? []).map(([measure, value, quote, more]) => {
      const start = text.indexOf(quote);
      if (start === -1) throw new Error(`The text does not have "${quote}"`);
      return reading(measure, value, { quote, start, end: start + quote.length, ...more });
    }),
  };
}

export type Figure = readonly [Reading['measure'], number, string, Partial<Reading>?];

const commas = (value: number) => value.toLocaleString('en-US');

/** A monthly report: most of its words are the same every month. */
export function monthly(row: {
  readonly month: string;
  readonly name: string;
  readonly published: string;
  readonly total: number;
  readonly carried: number;
  readonly received: number;
  readonly credible: string;
  readonly entries?: readonly string[];
}): RelatedDocument {
  return document(publishers.coalition, row.published, monthlyText(row), {
    month: row.month,
    figures: [['killed_total', row.total, `at least ${commas(row.total)} civilians`]],
  });
}

export function monthlyText(row: Omit<Parameters<typeof monthly>[0], 'month' | 'published'>): readonly string[] {
  return [
    `Civilian casualty report of the Coalition for ${row.name}`,
    'SOUTHWEST ASIA — The Coalition plans every one of its strikes with care, weighs what it may do to those who live nearby, and examines each allegation that it receives, from whichever side it comes, to find out what happened and what it can do better.',
    `During the month of ${row.name} the Coalition carried over ${row.carried} open reports from previous months and received ${row.received} new reports of possible civilian casualties. ${row.credible} of the reports were assessed to be credible.`,
    `To date, based on information available, CJTF-OIR assesses at least ${commas(row.total)} civilians have been unintentionally killed by Coalition strikes since the beginning of Operation Inherent Resolve.`,
    ...(row.entries ?? []),
    'The Coalition continues to take in new information, will reopen a case when it gives reason to, and publishes its results every month so that everybody can follow how it counts and on what it rests.',
  ];
}

export const reports = {
  february: {
    month: '2019-02',
    name: 'February 2019',
    published: '2019-03-29',
    total: 1257,
    carried: 141,
    received: 6,
    credible: 'One',
    entries: ['3 February 2017, near Mosul, Iraq, via Airwars report: two people in a house next to the target died.'],
  },
  march: {
    month: '2019-03',
    name: 'March 2019',
    published: '2019-04-25',
    total: 1291,
    carried: 146,
    received: 7,
    credible: 'Eleven',
    entries: ['14 March 2017, near Tabqa, Syria, via social media: four people in a passing car were hurt.'],
  },
  april: {
    month: '2019-04',
    name: 'April 2019',
    published: '2019-05-31',
    total: 1302,
    carried: 122,
    received: 9,
    credible: 'Three',
    entries: ['22 May 2017, near Raqqa, Syria, via Airwars report: one person who rode a motorbike died.'],
  },
} as const;

/** Statements of organisations, five paragraphs each. `figure` is the passage that quotes the total. */
export interface Statement {
  readonly lead: string;
  readonly quoted: string;
  readonly body: readonly string[];
}

export const statements = {
  adviser: {
    lead: 'Responding to the announcement by the US-led Coalition that at least 1,302 civilians were unintentionally killed by its strikes in Iraq and Syria up to the end of April 2019, an adviser of Amnesty International for crises, who walked through the ruins of the city four times, had this to say:',
    quoted: 'at least 1,302 civilians',
    body: [
      '"Every death that is owned up to is welcome to those who waited for the word. But whoever reads this number next to the streets that we measured sees how far the Coalition still is from saying what its aircraft and guns did to the people below."',
      '"Our own count with partners, published a month ago after two years of work on the ground and with thousands of volunteers, came to more than 1,600 dead for one city and four months. What is now admitted for all places and all years together is a part of that."',
      '"We ask for teams that are independent, that go to the places, talk with those who survived and publish the reasons for each strike. Families have a right to be told, and to be paid what full reparation means."',
      '"Nearly all that has been admitted was first found by people outside the force, who wrote it down and sent it in. An army that waits for others to do the counting cannot say that it learns."',
    ],
  },
  rights: {
    lead: 'The monthly figures that the Coalition gave out on Friday, according to which at least 1,302 civilians have been unintentionally killed since 2014, leave out most of what families told us, Human Rights Watch said in reaction to the report.',
    quoted: 'at least 1,302 civilians',
    body: [
      'Researchers of the organisation went to eleven villages along the river in two summers. They spoke with people who had buried their neighbours, looked at craters and fragments, and asked the force about each of the strikes; on nine of them it has not answered.',
      'A school that sheltered families from the fighting, and a market with a bakery, were among the places that were hit. At least 84 people died in these two, thirty of them children, and no fighter was seen near the school in the days before.',
      'The force should name who decides, publish how it weighs a report against its own records, and open an office in the region where people can hand in what they know and ask what became of it.',
      'Governments that fly with the Coalition hide behind it. Each of them has to say which strikes were its own, and to answer for them in its own parliament and its own courts.',
    ],
  },
  second: {
    lead: 'Amnesty International called today on the parliament in Paris to look into the sale of guided bombs that were found in the rubble of two houses, and into what its government knew of the plans to use them.',
    quoted: 'two houses',
    body: [
      'Fragments with a serial number that leads to a plant in the south were photographed by our team and compared by two experts, who worked apart from each other and came to the same result.',
      'A minister who signs for such a delivery has to ask what it will be used for. The papers that we have seen show that nobody asked, and that the answer was known all the same.',
      '"We ask for teams that are independent, that go to the places, talk with those who survived and publish the reasons for each strike. Families have a right to be told, and to be paid what full reparation means."',
      'The hearing is expected in autumn. Until then no licence for a further delivery may be given, and those that were given have to be looked at again.',
    ],
  },
} as const satisfies Readonly<Record<string, Statement>>;

export const footers = [
  'Note to readers: share this article by the buttons above, send it on to your lists, and write to us when you wish to print it in a place that asks for money. What is said here is said by its authors alone.',
  'Our newsletter comes every Sunday and costs nothing. Those who give us a few coins a month keep the lights on; we thank them by name once a year unless they ask us not to.',
];

export const own = [
  'Our correspondent adds: in the town hall a map hangs on which the mayor has marked each house that fell, with a pin for every person. The pins ran out in spring and he went on with matches.',
  'The price of cement has tripled since the fighting ended, and the road to the quarry is still closed in the mornings. Whoever can afford it builds a room and rents it out; whoever cannot lives with cousins.',
  'In the capital nobody wished to speak on the record. A spokesman pointed to the report itself, and another one to the first. The next figures are due in four weeks, on a Thursday as always.',
];
