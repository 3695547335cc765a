import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Asker } from '../../src/chat/conversation.ts';
import { DeliveryError, type DeliveryErrorKind } from '../../src/chat/destination.ts';
import type { ConversationParts } from '../../src/commands/request.ts';
import { defaultPreferences } from '../../src/domain/subscriptions.ts';
import { type OpenedLedger, openLedger } from '../../src/ledger/open.ts';
import { subscriptionTo } from '../ledger/fixtures.ts';
import { begin, claim, failed, markSent, markUncertain } from '../ledger/outbox.ts';
import { asker, now, openDesk, talkOn } from './record.ts';

let ledger: OpenedLedger;
beforeEach(async () => {
  ledger = await openLedger(':memory:');
});
afterEach(() => ledger.close());

const textOf = async (line: string, who: Partial<Asker> = {}, parts: Partial<ConversationParts> = {}) =>
  (await talkOn(ledger, parts).ask(line, asker(who))).message.text;
const held = (channel = 'C1') => ledger.subscriptions.of({ destination: 'slack', channel: channel });
const configured = (channel: string, wants: readonly ('all' | 'health' | 'admissions')[] = ['all']) =>
  ledger.subscriptions.sync([subscriptionTo(channel, { destination: 'slack', space: 'T1', wants })], now.toISOString());

