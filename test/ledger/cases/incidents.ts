import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Incident } from '../../../src/domain/incidents.ts';
import type { IncidentQuery, IncidentRow } from '../../../src/ledger/ledger.ts';
import { openLedger } from '../../../src/ledger/open.ts';
import type { Subject } from '../../contracts/ledger.contract.ts';
import { fetched, incident, noon, read } from '../fixtures.ts';

type Lookups = ReturnType<Subject['ledger']>['lookups'];

/** All pages, joined. */
async function every(lookups: Lookups, query: Omit<IncidentQuery, 'after'>): Promise<readonly IncidentRow[]> {
  const rows: IncidentRow[] = [];
  for (let after: string | null | undefined; after !== null; ) {
    const page = await lookups.incidents({ ...query, ...(after === undefined ? {} : { after }) });
    expect(page.rows.length).toBeLessThanOrEqual(query.limit);
    rows.push(...page.rows);
    after = page.next;
  }
  return rows;
}

/** The rule as a sentence would say it, without any index. */
function matches(one: Incident, query: Omit<IncidentQuery, 'after'>): boolean {
  const words = (one.place ?? '').toLowerCase().split(' ');
  const place = query.place?.toLowerCase();
  return (
    (place === undefined || words.some((_, at) => words.slice(at).join(' ').startsWith(place))) &&
    (query.country === undefined || one.country === query.country) &&
    (query.outcome === undefined || one.outcome === query.outcome) &&
    (query.since === undefined || (one.date ?? '') >= query.since) &&
    (query.until === undefined || (one.date !== null && one.date <= query.until))
  );
}

const anyPlace = fc
  .array(fc.constantFrom('near', 'Raqqa', 'Raqqah', 'al', 'Tal', 'Afar', 'Mosul', 'Tanf', 'At'), {
    minLength: 1,
    maxLength: 4,
  })
  .map((words) => words.join(' '));
const anyDay = fc.constantFrom('2016-12-31', '2017-01-01', '2017-03-17', '2017-10-20', '2018-05-05');
const anyIncident = fc.record({
  place: fc.option(anyPlace),
  date: fc.option(anyDay),
  country: fc.constantFrom('Iraq', 'Syria'),
  outcome: fc.constantFrom('credible', 'non_credible', 'duplicate'),
});
const anyQuery = fc.record(
  {
    place: fc.oneof(anyPlace, fc.constantFrom('r', 'ra', 'RAQ', 'tal a', 'a', 'near')),
    country: fc.constantFrom('Iraq', 'Syria'),
    outcome: fc.constantFrom('credible', 'non_credible', 'duplicate'),
    since: anyDay,
    until: anyDay,
    publisher: fc.constantFrom('cjtf-oir', 'centcom'),
    limit: fc.integer({ min: 1, max: 7 }),
  },
  { requiredKeys: ['limit'] },
);

