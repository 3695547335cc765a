/** Working off a queue of the ledger: claim, do many at once, claim again. */

export interface WorkParts<Item> {
  /** Gives what is due, at most so many. */
  readonly claim: (room: number) => Promise<readonly Item[]>;
  readonly work: (item: Item) => Promise<void>;
  /** So many may be claimed at the same time. */
  readonly most: number;
  /** Whether more may come although nothing is due and nothing is being done. */
  readonly more: () => boolean;
  /** Resolves after a moment, so that what ends at about the same time is followed by one claim. */
  readonly moment: () => Promise<void>;
  readonly signal: AbortSignal;
}
export interface Work {
  /** Something may be due now that was not before. */
  look(): void;
  /** When nothing is left and nothing is being done. Rejects with the first failure, after what was begun has ended. */
  readonly done: Promise<void>;
}

/** From so many at once on, claims are gathered: each reads all that waits. */
const crowd = 20;

/** Begins at once. When the signal aborts or something fails, nothing new is claimed and what was begun is finished. */
export function workOff<Item>({ claim, work, most, more, moment, signal }: WorkParts<Item>): Work {
  const failures: unknown[] = [];
  let open = 0;
  let looked = false;
  let wake = () => {};

  function look(): void {
    looked = true;
    wake();
  }
  async function begin(job: () => Promise<void>): Promise<void> {
    open += 1;
    try {
      await job();
    } catch (failure) {
      failures.push(failure);
    } finally {
      open -= 1;
      look();
    }
  }
  async function changed(): Promise<void> {
    if (!looked) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    if (open >= crowd) await moment();
    looked = false;
  }
  async function run(): Promise<void> {
    while (!signal.aborted && failures.length === 0) {
      const room = most - open;
      const claimed = room > 0 ? await claim(room) : [];
      for (const item of claimed) void begin(() => work(item));
      if (claimed.length > 0 && claimed.length >= room) continue;
      if (claimed.length === 0 && open === 0 && !looked && !more()) break;
      await changed();
    }
    while (open > 0) {
      looked = false;
      await changed();
    }
    if (failures.length > 0) throw failures[0];
  }
  return { look, done: run() };
}
