import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Incident } from '../../../src/domain/incidents.ts';
import type { Reading } from '../../../src/domain/readings.ts';
import { openLedger } from '../../../src/ledger/open.ts';
import type { Subject } from '../../contracts/ledger.contract.ts';
import { collect, fetched, incident, noon, read, reading } from '../fixtures.ts';

const dossier = (changes: Partial<Incident> = {}) =>
  incident({
    outcome: 'unknown',
    ngoCodes: ['CS1010'],
    killed: 6,
    killedMax: 11,
    dossier: { grading: 'fair', belligerents: ['US-led Coalition'], injuredMax: null },
    ...changes,
  });
const toll = (changes: Partial<Reading> = {}) =>
  reading({
    measure: 'killed_event',
    value: 1,
    qualifier: null,
    speakers: ['africom'],
    place: 'Jilib, Somalia',
    from: '2020-02-24',
    to: '2020-02-24',
    ...changes,
  });

interface Arrival {
  readonly identity: string;
  readonly publisher?: string;
  readonly day?: string;
  readonly incidents?: readonly Incident[];
  readonly readings?: readonly Reading[];
}

export function eventCases({ ledger, address }: Subject): void {
  const addTo = (of: Pick<ReturnType<Subject['ledger']>, 'transaction'>, arrival: Arrival) => {
    const { identity, publisher = 'cjtf-oir', day = '2019-05-31', incidents = [], readings = [] } = arrival;
    const reader = publisher === 'cjtf-oir' ? 'coalition-monthly' : 'statement';
    return of.transaction((open) =>
      open.addSnapshot({
        source: 'feed',
        publisher,
        document: fetched(`${identity} ${day}`, { identity, day, url: `https://example.org/${identity}` }),
        read: read({ reader, period: null, incidents, readings }),
      }),
    );
  };
  const add = (arrival: Arrival) => addTo(ledger(), arrival);
  const report = (entries: readonly Incident[], more: Partial<Arrival> = {}) =>
    add({ identity: 'url:report', incidents: entries, ...more });
  const page = (one: Incident, more: Partial<Arrival> = {}) =>
    add({ identity: 'url:page', publisher: 'airwars', day: '2017-06-05', incidents: [one], ...more });
  const named = async (name: string) =>
    (await ledger().lookups.eventsNamed(name)).map(({ accounts }) => accounts.map((account) => account.publisher));

  test('an entry and a page with one code are accounts of one event, the first published first', async () => {
    await report([incident({ ngoCodes: ['CS1010'], killed: 3 })]);
    await page(dossier());
    expect(await named('cs-1010')).toEqual([['airwars', 'cjtf-oir']]);
    const [event] = await ledger().lookups.eventsNamed('CS1010');
    expect(event?.accounts.map((account) => [account.incident?.killed, account.incident?.killedMax])).toEqual([
      [6, 11],
      [3, null],
    ]);
    expect(event?.accounts[0]?.incident?.dossier?.grading).toBe('fair');
    expect(await ledger().lookups.eventsNamed(event?.id.slice(0, 8) ?? '')).toEqual([event]);
    const { rows } = await ledger().lookups.incidents({ limit: 5 });
    expect(new Set(rows.map((row) => row.event))).toEqual(new Set([event?.id]));
  });

  test('three strikes near one town with one death each are three events', async () => {
    for (const day of ['2020-02-24', '2021-01-01', '2025-01-15'])
      await add({ identity: `url:${day}`, publisher: 'africom', readings: [toll({ from: day, to: day })] });
    const events = await ledger().lookups.eventsAt('jilib', 9);
    expect(events.map(({ day, accounts }) => [day, accounts.length])).toEqual([
      ['2020-02-24', 1],
      ['2021-01-01', 1],
      ['2025-01-15', 1],
    ]);
  });

  test('an edited entry stays the account that it was, and its history has both versions', async () => {
    await report([incident({ number: 1, killed: 3, ngoCodes: ['CS1010'] })]);
    await report([incident({ number: 7, killed: 4, ngoCodes: ['CS1010'] })], { day: '2019-06-02' });
    const [event] = await ledger().lookups.eventsNamed('CS1010');
    const history = await ledger().lookups.accountHistory(event?.id ?? '');
    expect(history.map((account) => [account.incident?.killed, account.isCurrent])).toEqual([
      [3, false],
      [4, true],
    ]);
  });

  test('an entry whose day alone is edited keeps its key', async () => {
    await report([incident({ place: 'Tabqa' })]);
    await report([incident({ place: 'Tabqa', date: '2017-06-02' })], { day: '2019-06-02' });
    const { rows } = await ledger().lookups.incidents({ limit: 5 });
    expect((await ledger().lookups.accountHistory(rows[0]?.event ?? '')).map(({ facts }) => facts.from)).toEqual([
      '2017-06-01',
      '2017-06-02',
    ]);
  });

  test('what a withdrawn report said stays in the event, and is no longer current', async () => {
    await report([incident({ ngoCodes: ['CS1010'] })]);
    const gone = {
      identity: 'url:report',
      url: 'https://example.org/',
      fetchedAt: noon('2019-06-02'),
      status: 404,
    } as const;
    await ledger().transaction((open) => open.addGone({ source: 'feed', publisher: 'cjtf-oir', document: gone }));
    const [event] = await ledger().lookups.eventsNamed('CS1010');
    expect(event?.accounts.map((account) => account.isCurrent)).toEqual([false]);
  });

  test('a later run of a reader replaces what an earlier one found in the same bytes', async () => {
    const { snapshotId } = await report([incident({ ngoCodes: ['CS1010'] })]);
    await ledger().transaction((open) =>
      open.addReaderRun({
        snapshotId,
        read: read({ readerVersion: 2, readings: [], incidents: [incident({ ngoCodes: ['CS2020'] })] }),
        at: noon('2019-06-02'),
      }),
    );
    expect([await named('CS1010'), await named('CS2020')]).toEqual([[], [['cjtf-oir']]]);
  });

  test('a person parts and joins, with a reason that is kept, and an export has the decisions', async () => {
    await report([incident({ ngoCodes: ['CS1010'] })]);
    await page(dossier());
    const [event] = await ledger().lookups.eventsNamed('CS1010');
    const keys = event?.accounts.map(({ facts }) => facts.key) ?? [];
    const [one = '', other = ''] = keys;
    const decide = (decision: 'joined' | 'parted', day: string) =>
      ledger().transaction((open) =>
        open.decideJoin({ decision, pairs: [[one, other]], person: 'U1', reason: 'another street', at: noon(day) }),
      );
    await decide('parted', '2019-06-01');
    expect(await named('CS1010')).toHaveLength(2);
    const [first] = await ledger().lookups.eventsNamed(one);
    expect(first?.hints.map(({ doubt, event: hinted }) => [doubt, hinted])).toEqual([['person', other]]);
    const restored = await openLedger(await address());
    await restored.restore([await collect(ledger().export('json'))]);
    expect(await restored.lookups.eventsNamed('CS1010')).toEqual(await ledger().lookups.eventsNamed('CS1010'));
    expect(await restored.lookups.joinDecisions(keys)).toEqual(await ledger().lookups.joinDecisions(keys));
    await restored.close();
    await decide('joined', '2019-06-02');
    await decide('joined', '2019-06-02');
    expect(await named('CS1010')).toHaveLength(1);
    expect((await ledger().lookups.joinDecisions(keys)).map(({ decision }) => decision)).toEqual(['parted', 'joined']);
    await expect(
      ledger().transaction((open) =>
        open.decideJoin({
          decision: 'joined',
          pairs: [[one, 'none']],
          person: 'U1',
          reason: '',
          at: noon('2019-06-03'),
        }),
      ),
    ).rejects.toMatchObject({ kind: 'missing' });
  });

  test('the order in which documents arrive decides nothing, nor does a rebuild', async () => {
    const arrivals: readonly Arrival[] = [
      { identity: 'url:1', incidents: [incident({ ngoCodes: ['CS1010'] }), incident({ place: 'Tabqa', number: 2 })] },
      { identity: 'url:2', incidents: [incident({ place: 'Raqqa', killed: 4 })] },
      { identity: 'url:3', publisher: 'airwars', incidents: [dossier()] },
      { identity: 'url:4', publisher: 'airwars', incidents: [dossier({ ngoCodes: ['CS1011'] })] },
      {
        identity: 'url:5',
        publisher: 'uk-mod',
        readings: [toll({ speakers: ['uk-mod'], place: 'Tabqa, Syria', from: '2017-06-01', to: '2017-06-01' })],
      },
      {
        identity: 'url:6',
        publisher: 'amnesty',
        readings: [toll({ speakers: ['amnesty'], place: 'Raqqa', from: '2017-06', to: '2017-06' })],
      },
    ];
    const eventsOf = async (order: readonly Arrival[]) => {
      const memory = await openLedger(':memory:');
      for (const arrival of order) await addTo(memory, arrival);
      const rows = await memory.lookups.incidents({ limit: 20 });
      const found = await memory.lookups.events(rows.rows.map((row) => row.event));
      const restored = await openLedger(':memory:');
      await restored.restore([await collect(memory.export('json'))]);
      expect(await restored.lookups.events(rows.rows.map((row) => row.event))).toEqual(found);
      await restored.close();
      await memory.close();
      return found;
    };
    const expected = await eventsOf(arrivals);
    expect(expected.length).toBeGreaterThan(2);
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray([...arrivals], { minLength: arrivals.length }), async (order) => {
        expect(await eventsOf(order)).toEqual(expected);
      }),
      { numRuns: 6 },
    );
  });
}
