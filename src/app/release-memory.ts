import { Session } from 'node:inspector/promises';

/**
 * Collects garbage and returns its pages to the system. The engine collects only while the program allocates, so an idle
 * process would keep the memory of its start for hours. Takes some tens of milliseconds.
 */
export async function releaseMemory(): Promise<void> {
  const session = new Session();
  session.connect();
  try {
    await session.post('HeapProfiler.collectGarbage');
  } finally {
    session.disconnect();
  }
}
