import { describe, expect, it } from 'vitest';
import type { Incident } from '../../src/domain/incidents.ts';
import type { ReadContext } from '../../src/domain/readings.ts';
import { readIncidents } from '../../src/read/incidents/list.ts';

const context: ReadContext = { publisher: 'cjtf-oir', url: null, title: null, published: '2019-05-31' };

function read(text: string): { incidents: readonly Incident[]; codes: readonly string[] } {
  const { incidents, warnings } = readIncidents(text, context);
  for (const incident of incidents) expect(text.slice(incident.start, incident.end)).toBe(incident.quote);
  return { incidents, codes: warnings.map(({ code }) => code) };
}

function only(text: string): Incident {
  const { incidents } = read(text);
  expect(incidents.map(({ quote }) => quote)).toHaveLength(1);
  const [incident] = incidents;
  if (incident === undefined) throw new Error('no incident');
  return incident;
}

const report = `Facsimile: a monthly report of spring 2019 in our own words; the heads, references and clauses have the published form.
SOUTHWEST ASIA — In the month of April the task force carried over 122 open reports and received seven.

Credible Reports — In each of the incidents listed below civilian casualties regrettably occurred, although precautions were taken.
1. May 2, 2017, near Tabqah, Syria, via Airwars report. A fighting position was hit; two civilians were
unintentionally killed and one
injured. (497)
2. May 17/18, 2017 near Mosul, Iraq via self-report: Two strikes hit a workshop. One civilian was killed in each of these strikes. 2682/CS1908 37SFU7945513515
3. Jan. 20-26, 2018, vicinity of Al Bab, north of Aleppo, Syria via Amnesty International and Airwars report After another look, two civilian deaths more likely than not occurred. (Not previously reported) 3344 / CI883 and CS1997 / 37SFU7945513515 and 37SFV794135
4. Oct 3 2017, in Raqqah, Syria, via White Helmets and AP: a gate was shot at, resulting in one male adult killed. strike.2663 37SFU79451351

Non-Credible Reports:
1. June 9, 2017, near Raqqah, Syria, via SNHR report: No Coalition strikes took place
in that area. 306/CS425 37SBA952069
2. June 10, near Raqqah, Syria, via open source report. A landmine was the cause. 37S BA 86128 01283
3. June 31, 2017, near Raqqah, Syria, via www.facebook.com report: Insufficient information. 37SIO1234

Duplicate Reports:
July 4, 2017, near Mosul, Iraq, via media report: This is a duplicate of July 5, 2017, near
Mosul, Iraq, via Airwars report, in which three civilians were killed.
July 8, 2017, near Mosul, Iraq, via social media report: A duplicate of
July 5, 2017, near Mosul, Iraq, already listed.

Open Report No. 4
Feb. 3, 2018, near Al Shafah, Syria, via self-report: Assessed as non-credible before, this allegation was reopened for new information.

The Coalition continues to look into 12 civilians killed elsewhere.
Media contact: 555-123-4567`;

