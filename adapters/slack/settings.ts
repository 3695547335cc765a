import { z } from 'zod';

/** What each variable must look like. No message repeats a value: it may be a secret in the wrong place. */

const token = (prefix: string, what: string, other: { readonly prefix: string; readonly name: string }) =>
  z
    .string()
    .superRefine((value, context) => {
      if (value.startsWith(prefix)) return;
      const message = value.startsWith(other.prefix)
        ? `holds what belongs in ${other.name}: the two tokens are swapped`
        : value.startsWith('xoxe.')
          ? 'is a token that expires, which Ackwatch cannot renew: switch token rotation off in the app and install it anew'
          : `is no ${what}: it starts with ${prefix}`;
      context.addIssue({ code: 'custom', message });
    })
    .optional();

export const settings = z.object({
  SLACK_BOT_TOKEN: token('xoxb-', 'bot token (OAuth & Permissions, Bot User OAuth Token)', {
    prefix: 'xapp-',
    name: 'SLACK_APP_TOKEN',
  }),
  SLACK_APP_TOKEN: token('xapp-', 'app token (Basic Information, App-Level Tokens)', {
    prefix: 'xoxb-',
    name: 'SLACK_BOT_TOKEN',
  }),
  SLACK_SIGNING_SECRET: z
    .string()
    .regex(/^[0-9a-f]{16,128}$/, 'is no signing secret (Basic Information, Signing Secret): digits and letters a to f')
    .optional(),
  SLACK_CLIENT_ID: z
    .string()
    .regex(/^\d+\.\d+$/, 'is no client id (Basic Information, Client ID): two numbers with a dot between them')
    .optional(),
  SLACK_CLIENT_SECRET: z
    .string()
    .regex(/^[^\s]{16,}$/, 'is no client secret (Basic Information, Client Secret): it is longer and has no spaces')
    .optional(),
  SLACK_API_URL: z
    .string()
    .refine((value) => ['http:', 'https:'].includes(URL.parse(value)?.protocol ?? ''), 'is no http or https address')
    .refine((value) => value.endsWith('/api/'), 'must end in /api/')
    .optional(),
  SLACK_PORT: z
    .string()
    .regex(/^\d{1,5}$/, 'is no port: a number up to 65535, or 0 for any that is free')
    .transform(Number)
    .refine((port) => port <= 65_535, 'is no port: a number up to 65535, or 0 for any that is free')
    .default(3000),
  HTTP_PROXY: z.string().optional(),
  HTTPS_PROXY: z.string().optional(),
  NO_PROXY: z.string().optional(),
});
export type SlackSettings = z.infer<typeof settings>;
