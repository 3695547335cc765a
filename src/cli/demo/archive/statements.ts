import type { Day } from '../../../domain/time.ts';
import type { Release } from './release.ts';

const facsimile = 'Facsimile for demonstration: real figures, our own words.';

/** Statements of documenting organisations. Each follows the Coalition's report that was published on `afterReport`. */
export const statements: readonly (Release & { readonly afterReport: Day })[] = [
  {
    afterReport: '2018-02-22',
    feed: 'airwars',
    page: 'airwars-2018-02',
    title: 'Civilian deaths from Coalition actions, February 2018 (facsimile)',
    published: '2018-02-28T12:00:00Z',
    paragraphs: [
      facsimile,
      'Airwars estimates that between 6,136 and 9,315 civilians were likely killed by Coalition strikes in Iraq and Syria between August 2014 and February 2018.',
    ],
  },
  {
    afterReport: '2018-08-30',
    feed: 'airwars',
    page: 'airwars-2018-08',
    title: 'Civilian deaths from Coalition actions, August 2018 (facsimile)',
    published: '2018-08-31T12:00:00Z',
    paragraphs: [
      facsimile,
      'Airwars estimates that at least 6,575 civilians were likely killed by Coalition strikes in Iraq and Syria between August 2014 and August 2018.',
    ],
  },
  {
    afterReport: '2019-04-25',
    feed: 'amnesty',
    page: 'amnesty-2019-04',
    title: 'Raqqa: the toll of the 2017 offensive (facsimile)',
    published: '2019-04-26T09:00:00Z',
    paragraphs: [
      facsimile,
      'An investigation by Amnesty International in partnership with Airwars found that more than 1,600 civilians were killed by Coalition strikes in Raqqa between June and October 2017.',
    ],
  },
  {
    afterReport: '2019-05-31',
    feed: 'amnesty',
    page: 'amnesty-2019-05',
    title: 'On the Coalition’s admission of 1,300 civilian deaths (facsimile)',
    published: '2019-05-31T15:00:00Z',
    paragraphs: [
      facsimile,
      'Amnesty International responded to the announcement by the US-led Coalition that at least 1,302 civilians have been unintentionally killed by Coalition strikes in Syria and Iraq between August 2014 and the end of April 2019.',
      'An investigation by Amnesty International with Airwars, it recalled, found that more than 1,600 civilians were killed by Coalition strikes in the Raqqa offensive alone in 2017.',
    ],
  },
];
