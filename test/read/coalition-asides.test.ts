import { expect, it } from 'vitest';
import { read } from '../../src/read/index.ts';

// Facsimile: the formulaic clauses of a report, everything else in our own words.

const context = { publisher: null, url: null, title: null, published: null };
const title = 'Combined Joint Task Force - Operation Inherent Resolve Monthly Civilian Casualty Report\n\n';
const values = (text: string): Record<string, number> =>
  Object.fromEntries(read(text, context).readings.map(({ measure, value }) => [measure, value]));

it('takes the total of the report and not the one it admitted before', () => {
  const text = `${title}In August 2017, CJTF-OIR completed the assessment of 84 reports: 78 were assessed to be non-credible, two were duplicates and four were credible resulting in seven unintentional civilian deaths.\nCJTF-OIR, which admitted in July that at least 603 civilians had been unintentionally killed, now assesses at least 695 civilians have been unintentionally killed by Coalition strikes since the start of Operation Inherent Resolve.\n`;
  expect(read(text, context).reader).toBe('coalition-monthly');
  expect(values(text)).toMatchObject({ killed_total: 695, killed_new: 7, allegations_completed: 84 });
});

it('takes a term in quotation marks for no quotation', () => {
  const text =
    'CIVHARM Report, July - December 2023\nCombined Joint Task Force - Operation Inherent Resolve\nCJTF-OIR received three reports of civilian harm and completed the assessment of two reports: one was assessed as "Not Credible" and one as credible, resulting in one civilian death. One report remains open.\n';
  expect(read(text, context)).toMatchObject({
    reader: 'coalition-monthly',
    period: { from: '2023-07', to: '2023-12' },
  });
  expect(values(text)).toMatchObject({
    allegations_received: 3,
    allegations_completed: 2,
    allegations_credible: 1,
    allegations_non_credible: 1,
    killed_new: 1,
    allegations_open: 1,
  });
});

it('counts one death where the text says "an unintentional civilian death"', () => {
  const text = `${title}In the month of May 2019, CJTF-OIR carried over 111 open reports and received six new reports. Out of the 10 completed casualty allegation reports, three reports were determined to be credible and resulted in an unintentional civilian death.`;
  expect(values(text)).toMatchObject({ killed_new: 1, allegations_credible: 3 });
});

it('leaves a press article that quotes the report to the other reader', () => {
  const text =
    'Coalition says 11 civilians killed\n\nBAGHDAD (AP) — The US-led coalition said on Thursday that CJTF-OIR carried over 82 open reports. "During this period CJTF-OIR assesses at least 1,370 civilians have been unintentionally killed by Coalition actions," it said in a statement.\n';
  expect(read(text, context).reader).toBe('statement');
});

it('reads through characters without width', () => {
  const text = `${title}In the month of May 2019, CJTF-OIR carried over 111\u200b open reports\u200b and received six new reports. CJTF-OIR assesses \u200bat least 1,303\u200b civilians\u200b have been unintentionally killed by Coalition strikes since the start of Operation Inherent Resolve.\n\nCredible Reports:\n1. Jan. 3, 2017, near Mosul, Iraq, via Airwars. Two\u200b civilians were\u200b killed.\n`;
  expect(values(text)).toMatchObject({ killed_total: 1303, allegations_carried_over: 111, allegations_received: 6 });
  expect(read(text, context).incidents).toMatchObject([{ killed: 2, place: 'Mosul' }]);
});

it.each([
  '1,231 civilians (previously 1,240)',
  '1,231 (previously 1,240) civilians',
  '1,231 civilians (up from 1,220 civilians)',
  '1,231 civilians, previously 1,240,',
  '1,231[4] civilians',
  '1\u202f231 civilians',
  "1'231 civilians",
  'one thousand, two hundred thirty-one civilians',
])('reads the total of %s', (stated) => {
  const text = `${title}In the month of April, CJTF-OIR carried over 111 open reports from previous months. CJTF-OIR assesses at least ${stated} have been unintentionally killed by Coalition actions since the beginning of Operation Inherent Resolve.`;
  expect(read(text, context).readings).toContainEqual(
    expect.objectContaining({ measure: 'killed_total', value: 1231, qualifier: 'at least' }),
  );
});