describe('subscribe', () => {
  it('begins with what most want, for the asker, in their time zone', async () => {
    const text = await textOf('subscribe', { zone: 'Europe/London' });
    expect(text).toContain('This channel is subscribed');
    expect(text).toContain('admissions, revisions, discrepancies and claims');
    expect(await held()).toMatchObject({
      destination: 'slack',
      space: 'T1',
      channel: 'C1',
      origin: 'chat',
      owner: 'U1',
      state: 'active',
      wants: ['admissions', 'revisions', 'discrepancies', 'claims'],
      filters: { publishers: [], countries: [], minKilled: null },
      preferences: { ...defaultPreferences, zone: 'Europe/London' },
    });
  });

  it('takes what to post in quotes, with commas or with blanks between', async () => {
    await textOf('subscribe "admissions, claims health"');
    expect((await held())?.wants).toEqual(['admissions', 'claims', 'health']);
  });

  it('takes every option', async () => {
    await textOf(
      'subscribe admissions,revisions health --publisher cjtf-oir --publisher Amnesty\u00a0International --country "Saudi Arabia",Syria --min-killed 3 —digest weekly --on Fridays --at 7.05 --zone europe/london --quiet 22:00–7:00 --condensed --language EN',
    );
    // A name of several words is in quotes.
    expect(await held()).toBeUndefined();
    await textOf(
      'subscribe admissions,revisions health --publisher cjtf-oir --publisher "Amnesty\u00a0International" --country "Saudi Arabia",Syria --min-killed 3 —digest weekly --on Fridays --at 7.05 --zone europe/london --quiet 22:00–7:00 --condensed --language EN',
    );
    expect(await held()).toMatchObject({
      wants: ['admissions', 'revisions', 'health'],
      filters: { publishers: ['cjtf-oir', 'amnesty'], countries: ['Saudi Arabia', 'Syria'], minKilled: 3 },
      preferences: {
        rhythm: { type: 'weekly', on: 5, at: '07:05' },
        quiet: { from: '22:00', to: '07:00' },
        zone: 'Europe/London',
        form: 'condensed',
        language: 'en',
      },
    });
  });

  it('changes what is named and keeps the rest, the second time', async () => {
    await textOf(
      'subscribe admissions --publisher cjtf-oir --country Syria --digest daily --at 08:00 --quiet 22:00-07:00',
      {
        zone: 'Europe/Paris',
      },
    );
    const text = await textOf('subscribe health --min-killed 2 --condensed', { person: 'U2', zone: 'Asia/Tokyo' });
    expect(text).toContain('admissions and health');
    expect(text).toContain('at 08:00 (Europe/Paris)');
    expect(await held()).toMatchObject({
      owner: 'U2',
      wants: ['admissions', 'health'],
      filters: { publishers: ['cjtf-oir'], countries: ['Syria'], minKilled: 2 },
      preferences: {
        rhythm: { type: 'daily', at: '08:00' },
        quiet: { from: '22:00', to: '07:00' },
        zone: 'Europe/Paris',
        form: 'condensed',
      },
    });
    await textOf('subscribe --publisher all --country all --min-killed 0 --digest off --quiet off --full');
    expect(await held()).toMatchObject({
      wants: ['admissions', 'health'],
      filters: { publishers: [], countries: [], minKilled: null },
      preferences: { rhythm: { type: 'immediate' }, quiet: null, zone: 'Europe/Paris', form: 'full' },
    });
    await textOf('subscribe all');
    expect((await held())?.wants).toEqual(['all']);
  });

  it('says which zone times are in, and when it is only assumed', async () => {
    expect(await textOf('subscribe')).not.toContain('time zone');
    expect(await textOf('subscribe --digest weekly')).toMatch(
      /on Monday at 09:00 \(UTC\)[\s\S]*Your time zone is not known/,
    );
    const known = await textOf('subscribe --digest daily', { channel: 'C2', zone: 'Europe/Rome' });
    expect(known).toContain('at 09:00 (Europe/Rome)');
    expect(known).not.toContain('not known');
    expect(await textOf('subscribe --digest daily', { channel: 'C3', zone: 'Nowhere/None' })).toContain('(UTC)');
  });

  it('answers each mistake with what to type, and changes nothing', async () => {
    const mistakes: Readonly<Record<string, string>> = {
      'subscribe admisions': 'Did you mean `admissions`?',
      'subscribe weather': 'admissions, revisions, discrepancies, claims, denials, assessments, health, all',
      'subscribe cjtf-oir': '`--publisher cjtf-oir`',
      'subscribe --publisher cjtf': 'Did you mean `cjtf-oir`?',
      'subscribe --min-killed many': '`--min-killed 1`',
      'subscribe --min-killed -1': '`--min-killed 1`',
      'subscribe --digest hourly': 'daily, weekly or off',
      'subscribe --digest daily --at 25:00': 'for example 08:30',
      'subscribe --digest daily --at noon': 'for example 08:30',
      'subscribe --at 08:00': '`--digest daily`',
      'subscribe --on monday': '`--digest daily`',
      'subscribe --digest daily --on monday': '`--digest weekly`',
      'subscribe --digest weekly --on someday': 'monday',
      'subscribe --zone London': 'Did you mean `Europe/London`?',
      'subscribe --zone Mars/Olympus': 'Europe/London',
      'subscribe --zone +01:00': 'no time zone',
      'subscribe --quiet 22:00': '22:00-07:00',
      'subscribe --quiet 22:00-22:00': '22:00-07:00',
      'subscribe --quiet late-early': '22:00-07:00',
      'subscribe --language tlh': 'Write one of: en',
      'subscribe --condensed --full': 'not both',
    };
    for (const [line, instead] of Object.entries(mistakes)) expect(await textOf(line), line).toContain(instead);
    expect(await held()).toBeUndefined();
  });

  it('says how a rhythm is written in the command that was used', async () => {
    await textOf('subscribe');
    expect(await textOf('digest --at 08:00')).toContain('`digest daily` or `digest weekly`');
    expect(await textOf('digest daily --on monday')).toContain('Add `digest weekly`');
    expect(await textOf('digest weekly --on monday')).toContain('on Monday');
  });

  it('doubts no country that the gazetteer knows, whatever is stored', async () => {
    const { message } = await talkOn(ledger).ask('subscribe --country Iraq,Yemen', asker());
    expect(message.text).not.toContain('No stored incident or figure names');
  });

  it('takes a country that nothing names, and says so', async () => {
    const desk = await openDesk();
    try {
      const talk = talkOn(desk.ledger);
      const { message } = await talk.ask('subscribe --country iraq,Syria,Atlantis', asker());
      expect(message.text).toContain('No stored incident or figure names Atlantis');
      expect(message.text).not.toMatch(/names (?:iraq|Syria)/);
      expect((await desk.ledger.subscriptions.of({ destination: 'slack', channel: 'C1' }))?.filters.countries).toEqual([
        'iraq',
        'Syria',
        'Atlantis',
      ]);
      expect((await talk.ask('subscribe Syria', asker())).message.text).toContain('`--country Syria`');
    } finally {
      await desk.ledger.close();
    }
  });

  it('proves first that the channel can be posted to', async () => {
    const reach = (kind: DeliveryErrorKind) => ({
      reach: () =>
        Promise.reject(new DeliveryError(kind, 'The app is not in the channel. Invite it: /invite @Ackwatch.')),
    });
    for (const kind of ['forbidden', 'not-found', 'unauthorized', 'unavailable'] as const) {
      const text = await textOf('subscribe', {}, reach(kind));
      expect(text).toContain('Nothing was changed');
      expect(text).toContain('Invite it: /invite @Ackwatch.');
      expect(await held(), kind).toBeUndefined();
    }
    expect(await textOf('subscribe', {}, reach('invalid')), 'where it cannot be told').toContain('is subscribed');
    const asked: string[] = [];
    await textOf(
      'subscribe',
      { channel: 'C2' },
      { reach: async (destination, channel) => void asked.push(`${destination} ${channel}`) },
    );
    expect(asked).toEqual(['slack C2']);
  });

  it('lets a paused channel in again', async () => {
    await textOf('subscribe');
    await ledger.subscriptions.pause((await held())?.id ?? '', {
      cause: 'forbidden',
      detail: 'The app is not in the channel. Invite it.',
    });
    const told = await textOf('subscriptions');
    expect(told).toContain('Paused: The app is not in the channel. Invite it.');
    expect(told).toContain('write `subscribe` here');
    expect(await textOf('subscribe')).toContain('is resumed');
    expect((await held())?.state).toBe('active');
  });
});

