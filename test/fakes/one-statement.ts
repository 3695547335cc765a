import { reportFigures } from '../../src/cli/demo/archive/figures.ts';
import { monthName, paragraphs } from '../../src/cli/demo/archive/wording.ts';

/** Facsimile: a report, an answer to it, and the copy of that answer, in our own words around the published figures. */

export interface Article<Publisher extends string = 'cjtf-oir' | 'amnesty' | 'globalresearch'> {
  readonly publisher: Publisher;
  readonly path: string;
  readonly title: string;
  readonly published: string;
  readonly paragraphs: readonly string[];
}

function reportFor(period: string): Article {
  const row = reportFigures.find((one) => one.period === period);
  if (row === undefined) throw new Error(`The record has no report for ${period}.`);
  return {
    publisher: 'cjtf-oir',
    path: `/oir/${period}/`,
    title: `Monthly civilian casualty report, ${monthName(period)} (facsimile)`,
    published: `${row.published}T12:00:00Z`,
    paragraphs: paragraphs(row),
  };
}

export const reportForMarch = reportFor('2019-03');
export const report = reportFor('2019-04');

export const reaction: Article = {
  publisher: 'amnesty',
  path: '/amnesty/fraction/',
  title: 'Admitted deaths are a fraction of those in Raqqa (facsimile)',
  published: '2019-05-31T16:00:00Z',
  paragraphs: [
    'Responding to the announcement by the US-led Coalition that at least 1,302 civilians have been unintentionally killed by Coalition strikes in Iraq and Syria between August 2014 and the end of April 2019, the adviser of Amnesty International for crises said:',
    '“Every admission is welcome to those who wait for one, but the Coalition is still in denial about how many civilians were killed in its war on the two cities.”',
    '“An investigation by Amnesty International and Airwars, published in April, found that more than 1,600 civilians were killed in Raqqa by Coalition strikes in 2017. What is admitted now for all years and all places does not come to that.”',
    '“There is an urgent need for thorough and independent investigations that say how each strike was judged and that lead to full reparation for the victims.”',
    '“Where the Coalition admitted deaths, it did so only after they had been documented and brought to its attention by others. It has never carried out investigations on the ground, and has not given any reasons for the deaths of civilians.”',
  ],
};

export const copy: Article = {
  publisher: 'globalresearch',
  path: '/globalresearch/5679/',
  title: 'Coalition Admits More Than a Thousand Deaths (facsimile)',
  published: '2019-06-01T09:00:00Z',
  paragraphs: [
    'By Amnesty International',
    'Global Research, June 01, 2019',
    ...reaction.paragraphs,
    'Note to readers: please share this article and send it on to the lists that you are on.',
    'The original source of this article is Amnesty International',
    'Copyright © Amnesty International, 2019',
  ],
};

export const investigation: Article = {
  publisher: 'amnesty',
  path: '/amnesty/raqqa/',
  title: 'What was done to Raqqa (facsimile)',
  published: '2019-04-25T07:00:00Z',
  paragraphs: [
    'Amnesty International and Airwars found that more than 1,600 civilians were killed by Coalition strikes in Raqqa in 2017.',
    'Teams visited two hundred places and spoke with those who had lived there.',
  ],
};

/** Something that each publisher had before, so that what comes next is news. */
export const earlier: readonly Article[] = [
  reportForMarch,
  {
    publisher: 'amnesty',
    path: '/amnesty/hearing/',
    title: 'A hearing in parliament (facsimile)',
    published: '2019-03-01T07:00:00Z',
    paragraphs: ['The committee heard three witnesses on the export of arms and will meet again in autumn.'],
  },
  {
    publisher: 'globalresearch',
    path: '/globalresearch/5000/',
    title: 'On the price of bread (facsimile)',
    published: '2019-03-02T07:00:00Z',
    paragraphs: ['Bread costs a third more than last year, and the mills wait for grain from the coast.'],
  },
];

/** Every order of the three. */
export const orders: readonly (readonly Article[])[] = [
  [report, reaction, copy],
  [report, copy, reaction],
  [reaction, report, copy],
  [reaction, copy, report],
  [copy, report, reaction],
  [copy, reaction, report],
];

export function nameOf(article: Article): string {
  return article === report ? 'report' : article === reaction ? 'reaction' : article === copy ? 'copy' : article.path;
}
