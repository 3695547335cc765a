/** Receives what people do on a platform, until it is stopped. */
export interface Listener {
  /** The port that it listens on; null where it connects to the platform instead. */
  readonly port: number | null;
  /** Receives nothing more; interactions that arrived before are still answered. Safe to call twice. */
  stop(): Promise<void>;
  /** Resolves when every interaction that arrived is answered. */
  settled(): Promise<void>;
  /** Closes all connections, answered or not. Safe to call twice. */
  close(): Promise<void>;
}

/** How long interactions may still be answered when the destination closes. */
const answersTimeoutMs = 1000;

/** Stops the listener, waits for its answers for a second at most, and closes it. */
export async function closeListener(listener: Listener): Promise<void> {
  await listener.stop();
  await Promise.race([listener.settled(), new Promise((resolve) => setTimeout(resolve, answersTimeoutMs).unref())]);
  await listener.close();
}
