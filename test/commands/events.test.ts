import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Message } from '../../src/chat/message.ts';
import { reportFigures } from '../../src/cli/demo/archive/figures.ts';
import { paragraphs } from '../../src/cli/demo/archive/wording.ts';
import type { CommandContext } from '../../src/commands/command.ts';
import { raiserOf } from '../../src/commands/lookups/accounts.ts';
import { admittedIn, delay, delaysOf, medianOf, raisedBy } from '../../src/commands/lookups/admissions.ts';
import { compare } from '../../src/commands/lookups/compare.ts';
import { event } from '../../src/commands/lookups/event.ts';
import { incident } from '../../src/commands/lookups/incident.ts';
import { incidents } from '../../src/commands/lookups/incidents.ts';
import { openAccounts, openAccountsLine } from '../../src/commands/open-accounts.ts';
import { compose } from '../../src/compose/compose.ts';
import { en } from '../../src/compose/language/en.ts';
import { builtInSpeakers } from '../../src/domain/speakers.ts';
import { type OpenedLedger, openLedger } from '../../src/ledger/open.ts';
import { read } from '../../src/read/index.ts';
import { createRecorder } from '../../src/watch/recorder.ts';

const coalition = { id: 'cjtf-oir', name: 'CJTF-OIR', role: 'acknowledging' } as const;
const airwars = { id: 'airwars', name: 'Airwars', role: 'documenting' } as const;
const wording = {
  language: en,
  names: { publishers: new Map([coalition, airwars].map(({ id, name }) => [id, name])), speakers: builtInSpeakers },
};

/** Of the July 2021 report, published on 20 September 2021. Raised by Airwars: 2 of 3; the oldest strike is of June 2017. */
const listOfJuly = [
  'Credible Reports — In each of the incidents listed below the investigation found that the strike was lawful.',
  '1. June 6, 2017, near Raqqah, Syria, via Airwars report. Regrettably, three civilians were unintentionally killed when they entered the target area after the munition was released. 2682/CS1908',
  '2. July 3, 2019, near Mosul, Iraq, via social media report. Unfortunately, one civilian was unintentionally killed and three others were injured.',
  '3. May 2, 2019, near Baghuz, Syria, via Airwars report. Regrettably, two civilians were unintentionally killed. 2683/CS1960',
  'Non-Credible Reports — After review the following reports were assessed as non-credible.',
  '4. August 4, 2017, near Raqqah, Syria, via Airwars report. There is insufficient evidence to find that civilians were harmed in this strike. 2684/CS1999',
].join('\n');
/** Of the December 2019 report. Raised by the Coalition itself, and once by Amnesty. */
const listOfDecember = [
  'Credible Reports — In each of the incidents listed below the investigation found that the strike was lawful.',
  '1. August 20, 2017, near Raqqah, Syria, via Amnesty International report. Regrettably, four civilians were unintentionally killed. 2501/CS1222',
  '2. October 5, 2019, near Hajin, Syria, via self-report. Regrettably, one civilian was unintentionally killed.',
].join('\n');
const dossier = [
  'Incident date',
  'June 6, 2017',
  'Location',
  'Al Badu, Raqqa, Syria',
  'Strike type: Airstrike',
  'Civilians reported killed: 6 – 11 (2 children)',
  'Airwars civilian harm grading: Fair',
  'Suspected belligerent: US-led Coalition',
].join('\n');

let ledger: OpenedLedger;
let context: CommandContext;
const posts = new Map<string, Message>();

