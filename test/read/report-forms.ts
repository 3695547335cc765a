import fc from 'fast-check';

/** Generated reports: every clause in several wordings, every number in several spellings. */

const units =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const tens = '_ _ twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');

/** English words for 0 to 9,999, joined by the given hyphen. */
export function inWords(value: number, hyphen = '-', and = true): string {
  if (value < 20) return units[value] ?? '';
  if (value < 100) return `${tens[Math.floor(value / 10)]}${value % 10 === 0 ? '' : `${hyphen}${units[value % 10]}`}`;
  const [size, name] = value < 1_000 ? [100, 'hundred'] : [1_000, 'thousand'];
  const rest = value % size;
  const tail = rest === 0 ? '' : `${and && rest < 100 ? ' and ' : ' '}${inWords(rest, hyphen, and)}`;
  return `${inWords(Math.floor(value / size), hyphen, and)} ${name}${tail}`;
}

export const hyphens = ['-', '\u2010', '\u2011', '\u2012', '\u2013', '\u2014', ' '];
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** One spelling of a count. */
export function spelled(value: number): fc.Arbitrary<string> {
  const grouped = value.toLocaleString('en-US');
  const digits = fc.constantFrom(grouped, String(value), `${grouped}*`);
  if (value > 999) return digits;
  const words = fc.tuple(fc.constantFrom(...hyphens), fc.boolean()).map(([hyphen, and]) => inWords(value, hyphen, and));
  return fc.oneof(
    digits,
    words,
    words.map(capital),
    words.map((text) => `${text} (${value})`),
  );
}

export interface Figures {
  readonly killedTotal: number;
  readonly killedNew: number;
  readonly injuredNew: number | null;
  readonly carried: number;
  readonly received: number;
  readonly completed: number;
  readonly credible: number;
  readonly nonCredible: number;
  readonly duplicate: number;
  readonly open: number;
  readonly reopened: number | null;
  readonly strikes: number;
}

export const figures: fc.Arbitrary<Figures> = fc.record({
  killedTotal: fc.integer({ min: 160, max: 3_000 }),
  killedNew: fc.integer({ min: 0, max: 150 }),
  injuredNew: fc.option(fc.integer({ min: 0, max: 60 })),
  carried: fc.integer({ min: 0, max: 700 }),
  received: fc.integer({ min: 0, max: 310 }),
  completed: fc.integer({ min: 0, max: 280 }),
  credible: fc.integer({ min: 0, max: 30 }),
  nonCredible: fc.integer({ min: 0, max: 260 }),
  duplicate: fc.integer({ min: 0, max: 12 }),
  open: fc.integer({ min: 0, max: 700 }),
  reopened: fc.option(fc.integer({ min: 1, max: 9 })),
  strikes: fc.integer({ min: 10_000, max: 35_000 }),
});

/** Fills `{name}` in one of several wordings with spellings of the figures. */
function clause(values: Record<string, number>, ...wordings: readonly string[]): fc.Arbitrary<string> {
  return fc
    .constantFrom(...wordings)
    .chain((wording) =>
      fc
        .record(Object.fromEntries(Object.entries(values).map(([name, value]) => [name, spelled(value)])))
        .map((spellings) => wording.replace(/\{(\w+)\}/g, (_all, name: string) => spellings[name] ?? `{${name}}`)),
    );
}

export interface Report {
  readonly figures: Figures;
  readonly text: string;
}

const who = ['CJTF-OIR', 'CJTF – OIR', 'the Coalition', 'CJTF‑OIR'];

