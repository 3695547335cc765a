import { expect, test } from 'vitest';
import { compose, composeReply, composeRevised } from '../../src/compose/compose.ts';
import { comparisonText, deltaText, speakerName, valueText, windowText } from '../../src/compose/figures.ts';
import { shownIncidents } from '../../src/compose/incidents.ts';
import { findingKinds } from '../../src/compose/kinds/index.ts';
import { caseloadText, sumText, verdictText } from '../../src/compose/sums.ts';
import type { EventRecord } from '../../src/domain/event-record.ts';
import type { DeliveryTrouble, Finding, FindingKind } from '../../src/domain/findings.ts';
import { createSpeakers } from '../../src/domain/speakers.ts';
import { troubleFinding } from '../../src/outbox/trouble.ts';
import { goldensOf } from '../golden.ts';
import * as given from './events.ts';
import { exampleEvent, examples, figure, incident, report, wording } from './events.ts';

// The keys of a Record over every kind.
const every = findingKinds;

const goldens = goldensOf(import.meta.url);

test.each(every)('a post led by %s reads as its golden file', (kind) => {
  goldens.expect(kind, compose(exampleEvent(kind), wording));
});

test('a speaker that no table has is named as printed', () => {
  expect(speakerName(['other:Freedonian army'], wording)).toMatchObject({
    ...{ head: 'Freedonian army', full: 'Freedonian army', admits: false },
  });
  expect(speakerName(['amnesty', 'other:Mwatana'], wording).full).toBe('Amnesty International and Mwatana');
});

test('no golden file is left over', () => {
  expect(goldens.names()).toEqual([...every, 'condensed', 'digest', 'revised'].sort());
});

test('an edited post says what changed and strikes what no longer holds', () => {
  const original = compose(exampleEvent('total-raised'), wording);
  const revision = { event: exampleEvent('restated'), leadId: 'f0' };
  const revised = composeRevised(original, [revision], wording);
  goldens.expect('revised', revised);
  expect(revised.headline, 'what holds now is first').toEqual([
    { text: 'Revised: ', strong: true },
    {
      text: 'Coalition now admits at least 1,303 civilians killed (was at least 1,302)',
      strong: true,
    },
    { text: ' · ' },
    { text: 'Coalition now admits at least 1,302 civilians killed (+11)', strong: true, struck: true },
  ]);
  expect(composeRevised(original, [revision], wording)).toEqual(revised);
  expect(composeRevised(original, [], wording)).toBe(original);
});

test('a change of words alone does not strike the figure', () => {
  const original = compose(exampleEvent('total-raised'), wording);
  const revised = composeRevised(original, [{ event: exampleEvent('edited'), leadId: 'f0' }], wording);
  expect(revised.headline.some((span) => span.struck)).toBe(false);
  expect(revised.text).toContain('was edited after publication: several passages changed');
});

/** What the notes of a revision say, without the blocks of the post itself. */
function noteOf(kind: FindingKind, more: Partial<Finding> = {}): string {
  const event = exampleEvent(kind);
  const [first, ...rest] = event.findings;
  const findings = [{ ...first, ...more } as Finding, ...rest];
  const original = compose(exampleEvent('total-raised'), wording);
  return composeRevised(original, [{ event: { ...event, findings }, leadId: 'f0' }], wording).text.split('\n')[1] ?? '';
}

test('an edited post says what was, what is, why, and when that was found', () => {
  const seen = 'Changed since it was posted, seen 10 June 2019, 14:05 UTC: ';
  expect(noteOf('restated')).toBe(
    `${seen}Coalition restates its figure for April 2019. Was: [no longer: at least 1,302 civilians killed] · ` +
      'Now: at least 1,303 civilians killed. The published page was edited.',
  );
  const [restated] = examples.restated;
  if (restated.kind !== 'restated') throw new Error('an example of another kind');
  expect(noteOf('restated', { now: { ...restated.now, documentId: 'doc-other' } } as Partial<Finding>)).toContain(
    'Now: at least 1,303 civilians killed. Stated by another document of CJTF-OIR, published 31 May 2019.',
  );
  expect(noteOf('withdrawn')).toBe(
    `${seen}CJTF-OIR report for April 2019 is no longer at its address; it gave at least 1,302 civilians killed. ` +
      'The address answered 404 each time it was asked; why is not known.',
  );
  expect(noteOf('withdrawn', { status: null })).toContain(
    'The page is still there, its total is not; why is not known.',
  );
  expect(noteOf('incident-changed')).toBe(
    `${seen}CJTF-OIR report for April 2019 changes an incident entry: 12 May 2017, near Raqqa, Syria, 3 killed. ` +
      'Entry before: [no longer: 12 May 2017, near Raqqa, Syria, 2 killed]. The published page was edited.',
  );
  expect(noteOf('total-lowered')).toContain('Was: [no longer: at least 1,321 civilians killed].');
});