beforeAll(async () => {
  ledger = await openLedger(':memory:');
  context = { lookups: ledger.lookups, wording };
  const recorder = createRecorder({
    ledger,
    speakers: builtInSpeakers,
    read,
    readerVersions: {},
    withdrawnAfterMs: 0,
    now: () => new Date('2021-10-01T00:00:00.000Z'),
    observe: () => {},
  });
  const keep = async (
    publisher: typeof coalition | typeof airwars,
    identity: string,
    { text, published, title = null }: { text: string; published: string; title?: string | null },
  ) => {
    const source = { id: publisher.id, publisher };
    const document = {
      ...{ identity, url: `https://example.org/${identity}`, title, published: `${published}T12:00:00.000Z` },
      ...{ fetchedAt: '2021-10-01T00:00:00.000Z', contentType: 'text/html', headers: {} },
      ...{ bytes: new TextEncoder().encode(text), text },
    };
    for (const one of recorder.read(source, [document])) await recorder.document(source, one, false);
  };
  const lists = new Map([
    ['2021-07', listOfJuly],
    ['2019-12', listOfDecember],
  ]);
  for (const row of reportFigures.slice(-6))
    await keep(coalition, row.period, {
      text: [...paragraphs(row), lists.get(row.period) ?? ''].join('\n\n'),
      published: row.published,
    });
  await keep(airwars, 'cs1908', { text: dossier, published: '2017-06-08', title: 'CS1908 – June 6, 2017' });
  const { rows } = await ledger.lookups.findings({ limit: 200 });
  for (const { event: id, period } of rows)
    if (period !== null) posts.set(period.to, compose(await ledger.deliveries.event(id), wording));
});
afterAll(() => ledger.close());

const tablesOf = (message: Message) => message.blocks.flatMap((block) => (block.type === 'table' ? [block] : []));

describe('incident', () => {
  test('shows the accounts side by side, who raised it and how late it was admitted', async () => {
    const { message } = await incident('cs1908', context);
    expect(message.text).toContain('Admitted: 3 killed. Documented: 6 to 11 killed.');
    expect(message.text).toContain('First raised by Airwars, the report says.');
    // 6 June 2017 to 20 September 2021.
    expect(message.text).toContain('From the strike to its admission: 1,567 days.');
    const [table] = tablesOf(message);
    expect(table?.columns.map(({ title }) => title)).toEqual([
      'What is said',
      'Airwars, 8 June 2017',
      'Coalition, 20 September 2021',
    ]);
    expect(table?.rows).toEqual([
      ['Status', 'documented, graded fair', 'admitted'],
      ['Killed', '6 to 11', '3'],
      ['Injured', 'not read', 'not read'],
      ['Date', '6 June 2017', '6 June 2017'],
      ['Place', 'Al Badu, Raqqa, Syria', 'Raqqah, Syria'],
      ['Cause stated', 'not read', 'civilians came into the area after the weapon was released'],
      // The introduction of the list speaks of the law for all of them.
      ['Finding on the law', 'not read', 'not read'],
      ['Payment to survivors', 'not read', 'not stated'],
      ['Apology', 'not read', 'not stated'],
      ['Codes and numbers', 'CS1908', 'CS1908 / 2682'],
    ]);
  });

  test('is found by its report number and by its id, and what was not admitted says so', async () => {
    const [stored] = await ledger.lookups.eventsNamed('2682');
    expect((await incident(stored?.id.slice(0, 10) ?? '', context)).message.text).toContain('Admitted: 3 killed');
    const { text } = (await incident('CS1999', context)).message;
    expect(text).toContain('No admission of it is stored.');
    expect(text).toContain('not found credible');
    expect((await incident('CS1', context)).message.text).toContain('No incident stored under');
  });
});

describe('event', () => {
  test('shows its accounts over time', async () => {
    const [table] = tablesOf((await event('CS1908', context)).message);
    expect(table?.rows.map(([published, who, status, killed]) => [published, who, status, killed])).toEqual([
      ['8 June 2017', 'Airwars', 'documented, graded fair', '6 to 11'],
      ['20 September 2021', 'Coalition', 'admitted', '3'],
    ]);
  });

  test('is found by a place', async () => {
    expect((await event('Baghuz', context)).message.text).toContain('2 May 2019');
    expect((await event('Atlantis', context)).message.text).toContain('No incident stored under');
  });
});

test('incidents lists pages of incidents too, with their grading and the id of each', async () => {
  const [table] = tablesOf((await incidents({ place: 'Al Badu' }, context)).message);
  expect(table?.rows).toEqual([
    expect.arrayContaining(['6 June 2017', '6 to 11', 'documented, graded fair', 'CS1908']),
  ]);
  const [row] = table?.rows ?? [];
  expect(row?.at(-1)).toMatch(/^[0-9a-f]{10}$/);
});

