import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Asker, Conversation } from '../../src/chat/conversation.ts';
import { en } from '../../src/compose/language/en.ts';
import type { DeliveryTrouble } from '../../src/domain/findings.ts';
import { notifyOperators, troubleFinding } from '../../src/outbox/trouble.ts';
import { subscriptionTo } from '../ledger/fixtures.ts';
import { asker, coalition, type Desk, now, openDesk, pressed, tableOf, talkOn } from './record.ts';

/** What each place sees of the troubles of single posts. */

const kinds = ['delivery-uncertain', 'delivery-rejected', 'subscription-paused'] as const;
const secret = { channel: 'C7SECRET', owner: 'U7OWNER' };

let desk: Desk;
let talk: Conversation;
let troubles: readonly DeliveryTrouble[];
const operators: Partial<Asker> = { channel: 'C0OPS', person: 'U2' };
const textOf = async (line: string, who: Partial<Asker> = {}) => (await talk.ask(line, asker(who))).message.text;
const idOf = (kind: DeliveryTrouble['kind']) => troubles.find((one) => one.kind === kind)?.id.slice(0, 10) ?? '';

beforeAll(async () => {
  desk = await openDesk([
    subscriptionTo('C0OPS', { destination: 'slack', space: 'T1', wants: ['health'] }),
    subscriptionTo('C0ALL', { destination: 'slack', space: 'T1', wants: ['all'] }),
    subscriptionTo('C0DESK', { destination: 'slack', space: 'T1', wants: ['admissions'] }),
  ]);
  talk = talkOn(desk.ledger);
  await talk.ask('subscribe all', asker({ channel: 'C0CHAT' }));
  // As many as fill more than a page: a page that is cut first and filtered after would come out empty.
  troubles = Array.from({ length: 24 }, (_, at) =>
    troubleFinding(
      kinds[at % 3] ?? 'subscription-paused',
      {
        key: `delivery-${at}`,
        where: `slack ${secret.channel}`,
        publisher: coalition.id,
        message: `Posting to ${secret.channel} of ${secret.owner} was refused.`,
      },
      new Date(now.getTime() - at * 1000),
    ),
  );
  const owner = { destination: 'slack', space: 'T1', channel: secret.owner };
  for (const trouble of troubles)
    await notifyOperators(desk.ledger, trouble, { owners: trouble.kind === 'delivery-rejected' ? [] : [owner] });
});
afterAll(() => desk.ledger.close());

const elsewhere: readonly [string, Partial<Asker>][] = [
  ['a channel that nobody subscribed', { channel: 'C9', person: 'U9' }],
  ['another workspace', { space: 'T9', channel: 'C9', person: 'U9' }],
  ['a channel that a chat subscribed to all', { channel: 'C0CHAT' }],
  ['a channel that the configuration subscribes to the record alone', { channel: 'C0DESK' }],
];