test.each<FindingKind>(['restated', 'withdrawn', 'total-lowered'])('%s strikes the figure that was posted', (kind) => {
  const original = compose(exampleEvent('total-raised'), wording);
  const revised = composeRevised(original, [{ event: exampleEvent(kind), leadId: 'f0' }], wording);
  expect(revised.headline.at(-1)).toEqual({ ...original.headline[0], struck: true });
});

test('a figure whose page is back as it was is struck no longer, and both are listed; one that was replaced stays struck', () => {
  const original = compose(exampleEvent('total-raised'), wording);
  const gone = { event: exampleEvent('withdrawn'), leadId: 'f0' };
  const event = exampleEvent('edited');
  const back = {
    event: { ...event, findings: event.findings.map((finding) => ({ ...finding, returned: true }) as Finding) },
    leadId: 'f0',
  };
  const { headline, text } = composeRevised(original, [gone, back], wording);
  expect(headline.some(({ struck }) => struck)).toBe(false);
  expect(text).toContain('is no longer at its address');
  expect(text).toContain('is back at its address');
  expect(composeRevised(original, [gone, back, gone], wording).headline.at(-1)?.struck).toBe(true);
  const replaced = { event: exampleEvent('restated'), leadId: 'f0' };
  expect(composeRevised(original, [replaced, gone, back], wording).headline.at(-1)?.struck).toBe(true);
});

test('a page that flips shows what holds now first, and each change once', () => {
  const event = exampleEvent('restated');
  const [up] = event.findings;
  if (up?.kind !== 'restated') throw new Error('an example of another kind');
  const seen = (minute: number) => `2019-06-10T15:0${minute}:00.000Z`;
  const flip = (minute: number) => {
    const [now, before] = minute % 2 === 0 ? [up.now, up.before] : [up.before, up.now];
    const finding = { ...up, now, before, foundAt: seen(minute) };
    return { event: { ...event, event: `e${minute}`, findings: [finding] }, leadId: finding.id };
  };
  const original = compose(exampleEvent('total-raised'), wording);
  const back = composeRevised(original, [0, 1, 2, 3].map(flip), wording);
  expect(back.headline).toEqual([{ text: 'Revised: ', strong: true }, ...original.headline]);
  const notes = back.text.split('\n').filter((one) => one.startsWith('Changed since it was posted'));
  expect(notes).toHaveLength(2);
  expect(notes[0]).toContain('15:03 UTC');
  expect(notes[0]).toContain('Now: at least 1,302 civilians killed');
  expect(notes[1]).toContain('15:02 UTC');
  const away = composeRevised(original, [0, 1, 2].map(flip), wording);
  expect(away.headline[1]?.text).toContain('now admits at least 1,303 civilians killed (was at least 1,302)');
  expect(away.headline.at(-1)).toMatchObject({ struck: true });
});

test('a page that is back restores its figure also where another figure on it leads', () => {
  const original = compose(exampleEvent('total-raised'), wording);
  const [edited] = examples.edited;
  const [claimed] = examples.claimed;
  const findings = [{ ...edited, id: 'e', returned: true } as Finding, { ...claimed, id: 'c' }];
  const back = { event: { ...exampleEvent('edited'), findings }, leadId: 'c' };
  const gone = { event: exampleEvent('withdrawn'), leadId: 'f0' };
  expect(composeRevised(original, [gone, back], wording).headline.some(({ struck }) => struck)).toBe(false);
});

test.each([
  [[{ before: null, after: 'Corrected on 29 November.' }], 'added “Corrected on 29 November.”'],
  [[{ before: 'The strike hit a bridge.', after: null }], 'removed “The strike hit a bridge.”'],
  [[{ before: 'The strike hit a bridge.', after: 'The strike hit a house.' }], 'a passage changed'],
])('the headline of an edit says what changed', (changes, what) => {
  const event = exampleEvent('edited');
  const findings = event.findings.map((finding) => ({ ...finding, changes }) as Finding);
  const [headline] = compose({ ...event, findings }, wording).headline;
  expect(headline?.text).toBe(`CJTF-OIR report for April 2019 was edited after publication: ${what}`);
});

