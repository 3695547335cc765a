import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Asker, Conversation } from '../../src/chat/conversation.ts';
import { decide } from '../../src/commands/joins.ts';
import { wordingFor } from '../../src/compose/language/index.ts';
import { subscriptionTo } from '../ledger/fixtures.ts';
import { asker, type Desk, names, now, openDesk, tableOf, talkOn } from './record.ts';

/** Operators join and part events, each an entry of a report: CS1900 of 1 June 2017, CS1901 of 2 June and so on. */

let desk: Desk;
let talk: Conversation;
const operators: Partial<Asker> = { channel: 'C0OPS', person: 'U2' };
const textOf = async (line: string, who: Partial<Asker> = operators) => (await talk.ask(line, asker(who))).message.text;
const eventOf = async (code: string) => {
  const [event] = await desk.ledger.lookups.eventsNamed(code);
  return { id: event?.id.slice(0, 10) ?? '', keys: event?.accounts.map(({ facts }) => facts.key) ?? [] };
};
const decisions = async () => {
  const keys = [...(await eventOf('CS1900')).keys, ...(await eventOf('CS1901')).keys];
  return (await desk.ledger.lookups.joinDecisions(keys)).map(({ decision, person }) => `${person} ${decision}`);
};

beforeEach(async () => {
  desk = await openDesk([subscriptionTo('C0OPS', { destination: 'slack', space: 'T1', wants: ['health'] })]);
  talk = talkOn(desk.ledger);
});
afterEach(() => desk.ledger.close());

describe('join and part', () => {
  it('make two events one and undo it, with who, when and why', async () => {
    await textOf(`join ${(await eventOf('CS1900')).id} --with ${(await eventOf('CS1902')).id} --reason "one list"`);
    const [one, other] = [await eventOf('CS1900'), await eventOf('CS1901')];
    expect([one.keys.length, other.keys.length]).toEqual([2, 1]);
    const text = await textOf(`join ${one.id} --with ${other.id} --reason "one night, one house"`);
    expect(text).toContain('Made one event');
    expect(text).toContain(`part ${one.id} --from ${other.id} --reason TEXT`);
    const joined = await eventOf('CS1900');
    expect(joined).toEqual(await eventOf('CS1901'));
    expect(joined.keys).toHaveLength(one.keys.length + other.keys.length);
    expect(await textOf('event CS1901')).toContain('Joined by U2 on 23 September 2021: one night, one house');

    await textOf(`part ${one.id} --from ${other.id} --reason "two nights"`);
    expect([await eventOf('CS1900'), await eventOf('CS1901')]).toEqual([one, other]);
    const shown = await textOf('event CS1900');
    expect(shown).toContain('Parted by U2 on 23 September 2021: two nights');
    expect(shown.match(/one night, one house/g), 'one line for all pairs of accounts').toHaveLength(1);

    await textOf(`join ${one.id} ${other.id} --reason "one house after all"`);
    expect((await eventOf('CS1900')).keys).toEqual(joined.keys);
  });

  it('are for operators alone, and need two names and a reason', async () => {
    const [one, other] = [await eventOf('CS1900'), await eventOf('CS1901')];
    const line = `join ${one.id} --with ${other.id} --reason x`;
    expect(await textOf(line, { channel: 'C9' })).toContain('Only operators may do that');
    for (const wrong of [`join ${one.id} --with ${other.id}`, `join ${one.id} --reason x`, 'part --from x'])
      expect(await textOf(wrong), wrong).toContain('Name two events or accounts and the reason');
    expect(await textOf(`join ${one.id} --with ffffffffff --reason x`)).toContain('No event or account is stored');
    expect(await textOf(`part ${one.id} --from ${one.id} --reason x`)).toContain('name one account');
    expect(await textOf(`join ${one.id} --with ${other.id} --reason "${'x'.repeat(301)}"`)).toContain('300 characters');
    expect(await decisions()).toEqual([]);
  });

  it('part an account from all others of its event', async () => {
    const codes = ['CS1900', 'CS1901', 'CS1902'];
    const [first, second, third] = await Promise.all(codes.map(eventOf));
    await textOf(`join ${first?.id} --with ${second?.id} --reason x`);
    await textOf(`join ${first?.id} --with ${third?.id} --reason x`);
    const all = await eventOf('CS1900');
    const tables = tableOf((await talk.ask('event CS1900', asker(operators))).message);
    expect(tables.rows.map((row) => row.at(-1)).sort()).toEqual(all.keys.map((key) => key.slice(0, 10)).sort());
    await textOf(`part ${third?.id} --from ${first?.id} --reason y`);
    expect(await eventOf('CS1902')).toEqual(third);
    expect((await eventOf('CS1900')).keys).toHaveLength(all.keys.length - (third?.keys.length ?? 0));
  });

  it('keep one decision of a person who presses twice', async () => {
    const [one, other] = [await eventOf('CS1901'), await eventOf('CS1902')];
    const line = `join ${one.id} --with ${other.id} --reason x`;
    const replies = await Promise.all([textOf(line), textOf(line), textOf(line)]);
    expect(replies.filter((text) => text.includes('You had decided that before'))).toHaveLength(2);
    expect(await decisions()).toEqual(['U2 joined']);
  });

  it('keep one decision of each person in a race, and the latest wins', async () => {
    const [one, other] = [await eventOf('CS1901'), await eventOf('CS1902')];
    const wording = wordingFor('en', names);
    const by = (person: string, decision: 'joined' | 'parted') =>
      decide(
        { decision, one: one.id, other: other.id, reason: 'x' },
        { ledger: desk.ledger, context: { lookups: desk.ledger.lookups, wording }, person, at: now },
      );
    await Promise.all([by('U1', 'joined'), by('U2', 'parted')]);
    const kept = await decisions();
    expect(kept.toSorted()).toEqual(['U1 joined', 'U2 parted']);
    const areOne = (await eventOf('CS1901')).id === (await eventOf('CS1902')).id;
    expect(areOne ? 'joined' : 'parted').toBe(kept.at(-1)?.split(' ')[1]);
  });
});
