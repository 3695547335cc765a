import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Publisher } from '../../src/domain/publishers.ts';
import { read } from '../../src/read/index.ts';
import { countOf, type WatchedFeeds, watchFeeds } from './watched-feed.ts';

/** An address that shows something else with status 200: nothing of the stored report changed. */

const command: Publisher = { id: 'africom', name: 'U.S. Africa Command', role: 'acknowledging' };
let feeds: WatchedFeeds;
beforeEach(async () => {
  feeds = await watchFeeds({ publisher: command, start: '2020-04-27T12:00:00.000Z', read });
  await feeds.subscribe();
  await feeds.publish({ identity: 'old', text: 'An older page about an exercise of the fleet in the gulf.' });
});
afterEach(() => feeds.close());

const custom =
  'The command takes all measures to prevent the loss of civilian life, reviews each allegation with all that it knows, and publishes what it finds in each quarter of the year.';
const release = (killed: string) =>
  `The command has concluded its assessment of an allegation. The command assesses that its airstrike near Jilib, Somalia, on 2 February 2020 killed ${killed} civilians. ${custom}`;
const show = async (text: string) => (await feeds.publish({ identity: 'jilib', text }))['everything'] ?? '';

test.each([
  [
    'a notice',
    `Page not found. The page that you requested cannot be found. The site has moved, and addresses have changed. ${'Latest: forces trained together for two weeks with many nations. '.repeat(12)}`,
  ],
  [
    'a wall',
    `We use cookies to offer you a better experience of this site. Accept all cookies or choose for yourself which partners may store and read data on your device. ${'Read how long each of them keeps it. '.repeat(20)}`,
  ],
  [
    'maintenance',
    `This site is under maintenance. ${'Our engineers work on it and it will be back in the afternoon. '.repeat(14)}`,
  ],
  [
    'a login',
    `Sign in to continue. ${'Members of the service need their card to read this part of the site. '.repeat(12)}`,
  ],
  [
    'an article about something else',
    `The fleet has a new flagship. ${'She was launched in the spring and carries a crew of three hundred. '.repeat(12)}`,
  ],
  [
    'a notice above a list with figures',
    `404. The article no longer exists. Latest releases. The command says an airstrike near Kismayo on 4 March 2020 killed three civilians. ${'Forces trained together for two weeks. '.repeat(12)}`,
  ],
])('%s in place of a release says nothing of it, and neither does its return', async (_, other) => {
  const posted = await show(release('two'));
  expect(countOf(posted, 'AFRICOM admits 2 civilians killed')).toBe(1);
  expect(await show(other)).toBe(posted);
  expect(await show(release('two'))).toBe(posted);
});

test('another number, fewer words and a new report at one address are told', async () => {
  await show(release('two'));
  expect(await show(release('three'))).toContain('3 civilians killed');
  expect(await show(custom), 'the figure is taken out').toContain('no longer states');
});

test('a report at the address of another is told', async () => {
  await show(release('two'));
  const next =
    'In its review of strikes in Libya the command found that its airstrike near Murzuq on 9 May 2020 killed five civilians, which it regrets.';
  expect(await show(next)).toContain('5 civilians killed');
});