test('an edit that changed an entry is not said to be one of words alone', () => {
  const findings = [...exampleEvent('edited').findings, ...exampleEvent('incident-changed').findings];
  const { text } = compose({ ...exampleEvent('edited'), findings }, wording);
  expect(text).toContain('was edited after publication: an incident entry changed');
});

const strike = {
  speakers: ['africom'],
  publisher: 'africom',
  place: 'near Jilib, Somalia',
  from: '2020-02-02',
  to: '2020-02-02',
};

test.each([
  [figure('killed_event', 1, strike), 'AFRICOM admits 1 civilian killed (near Jilib, Somalia, 2 February 2020)'],
  [
    figure('killed_event', 1, { ...strike, from: null, to: null }),
    'AFRICOM admits 1 civilian killed (near Jilib, Somalia)',
  ],
  [figure('killed_event', 1, { ...strike, place: null }), 'AFRICOM admits 1 civilian killed (2 February 2020)'],
])('the headline of an admitted event says where and when', (now, headline) => {
  const event = exampleEvent('admitted');
  const findings = event.findings.map((finding) => ({ ...finding, now }) as Finding);
  const message = compose({ ...event, findings }, wording);
  expect(message.headline[0]?.text).toBe(headline);
  expect(message.text).not.toContain('no running total');
});

test('where no one was killed the headline gives the injured', () => {
  const event = exampleEvent('admitted');
  const now = figure('killed_event', 0, strike);
  const findings = event.findings.map((finding) => ({ ...finding, now }) as Finding);
  const injured = { ...figure('injured_event', 3, strike), stance: 'asserted', start: 0, end: 0, rule: null } as const;
  const of = (place: string | null) =>
    compose({ ...event, findings, report: { ...report, readings: [{ ...injured, place }] } }, wording).headline[0]
      ?.text;
  expect(of(strike.place)).toBe('AFRICOM report admits no civilians killed, 3 civilians injured');
  expect(of('Kismayo'), 'of another event').toBe('AFRICOM report admits no civilians killed');
});

test('a figure that an edit adds is in the headline', () => {
  const [edited] = examples.edited;
  const [claimed] = examples.claimed;
  const findings = [{ ...edited, id: 'e', figuresChanged: true } as Finding, { ...claimed, id: 'c' }];
  const message = compose({ ...exampleEvent('edited'), findings }, wording);
  expect(message.headline.map(({ text }) => text).join('')).toContain('1,600 civilians');
  expect(message.kind).toBe('claimed');
  expect(message.text, 'the edit is told in it').toContain('Facsimile: the strike took place in Raqqa.');
});

test('the time at which a revision was found is shown in the reader’s own zone', () => {
  const original = compose(exampleEvent('total-raised'), wording);
  const [note] = composeRevised(original, [{ event: exampleEvent('restated'), leadId: 'f0' }], wording).blocks;
  const times = note?.type === 'line' ? note.spans.flatMap(({ at }) => at ?? []) : [];
  expect(times).toEqual(['2019-06-10T14:05:00.000Z']);
});

test('a reply leads back to the post it concerns, with its date where that is known', () => {
  const message = compose(exampleEvent('restated'), wording);
  const link = 'https://chat.example/archives/C1/p1';
  const reply = composeReply(message, link, wording, '2019-05-31T12:08:00.000Z');
  expect(reply.text).toContain(`Concerns the post of 31 May 2019, 12:08 UTC in this channel. Earlier post (${link})`);
  expect(reply.blocks.at(-1)?.type).toBe('actions');
  const back = reply.blocks.at(-2);
  expect(back?.type === 'context' && back.spans.some(({ at }) => at === '2019-05-31T12:08:00.000Z')).toBe(true);
  expect(composeReply(message, undefined, wording).text).toContain('Concerns an earlier post in this channel. ');
});

test('a condensed post reads as its golden file, in a headline and at most three blocks', () => {
  const messages = Object.fromEntries(
    every.map((kind) => [kind, compose(exampleEvent(kind), wording, undefined, 'condensed')]),
  );
  goldens.expect('condensed', messages);
  for (const [kind, { blocks, headline }] of Object.entries(messages)) {
    expect(blocks.length, kind).toBeLessThanOrEqual(3);
    expect(headline, kind).toEqual(compose(exampleEvent(kind as FindingKind), wording).headline);
  }
});

