import { afterEach, beforeEach, expect, test } from 'vitest';
import { event } from '../../src/commands/lookups/event.ts';
import { openAccounts } from '../../src/commands/open-accounts.ts';
import { wordingFor } from '../../src/compose/language/index.ts';
import { copy, reaction, report } from '../fakes/one-statement.ts';
import { amnesty, coalition, type Desk, names, openDesk } from './record.ts';

/** Demands and positions of a statement, until a document of the body that they address answers them. */

const carrier = { id: 'globalresearch', name: 'Global Research', role: 'carrier' } as const;
const africom = { id: 'africom', name: 'AFRICOM', role: 'acknowledging' } as const;
const airwars = { id: 'airwars', name: 'Airwars', role: 'documenting' } as const;

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk([], []);
});
afterEach(() => desk.ledger.close());

const textOf = ({ title, paragraphs }: typeof report) => [title, ...paragraphs].join('\n\n');
const context = () => ({ lookups: desk.ledger.lookups, wording: wordingFor('en', names) });
const listed = async (query = {}) => (await openAccounts({ of: 'demands', ...query }, context())).message.text;
const line = (text: string, label: string) => text.split('\n').find((one) => one.startsWith(label)) ?? '';

async function keepThread(): Promise<void> {
  await desk.keep(coalition, 'report', textOf(report), '2019-05-31');
  await desk.keep(amnesty, 'fraction', textOf(reaction), '2019-06-01');
}

const labels = {
  investigation: 'Demands an investigation and reparation',
  reasons: 'On the reasons for the deaths; on how deaths are investigated',
  denial: 'On the scale of the harm',
  prompted: 'On what led to admissions',
};

test('the demands and positions of a thread are listed with quote, who, date and link, none answered', async () => {
  await keepThread();
  await desk.keep(carrier, 'copy', textOf(copy), '2019-06-02');
  const text = await listed();
  expect(text).toContain('6 demands and positions in 1 statement: no answer stored to any.');
  expect(text).toMatch(/Amnesty International, 1 June 2019\. Responds to the .*CJTF-OIR report for April 2019/);
  expect(text).toContain('https://example.org/fraction');
  expect(text).toMatch(/Also carried by .*https:\/\/example\.org\/copy/);
  for (const label of Object.values(labels))
    expect(line(text, `${label}: `), text).toMatch(/: “.+” No answer stored\.$/);
  expect(line(text, labels.investigation)).toContain('“There is an urgent need for thorough and independent');
  expect(line(text, labels.denial)).toContain('in denial about how many civilians were killed');
});

test('the overview counts them and opens the list', async () => {
  await keepThread();
  const { message } = await openAccounts({}, context());
  expect(message.text).toContain('6 demands and positions in 1 statement');
  const commands = message.blocks.flatMap((block) =>
    block.type === 'actions' ? block.buttons.map(({ command }) => command) : [],
  );
  expect(commands).toEqual(['open-accounts --of demands']);
});

test.each([
  [{ place: 'Raqqa' }, 1],
  [{ place: 'Jilib' }, 0],
  [{ country: 'Syria' }, 1],
  [{ country: 'Somalia' }, 0],
  [{ since: '2019-06-01' }, 1],
  [{ since: '2019-07' }, 0],
  [{ publisher: 'amnesty' }, 1],
  [{ publisher: 'cjtf-oir' }, 1],
  [{ publisher: 'africom' }, 0],
])('of a place, a time or a publisher: %j lists %i', async (query, count) => {
  await keepThread();
  expect((await listed(query)).includes('1 statement')).toBe(count === 1);
});

test('a statement outside any thread about an admission is not listed', async () => {
  await desk.keep(
    amnesty,
    'other',
    'Governments must publish the findings of every investigation into arms.',
    '2019-06-01',
  );
  expect(await listed()).toContain('No demand in a thread about an admission is stored.');
});

const reply = 'This is in response to the statement that Amnesty International published on Saturday.';

/** What the body did, and the lines that this answers. */
const answers = [
  ['investigation', 'The Coalition has opened an independent investigation into these strikes.'],
  ['reparation', 'The Coalition has paid compensation to the families.'],
  ['reasons', 'The reason for these deaths was a building that had been taken for a depot.'],
  ['no-visit', 'We visited the sites in March.'],
] as const;

async function states(): Promise<Readonly<Record<string, string | null>>> {
  const text = await listed();
  const lines = text.split('\n').filter((one) => / (?:No answer stored\.$|Answer of )/.test(one));
  return Object.fromEntries(
    lines.map((one) => [one.split(':')[0] ?? '', /Answer of (.*)$/.exec(one)?.[1] ?? null] as const),
  );
}

test.each(answers)('%s is answered by a reply that says that it was done', async (kind, sentence) => {
  await keepThread();
  await desk.keep(coalition, 'reply', `${reply}\n\n${sentence}`, '2019-06-05');
  const answered = Object.entries(await states()).filter(([, answer]) => answer?.includes(sentence));
  const label = {
    investigation: 'Demands an investigation',
    reparation: 'Demands reparation',
    reasons: 'On the reasons for the deaths',
    'no-visit': 'On how deaths are investigated',
  }[kind];
  expect(answered.map(([one]) => one)).toEqual([label]);
  expect(answered[0]?.[1]).toMatch(/^CJTF-OIR, 5 June 2019: “.*” .*https:\/\/example\.org\/reply/);
});

