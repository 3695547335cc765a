import type { Asker, Conversation, Suggestion, Typing } from '../../src/chat/conversation.ts';
import type { Log } from '../../src/chat/destination.ts';
import { logFailure } from './failure.ts';
import { within } from './time-limit.ts';

/** Platforms wait about three seconds for suggestions, and show nothing of what comes later. */
const suggestTimeoutMs = 2000;

type Suggest = (typing: Typing, asker: Asker) => Promise<readonly Suggestion[]>;

/** Creates what suggests values while a person types. Never rejects, and returns none where they fail or take two seconds. */
export function createSuggest(conversation: Pick<Conversation, 'suggest'>, log: Log): Suggest {
  return async (typing, asker) => {
    try {
      const found = await within(conversation.suggest(typing, asker), suggestTimeoutMs);
      if (found === undefined) log.warn({}, 'Suggestions took too long, and none were shown');
      return found?.value ?? [];
    } catch (thrown) {
      logFailure(log, thrown, 'Nothing could be suggested');
      return [];
    }
  };
}
