/** What hears a platform, while it does. */
export interface Ear {
  /** The port it hears on; null where it went out to the platform itself. */
  readonly port: number | null;
  /** Hears nothing more; what was asked by then is still answered. Safe to call twice. */
  stop(): Promise<void>;
  /** Resolves when that is done. */
  settled(): Promise<void>;
  /** Cuts what is still open. Safe to call twice. */
  close(): Promise<void>;
}

/** How long an answer that was begun may still take when the destination closes. */
const settleMs = 1000;

/** Stops it, and closes it once what was asked is answered. */
export async function endEar(ear: Ear): Promise<void> {
  await ear.stop();
  await Promise.race([ear.settled(), new Promise((resolve) => setTimeout(resolve, settleMs).unref())]);
  await ear.close();
}