test('what says that harm is denied is answered by a reply alone, with the sentence that says so', async () => {
  await keepThread();
  await desk.keep(coalition, 'reply', `${reply}\n\nThe Coalition takes all care.`, '2019-06-05');
  const found = await states();
  expect(found[labels.denial]).toContain(`CJTF-OIR, 5 June 2019: “${reply}”`);
  expect(found[labels.prompted]).toContain(reply);
  expect(found[labels.investigation]).toBeNull();
  expect(await listed()).toContain('an answer stored to 2.');
});

const opened = 'The Coalition has opened an independent investigation into these strikes.';

test.each([
  ['does not say that it replies', coalition, `The Coalition met partners.\n\n${opened}`, '2019-06-05'],
  ['replies to another body', coalition, `This is in response to the statement of Airwars.\n\n${opened}`, '2019-06-05'],
  ['is of another command', africom, `${reply}\n\nThe command has opened an independent investigation.`, '2019-06-05'],
  ['is of another organisation', airwars, `${reply}\n\n${opened}`, '2019-06-05'],
  ['came before', coalition, `${reply}\n\n${opened}`, '2019-05-30'],
  ['came long after', coalition, `${reply}\n\n${opened}`, '2019-11-05'],
  ['says that it will be done', coalition, `${reply}\n\nThe Coalition will open an investigation.`, '2019-06-05'],
  ['says that it was not done', coalition, `${reply}\n\nThe Coalition has not opened an investigation.`, '2019-06-05'],
  ['says that another did it', coalition, `${reply}\n\nAirwars has opened an investigation.`, '2019-06-05'],
])('a document that %s answers no demand for an investigation', async (_, publisher, text, day) => {
  await keepThread();
  await desk.keep(publisher, 'reply', text, day);
  expect(await states()).toMatchObject({ [labels.investigation]: null });
});

test('a reply belongs to the latest statement before it, whichever is stored first', async () => {
  const later = `Responding to the announcement by the US-led Coalition that at least 1,302 civilians have been unintentionally killed by Coalition strikes in Iraq and Syria between August 2014 and the end of April 2019, Amnesty International said: “There must be an independent investigation of each strike.”`;
  await desk.keep(coalition, 'reply', `${reply}\n\n${opened}`, '2019-06-05');
  await desk.keep(amnesty, 'later', later, '2019-06-03');
  await keepThread();
  const text = await listed();
  expect(text).toContain('7 demands and positions in 2 statements: an answer stored to 1.');
  expect(line(text, 'Demands an investigation: ')).toContain('Answer of CJTF-OIR, 5 June 2019');
});

test('a reply that is withdrawn, or no longer says it, answers nothing', async () => {
  await keepThread();
  await desk.keep(coalition, 'reply', `${reply}\n\n${opened}`, '2019-06-05');
  expect(await listed()).toContain('an answer stored to 3.');
  await desk.keep(coalition, 'reply', `${reply}\n\nThe Coalition takes all care.`, '2019-06-06');
  expect(await listed()).toContain('an answer stored to 2.');
  await desk.withdraw(coalition, 'reply', ['2019-06-07', '2019-06-09']);
  expect(await listed()).toContain('no answer stored to any');
});

const page =
  'Amnesty International found that 12 civilians were killed in a Coalition air strike in Tabqa, Syria, on 14 March 2018. There must be an independent investigation of the strike. Families need full reparation. The Coalition has not given any reasons for these deaths.';
const admission = (rest: string) =>
  `The Coalition acknowledges that its air strike in Tabqa, Syria, on 14 March 2018 killed 12 civilians. ${rest}`;

test('a later admission of the same event alone answers what it states, in the list and with the event', async () => {
  await desk.keep(amnesty, 'tabqa', page, '2018-05-02');
  await desk.keep(
    coalition,
    'admission',
    admission('The Coalition has paid compensation to the relatives of the dead.'),
    '2018-07-01',
  );
  const found = await states();
  expect(found['Demands reparation']).toContain('CJTF-OIR, 1 July 2018: “The Coalition has paid compensation');
  expect(found['Demands an investigation']).toBeNull();
  expect(found['On the reasons for the deaths']).toBeNull();
  const shown = (await event('Tabqa', context())).message.text;
  expect(line(shown, 'Demands reparation: ')).toContain('Answer of CJTF-OIR, 1 July 2018');
  expect(line(shown, 'Demands an investigation: ')).toContain('No answer stored.');
});

test('an admission of another event, or an earlier one, answers nothing', async () => {
  await desk.keep(amnesty, 'tabqa', page, '2018-05-02');
  const paid = 'The Coalition has paid compensation to the relatives of the dead.';
  await desk.keep(coalition, 'other', admission(paid).replace('14 March', '19 March'), '2018-07-01');
  await desk.keep(coalition, 'earlier', admission(paid), '2018-04-01');
  expect(Object.values(await states())).toEqual([null, null, null]);
});
