import { expect, test } from 'vitest';
import { channelName, spaceOf } from '../../../adapters/slack/channels.ts';

test('a channel is named by its id, and what else people write is refused with what to write', () => {
  for (const name of ['C0123ABCD', 'G0123ABCD', 'D0123ABCD', 'U0123ABCD', 'T0123ABCD/C0123ABCD', 'E0123ABCD/U0123ABCD'])
    expect(channelName.safeParse(name).success, name).toBe(true);
  for (const name of [
    '#general',
    'general',
    '@editor',
    'c0123abcd',
    'C0123ABCD ',
    '',
    'T0123ABCD/#general',
    'T0123ABCD/',
  ])
    expect(channelName.safeParse(name).error?.issues[0]?.message, name).toBe(
      "Write the channel's id, C0123ABCD: open the channel's details, it is at the bottom",
    );
});

test('a channel that names its workspace belongs to it', () => {
  expect(spaceOf('T0123ABCD/C0123ABCD')).toBe('T0123ABCD');
  expect(spaceOf('C0123ABCD')).toBeNull();
});
