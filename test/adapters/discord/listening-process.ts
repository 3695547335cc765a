import { createRequire } from 'node:module';
import { discord } from '../../../adapters/discord/index.ts';
import { io, keepingLog } from '../surroundings.ts';
import { scripted } from './talk.ts';

/** A process that does nothing but listen, for `shards.slow.test.ts`: it ends when it is asked to, and by itself. */

const log = keepingLog();
const destination = discord.create(process.env, io(log));
await destination.listen?.(scripted());
process.on('message', (message) => {
  if (message === 'loaded') return void process.send?.(Object.keys(createRequire(import.meta.url).cache));
  void destination.close().then(() => process.disconnect());
});
process.send?.(log.lines);
