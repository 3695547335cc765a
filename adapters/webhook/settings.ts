import { z } from 'zod';
import { assertAllowedUrl } from '../../src/network/address.ts';

/** The variables of the webhooks as receivers. No message repeats a value: each address is a secret. */

/** One place that posts go to. A subscription names it as its channel. */
export interface Receiver {
  readonly name: string;
  /** Who knows it can post there. */
  readonly url: URL;
  /** Every post is signed with each of them. More than one while a receiver changes its key. */
  readonly keys: readonly Uint8Array[];
  readonly allowPrivate: boolean;
}

export const receiverName = /^[a-z0-9][a-z0-9-]*$/;
const entryForm = /^([^=\s]+)=(\S+)$/;
const secretForm = /^whsec_([A-Za-z0-9+/]+={0,2})$/;

const words = (text: string): readonly string[] => text.split(/\s+/).filter((word) => word !== '');

/** `name=value` with white space between the entries. A wrong entry is named by its position. */
const entries = (value: string) =>
  z
    .string()
    .default('')
    .transform((text, context) => {
      const found = new Map<string, string>();
      for (const [index, entry] of words(text).entries()) {
        const [, name = '', content = ''] = entryForm.exec(entry) ?? [];
        if (!receiverName.test(name))
          context.addIssue({
            code: 'custom',
            message: `entry ${index + 1} is not name=${value}: start it with a name of small letters, digits and hyphens`,
          });
        else if (found.has(name)) context.addIssue({ code: 'custom', message: `names ${name} twice` });
        else found.set(name, content);
      }
      return found;
    });

/** 24 to 64 bytes, as Standard Webhooks asks for; undefined where the text is no such secret. */
function keyOf(secret: string): Uint8Array | undefined {
  const [, encoded] = secretForm.exec(secret) ?? [];
  if (encoded === undefined) return undefined;
  const key = Buffer.from(encoded, 'base64');
  return key.length >= 24 && key.length <= 64 ? key : undefined;
}

function addressProblem(url: URL | null, name: string, allowPrivate: boolean): string | null {
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:'))
    return `${name} has no http or https address`;
  const fix = `list ${name} in WEBHOOK_ALLOW_PRIVATE if it is in your own network`;
  if (url.protocol === 'http:' && !allowPrivate) return `${name} has no https address: use https, or ${fix}`;
  try {
    assertAllowedUrl(url, allowPrivate);
    return null;
  } catch {
    return allowPrivate
      ? `${name} has an address that is never posted to`
      : `${name} has no public address: ${fix}, or correct it`;
  }
}

export const settings = z
  .object({
    WEBHOOK_URLS: entries('https://…'),
    WEBHOOK_SECRETS: entries('whsec_…'),
    WEBHOOK_ALLOW_PRIVATE: z.string().default('').transform(words),
    WEBHOOK_DEDUPLICATION_MINUTES: z
      .string()
      .regex(/^\d{1,6}$/, 'is no whole number of minutes')
      .transform(Number)
      .default(0),
    HTTP_PROXY: z.string().optional(),
    HTTPS_PROXY: z.string().optional(),
    NO_PROXY: z.string().optional(),
  })
  .transform((given, context) => {
    const problem = (variable: keyof typeof given, message: string) =>
      context.issues.push({ code: 'custom', path: [variable], message, input: undefined });
    const unknown = (variable: keyof typeof given, names: Iterable<string>) => {
      for (const name of names)
        if (!given.WEBHOOK_URLS.has(name)) problem(variable, `names ${name}, which WEBHOOK_URLS does not`);
    };
    unknown('WEBHOOK_SECRETS', given.WEBHOOK_SECRETS.keys());
    unknown('WEBHOOK_ALLOW_PRIVATE', given.WEBHOOK_ALLOW_PRIVATE);
    const receivers = [...given.WEBHOOK_URLS].flatMap(([name, address]): readonly Receiver[] => {
      const url = URL.parse(address);
      const allowPrivate = given.WEBHOOK_ALLOW_PRIVATE.includes(name);
      const wrong = addressProblem(url, name, allowPrivate);
      if (wrong !== null) problem('WEBHOOK_URLS', wrong);
      const secrets = given.WEBHOOK_SECRETS.get(name)?.split(',') ?? [];
      if (secrets.length === 0) problem('WEBHOOK_SECRETS', `has none for ${name}`);
      const keys = secrets.flatMap((secret) => keyOf(secret) ?? []);
      if (keys.length < secrets.length)
        problem('WEBHOOK_SECRETS', `${name} has one that is not whsec_ with 24 to 64 bytes in base64`);
      return url === null ? [] : [{ name, url, keys, allowPrivate }];
    });
    const { HTTP_PROXY, HTTPS_PROXY, NO_PROXY } = given;
    return {
      receivers,
      deduplicationMs: given.WEBHOOK_DEDUPLICATION_MINUTES * 60_000,
      proxy: { HTTP_PROXY, HTTPS_PROXY, NO_PROXY },
    };
  });
export type WebhookSettings = z.infer<typeof settings>;