describe('unsubscribe', () => {
  it('ends it, once', async () => {
    await textOf('subscribe');
    expect(await textOf('unsubscribe')).toContain('no longer subscribed');
    expect(await held()).toBeUndefined();
    expect(await textOf('unsubscribe')).toContain('nothing to end');
  });

  it('takes named features away and keeps the rest', async () => {
    await textOf('subscribe all --country Syria');
    await textOf('unsubscribe health claims denials');
    expect(await held()).toMatchObject({
      wants: ['admissions', 'revisions', 'discrepancies', 'assessments'],
      filters: { countries: ['Syria'] },
    });
    expect(await textOf('unsubscribe health')).toContain('does not get health');
    expect(await textOf('unsubscribe admissions revisions discrepancies assessments')).toContain('`unsubscribe` alone');
    expect(await textOf('unsubscribe helth')).toContain('Did you mean `health`?');
    expect((await held())?.wants).toHaveLength(4);
  });
});

describe('digest with a rhythm', () => {
  it('changes when the channel is posted to and nothing else', async () => {
    expect(await textOf('digest daily')).toContain('`subscribe --digest daily`');
    await textOf('subscribe admissions --country Syria');
    expect(await textOf('digest daily --at 8:00', { zone: 'Europe/London' })).toContain('at 08:00 (Europe/London)');
    expect(await textOf('digest weekly --on wed')).toContain('on Wednesday at 08:00 (Europe/London)');
    expect(await textOf('digest --at 10:00 --zone UTC')).toContain('on Wednesday at 10:00 (UTC)');
    expect(await textOf('digest hourly')).toContain('daily, weekly or off');
    expect(await held()).toMatchObject({ wants: ['admissions'], filters: { countries: ['Syria'] }, owner: 'U1' });
    expect(await textOf('digest off')).toContain('as it is made');
    expect((await held())?.preferences.rhythm).toEqual({ type: 'immediate' });
  });
});

describe('who may change what a channel gets', () => {
  const changes = ['subscribe', 'unsubscribe', 'unsubscribe claims', 'digest daily'];

  it('is an administrator where the configuration says so', async () => {
    const parts = { subscribers: 'admins' } as const;
    const isAdmin = () => Promise.resolve(true);
    expect(await textOf('subscribe', { isAdmin }, parts)).toContain('is subscribed');
    for (const line of changes) expect(await textOf(line, {}, parts), line).toContain('Only an administrator');
    expect((await held())?.wants).toHaveLength(4);
    const refused = () => Promise.reject(new DeliveryError('invalid', 'It lacks the scope users:read. Add it.'));
    expect(await textOf('subscribe', { isAdmin: refused }, parts)).toContain('It lacks the scope users:read. Add it.');
  });

  it('is one of a list, who are named, in their own workspace alone', async () => {
    const parts = { subscribers: ['U7', 'T2/U8'] };
    expect(await textOf('subscribe', { person: 'U7' }, parts)).toContain('is subscribed');
    expect(await textOf('subscribe', { person: 'U8', space: 'T2', channel: 'C2' }, parts)).toContain('is subscribed');
    expect(await textOf('subscribe', { person: 'T2/U8', space: 'T2', channel: 'C3' }, parts)).toContain(
      'is subscribed',
    );
    for (const person of ['U1', 'T9/U7', 'U8'])
      expect(await textOf('subscribe', { person, channel: 'C4' }, parts), person).toContain('U7, T2/U8');
    for (const line of changes) expect(await textOf(line, {}, parts), line).toContain('Only these may change');
  });

  it('is no one in a chat where the channel is in the configuration', async () => {
    await configured('C1');
    for (const line of [...changes, 'subscribe --condensed']) {
      const text = await textOf(line);
      expect(text, line).toContain('configuration file');
      expect(text).toContain('Nothing was changed');
    }
    await ledger.subscriptions.pause((await held())?.id ?? '', {
      cause: 'forbidden',
      detail: 'Not in the channel. Invite it.',
    });
    expect(await textOf('subscribe --condensed')).toContain('`subscribe` alone resumes it');
    expect(await textOf('subscribe', {}, { subscribers: 'admins' })).toContain('Only an administrator');
    expect(await textOf('subscribe')).toContain('is resumed');
    expect(await held()).toMatchObject({ state: 'active', origin: 'configuration', wants: ['all'] });
  });
});