/** A monthly report for August 2019 whose clauses are put together at random. */
export const reports: fc.Arbitrary<Report> = figures.chain((stated) => {
  const {
    killedTotal,
    killedNew,
    injuredNew,
    carried,
    received,
    completed,
    credible,
    nonCredible,
    duplicate,
    open,
    reopened,
    strikes,
  } = stated;
  return fc
    .record({
      who: fc.constantFrom(...who),
      dateline: fc.constantFrom('SOUTHWEST ASIA- ', 'SOUTHWEST ASIA — ', 'SOUTHWEST ASIA –\n', ''),
      strikes: clause(
        { strikes },
        'The Coalition conducted {strikes} strikes between August 2014 and the end of August 2019.',
        'The Coalition conducted a total of {strikes} strikes between August 2014 and end of August 2019.',
        'To date, between August 2014 and August 2019, the Coalition has conducted a total of {strikes} strikes.',
      ),
      total: clause(
        { killedTotal },
        'During this period, based on information available, {who} assesses at least {killedTotal} civilians have been unintentionally killed by Coalition strikes since the start of Operation Inherent Resolve.',
        'To date, on the information at hand, {who} assesses that, it is more likely than not, at least {killedTotal} civilians have been unintentionally killed by Coalition strikes since the start of Operation Inherent Resolve.',
        'To date, {who} has assessed at least {killedTotal} civilians have been unintentionally killed by Coalition actions since the beginning of Operation Inherent Resolve.',
      ),
      opening: clause(
        { carried, received },
        'In the month of August, {who} carried over {carried} open reports from previous months and received {received} new reports.',
        'During the month of August 2019, {who} carried over {carried} open reports of possible civilian casualties from previous months, received {received} new reports.',
        'In August, {who} received {received} new reports and carried over {carried} open reports from earlier months.',
      ),
      completion: clause(
        { completed },
        '{who} completed {completed} civilian-casualty allegation assessment reports.',
        'The assessment of {completed} civilian casualty allegation reports has been completed.',
        'During this period, {who} completed the assessment of {completed} reports.',
        '{who} completed the assessment on {completed} reports of casualties in Iraq and Syria.',
      ),
      outcome: clause(
        { credible, nonCredible, duplicate, killedNew, injuredNew: injuredNew ?? 0 },
        ...(injuredNew === null
          ? [
              'Of these, {nonCredible} were assessed to be non-credible, {duplicate} were assessed to be duplicates of previous reports, and {credible} were assessed to be credible, resulting in {killedNew} unintentional civilian deaths.',
              '{credible} reports were determined to be credible and resulted in {killedNew} unintentional civilian deaths. {duplicate} of the reports were determined to be duplicate reports and the remaining {nonCredible} reports were assessed to be Non-Credible.',
              '{who} assessed the remaining {nonCredible} reports as noncredible. {credible} of these reports were assessed to be credible and resulted in {killedNew} civilian deaths. {duplicate} reports were duplicates.',
            ]
          : [
              '{credible} reports were assessed to be credible resulting in the unintended death of {killedNew} and injury to {injuredNew} civilians. {nonCredible} were non‑credible and {duplicate} were duplicates.',
              'Out of these, {nonCredible} were not credible, {duplicate} were duplicate reports and {credible} were credible, resulting in the deaths of {killedNew} civilians and injuries to an additional {injuredNew} civilians.',
              '{credible} were found to be credible, resulting in {killedNew} civilians killed and {injuredNew} injured. {duplicate} were assessed as duplicate and {nonCredible} as non-credible.',
            ]),
      ),
      left: clause(
        { open, reopened: reopened ?? 0 },
        ...(reopened === null
          ? [
              'A total of {open} reports are still open.',
              '{open} reports are still open and being assessed at the end of the month.',
              '{open} reports remain open.',
              'A total of {open} reports were still open and being assessed at the end of the month.',
            ]
          : [
              '{open} reports are still open, including {reopened} that {who} had previously closed but reopened due to the availability of new information.',
              '{open} reports are still open, including {reopened} that had been previously closed but were reopened.',
              '{reopened} reports were reopened. {open} reports are still open.',
            ]),
      ),
      ground: fc.constantFrom(
        '',
        'Partners hold more than 83% of the land, with approximately 1100 troops killed and 3900 more wounded.',
        'Forces freed nearly 110,000 square kilometers (42,471 square miles) and 7.7 million people; 115,000 were trained.',
        'For questions call +1-813-529-0220 or see page 3 of Release # 20190926-01.',
      ),
      order: fc.boolean(),
    })
    .map((parts) => {
      const totals = `${parts.strikes} ${parts.total}`;
      const cases = `${parts.opening} ${parts.completion} ${parts.outcome} ${parts.left}`;
      const body = parts.order
        ? `${totals}\n\n${parts.ground}\n\n${cases}`
        : `${cases}\n\n${parts.ground}\n\n${totals}`;
      const text = `Combined Joint Task Force - Operation Inherent Resolve Monthly Civilian Casualty Report\n\nSept. 26, 2019\n\n${parts.dateline}${body}\n\nCredible Reports —\n1. Feb. 3, 2017, near Raqqah, Syria, via Airwars. Regrettably, two civilians were unintentionally killed and three injured. 2682/CS1908 37SFU7945513515\n`;
      return { figures: stated, text: text.replaceAll('{who}', parts.who) };
    });
});
