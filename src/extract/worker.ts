import { parentPort } from 'node:worker_threads';
import type { Call } from './calls.ts';
import { answer } from './core.ts';

parentPort?.on('message', async (call: Call) => {
  parentPort?.postMessage(await answer(call));
});