describe('raised-by, checked by hand', () => {
  test('counts each admitted incident once', async () => {
    const { message } = await raisedBy({}, context);
    expect(message.text).toContain('5 admitted incidents. 4 first raised by others than the side that struck.');
    expect(tablesOf(message)[0]?.rows).toEqual([
      ['Airwars', '2'],
      ['Amnesty International', '1'],
      ['Self-report', '1'],
      ['Social media', '1'],
    ]);
  });

  test('by place and since', async () => {
    const rows = async (query: Parameters<typeof raisedBy>[0]) =>
      tablesOf((await raisedBy(query, context)).message)[0]?.rows;
    expect(await rows({ place: 'raqq' })).toEqual([
      ['Airwars', '1'],
      ['Amnesty International', '1'],
    ]);
    expect(await rows({ since: '2019-06' })).toEqual([
      ['Self-report', '1'],
      ['Social media', '1'],
    ]);
    expect((await raisedBy({ place: 'nowhere' }, context)).message.text).toContain('No admitted incident stored');
  });
});

test('delay, checked by hand, counts from each strike to the first report that admits it', async () => {
  const { message } = await delay({}, context);
  const published = reportFigures.find(({ period }) => period === '2019-12')?.published;
  expect(published).toBe('2020-02-13');
  // 6 June 2017 and 2 May, 3 July 2019 to 20 September 2021; 20 August 2017 and 5 October 2019 to 13 February 2020.
  expect(message.text).toContain(
    '5 admitted incidents: median 28 months from strike to admission, shortest 4 months, longest 51 months.',
  );
  expect(tablesOf(message)[0]?.rows.map(([date, , passed]) => [date, passed])).toEqual([
    ['6 June 2017', '51 months'],
    ['20 August 2017', '29 months'],
    ['2 May 2019', '28 months'],
    ['3 July 2019', '26 months'],
    ['5 October 2019', '4 months'],
  ]);
  expect((await delay({ country: 'Iraq' }, context)).message.text).toContain(
    '1 admitted incident: 26 months from strike to admission.',
  );
});

/**
 * Both reports by hand: the strike, by whom it was raised, then days as whole years and the rest of each month.
 * The report for July 2021 is of 20 September 2021, that for December 2019 of 13 February 2020. 2020 has 366 days.
 */
const byHand = [
  ['2017-06-06', 'Airwars', 4 * 365 + 1 + (24 + 31 + 31 + 20), 4 * 12 + 3],
  ['2017-08-20', 'Amnesty International', 2 * 365 + (11 + 30 + 31 + 30 + 31 + 31 + 13), 2 * 12 + 5],
  ['2019-05-02', 'Airwars', 2 * 365 + 1 + (29 + 30 + 31 + 31 + 20), 2 * 12 + 4],
  ['2019-07-03', 'social media', 2 * 365 + 1 + (28 + 31 + 20), 2 * 12 + 2],
  ['2019-10-05', 'self-report', 26 + 30 + 31 + 31 + 13, 4],
] as const;

test('raised-by and delay give what two reports give by hand, entry by entry', async () => {
  const admitted = await admittedIn({}, context);
  const found = delaysOf(admitted).map(({ event: { accounts }, admission, passed }) => [
    admission.facts.from,
    raiserOf(admission, accounts, wording)?.who,
    passed.days,
    passed.months,
  ]);
  expect(found).toEqual(byHand);
  // The middle one of five is the third: 872 days, 28 months.
  expect(medianOf(delaysOf(admitted).map(({ passed }) => passed))).toEqual({ days: 872, months: 28 });
  const { text } = (await raisedBy({}, context)).message;
  const others = byHand.filter(([, who]) => who !== 'self-report').length;
  expect(text).toContain(`${byHand.length} admitted incidents. ${others} first raised by others`);
});

