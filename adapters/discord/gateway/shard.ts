import { once } from 'node:events';
import type { APIGatewayBotInfo } from 'discord-api-types/v10';
import { DeliveryError, type DeliveryErrorKind, type Log } from '../../../src/chat/destination.ts';
import { connect, type Told } from './connection.ts';

/** The process of one shard: hears, and passes on to its parent, without which it ends. */

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
const tell = (message: FromShard) => void process.send?.(message, undefined, undefined, () => undefined);
const logAt = (level: 'info' | 'warn' | 'error') => (fields: object, message: string) =>
  tell({ log: { level, fields, message } });
const lost = ({ kind, message }: DeliveryError) => tell({ lost: { kind, message } });
const told: Told = {
  interaction: (interaction) => tell({ interaction }),
  servers: (servers) => tell({ servers }),
  arrived: (arrived) => tell({ arrived }),
  departed: (departed) => tell({ departed }),
  lost,
};

// A keyboard interrupts all processes at once; the parent decides when this one ends.
process.on('SIGINT', () => undefined);
process.on('disconnect', () => stopping.abort());
// discord.js tells the parent of itself, and does not look whether it is still there.
process.on('error', () => stopping.abort());

const log = { info: logAt('info'), warn: logAt('warn'), error: logAt('error') };
try {
  const connection = await connect({ ...settings, log, told, signal: stopping.signal });
  const close = () => void connection.close().then(() => process.exit(0));
  if (stopping.signal.aborted) close();
  else stopping.signal.addEventListener('abort', close);
} catch (thrown) {
  if (!(thrown instanceof DeliveryError)) throw thrown;
  if (!stopping.signal.aborted) lost(thrown);
  else process.exit(0);
}