describe('the incident list', () => {
  it('gives each entry of each section, and nothing of the text around the list', () => {
    const { incidents } = read(report);
    expect(
      incidents.map(({ number, date, dateTo, place, country, vias, outcome }) => [
        number,
        date,
        dateTo,
        place,
        country,
        vias.join('+'),
        outcome,
      ]),
    ).toEqual([
      [1, '2017-05-02', null, 'Tabqah', 'Syria', 'airwars', 'credible'],
      [2, '2017-05-17', '2017-05-18', 'Mosul', 'Iraq', 'self-report', 'credible'],
      [3, '2018-01-20', '2018-01-26', 'Al Bab, Aleppo', 'Syria', 'amnesty+airwars', 'credible'],
      [4, '2017-10-03', null, 'Raqqah', 'Syria', 'white-helmets+media', 'credible'],
      [1, '2017-06-09', null, 'Raqqah', 'Syria', 'snhr', 'non_credible'],
      [2, null, null, 'Raqqah', 'Syria', 'open-source', 'non_credible'],
      [3, null, null, 'Raqqah', 'Syria', 'web', 'non_credible'],
      [null, '2017-07-04', null, 'Mosul', 'Iraq', 'media', 'duplicate'],
      [null, '2017-07-08', null, 'Mosul', 'Iraq', 'social-media', 'duplicate'],
      [4, '2018-02-03', null, 'Al Shafah', 'Syria', 'self-report', 'reopened'],
    ]);
    expect(incidents.map(({ killed, injured }) => [killed, injured])).toEqual([
      [2, 1],
      [2, null],
      [2, null],
      [1, null],
      [null, null],
      [null, null],
      [null, null],
      [null, null],
      [null, null],
      [null, null],
    ]);
    expect(
      incidents.map(({ reportNumbers, ngoCodes, mgrs }) => [
        reportNumbers.join('+') || null,
        ngoCodes.join('+') || null,
        mgrs.join(' '),
      ]),
    ).toEqual([
      ['497', null, ''],
      ['2682', 'CS1908', '37SFU7945513515'],
      ['3344', 'CI883+CS1997', '37SFU7945513515 37SFV794135'],
      ['2663', null, '37SFU79451351'],
      ['306', 'CS425', '37SBA952069'],
      [null, null, '37SBA8612801283'],
      [null, null, ''],
      [null, null, ''],
      [null, null, ''],
      [null, null, ''],
    ]);
    expect(incidents.filter(({ notPreviouslyReported }) => notPreviouslyReported).map(({ number }) => number)).toEqual([
      3,
    ]);
    expect(incidents.at(-1)?.quote).toMatch(/reopened for new information\.$/);
  });

  it('reads the same from a copy that has lost its line breaks', () => {
    const facts = (text: string) =>
      read(text).incidents.map(({ start, end, quote, ...rest }) => ({ ...rest, quote: quote.replace(/\s+/g, ' ') }));
    expect(facts(report.replaceAll('\n', ' '))).toEqual(facts(report));
  });

  it('names what it could not make certain', () => {
    expect(read(report).codes).toEqual([
      'incident-date-without-year',
      'incident-date-invalid',
      'incident-grid-invalid',
    ]);
    expect(
      read('1. May 3, 2017, near Mosul, Iraq, via self-report: one civilian was killed in each of these strikes.')
        .codes,
    ).toEqual(['incident-each-without-count']);
    const list = (first: number, last: number): string =>
      `It was assessed that the following 3 reports are non-credible.\n${first}. May 3, 2017, near Mosul, Iraq: No strikes.\n${last}. May 4, 2017, near Mosul, Iraq: No strikes.`;
    expect(read(list(1, 3)).codes).toEqual(['incident-numbers-missing', 'incident-count-differs']);
    expect(read(list(2, 3)).codes).toEqual(['incident-numbers-missing', 'incident-count-differs']);
  });

  it('takes the outcome from the sentence that introduces a list', () => {
    const text = `Facsimile: a report of 2016 in our own words.
After a review the task force assessed that the following two reports received in October are non-credible. Non-credible means that there is not enough to go on.
1. Sept. 20, 2015, near Ramadi, Iraq: Too little is known.
2. Feb. 15, 2016, Hama Province, Syria: Nothing was struck there.
In each of the incidents listed below civilian casualties unfortunately occurred.
1. July 18, 2016, near Manbij, Syria: A staging area was struck, and up to 24 civilians were killed.`;
    const { incidents, codes } = read(text);
    expect(codes).toEqual([]);
    expect(
      incidents.map(({ place, outcome, killed, killedMax, vias }) => [
        place,
        outcome,
        killed,
        killedMax,
        vias.join('+') || null,
      ]),
    ).toEqual([
      ['Ramadi', 'non_credible', null, null, null],
      ['Hama Province', 'non_credible', null, null, null],
      ['Manbij', 'credible', null, 24, null],
    ]);
  });

  it('reads the batches of 2015 and 2016, one to a line or in one paragraph', () => {
    const entries = [
      'On July 27, 2015, near Ash Sharqat, Iraq, during strikes on vehicles, it was assessed one civilian was injured.',
      'On Aug. 13, 2015, near Ar Raqqah, Syria, during strikes on an operative, it was assessed three civilians nearby were killed and five more were injured.',
      'On Sept. 24, 2015, near Sinjar, Iraq, during strikes on a vehicle, it was assessed two civilians were killed. Another vehicle had come up after the weapons were released.',
    ];
    for (const text of [
      entries.join('\n'),
      entries.join(' '),
      entries.map((entry, index) => `${index + 1}. ${entry}`).join('\n\n'),
    ]) {
      const { incidents } = read(
        `TAMPA, Fla. — Three strikes, determined to be credible:\n${text}\nThe spokesman spoke of 12 civilians killed.`,
      );
      expect(
        incidents.map(({ date, place, outcome, killed, injured }) => [date, place, outcome, killed, injured]),
      ).toEqual([
        ['2015-07-27', 'Ash Sharqat', 'credible', null, 1],
        ['2015-08-13', 'Ar Raqqah', 'credible', 3, 5],
        ['2015-09-24', 'Sinjar', 'credible', 2, null],
      ]);
    }
  });

  it('does not take a strike report for an incident', () => {
    expect(
      read('On July 16, near Raqqah, Syria, 12 strikes engaged eight tactical units and destroyed a vehicle.')
        .incidents,
    ).toEqual([]);
    expect(read('Between May 4 and May 10, 2018, in Iraq and Syria, 53 strikes were carried out.').incidents).toEqual(
      [],
    );
    expect(
      read('A report released as July 18, 2016, near Manbij, Syria, was read again: no civilians were harmed.')
        .incidents,
    ).toEqual([]);
  });

  it('gives a day its year only where the text prints a span that holds it', () => {
    const entry = 'On October 15 near Tal Afar, Iraq, two civilians were injured when a vehicle turned.';
    expect(only(`Four strikes between July 27 and October 15, 2015 were assessed.\n${entry}`).date).toBe('2015-10-15');
    expect(only(`Four strikes between July 27, 2014 and October 15, 2015 were assessed.\n${entry}`).date).toBeNull();
    expect(only(entry).date).toBeNull();
  });

  it('reads the forms of dates, and of heads with commas missing', () => {
    const head = (text: string): (string | null)[] => {
      const { date, dateTo, place, vias } = only(`1. ${text} report: no civilians were harmed.`);
      return [date, dateTo, place, vias.join('+') || null];
    };
    expect(head('03 DEC 21, vicinity of Atmah, Syria, via NGO')).toEqual(['2021-12-03', null, 'Atmah', 'ngo']);
    expect(head('January 20-26, 2023, in Raqqah, Syria via HRW')).toEqual([
      '2023-01-20',
      '2023-01-26',
      'Raqqah',
      'hrw',
    ]);
    expect(head('Between Feb. 26 and March 1, 2017, near Mosul, Iraq via media')).toEqual([
      '2017-02-26',
      '2017-03-01',
      'Mosul',
      'media',
    ]);
    expect(head('Sept. 2, 2017 and Sept. 3, 2017, near Mosul, Iraq, via self-report')).toEqual([
      '2017-09-02',
      '2017-09-03',
      'Mosul',
      'self-report',
    ]);
    expect(head('Feb. 10. 2017 near Mosul and Tal Afar Iraq via Airwars')).toEqual([
      '2017-02-10',
      null,
      'Mosul, Tal Afar',
      'airwars',
    ]);
    expect(head('March 21, 2017 near Al-Thawarah, Tabqah, Syria via Airwars')).toEqual([
      '2017-03-21',
      null,
      'Al-Thawarah, Tabqah',
      'airwars',
    ]);
    expect(head('In March 2017, 5 km southeast of the city of Raqqah, Syria, via Pentagon tribunal')).toEqual([
      null,
      null,
      'Raqqah',
      'other',
    ]);
    expect(head('Unknown date, near Raqqah, via SOHR')).toEqual([null, null, 'Raqqah', 'sohr']);
  });

  it('lets an entry say more than its heading', () => {
    const outcome = (heading: string, narrative: string): (string | number | null)[] => {
      const incident = only(`${heading}\n1. May 3, 2017, near Mosul, Iraq, via Airwars report: ${narrative}`);
      return [incident.outcome, incident.killed];
    };
    expect(outcome('Non-Credible Reports:', 'Date correction. It was listed as May 2, 2017.')).toEqual([
      'correction',
      null,
    ]);
    expect(
      outcome(
        'Credible Reports:',
        'This entry corrects number 5 of the August release: three civilians were killed instead of two.',
      ),
    ).toEqual(['correction', 3]);
    expect(outcome('Non-Credible Reports:', 'It duplicates an entry in which two civilians were killed.')).toEqual([
      'duplicate',
      null,
    ]);
    expect(outcome('Non-Credible Reports:', 'Previously closed, the report was reopened.')).toEqual(['reopened', null]);
    expect(
      outcome(
        'Credible Reports:',
        'Previously assessed as non-credible and reopened. Five civilians were unintentionally killed.',
      ),
    ).toEqual(['credible', 5]);
    expect(outcome('Non-Credible Reports:', 'Regrettably, two civilians were unintentionally killed.')).toEqual([
      'unknown',
      null,
    ]);
    expect(outcome('Non-Credible Reports:', 'Two civilians were killed.')).toEqual(['non_credible', null]);
    expect(outcome('', 'It was assessed as credible; nobody knows how many civilians were killed.')).toEqual([
      'credible',
      null,
    ]);
    expect(outcome('', 'Regrettably, an unknown number of civilians were killed.')).toEqual(['credible', null]);
    expect(
      outcome('Credible Reports:', 'Previously listed as May 2, 2017. Two civilians were unintentionally killed.'),
    ).toEqual(['correction', 2]);
    expect(outcome('', 'There is insufficient evidence that civilians were harmed.')).toEqual(['non_credible', null]);
    expect(outcome('Open Reports:', 'It is still being assessed whether two civilians were killed.')).toEqual([
      'unknown',
      null,
    ]);
  });

  it.each([
    'The assessment did not support a finding that four civilians were killed.',
    'The evidence does not support the allegation that four civilians were killed.',
    'It is not likely that the reported civilian death was caused by a Coalition strike.',
    'It was assessed that it is unlikely three civilians were killed by the strike.',
    'The strike is not more likely than not to have killed four civilians.',
    'The Coalition could not confirm that four civilians were killed.',
    'Reports that four civilians were killed could not be corroborated.',
    'Investigators were unable to verify that four civilians were killed.',
    'The claim that four civilians were killed was unsubstantiated.',
    'The strike did not kill four civilians.',
    'The death of four civilians was not the result of a Coalition strike.',
    'The review ruled out that four civilians were killed.',
    'There is no evidence that four civilians were killed.',
    'The allegation that four civilians were killed is false.',
  ])('reads a refusal under no heading and under any: %s', (narrative) => {
    const entry = `June 3, 2017, near Mosul, Iraq, via Airwars report: ${narrative} 2701/CS1345`;
    for (const heading of ['', 'Credible Reports:\n\n1. ', 'Non-Credible Reports:\n\n1. '])
      expect(read(`${heading}${entry}`).incidents).toMatchObject([
        { outcome: 'non_credible', killed: null, killedMax: null, injured: null },
      ]);
  });

  it.each<[string, number]>([
    ['Although it could not confirm ten deaths, the Coalition assessed that two civilians were killed.', 2],
    ['There was no indication that civilians were near, and two civilians were unintentionally killed.', 2],
    ['It is more likely than not that two civilians were killed.', 2],
    ['The report of ten deaths was not substantiated. Regrettably, two civilians were unintentionally killed.', 2],
  ])('keeps what is admitted beside a refusal: %s', (narrative, killed) => {
    expect(read(`June 3, 2017, near Mosul, Iraq, via Airwars report: ${narrative}`).incidents).toMatchObject([
      { outcome: 'credible', killed },
    ]);
  });

  it.each<[string, string, number | null]>([
    ['Two civilians were killed. This entry replaces number 5 of the release of Aug. 4, 2017.', 'correction', 2],
    ['Two civilians were killed. This supersedes the July 7 release.', 'correction', 2],
    ['Two civilians were killed (previously reported as four).', 'correction', 2],
    ['Previously reported as credible, this report is now assessed as non-credible.', 'non_credible', null],
    [
      'This incident, previously reported as credible, is now a duplicate of number 3. Two civilians were killed.',
      'duplicate',
      null,
    ],
    ['Previously reported as non-credible, it is now assessed as credible. Two civilians were killed.', 'credible', 2],
  ])('says what became of an earlier entry: %s', (narrative, outcome, killed) => {
    expect(read(`Credible Reports:\n\n1. June 3, 2017, near Mosul, Iraq: ${narrative}`).incidents).toMatchObject([
      { outcome, killed },
    ]);
  });

  it('leaves the sentence that introduces the next group to that group', () => {
    const { incidents } = read(`Non-Credible Reports:
Nothing was struck near the place:
1. Nov. 6, 2016, near Mosul, Iraq via Airwars report.
2. Dec. 12, 2016, near Mosul, Iraq via Airwars report.

Too little is known of these:
3. Dec. 14, 2016, near Mosul, Iraq via Airwars report.

About CJTF-OIR
A task force.`);
    expect(incidents.map(({ quote }) => quote)).toEqual([
      '1. Nov. 6, 2016, near Mosul, Iraq via Airwars report.',
      '2. Dec. 12, 2016, near Mosul, Iraq via Airwars report.',
      '3. Dec. 14, 2016, near Mosul, Iraq via Airwars report.',
    ]);
    expect(incidents.every(({ outcome }) => outcome === 'non_credible')).toBe(true);
  });

  it('keeps a narrative that begins with its date in one entry', () => {
    const { incidents } =
      read(`4. May 5, 2017, near Mosul, Iraq, via self-report: On May 5, 2017, near Mosul, Iraq, a house was hit. Two civilians were unintentionally killed.
5. May 7, 2017, near Mosul, Iraq, via self-report: no civilians were harmed.`);
    expect(incidents.map(({ number, killed }) => [number, killed])).toEqual([
      [4, 2],
      [5, 0],
    ]);
  });

  it('reads entries from the rows of a table', () => {
    const { incidents } = read(`Credible Reports:
1 | May 3, 2017 | near Mosul | Iraq | via Airwars | Two civilians were unintentionally killed. | 2682/CS1908 37SFU7945513515
2 | May 4, 2017 | Raqqah | Syria | One civilian was unintentionally killed.`);
    expect(
      incidents.map(({ number, place, country, killed, ngoCodes }) => [
        number,
        place,
        country,
        killed,
        ngoCodes.join('+') || null,
      ]),
    ).toEqual([
      [1, 'Mosul', 'Iraq', 2, 'CS1908'],
      [2, 'Raqqah', 'Syria', 1, null],
    ]);
  });

  it('ends an entry that a page quotes with its quotation mark', () => {
    const incident = only(
      'The command wrote: “114. June 17, 2017, near Mosul, Iraq, via social media report: No strikes were carried out there.” Two civilians were killed, others say.',
    );
    expect([incident.number, incident.quote.slice(-18)]).toEqual([114, 'carried out there.']);
  });
});