describe.each(elsewhere)('the troubles of single posts, asked after in %s,', (_, who) => {
  it('are on no page of the findings, and leave no page short', async () => {
    const expected = (await desk.ledger.lookups.findings({ limit: 1000 })).rows
      .filter(({ kind }) => kind !== 'baseline' && kinds.every((one) => one !== kind))
      .map(({ id }) => id.slice(0, 10));
    const seen: (string | undefined)[] = [];
    let reply = await talk.ask('findings', asker(who));
    for (let page = 0; page < 100; page += 1) {
      expect(reply.message.text).not.toMatch(/C7SECRET|U7OWNER/);
      const { rows } = tableOf(reply.message);
      seen.push(...rows.map((row) => row.at(-1)));
      const further = pressed(reply, 'Earlier');
      if (further === undefined) break;
      expect(rows).toHaveLength(10);
      reply = await talk.ask(further, asker(who));
    }
    expect(expected.length).toBeGreaterThan(10);
    expect(seen).toEqual(expected);
    expect(await textOf(`findings --publisher ${coalition.id}`, who)).not.toMatch(/paused|refused|C7SECRET/);
  });

  it('are no kind that there is', async () => {
    const [known, ...others] = await Promise.all(
      ['nonsense', ...kinds, 'a subscription was paused'].map((kind) => textOf(`findings --kind "${kind}"`, who)),
    );
    expect(known).toContain('total-raised');
    for (const text of [known, ...others]) {
      expect(text).toContain('That was not understood');
      expect(text).toContain('source-broken');
      expect(text).not.toMatch(/Write one of.*(delivery-|subscription-)|C7SECRET/);
    }
    const offered = await talk.suggest({ command: 'findings', option: 'kind', text: '', given: {} }, asker(who));
    expect(offered.length).toBeGreaterThan(10);
    expect(offered.map(({ value }) => value).filter((value) => /^(delivery|subscription)-/.test(value))).toEqual([]);
  });

  it('are not known by their id, nor named while it is typed', async () => {
    for (const { id } of troubles) {
      const [known, none] = [id.slice(0, 40), '0'.repeat(40)];
      expect(await textOf(`why ${known}`, who)).toBe((await textOf(`why ${none}`, who)).replaceAll(none, known));
      expect(await textOf(`why ${id}`, who)).toContain('No finding has an id that begins with');
      expect(await textOf(`why ${id.slice(0, 10)}`, who)).not.toMatch(/C7SECRET|U7OWNER|Why it was posted/);
      for (const text of [id.slice(0, 6), id.slice(0, 10), id])
        expect(await talk.suggest({ command: 'why', option: 'figure', text, given: {} }, asker(who))).toEqual([]);
    }
    const typing = { command: 'why', option: 'figure', given: {} };
    for (const text of ['', 'subscription paused', 'refused', secret.channel])
      for (const { label } of await talk.suggest({ ...typing, text }, asker(who)))
        expect(label).not.toMatch(/paused|refused/);
  });

  it('are in no other answer', async () => {
    for (const line of [
      '',
      'latest',
      'history',
      'digest',
      'sources',
      'incidents',
      'subscriptions',
      'deliveries',
      'help findings',
    ])
      expect(await textOf(line, who), line).not.toMatch(/C7SECRET|U7OWNER|subscription was paused/);
    expect((await talk.home(asker(who))).text).not.toMatch(/C7SECRET|U7OWNER/);
  });
});

describe('in a channel of the operators, the troubles of single posts', () => {
  it.each(['C0OPS', 'C0ALL'])('are found, explained and offered (%s)', async (channel) => {
    const who = { ...operators, channel };
    expect(await textOf('findings', who)).toContain('a subscription was paused');
    for (const kind of kinds) {
      expect(
        tableOf((await talk.ask(`findings --kind ${kind}`, asker(who))).message).rows.map((row) => row[1]),
      ).toEqual(Array.from({ length: 8 }, () => en.kinds[kind].label));
      expect(await textOf(`why ${idOf(kind)}`, who)).toContain(secret.channel);
      expect(await textOf('findings --kind nonsense', who)).toContain(kind);
      const typing = { command: 'findings', option: 'kind', text: kind, given: {} };
      expect((await talk.suggest(typing, asker(who)))[0]?.value).toBe(kind);
    }
    expect(await textOf('findings --kind "a subscription was paused"', who), 'as it is offered').toContain(
      'a subscription was paused',
    );
  });
});

describe('the person who was sent a trouble', () => {
  const owner: Partial<Asker> = { channel: 'D1', person: secret.owner };

  it('may ask why by its id, wherever they ask', async () => {
    expect(await textOf(`why ${idOf('subscription-paused')}`, owner)).toContain(secret.channel);
    expect(await textOf(`why ${idOf('delivery-uncertain')}`, { ...owner, space: null })).toContain(secret.channel);
    expect(await textOf(`why ${idOf('subscription-paused')}`, { ...owner, channel: 'C9' })).toContain(secret.channel);
  });

  it('sees no other by it, nor any among the findings', async () => {
    expect(await textOf(`why ${idOf('delivery-rejected')}`, owner)).not.toContain(secret.channel);
    expect(await textOf('findings', owner)).not.toMatch(/paused|C7SECRET/);
    expect(await textOf('findings --kind subscription-paused', owner)).toContain('That was not understood');
  });

  it('is not one of the same name on another platform or in another workspace', async () => {
    for (const other of [{ destination: 'discord' }, { space: 'T9' }, { person: 'U8' }])
      expect(await textOf(`why ${idOf('subscription-paused')}`, { ...owner, ...other })).not.toContain(secret.channel);
  });
});
