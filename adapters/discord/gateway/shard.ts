import { once } from 'node:events';
import type { APIGatewayBotInfo } from 'discord-api-types/v10';
import { DeliveryError, type DeliveryErrorKind, type Log } from '../../../src/chat/destination.ts';
import { type ConnectionHandler, connect } from './connection.ts';

/** The process of one shard. It passes everything on to its parent, and ends when the parent does. */

/** What the process of one shard sends to its parent. */
export type FromShard =
  | { readonly interaction: unknown }
  | { readonly servers: readonly string[] }
  | { readonly arrived: string }
  | { readonly departed: string }
  | { readonly lost: { readonly kind: DeliveryErrorKind; readonly message: string } }
  | { readonly log: { readonly level: keyof Log; readonly fields: object; readonly message: string } };

/** What the parent sends once. It goes over the channel between the two, because other users can read an environment. */
export interface ToShard {
  readonly token: string;
  readonly gateway: APIGatewayBotInfo;
  readonly shard: { readonly id: number; readonly count: number };
}

const [settings] = (await once(process, 'message')) as [ToShard];
const stopping = new AbortController();
const send = (message: FromShard) => void process.send?.(message, undefined, undefined, () => undefined);
const logAt = (level: 'info' | 'warn' | 'error') => (fields: object, message: string) =>
  send({ log: { level, fields, message } });
const lost = ({ kind, message }: DeliveryError) => send({ lost: { kind, message } });
const handler: ConnectionHandler = {
  interaction: (interaction) => send({ interaction }),
  servers: (servers) => send({ servers }),
  arrived: (arrived) => send({ arrived }),
  departed: (departed) => send({ departed }),
  lost,
};

// Ctrl-C reaches every process of the terminal; the parent decides when this one ends.
process.on('SIGINT', () => undefined);
process.on('disconnect', () => stopping.abort());
// discord.js itself sends messages to the parent without checking that it is still there.
process.on('error', () => stopping.abort());

const log = { info: logAt('info'), warn: logAt('warn'), error: logAt('error') };
try {
  const connection = await connect({ ...settings, log, handler, signal: stopping.signal });
  const close = () => void connection.close().then(() => process.exit(0));
  if (stopping.signal.aborted) close();
  else stopping.signal.addEventListener('abort', close);
} catch (thrown) {
  if (!(thrown instanceof DeliveryError)) throw thrown;
  if (!stopping.signal.aborted) lost(thrown);
  else process.exit(0);
}