test('a condensed post hides no sum that fails, and shows of a long passage that it is cut', () => {
  const raised = compose(exampleEvent('total-raised'), wording, undefined, 'condensed');
  expect(raised.text).toContain(
    'Previous: at least 1,291 civilians killed (to end of March 2019). Does not add up: 1,291',
  );
  const event = exampleEvent('edited');
  const [edited] = event.findings;
  if (edited?.kind !== 'edited') throw new Error('an example of another kind');
  const changes = [{ before: null, after: `${'𝒳'.repeat(300)} end` }];
  const { text } = compose({ ...event, findings: [{ ...edited, changes }] }, wording, undefined, 'condensed');
  expect(text).toContain(`Added: ${'𝒳'.repeat(200)}…`);
  expect(text).not.toContain('end\n');
});

test('a condensed post is corrected as a full one is', () => {
  const revision = { event: exampleEvent('restated'), leadId: 'f0' };
  const [full, condensed] = (['full', 'condensed'] as const).map((form) =>
    composeRevised(compose(exampleEvent('total-raised'), wording, undefined, form), [revision], wording),
  );
  expect(condensed?.headline).toEqual(full?.headline);
  expect(condensed?.blocks[0]).toEqual(full?.blocks[0]);
});

test('an uncertain post can be resolved by a person who sees the channel', () => {
  const message = compose(exampleEvent('delivery-uncertain'), wording);
  expect(message.blocks.at(-1)).toEqual({
    type: 'actions',
    buttons: [
      { label: 'It arrived', command: 'deliveries 5d1c0f3a9b --arrived', effect: 'act' },
      { label: 'Post again', command: 'deliveries 5d1c0f3a9b --again', effect: 'act' },
    ],
  });
  const refused = compose(exampleEvent('delivery-rejected'), wording).blocks.at(-1);
  expect(refused?.type === 'actions' && refused.buttons.map(({ label }) => label)).toEqual([
    'Published by hand',
    'Post again',
  ]);
  const [{ deliveryId: _, ...older }] = examples['delivery-uncertain'] as unknown as [DeliveryTrouble];
  const before = compose({ ...exampleEvent('delivery-uncertain'), findings: [older] }, wording);
  expect(before.blocks.some(({ type }) => type === 'actions')).toBe(false);
});

test('a trouble names the post it is about, a pause names none', () => {
  const about = { key: 'ab12'.repeat(16), where: 'slack C0123', publisher: 'cjtf-oir', message: 'No answer.' };
  const commands = (kind: DeliveryTrouble['kind']) => {
    const finding = troubleFinding(kind, about, new Date('2019-06-01T00:00:00.000Z'));
    const { blocks } = compose({ ...exampleEvent(kind), findings: [finding] }, wording);
    return blocks.flatMap((block) => (block.type === 'actions' ? block.buttons.map(({ command }) => command) : []));
  };
  expect(commands('delivery-uncertain')).toEqual(['deliveries ab12ab12ab --arrived', 'deliveries ab12ab12ab --again']);
  expect(commands('delivery-rejected')).toEqual(['deliveries ab12ab12ab --arrived', 'deliveries ab12ab12ab --again']);
  expect(commands('subscription-paused')).toEqual([]);
});

test('a post about the record leads to where its figure comes from, and its plain text leaves buttons out', () => {
  const event = exampleEvent('total-raised');
  const [first, ...rest] = event.findings;
  const lead = { ...first, id: 'c0ffee'.repeat(10) } as Finding;
  const message = compose({ ...event, findings: [lead, ...rest] }, wording, lead.id);
  expect(message.blocks.at(-1)).toEqual({
    type: 'actions',
    buttons: [{ label: 'Where does this come from?', command: 'why c0ffeec0ff', effect: 'turn' }],
  });
  expect(message.text).not.toContain('Where does this come from?');
  for (const kind of every) {
    const { text, blocks } = compose(exampleEvent(kind), wording);
    const buttons = blocks.flatMap((block) => (block.type === 'actions' ? block.buttons : []));
    for (const { label, command } of buttons) {
      expect(text.split('\n')).not.toContain(label);
      expect(text).not.toContain(command);
    }
  }
});

test('a report that cannot be checked says so once', () => {
  const { text } = compose(exampleEvent('not-checkable'), wording);
  expect(text.match(/no report for October 2018 is stored/g)).toHaveLength(1);
});

