import type { Conversation, Suggestion } from '../../../src/chat/conversation.ts';
import type { Log } from '../../../src/chat/destination.ts';
import { logFailure } from '../../interaction/failure.ts';
import { within } from '../../interaction/time-limit.ts';
import { shorten } from '../../post/clean.ts';
import type { InteractionResponse } from './interaction.ts';
import { type CommandPayload, type Field, fieldsOf, responseTypes, sceneOf } from './payloads.ts';
import { askerOf } from './people.ts';

/** What is suggested while somebody fills in a field. */

/** Of one answer, and of a name or a value in it (docs.discord.com, interactions/application-commands). */
const mostChoices = 25;
const longest = 100;
/** Discord waits three seconds and shows nothing of what comes later. */
const patienceMs = 2000;

/** The fields that are filled in, as the conversation takes them; what is switched off is left out. */
export function givenOf(fields: readonly Field[]): Readonly<Record<string, string | true>> {
  return Object.fromEntries(
    fields.flatMap(({ name, value }): readonly (readonly [string, string | true])[] => {
      if (value == null || value === false) return [];
      return [[name, value === true ? true : String(value)]];
    }),
  );
}

/** Never rejects, and always answers in time: with nothing where nothing is known. */
export function createSuggesting(
  conversation: Conversation,
  log: Log,
): (payload: CommandPayload) => Promise<InteractionResponse> {
  async function suggested(payload: CommandPayload): Promise<readonly Suggestion[]> {
    const { command, fields } = fieldsOf(payload);
    const focused = fields.find((field) => field.focused === true);
    if (focused === undefined) return [];
    const others = givenOf(fields.filter((field) => field !== focused));
    const given = Object.fromEntries(Object.entries(others).map(([name, value]) => [name, String(value)]));
    const text = String(focused.value ?? '');
    return conversation.suggest({ command, option: focused.name, text, given }, askerOf(sceneOf(payload)));
  }

  return async (payload) => {
    try {
      const found = await within(suggested(payload), patienceMs);
      if (found === undefined) log.warn({}, 'Suggestions took too long, and none were shown');
      return choices(found?.value ?? []);
    } catch (thrown) {
      logFailure(log, thrown, 'Nothing could be suggested');
      return choices([]);
    }
  };
}

/** A label may be cut, a value may not: it would be another. */
function choices(found: readonly Suggestion[]): InteractionResponse {
  const fitting = found.filter(({ value }) => value !== '' && value.length <= longest).slice(0, mostChoices);
  return {
    type: responseTypes.choices,
    data: { choices: fitting.map(({ label, value }) => ({ name: shorten(label.trim() || value, longest), value })) },
  };
}
