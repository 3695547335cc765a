import { describe, expect, test } from 'vitest';
import { read } from '../../src/read/index.ts';

// Facsimile: the formulaic clauses of a report, everything else in our own words.

const report = `In the month of April 2019, CJTF-OIR carried over 111 open reports from previous months, received seven new reports of possible civilian casualties and completed the assessment of 18 reports. Out of the 18 completed reports, three were determined to be credible and resulted in five unintentional civilian deaths.

The Coalition conducted 34,502 strikes between August 2014 and the end of April 2019. During this period, based on information available, CJTF-OIR assesses at least 1,302 civilians have been unintentionally killed by Coalition strikes since the beginning of Operation Inherent Resolve.`;
const figures = (text: string, publisher: string | null) =>
  read(text, { publisher, url: null, title: null, published: '2019-05-31' }).readings.map(
    ({ measure, value, speakers }) => `${measure} ${value} ${speakers.join('+')}`,
  );

describe('a page with a report in it', () => {
  test('gives the figures of the report and those of the organisation that quotes it', () => {
    const text = `Amnesty International answered the monthly report, which reads:\n\n${report}\n\nAmnesty International and Airwars found that Coalition strikes killed more than 1,600 civilians in Raqqa between June and October 2017.\n`;
    expect(figures(text, 'amnesty')).toEqual([
      'killed_total 1302 cjtf-oir',
      'killed_new 5 cjtf-oir',
      'allegations_carried_over 111 cjtf-oir',
      'allegations_received 7 cjtf-oir',
      'allegations_completed 18 cjtf-oir',
      'allegations_credible 3 cjtf-oir',
      'strikes_total 34502 cjtf-oir',
      'killed_event 1600 amnesty+airwars',
    ]);
  });

  test('gives what a note of its editors adds', () => {
    const note = `Editor's note: on 3 June the Coalition confirmed that a further strike near Hajin on 2 February 2019 killed two civilians.`;
    expect(figures(`${report}\n\n${note}\n`, 'cjtf-oir')).toEqual([
      ...figures(report, 'cjtf-oir'),
      'killed_event 2 cjtf-oir',
    ]);
  });

  test('counts nothing of the report twice', () => {
    expect(figures(`${report}\n\n${report}\n`, 'cjtf-oir')).toEqual(figures(report, 'cjtf-oir'));
  });
});
