import type { Conversation } from '../../src/chat/conversation.ts';
import type { Destination } from '../../src/chat/destination.ts';
import { closeListener, type Listener } from './listener.ts';

type Loaded<Payload> = Required<Pick<Destination<Payload>, 'verify' | 'send' | 'update' | 'find' | 'reach' | 'close'>>;

/** What a platform with heavy libraries supplies. `Parts` is what it loads: its client and its destination. */
interface LazyParts<Payload, Parts extends { readonly destination: Loaded<Payload> }> {
  /** What is known before anything is loaded. */
  readonly properties: Omit<Destination<Payload>, keyof Loaded<Payload> | 'render' | 'listen' | 'verifyListening'>;
  readonly render: Destination<Payload>['render'];
  /** Loads the libraries and creates the client; called once, with the first call. */
  load(): Promise<Parts>;
  verifyListening(parts: Parts, signal: AbortSignal): Promise<void>;
  /** Loads what listening needs. `signal` ends the attempt; what listens by then is stopped or closed. */
  listen(parts: Parts, conversation: Conversation, signal: AbortSignal): Promise<Listener>;
}

/** Creates a destination whose libraries cost nothing until its first call. */
export function createLazyDestination<Payload, Parts extends { readonly destination: Loaded<Payload> }>(
  platform: LazyParts<Payload, Parts>,
): Destination<Payload> {
  let loading: Promise<Parts> | undefined;
  const load = () => {
    loading ??= platform.load();
    return loading;
  };
  const destination = async () => (await load()).destination;
  const closing = new AbortController();
  let listener: Listener | undefined;
  let closed: Promise<void> | undefined;

  async function close(): Promise<void> {
    closing.abort();
    // Interactions that arrived before are answered with the client.
    if (listener !== undefined) await closeListener(listener);
    await (await loading)?.destination.close();
  }

  return {
    ...platform.properties,
    render: platform.render,
    verify: async (signal) => (await destination()).verify(signal),
    send: async (payload, to, context) => (await destination()).send(payload, to, context),
    update: async (receipt, payload, signal) => (await destination()).update(receipt, payload, signal),
    find: async (key, to, ...more) => (await destination()).find(key, to, ...more),
    reach: async (channel, signal, settings) => (await destination()).reach(channel, signal, settings),
    verifyListening: async (signal) => platform.verifyListening(await load(), signal),
    async listen(conversation, signal) {
      const stopping = AbortSignal.any([closing.signal, ...(signal === undefined ? [] : [signal])]);
      const opened = await platform.listen(await load(), conversation, stopping);
      listener = opened;
      if (stopping.aborted) await opened.close();
      else signal?.addEventListener('abort', () => void opened.stop(), { once: true });
    },
    close() {
      closed ??= close();
      return closed;
    },
  };
}
