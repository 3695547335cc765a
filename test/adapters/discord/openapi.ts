import { existsSync, readFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';

/**
 * Discord's own description of its API (discord/discord-api-spec), where it lies at hand: it is too large to keep here. Read
 * with care: it misses the 6,000 characters of all embeds and says 4,000 where content ends at 2,000.
 */
const file = new URL('../../../../shared/data/discord-openapi.json', import.meta.url);

/** For the name of a test that cannot run; undefined where it can. */
export const missingDescription = existsSync(file)
  ? undefined
  : 'the OpenAPI description of Discord is not at ../shared/data/discord-openapi.json';

/** Gives every fault that Discord's description finds in a body, `[]` where it finds none. */
export type Validate = (body: unknown) => readonly string[];

/** What the description has at a place. Throws where the description is missing. */
function described(): (...place: readonly string[]) => Validate {
  const description: unknown = JSON.parse(readFileSync(file, 'utf8'));
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  ajv.addFormat('snowflake', /^(?:0|[1-9][0-9]{0,19})$/);
  ajv.addFormat('nonce', true);
  ajv.addFormat('uri', (text: string) => URL.canParse(text));
  ajv.addFormat('date-time', (text: string) => !Number.isNaN(Date.parse(text)));
  ajv.addFormat('double', { type: 'number', validate: Number.isFinite });
  for (const format of ['int32', 'int64']) ajv.addFormat(format, { type: 'number', validate: Number.isInteger });
  ajv.addSchema(description as object, 'discord');
  return (...place) => {
    const pointer = place.map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/');
    const validate: ValidateFunction = ajv.compile({ $ref: `discord#/${pointer}` });
    return (body) =>
      validate(body) ? [] : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath}: ${message}`);
  };
}

/** For the body of any call, `('/channels/{channel_id}/messages', 'post')`. Throws where the description is missing. */
export function describedBodies(): (path: string, method: 'post' | 'put' | 'patch') => Validate {
  const at = described();
  return (path, method) => at('paths', path, method, 'requestBody', 'content', 'application/json', 'schema');
}

/** For the answers to any call, and for those that refuse it (`ErrorResponse`) or put it off (`RatelimitedResponse`). */
export function describedAnswers(): {
  readonly of: (path: string, method: string, status: 200) => Validate;
  readonly refusal: Validate;
  readonly limited: Validate;
} {
  const at = described();
  return {
    of: (path, method, status) =>
      at('paths', path, method, 'responses', String(status), 'content', 'application/json', 'schema'),
    refusal: at('components', 'schemas', 'ErrorResponse'),
    limited: at('components', 'schemas', 'RatelimitedResponse'),
  };
}

/** Of the bodies with which a message is created and edited. */
export function messageBodies(): { readonly create: Validate; readonly edit: Validate } {
  const bodyOf = describedBodies();
  return {
    create: bodyOf('/channels/{channel_id}/messages', 'post'),
    edit: bodyOf('/channels/{channel_id}/messages/{message_id}', 'patch'),
  };
}