describe('subscriptions', () => {
  it('says what this channel gets, whose it is and what waits', async () => {
    expect(await textOf('subscriptions')).toContain('not subscribed. The command `subscribe`');
    const desk = await openDesk([], []);
    try {
      const talk = talkOn(desk.ledger);
      await talk.ask('subscribe', asker());
      const more =
        'An investigation by Amnesty International found that more than 900 civilians were killed by Coalition strikes in Mosul in 2017.';
      await desk.keep(
        { id: 'amnesty', name: 'Amnesty International', role: 'documenting' },
        'mosul',
        more,
        '2021-09-22',
      );
      const waiting = (await talk.ask('subscriptions', asker())).message.text;
      expect(waiting).toContain('Owner: you. You get a message when posts cannot be made.');
      const toOthers = (await talk.ask('subscriptions', asker({ person: 'U2' }))).message.text;
      expect(toOthers).toContain('Owner: U1, who gets a message');
      expect(waiting).toContain('Nothing was posted yet. 1 post waits.');
      const [delivery] = await claim(desk.ledger, 'w', now.toISOString(), '2021-09-24T00:00:00.000Z', 5);
      await begin(desk.ledger, delivery?.id ?? '', 'w', now.toISOString(), '2021-09-24T00:00:00.000Z');
      await markSent(desk.ledger, delivery?.id ?? '', { channel: 'C1', id: '1' }, now.toISOString());
      const sent = (await talk.ask('subscriptions', asker())).message.text;
      expect(sent).toContain('Last post: 23 September 2021, 12:00 UTC.');
      expect(sent).not.toContain('waits');
    } finally {
      await desk.ledger.close();
    }
  });

  it('names the other channels of the same space and of no other', async () => {
    for (const [space, channel] of [
      ['T1', 'C1'],
      ['T1', 'C-sister'],
      ['T2', 'C-foreign'],
    ] as const)
      await textOf('subscribe', { space, channel });
    const own = await textOf('subscriptions');
    expect(own).toContain('C-sister');
    for (const line of ['subscriptions', 'why killed_total', 'deliveries', 'help'])
      expect(await textOf(line)).not.toContain('C-foreign');
    const home = await talkOn(ledger).home(asker());
    expect(home.text).toContain('C-sister');
    expect(home.text).not.toContain('C-foreign');
    expect((await talkOn(ledger).home(asker({ space: null, channel: 'D1' }))).text).not.toContain('C-');
  });

  it('shows no one the private subscriptions of others, and nothing outside our spaces', async () => {
    await ledger.subscriptions.sync([subscriptionTo('C-desk', { destination: 'slack' })], now.toISOString());
    await textOf('subscribe', { space: null, channel: 'D-mine' });
    await textOf('subscribe', { space: null, channel: 'D-other' });
    const alone = await textOf('subscriptions', { space: null, channel: 'D-mine' });
    expect(alone).toContain('Gets: admissions');
    expect(alone).not.toMatch(/D-other|C-desk/);
    const inSpace = await textOf('subscriptions');
    expect(inSpace).toContain('C-desk');
    expect(inSpace).not.toMatch(/D-mine|D-other/);
  });

  it('names a channel of the configuration without a space only where there is one space', async () => {
    await ledger.subscriptions.sync([subscriptionTo('C-desk', { destination: 'slack' })], now.toISOString());
    await textOf('subscribe');
    expect(await textOf('subscriptions')).toContain('C-desk');
    await textOf('subscribe', { space: 'T2', channel: 'C2' });
    expect(await textOf('subscriptions', { space: 'T2', channel: 'C2' })).not.toContain('C-desk');
  });
});

