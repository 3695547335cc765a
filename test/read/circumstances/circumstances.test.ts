import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { circumstanceKinds } from '../../../src/domain/circumstances.ts';
import { read } from '../../../src/read/index.ts';
import { examples, leads } from './sentences.ts';

const context = { url: null, title: null, published: '2024-05-10' };

describe('one sentence after the toll', () => {
  test.each(examples)('$after: $sentence', ({ after, sentence, states }) => {
    const { publisher, text: lead } = leads[after];
    const text = `${lead} ${sentence}`;
    const toll = read(text, { ...context, publisher }).readings.find(({ measure }) => measure === 'killed_event');
    const circumstances = toll?.circumstances;
    if (circumstances === undefined || circumstances === null) throw new TypeError('The lead states a toll');
    const stated = circumstanceKinds.flatMap((kind) => {
      const one = circumstances[kind];
      return one.state === 'stated' ? [[kind, one.value ?? one.sense ?? true] as const] : [];
    });
    expect(Object.fromEntries(stated)).toEqual(states);
  });
});

/** Says nothing of the dead and is long enough to be a whole statement. */
const rest = [
  'The command assessed the strike over several weeks and released the results of its work on Friday. Its commander said the command would go on working with the government of Somalia and with partners in the region.',
  'The command releases a list of assessments four times a year, and a list of reports that it received is on its site.',
].join('\n\n');

function tollOf(text: string, publisher: string | null = 'africom') {
  const [toll] = read(text, { ...context, publisher }).readings;
  if (toll?.circumstances === undefined || toll.circumstances === null) throw new TypeError('The lead states a toll');
  return toll.circumstances;
}

const stateOf = (circumstances: ReturnType<typeof tollOf>) =>
  Object.fromEntries(circumstanceKinds.map((kind) => [kind, circumstances[kind].state]));

describe('what is not there', () => {
  test('is not stated where the statement was read whole', () => {
    const states = stateOf(tollOf(`${leads.force.text}\n\n${rest}`));
    expect(states).toEqual(Object.fromEntries(circumstanceKinds.map((kind) => [kind, 'not-stated'])));
  });

  test.each([
    ['a word of it stands there that no rule understood', `${leads.force.text}\n\n${rest} The family had a boy.`],
    ['the text ends before its end', `${leads.force.text}\n\n${rest} Read more…`],
    ['the text may be a teaser', `${leads.force.text} The command released the results on Friday.`],
    [
      'part of the text is in another language',
      `${leads.force.text}\n\n${rest}\n\nالقوات قتلت تسعة مدنيين في الغارة الجوية على القرية في شهر شباط وقالت القيادة إنها تأسف لذلك.`,
    ],
    [
      'the text is about two events',
      `${leads.force.text}\n\nU.S. Africa Command acknowledged that its airstrike near Gobanle, Somalia, on 3 March 2024 killed two civilians.\n\n${rest}`,
    ],
  ])('was not read where %s', (_case, text) => {
    expect(stateOf(tollOf(text)).children).toBe('not-read');
  });

  test('was not read in the account of somebody else', () => {
    const text = `${leads.force.text}\n\n${rest}`;
    expect(Object.values(stateOf(tollOf(text, null)))).not.toContain('not-stated');
    expect(Object.values(stateOf(tollOf(text, 'globalresearch')))).not.toContain('not-stated');
  });
});

test('a running total has no circumstances', () => {
  const text = 'CJTF-OIR assesses at least 1,302 civilians have been unintentionally killed since August 2014.';
  const { readings } = read(text, { ...context, publisher: 'cjtf-oir' });
  expect(readings.map(({ measure, circumstances }) => [measure, circumstances])).toEqual([['killed_total', null]]);
});

test('what two events have stays with each', () => {
  const text = `${leads.force.text} Three of the dead were children.\n\nU.S. Africa Command acknowledged that its airstrike near Gobanle, Somalia, on 3 March 2024 killed two civilians. The missile struck the wrong house.`;
  const { readings } = read(text, { ...context, publisher: 'africom' });
  const stated = readings.map(({ value, circumstances }) => [
    value,
    circumstanceKinds.filter((kind) => circumstances?.[kind].state === 'stated'),
  ]);
  expect(stated).toEqual([
    [9, ['children']],
    [2, ['cause']],
  ]);
});

test('two numbers of children are no number', () => {
  const { children } = tollOf(`${leads.force.text} Three of the dead were children. Four children were killed.`);
  expect(children).toMatchObject({ state: 'stated', value: null });
});

test('statements that do not fit together are not read', () => {
  const { payment } = tollOf(
    `${leads.force.text} The command has paid compensation to the families. No compensation was paid.`,
  );
  expect(payment.state).toBe('not-read');
});

describe('an entry of a list', () => {
  const list = [
    'During the month of May 2019, the Coalition completed the assessment of 3 reports. CJTF-OIR assesses at least 1,302 civilians have been unintentionally killed since the beginning of Operation Inherent Resolve.',
    'Credible Reports -',
    '1. March 3, 2017, near Raqqa, Syria, via Airwars report: During a strike on a vehicle, civilians entered the target area after the weapon was released. Regrettably, five civilians, including two children, were unintentionally killed.',
    '2. April 4, 2017, near Mosul, Iraq, via self-report: During a strike on an ISIS position, two civilians were unintentionally killed.',
    'Non-Credible Reports -',
    '3. May 5, 2017, near Tabqa, Syria, via Airwars report: The report alleged that nine civilians, including four children, were killed. After a review, there was insufficient evidence to find that civilians were harmed.',
  ].join('\n');

  test('has its own', () => {
    const { incidents } = read(list, { ...context, publisher: 'cjtf-oir' });
    const [first, second, third] = incidents.map(({ circumstances }) => circumstances);
    expect(first).toMatchObject({
      children: { state: 'stated', value: 2 },
      women: { state: 'not-stated' },
      cause: { state: 'stated', sense: 'entered-late' },
      payment: { state: 'not-stated' },
    });
    expect(second).toMatchObject({ children: { state: 'not-stated' }, cause: { state: 'not-stated' } });
    expect(third).toMatchObject({ children: { state: 'not-read' }, women: { state: 'not-stated' } });
  });
});

const pieces = fc.constantFrom(
  ...examples.map(({ sentence }) => sentence),
  ...Object.values(leads).map(({ text }) => text),
  rest,
  '\n\n',
  ' “',
  '” ',
  '*',
);

test('a quote is a span of the text, whatever the text is', () => {
  fc.assert(
    fc.property(
      fc.array(pieces, { maxLength: 12 }),
      fc.constantFrom('africom', 'amnesty', null),
      (parts, publisher) => {
        const text = parts.join(' ');
        const { readings, incidents } = read(text, { ...context, publisher });
        for (const { circumstances } of [...readings, ...incidents])
          for (const one of Object.values(circumstances ?? {}))
            if (one.state === 'stated') expect(text.slice(one.start, one.end)).toBe(one.quote);
      },
    ),
    { numRuns: 60 },
  );
});

test('a number of women or children is never more than the dead', () => {
  fc.assert(
    fc.property(fc.nat({ max: 30 }), fc.nat({ max: 30 }), (women, children) => {
      const { women: w, children: c } = tollOf(
        `${leads.force.text} Among the dead were ${women} women and ${children} children.`,
      );
      const value = (one: typeof w | typeof c) => (one.state === 'stated' ? (one.value ?? 0) : 0);
      expect(value(w) + value(c)).toBeLessThanOrEqual(9);
    }),
  );
});
