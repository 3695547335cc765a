import { beforeEach, describe, expect, test, vi } from 'vitest';
import { createHandle } from '../../../adapters/interaction/handle.ts';
import type { Button, Interaction, Place, Responder } from '../../../adapters/interaction/interaction.ts';
import { createIntake } from '../../../adapters/interaction/once.ts';
import { createSuggest } from '../../../adapters/interaction/suggestions.ts';
import type { Asker } from '../../../src/chat/conversation.ts';
import { DeliveryError } from '../../../src/chat/destination.ts';
import { held, lines, message, type Scripted, scripted } from '../conversation.ts';
import { keepingLog } from '../surroundings.ts';

const asker: Asker = {
  destination: 'fake',
  space: 'S1',
  channel: 'C1',
  person: 'P1',
  zone: null,
  isAdmin: async () => true,
};
const command: Interaction = { type: 'command', asker, line: 'totals', obstacle: null };
const button = (more: Partial<Button> = {}): Button => ({
  type: 'button',
  asker,
  line: 'totals',
  effect: 'share',
  under: 'answer',
  message: 'M1',
  obstacle: null,
  silence: null,
  ...more,
});

/** Writes down what a platform would show. */
function responder(more: Partial<Responder<string>> = {}) {
  const shown: string[] = [];
  const made: Responder<string> = {
    render: async (reply) => reply.message.text,
    sentence: (text) => text,
    signed: (text, did) => `${text} (${did})`,
    answer: async (text: string, place: Place) => void shown.push(`${place}: ${text}`),
    share: async (text) => void shown.push(`all: ${text}`),
    remove: async () => void shown.push('removed'),
    removeActs: async () => void shown.push('no acts'),
    ...more,
  };
  return { shown, made };
}
const refusing = (text: string) => async () => ({ message: message(text), share: null, isRefused: true as const });

let conversation: Scripted;
let log: ReturnType<typeof keepingLog>;
const handle = (interaction: Interaction, { made }: ReturnType<typeof responder>) =>
  createHandle(conversation, log)(interaction, made);
beforeEach(() => {
  conversation = scripted({ label: 'Share', command: 'shared', effect: 'act' });
  log = keepingLog();
});

describe('a command', () => {
  test('is answered to the person, and so are the other questions', async () => {
    const platform = responder();
    await handle(command, platform);
    await handle({ type: 'explain', asker, post: { channel: 'C1', id: '7' } }, platform);
    await handle({ type: 'home', asker }, platform);
    await handle({ type: 'unknown', sentence: 'What is this?' }, platform);
    expect(platform.shown).toEqual([
      'own: answer to "totals"',
      'own: where it is from',
      'instead: the page',
      'own: What is this?',
    ]);
  });

  test('that the platform does not allow is not asked', async () => {
    const platform = responder();
    await handle({ ...command, obstacle: message('Not here') }, platform);
    expect([platform.shown, lines(conversation)]).toEqual([['own: Not here'], []]);
  });

  test('that fails is answered with an apology, or with the sentence of the error', async () => {
    const platform = responder();
    conversation.answer = () => Promise.reject(new Error('SELECT secret'));
    await handle(command, platform);
    conversation.answer = () => Promise.reject(new DeliveryError('invalid', 'Ask in a server.'));
    await handle(command, platform);
    expect(platform.shown).toEqual([expect.stringMatching(/^own: Ackwatch could not answer/), 'own: Ask in a server.']);
    expect(JSON.stringify(log.lines)).not.toContain('secret');
  });

  test('that takes a minute is given up', async () => {
    vi.useFakeTimers();
    try {
      const platform = responder();
      conversation.answer = () => new Promise(() => {});
      const handled = handle(command, platform);
      await vi.advanceTimersByTimeAsync(60_000);
      await handled;
      expect(platform.shown).toEqual([expect.stringMatching(/took too long/)]);
    } finally {
      vi.useRealTimers();
    }
  });
});