describe('the page of the app', () => {
  it('shows totals, the subscriptions of the space and how the sources answer', async () => {
    const desk = await openDesk();
    try {
      const talk = talkOn(desk.ledger);
      await talk.ask('subscribe --digest daily', asker());
      const { text } = await talk.home(asker({ channel: 'U1' }));
      expect(text).toContain('at least 1,417');
      expect(text).toContain('C1: admissions');
      expect(text).toContain('daily 09:00 UTC');
      expect(text).toContain('Sources');
    } finally {
      await desk.ledger.close();
    }
  });
});

describe('deliveries', () => {
  it('are for the channels of the operators alone', async () => {
    await configured('C1', ['admissions']);
    for (const channel of ['C1', 'C2']) {
      const text = await textOf('deliveries', { channel });
      expect(text).toContain('These posts are shown to operators. Ask in a channel that the configuration subscribes');
      expect(text, 'nothing was to be').not.toContain('changed');
      expect(await textOf('deliveries abcdef --again', { channel })).toMatch(
        /Nothing was changed[\s\S]*Only operators may do that/,
      );
    }
    await textOf('subscribe all', { channel: 'C2' });
    expect(await textOf('deliveries', { channel: 'C2' }), 'a chat cannot make itself one').toContain(
      'shown to operators',
    );
    await configured('C1', ['health']);
    expect(await textOf('deliveries')).toContain('Every post is sent');
  });

  it('elsewhere name the channel of the operators, of the own space alone', async () => {
    await configured('C-ops', ['health']);
    expect(await textOf('deliveries', { channel: 'C2' })).toContain('Ask in C-ops.');
    expect(await textOf('deliveries abcdef --again', { channel: 'C2' })).toContain(
      'Only operators may do that. Ask in C-ops',
    );
    expect(await textOf('deliveries', { channel: 'C2', space: null })).not.toContain('C-ops');
  });

  it('are resolved by the owner of the channel too, and by no one whom the configuration does not let change things', async () => {
    const desk = await openDesk([subscriptionTo('C1', { destination: 'slack', space: 'T1', owner: 'U7' })]);
    try {
      const [delivery] = await claim(desk.ledger, 'w', now.toISOString(), '2021-09-24T00:00:00.000Z', 5);
      const id = delivery?.id ?? '';
      await markUncertain(desk.ledger, id, failed('unknown', 'no answer'));
      const strict = talkOn(desk.ledger, { subscribers: ['U1'] });
      const refused = await strict.ask(`deliveries ${id} --again`, asker({ person: 'U9' }));
      expect(refused.isRefused).toBe(true);
      expect((await desk.ledger.deliveries.delivery(id))?.state).toBe('uncertain');
      const settled = await strict.ask(`deliveries ${id} --arrived`, asker({ channel: 'D7', person: 'U7' }));
      expect(settled.message.text).toContain('Said by U7.');
      expect((await desk.ledger.deliveries.delivery(id))?.state).toBe('sent');
    } finally {
      await desk.ledger.close();
    }
  });

  it('are resolved by a person, who is named, once', async () => {
    const desk = await openDesk([subscriptionTo('C1', { destination: 'slack', space: 'T1' })]);
    try {
      const talk = talkOn(desk.ledger);
      const ask = async (line: string, who: Partial<Asker> = {}) => (await talk.ask(line, asker(who))).message.text;
      const [delivery] = await claim(desk.ledger, 'w', now.toISOString(), '2021-09-24T00:00:00.000Z', 5);
      const id = delivery?.id ?? '';
      await markUncertain(desk.ledger, id, failed('unknown', 'no answer'));
      expect(await ask('deliveries')).toContain(id.slice(0, 10));
      expect(await ask(`deliveries ${id.slice(0, 10)}`)).toContain('--arrived');
      expect(await ask(`deliveries ${id.slice(0, 10)} --arrived --again`)).toContain('what you saw');
      expect(await ask(`deliveries ${id.slice(0, 10)} --arrived`, { channel: 'C5' })).toContain('Only operators');
      expect((await desk.ledger.deliveries.delivery(id))?.state).toBe('uncertain');
      expect(await ask(`deliveries ${id.slice(0, 10)} --arrived`, { person: 'U9' })).toContain('Said by U9.');
      expect((await desk.ledger.deliveries.delivery(id))?.state).toBe('sent');
      expect(await ask(`deliveries ${id.slice(0, 10)} --again`)).toContain('needs no answer');
      expect((await desk.ledger.deliveries.delivery(id))?.state).toBe('sent');
    } finally {
      await desk.ledger.close();
    }
  });
});