test('of a page that is gone no time is called the time it was fetched', () => {
  const { text } = compose(exampleEvent('withdrawn'), wording);
  expect(text).not.toContain('fetched');
  expect(text).not.toContain('stored as');
});

test('the lead that a subscription gets makes the headline, the body stays whole', () => {
  const event = exampleEvent('total-raised');
  const message = compose(event, wording, 'f1');
  expect(message.kind).toBe('does-not-add-up');
  expect(message.headline[0]?.text).toBe('Coalition figures do not add up: 1,291 + 5 = 1,296, the report says 1,302');
  expect(message.text).toContain('Total: at least 1,302 civilians killed (+11).');
});

test('our own troubles are not posted with an admission', () => {
  const event = exampleEvent('total-raised');
  const [warning] = examples['reader-warning'];
  const message = compose({ ...event, findings: [...event.findings, warning] }, wording);
  expect(message.text).not.toContain('ackwatch read');
});

test('a warning about a copy names the page of the copy, not that of its original', () => {
  const event = exampleEvent('reader-warning');
  const { report } = event;
  if (report === null) throw new Error('an example without a report');
  const original = { ...report, url: 'https://www.amnesty.org/facsimile', publisher: 'amnesty' };
  const copied = { ...event, related: { ...event.related, original } };
  expect(compose(copied, wording).text).toContain(`Source: ${report.url}`);
  expect(compose(copied, wording).text).toBe(compose(event, wording).text);
});

test('a long list is cut and says how many entries it leaves out', () => {
  const event = exampleEvent('incident-added');
  const [first] = event.findings;
  if (first?.kind !== 'incident-added') throw new Error('an example of another kind');
  const findings = Array.from({ length: shownIncidents + 7 }, (_, index) => ({
    ...first,
    id: `i${index}`,
    incident: incident({ number: index + 1 }),
  }));
  const message = compose({ ...event, findings }, wording);
  const table = message.blocks.find((block) => block.type === 'table');
  expect(table?.rows).toHaveLength(shownIncidents);
  expect(message.text).toContain('and 7 more.');
  expect(message.headline[0]?.text).toContain('lists 22 incidents');
});

test('a report that admits nothing says so at low priority', () => {
  const [admitted] = examples.admitted;
  if (admitted.kind !== 'admitted') throw new Error('an example of another kind');
  const event = { ...exampleEvent('admitted'), findings: [{ ...admitted, now: { ...admitted.now, value: 0 } }] };
  const message = compose(event, wording);
  expect(message.headline[0]?.text).toBe('AFRICOM report admits no civilians killed');
  expect(message.priority).toBe('low');
});

test('a sum of a later report, upset by this one, is shown under that report’s name', () => {
  const late = exampleEvent('late-report');
  const report = { ...given.report, snapshotId: 'doc-2018-10.1', readings: [], incidents: [] };
  const message = compose({ ...late, report, sums: [given.deaths2019April] }, wording);
  expect(message.text).toContain('CJTF-OIR report for April 2019: Does not add up: 1,291 + 5 = 1,296');
});

test('every sum is put into words with its verdict', () => {
  expect(sumText(given.deaths2018May, wording)).toBe(
    '892 + 62 = 954, the report says 939; 15 fewer than the parts give',
  );
  expect(verdictText(given.missing2018October, wording)).toEqual({
    verdict: 'Cannot be checked: ',
    clause: 'no report for October 2018 is stored',
  });
  expect(caseloadText(given.cases2019April, wording)).toBe(
    'Open cases 111 (122 carried + 7 received - 18 completed = 111, adds up).',
  );
  expect(caseloadText(given.cases2021July, wording)).toBe(
    'Open cases 105 (106 carried + 0 received - 2 completed = 104, does not add up; 1 more than the parts give). ' +
      'With 1 reopened case counted in: 104 + 1 = 105, adds up.',
  );
  expect(sumText(given.carried2017, wording)).toBe(
    'the report before left 350 open, this one carries over 344; a difference of 6',
  );
  expect(verdictText(given.credible2017, wording).clause).toBe(
    'Reports assessed as credible: 208 + 6 = 214, the report says 220; 6 unexplained',
  );
  expect(sumText(given.counter, wording)).toBe(
    'the report before counts 34,573 strikes in total, this one 34,502; a running count should not fall',
  );
});

