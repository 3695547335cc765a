import { parentPort } from 'node:worker_threads';
import { handleCall } from './handle-call.ts';
import type { WorkerCall } from './protocol.ts';

parentPort?.on('message', async (call: WorkerCall) => {
  parentPort?.postMessage(await handleCall(call));
});