describe('a deferral', () => {
  test('is made where the answer takes longer than the platform waits, and not where it is quick', async () => {
    const deferred: Place[] = [];
    const defer = async (place: Place) => Boolean(deferred.push(place));
    const platform = responder({ deferral: { afterMs: 5, defer } });
    await handle(command, platform);
    expect(deferred).toEqual([]);
    const late = held<{ message: ReturnType<typeof message>; share: null }>();
    conversation.answer = () => late.promise;
    const handled = handle(command, platform);
    await vi.waitUntil(() => deferred.length > 0);
    late.resolve({ message: message('late'), share: null });
    await handled;
    expect([deferred, platform.shown.at(-1)]).toEqual([['own'], 'own: late']);
  });

  test('that fails ends a button before it does anything', async () => {
    const platform = responder({ deferral: { afterMs: 5, defer: async () => false } });
    await handle(button({ effect: 'act', under: 'post' }), platform);
    expect([platform.shown, lines(conversation)]).toEqual([[], []]);
  });
});

describe('a button', () => {
  test('turns the answer, and answers a post apart from it', async () => {
    const platform = responder();
    await handle(button({ effect: 'turn' }), platform);
    await handle(button({ effect: 'turn', under: 'post' }), platform);
    expect(platform.shown).toEqual(['instead: answer to "totals"', 'own: answer to "totals"']);
  });

  test('shares an answer once, with who asked, and removes it', async () => {
    const platform = responder();
    const all = createHandle(conversation, log);
    await all(button(), platform.made);
    await all(button(), platform.made);
    expect(platform.shown).toEqual(['all: answer to "totals" (Asked)', 'removed']);
  });

  test('shares again after a refusal or a failure', async () => {
    const platform = responder();
    const all = createHandle(conversation, log);
    conversation.answer = refusing('Not found');
    await all(button(), platform.made);
    conversation.answer = () => Promise.reject(new DeliveryError('unavailable', 'Ask again.'));
    await all(button(), platform.made);
    conversation.answer = async () => ({ message: message('found'), share: null });
    await all(button(), platform.made);
    expect(platform.shown).toEqual(['own: Not found', 'own: Ask again.', 'all: found (Asked)', 'removed']);
  });

  test('acts, shows who did it, and takes the buttons that act from the post', async () => {
    const platform = responder();
    await handle(button({ effect: 'act', under: 'post' }), platform);
    await handle(button({ effect: 'act' }), platform);
    expect(platform.shown).toEqual([
      'all: answer to "totals" (Done)',
      'no acts',
      'all: answer to "totals" (Done)',
      'removed',
    ]);
  });

  test('that is refused leaves the post as it is', async () => {
    const platform = responder();
    conversation.answer = refusing('Only admins');
    await handle(button({ effect: 'act', under: 'post' }), platform);
    expect(platform.shown).toEqual(['own: Only admins']);
  });

  test('posts nothing for a person who may not write there', async () => {
    const platform = responder();
    const silence = 'You may not write here.';
    await handle(button({ silence }), platform);
    await handle(button({ silence, effect: 'act', under: 'post' }), platform);
    expect(platform.shown).toEqual([`own: ${silence}`, 'own: answer to "totals"', 'no acts']);
  });

  test('shows the person what could not be posted for all', async () => {
    const platform = responder({ share: () => Promise.reject(new DeliveryError('forbidden', 'No.')) });
    await handle(button(), platform);
    await handle(button({ effect: 'act', under: 'post' }), platform);
    expect(platform.shown).toEqual([
      'instead: answer to "totals" (Asked)',
      'own: answer to "totals" (Done)',
      'no acts',
    ]);
    expect(log.lines.map((one) => one.message)).toContain('An answer could not be posted for all');
  });

  test('on the page of the app answers there', async () => {
    const platform = responder();
    await handle(button({ under: 'page', effect: 'act' }), platform);
    expect(platform.shown).toEqual(['instead: answer to "totals"']);
  });
});

test('suggestions that fail are none', async () => {
  const typing = { command: 'why', option: 'figure', text: 'k', given: {} };
  const suggest = createSuggest(conversation, log);
  conversation.suggestions = async () => [{ label: 'killed', value: 'killed_total' }];
  expect(await suggest(typing, asker)).toHaveLength(1);
  conversation.suggestions = () => Promise.reject(new Error('no ledger'));
  expect(await suggest(typing, asker)).toEqual([]);
});

test('an interaction that comes twice is handled once', async () => {
  const intake = createIntake();
  const handled: string[] = [];
  const take = (key: string | null) => intake.take(key, async () => void handled.push(String(key)));
  expect(['a', 'b', 'a', null, null].map(take)).toEqual([true, true, false, true, true]);
  await intake.settled();
  expect(handled).toEqual(['a', 'b', 'null', 'null']);
});