test('a figure keeps its qualifier, its range and its window', () => {
  expect(valueText(given.raqqa, wording)).toBe('more than 1,600');
  expect(valueText(figure('killed_event', 6, { valueMax: 18 }), wording)).toBe('6 to 18');
  expect(deltaText(11, wording)).toBe('+11');
  expect(deltaText(-15, wording)).toBe('-15');
  expect(windowText(given.raqqa, wording)).toBe('June - October 2017');
  expect(windowText(given.total2019April, wording)).toBe('August 2014 - end of April 2019');
  expect(windowText(figure('killed_total', 1, { from: null }), wording)).toBe('to end of April 2019');
  expect(windowText(figure('killed_event', 1, { from: '2017-01', to: '2017-12' }), wording)).toBe('2017');
  expect(windowText(figure('killed_event', 1, { from: null, to: null }), wording)).toBe('period not read');
});

test.each([
  ['2016-03-22', '2016-03-22', '22 March 2016'],
  ['2023-01-20', '2023-01-26', '20-26 January 2023'],
  ['2023-01-28', '2023-02-03', '28 January - 3 February 2023'],
  ['2022-12-30', '2023-01-02', '30 December 2022 - 2 January 2023'],
  ['2016-03', '2016-05-02', 'March - 2 May 2016'],
  ['2016-03-22', '2016-05', '22 March 2016 - May 2016'],
  ['2017-01-01', '2017-12-31', '2017'],
  [null, '2016-03-22', 'to 22 March 2016'],
  ['2016-03-22', null, 'since 22 March 2016'],
  ['odd', '2016-03-22', 'odd - 22 March 2016'],
])('an event from %s to %s is dated %s', (from, to, said) => {
  expect(windowText(figure('killed_event', 1, { from, to }), wording)).toBe(said);
});

test('a comparison shows the other scope and never a difference', () => {
  const text = comparisonText(given.total2019April, given.raqqa, wording);
  expect(text).toBe(
    'Amnesty International and Airwars document more than 1,600 civilians killed, Raqqa, June - October 2017. ' +
      'Covers a different place and period, so the two cannot be subtracted.',
  );
  expect(text).not.toContain('298');
});

test('a total is compared with what organisations that document say, those of the configuration among them', () => {
  const event: EventRecord = exampleEvent('total-raised');
  const monitor = { name: 'the Monitor', role: 'documenting', family: null, aliases: [], hosts: [] } as const;
  const names = { publishers: new Map(), speakers: createSpeakers([{ ...monitor, id: 'monitor' }]) };
  const comparedWith = (...speakers: string[]) => {
    const comparison = [{ ...given.raqqa, measure: 'killed_total' as const, value: 1601, speakers }];
    return compose({ ...event, comparison }, { ...wording, names }).text.includes('1,601');
  };
  expect(comparedWith('airwars')).toBe(true);
  const ofRaqqa = compose({ ...event, comparison: [{ ...given.raqqa, value: 1601 }] }, wording).text;
  expect(ofRaqqa, 'the toll of one event').not.toContain('1,601');
  expect(comparedWith('monitor')).toBe(true);
  expect(comparedWith('centcom', 'airwars')).toBe(false);
  expect(comparedWith('rsf')).toBe(false);
  expect(comparedWith('somebody')).toBe(false);
});

test('names of the configuration are used, and an unknown speaker is shown by its id', () => {
  const army = { name: 'the Freedonian Army', role: 'acknowledging', family: null, aliases: [], hosts: [] } as const;
  const names = { publishers: new Map(), speakers: createSpeakers([{ ...army, id: 'freedonia' }]) };
  const event: EventRecord = exampleEvent('total-unchanged');
  const [unchanged] = examples['total-unchanged'];
  if (unchanged.kind !== 'total-unchanged') throw new Error('an example of another kind');
  const headline = (speaker: string) => {
    const findings = [{ ...unchanged, now: { ...unchanged.now, speakers: [speaker] } }];
    return compose({ ...event, findings }, { ...wording, names }).headline[0]?.text;
  };
  expect(headline('freedonia')).toMatch(/^Freedonian Army total unchanged/);
  expect(headline('constructor')).toMatch(/^Constructor total/);
});

test('no post cheers', () => {
  for (const kind of every) {
    const { text } = compose(exampleEvent(kind), wording);
    expect(text).not.toMatch(/!|\p{Extended_Pictographic}/u);
    expect(text).not.toMatch(/eliminat|neutrali[sz]|collateral/i);
  }
});
