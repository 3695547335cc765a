import { slack } from '../../../adapters/slack/index.ts';
import { io, keepingLog } from './counterpart.ts';
import { scripted } from './talk.ts';

/** A process that does nothing but listen, for `socket-process.slow.test.ts`: it ends when it is asked to, and by itself. */

const log = keepingLog();
const destination = slack.create(process.env, io(log));
await destination.listen?.(scripted());
process.on('message', () => {
  void destination.close().then(() => process.disconnect());
});
process.send?.(log.lines);
