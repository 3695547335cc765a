import { parentPort } from 'node:worker_threads';
import { answer } from './handle-call.ts';
import type { Call } from './protocol.ts';

parentPort?.on('message', async (call: Call) => {
  parentPort?.postMessage(await answer(call));
});
