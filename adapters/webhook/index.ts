import { z } from 'zod';
import type { Adapter } from '../../src/chat/destination.ts';
import { createWebhook } from './destination.ts';
import { receiverName, settings } from './settings.ts';

export const webhook: Adapter = {
  name: 'webhook',
  channels: 'the name of a receiver in WEBHOOK_URLS, `desk`',
  channel: z.string().regex(receiverName, 'Write the name that a receiver has in WEBHOOK_URLS, e.g. desk'),
  variables: [
    {
      name: 'WEBHOOK_URLS',
      secret: true,
      what: 'Where posts go, `name=https://...` for each receiver with spaces or line ends between them: signed JSON for Mattermost, n8n or a server of your own. A subscription names the receiver as its channel',
    },
    {
      name: 'WEBHOOK_SECRETS',
      secret: true,
      what: 'The key that signs the posts to each receiver, `name=whsec_...`, e.g. from echo whsec_$(openssl rand -base64 32). While you replace one: `name=whsec_new,whsec_old`',
    },
    {
      name: 'WEBHOOK_ALLOW_PRIVATE',
      secret: false,
      what: 'The names of receivers in your own network, which may have private addresses and http. Default none',
    },
    {
      name: 'WEBHOOK_DEDUPLICATION_MINUTES',
      secret: false,
      what: 'For how many minutes all receivers ignore a webhook-id that they have seen. A post whose answer was lost is repeated that long; after it, and by default, you are asked',
    },
  ],
  connectionModes: [{ what: 'posts signed JSON to addresses of your own', needs: ['WEBHOOK_URLS', 'WEBHOOK_SECRETS'] }],
  settings,
  create: (env, { now }) => createWebhook({ ...settings.parse(env), now }),
};