export function incidentCases({ ledger, address, shared }: Subject): void {
  const add = (entries: readonly Partial<Incident>[], identity = 'url:1', publisher = 'cjtf-oir') =>
    ledger().transaction((open) =>
      open.addSnapshot({
        source: 'feed',
        publisher,
        document: fetched(identity, { identity }),
        read: read({ incidents: entries.map(incident) }),
      }),
    );
  const places = async (query: Omit<IncidentQuery, 'limit'>) =>
    (await ledger().lookups.incidents({ ...query, limit: 50 })).rows.map((row) => row.place);

  test('a place is found by the beginning of any of its words, without case and accents', async () => {
    await add([{ place: 'near Tal Afar' }, { place: 'Tal’Afar' }, { place: 'Al-Bāb' }, { place: null }]);
    expect(await places({ place: 'TAL A' })).toEqual(['near Tal Afar']);
    expect(await places({ place: 'afar' })).toEqual(['near Tal Afar']);
    expect(await places({ place: 'al bab' })).toEqual(['Al-Bāb']);
    expect(await places({ place: 'fa' })).toEqual([]);
    expect(await places({ place: ' - ' })).toEqual([]);
    expect(await places({ place: '%' })).toEqual([]);
  });

  test('what is being typed is met by the places with a word that begins so, as reports write them, newest first', async () => {
    await add([
      { place: 'near Tal Afar', date: '2017-01-02' },
      { place: 'Tal Afar', date: '2017-01-03' },
      { place: 'Al-Bāb', date: '2017-01-01' },
      { place: 'Tal’Afar', date: null },
      { place: null },
    ]);
    const { lookups } = ledger();
    expect(await lookups.places('AFA', 9)).toEqual(['Tal Afar', 'near Tal Afar']);
    expect(await lookups.places('tal a', 9)).toEqual(['Tal Afar', 'near Tal Afar']);
    expect(await lookups.places('ta', 9)).toEqual(['Tal Afar', 'near Tal Afar', 'Tal’Afar']);
    expect(await lookups.places('ta', 1)).toEqual(['Tal Afar']);
    expect(await lookups.places('near', 9)).toEqual(['near Tal Afar']);
    expect(await lookups.places('bab', 9)).toEqual(['Al-Bāb']);
    for (const nothing of ['far', 'tal afar x']) expect(await lookups.places(nothing, 9)).toEqual([]);
  });

  test('where nothing was typed, the places of the newest incidents, each once', async () => {
    await add([
      { place: 'Mosul', date: '2017-01-03' },
      { place: 'Raqqa', date: '2017-01-02' },
      { place: 'MOSUL', date: '2017-01-01' },
    ]);
    expect(await ledger().lookups.places('', 9)).toEqual(['Mosul', 'Raqqa']);
    expect(await ledger().lookups.places('%', 1)).toEqual(['Mosul']);
  });

  test('a beginning that very many names share gives as many as are asked for, each once', async () => {
    await add(Array.from({ length: 250 }, (_, n) => ({ place: `Village ${n % 200}`, reportNumbers: [String(n)] })));
    const found = await ledger().lookups.places('vil', 25);
    expect(new Set(found).size).toBe(25);
    expect(found.every((place) => place.startsWith('Village '))).toBe(true);
  });

  test('places of a withdrawn report are not offered', async () => {
    await add([{ place: 'Hajin' }], 'url:gone');
    await ledger().transaction((open) =>
      open.addGone({
        source: 'feed',
        publisher: 'cjtf-oir',
        document: {
          identity: 'url:gone',
          url: 'https://example.org/',
          fetchedAt: noon('2019-06-02'),
          status: 410,
        },
      }),
    );
    expect(await ledger().lookups.places('haj', 9)).toEqual([]);
  });

  test('newest date first, the undated last', async () => {
    await add([
      { place: 'A', date: null },
      { place: 'B', date: '2017-01-02' },
      { place: 'C', date: '2018-01-01' },
    ]);
    expect(await places({})).toEqual(['C', 'B', 'A']);
    expect(await places({ since: '2017-01-03' })).toEqual(['C']);
    expect(await places({ until: '2017-12-31' })).toEqual(['B']);
  });

  test('an entry names its report', async () => {
    const report = await add([incident({ ngoCodes: ['CI1'], mgrs: ['37SFU1'] })]);
    const { rows } = await ledger().lookups.incidents({ limit: 1 });
    const { publisher, url, published } = report;
    expect(rows).toEqual([
      { ...report.incidents[0], id: rows[0]?.id, event: rows[0]?.event, publisher, url, published },
    ]);
  });

  test('only what reports list now is listed: not what an edit replaced or a withdrawal took away', async () => {
    await add([{ place: 'Raqqa', killed: 1 }]);
    await add([{ place: 'Raqqa', killed: 2 }, { place: 'Mosul' }]);
    expect(await places({})).toEqual(['Mosul', 'Raqqa']);
    expect(await places({ place: 'raqqa' })).toEqual(['Raqqa']);
    const gone = {
      identity: 'url:1',
      url: 'https://example.org/',
      fetchedAt: noon('2019-06-02'),
      status: 404,
    } as const;
    await ledger().transaction((open) => open.addGone({ source: 'feed', publisher: 'cjtf-oir', document: gone }));
    expect(await places({})).toEqual([]);
    expect(await places({ place: 'raqqa' })).toEqual([]);
  });

  test('an entry already stored is known by any of its references', async () => {
    const report = await add([
      {
        place: 'near Raqqa',
        date: '2017-06-01',
        reportNumbers: ['2682'],
        ngoCodes: ['CS1908', 'CI2'],
        mgrs: ['37S FU 794 551'],
      },
      { place: 'Mosul', date: '2017-06-01' },
    ]);
    const none = { place: null, date: null, country: null };
    const known = (like: Partial<Incident>, publisher = 'cjtf-oir') =>
      ledger().transaction((open) => open.relatedIncidents(publisher, [incident({ ...none, ...like })]));
    const first = [{ ...report.incidents[0], documentId: report.documentId }];
    expect(await known({ reportNumbers: ['2682'] })).toEqual(first);
    expect(await known({ ngoCodes: ['CI2', 'CI9'] })).toEqual(first);
    expect(await known({ mgrs: ['37SFU794551'] })).toEqual(first);
    expect(await known({ date: '2017-06-01', place: 'Near RAQQA' })).toEqual(first);
    expect(await known({ date: '2017-06-02', place: 'near Raqqa' })).toEqual([]);
    expect(await known({ reportNumbers: ['2682'] }, 'centcom')).toEqual([]);
    const gone = {
      identity: 'url:1',
      url: 'https://example.org/',
      fetchedAt: noon('2019-06-02'),
      status: 404,
    } as const;
    await ledger().transaction((open) => open.addGone({ source: 'feed', publisher: 'cjtf-oir', document: gone }));
    expect(await known({ reportNumbers: ['2682'] })).toEqual(first);
  });

  test('many places that begin alike are found too', async () => {
    const entries = Array.from({ length: 300 }, (_, at) => ({
      place: `Village ${at} east`,
      date: `2017-01-${String(1 + (at % 28)).padStart(2, '0')}`,
    }));
    await add(entries);
    const found = await every(ledger().lookups, { place: 'village', limit: 40 });
    expect(found).toHaveLength(300);
    const dates = found.map((row) => row.date ?? '');
    expect(dates).toEqual([...dates].sort().reverse());
    expect(await every(ledger().lookups, { place: 'village', publisher: 'centcom', limit: 40 })).toEqual([]);
  });

  test('the pages of any question join to what the rule says', { timeout: 60_000 }, async () => {
    const known = await fc.sample(fc.array(anyIncident, { minLength: 60, maxLength: 60 }), { numRuns: 1, seed: 7 });
    const held = (known[0] ?? []).map((one, at) => incident({ ...one, number: at }));
    const half = held.length / 2;
    await add(held.slice(0, half), 'url:1', 'cjtf-oir');
    await add(held.slice(half), 'url:2', 'centcom');
    await fc.assert(
      fc.asyncProperty(anyQuery, async (query) => {
        const rows = await every(ledger().lookups, query);
        const expected = held.filter(
          (one, at) =>
            matches(one, query) &&
            (query.publisher === undefined || query.publisher === (at < half ? 'cjtf-oir' : 'centcom')),
        );
        expect(rows.map((row) => row.number).sort()).toEqual(expected.map((one) => one.number).sort());
        const dates = rows.map((row) => row.date ?? '');
        expect(dates).toEqual([...dates].sort().reverse());
      }),
      { numRuns: 150 },
    );
  });

  test.runIf(shared)('what is listed outlives the process', async () => {
    const at = await address();
    const one = await openLedger(at);
    await one.transaction((open) =>
      open.addSnapshot({
        source: 'feed',
        publisher: 'p',
        document: fetched('x'),
        read: read({ incidents: [incident()] }),
      }),
    );
    await one.close();
    const two = await openLedger(at);
    expect((await two.lookups.incidents({ place: 'raqqa', limit: 5 })).rows).toHaveLength(1);
    await two.close();
  });
}