describe('a space', () => {
  it('is paused when it puts us out and goes on when it lets us in, each as often as it is said', async () => {
    const talk = talkOn(ledger);
    await textOf('subscribe');
    await textOf('subscribe', { channel: 'C-lost' });
    await textOf('subscribe', { channel: 'C-refused' });
    await textOf('subscribe', { space: 'T2', channel: 'C2' });
    await ledger.subscriptions.pause((await held('C-lost'))?.id ?? '', {
      cause: 'not-found',
      detail: 'The channel is gone. Subscribe another.',
    });
    await ledger.subscriptions.pause((await held('C-refused'))?.id ?? '', {
      cause: 'forbidden',
      detail: 'The token is refused. Install it.',
    });
    const way = await ledger.transaction((open) =>
      open.subscriptions.ofOwner({ destination: 'slack', space: 'T1', channel: 'U1' }, now.toISOString()),
    );
    for (const _ of [1, 2]) await talk.left('slack', 'T1', 'The app was removed. Install it again.');
    expect(await textOf('subscriptions')).toContain('Paused: The app was removed. Install it again.');
    expect((await held('C2'))?.state).toBe('active');
    for (const _ of [1, 2]) await talk.joined('slack', 'T1');
    expect((await held())?.state).toBe('active');
    expect((await held('C-refused'))?.state, 'refused while it put us out').toBe('active');
    expect((await held('C-lost'))?.state, 'paused for another reason').toBe('paused');
    const again = await ledger.transaction((open) =>
      open.subscriptions.ofOwner({ destination: 'slack', space: 'T1', channel: 'U1' }, now.toISOString()),
    );
    expect([again.id, again.state]).toEqual([way.id, 'active']);
  });

  it('that is present again after it had removed us gets its posts again, and nothing else is resumed', async () => {
    const talk = talkOn(ledger);
    await textOf('subscribe');
    await textOf('subscribe', { channel: 'C-refused' });
    await textOf('subscribe', { space: 'T2', channel: 'C2' });
    await ledger.subscriptions.pause((await held('C-refused'))?.id ?? '', {
      cause: 'forbidden',
      detail: 'It may not post there.',
    });
    for (const space of ['T1', 'T2']) await talk.left('slack', space, 'The app was removed. Install it again.');
    for (const _ of [1, 2]) await talk.present('slack', ['T0', 'T1']);
    expect((await held())?.state).toBe('active');
    expect((await held('C-refused'))?.state, 'paused for another reason').toBe('paused');
    expect((await held('C2'))?.state, 'not seen').toBe('paused');
  });

  it('that removes us is reported once to each owner and to operators elsewhere, without waiting', async () => {
    const talk = talkOn(ledger);
    await ledger.subscriptions.sync(
      [subscriptionTo('C-operators', { destination: 'slack', space: 'T9', wants: ['health'] })],
      now.toISOString(),
    );
    for (const channel of ['C1', 'C2']) await textOf('subscribe', { channel });
    await textOf('subscribe', { channel: 'C3', person: 'U3' });
    await textOf('subscribe', { space: 'T2', channel: 'C4', person: 'U4' });
    for (const _ of [1, 2]) await talk.left('slack', 'T1', 'The app was removed. Install it again.');
    const until = new Date(now.getTime() + 60_000).toISOString();
    const told = await claim(ledger, 'worker', now.toISOString(), until, 100);
    expect(told.map(({ subscription }) => subscription.channel).toSorted()).toEqual(['C-operators', 'U1', 'U3']);
    const { findings } = await ledger.deliveries.event(told[0]?.event ?? '');
    expect(findings).toEqual([
      expect.objectContaining({
        kind: 'subscription-paused',
        subscription: 'slack C1, C2, C3',
        message: 'The app was removed. Install it again. Nothing is lost: posts wait until then.',
      }),
    ]);
  });
});