test('a post says who raised what it admits and how old it is', () => {
  expect(posts.get('2021-07')?.text).toContain(
    '2 of 3 first raised by Airwars; the oldest strike was 51 months earlier.',
  );
  expect(posts.get('2019-12')?.text).toContain(
    '1 of 2 first raised by Amnesty International; the oldest strike was 29 months earlier.',
  );
  expect(posts.get('2020-01')?.text ?? '').not.toContain('first raised');
});

describe('compare', () => {
  test('sets what is admitted next to what is documented, and subtracts only the same incidents', async () => {
    const { message } = await compare({ place: 'Raqqa', since: '2017', until: '2017' }, context);
    // Admitted: 3 on 6 June and 4 on 20 August. Documented: 6 to 11 on 6 June. The entry of 4 August is not credible.
    expect(tablesOf(message)[0]?.rows).toEqual([
      ['Admitted', '2', '7'],
      ['Documented', '1', '6 to 11'],
      ['Told by both sides: admitted', '1', '3'],
      ['Told by both sides: documented', '1', '6 to 11'],
    ]);
    expect(message.text).toContain(
      'In the 1 incident that both sides give a number for, documented minus admitted is +3 to +8.',
    );
    expect(message.text).toContain('Coalition admits at least 1,417 civilians killed.');
  });

  test('takes a month or a day as its window, and says where nothing is stored', async () => {
    const june = await compare({ place: 'Raqqa', since: '2017-06', until: '2017-06' }, context);
    expect(tablesOf(june.message)[0]?.rows[0]).toEqual(['Admitted', '1', '3']);
    const day = await compare({ place: 'Raqqa', since: '2017-08-20', until: '2017-08-20' }, context);
    expect(tablesOf(day.message)[0]?.rows).toEqual([['Admitted', '1', '4']]);
    expect(day.message.text).not.toContain('documented minus admitted');
    expect((await compare({ place: 'Kismayo' }, context)).message.text).toContain('Nothing stored');
  });

  test('without a place gives the running totals, and no difference of different wars', async () => {
    const { text } = (await compare({}, context)).message;
    expect(text).toContain('Running totals:');
    expect(text).toContain('Coalition admits at least 1,417 civilians killed.');
    expect(text).not.toContain('minus');
  });
});

describe('open accounts', () => {
  test('counts what is stated, and never takes what was not read for no', async () => {
    const { message } = await openAccounts({}, context);
    expect(message.text).toContain(
      '5 admitted events: 1 with a stated reason, 0 with a review of legality, 0 with redress; median 28 months to admission.',
    );
    expect(message.text).toContain('For the others it is not stated or was not read, which does not mean no.');
    const buttons = message.blocks.flatMap((block) => (block.type === 'actions' ? block.buttons : []));
    expect(buttons.map(({ command }) => command)).toEqual([
      'open-accounts --of reason',
      'open-accounts --of law',
      'open-accounts --of redress',
    ]);
    expect((await openAccounts({ place: 'nowhere' }, context)).message.text).toContain('No admitted event stored');
  });

  test('opens the list behind each number, what is stated first', async () => {
    const { message } = await openAccounts({ of: 'reason' }, context);
    const rows = tablesOf(message)[0]?.rows ?? [];
    expect(rows[0]?.slice(0, 3)).toEqual([
      '6 June 2017',
      'Raqqah, Syria',
      'civilians came into the area after the weapon was released',
    ]);
    expect(rows).toHaveLength(5);
    const law = await openAccounts({ of: 'law' }, context);
    // The introduction of each list speaks of the law for all of them, so that no entry is known to leave it out.
    expect(law.message.text).toContain('stated for 0 admitted events; not stated for 0; not read for 5.');
    const redress = await openAccounts({ of: 'redress' }, context);
    expect(redress.message.text).toContain('stated for 0 admitted events; not stated for 5; not read for 0.');
    await expect(openAccounts({ of: 'reasons' }, context)).rejects.toThrow('Did you mean `reason`?');
    await expect(openAccounts({ of: 'reason', after: 'x' }, context)).rejects.toThrow('That page cannot be found');
  });

  test('ends a weekly digest', async () => {
    const [counts] = await openAccountsLine(context);
    expect(JSON.stringify(counts)).toContain('5 admitted events:');
  });
});
