import { open } from 'node:fs/promises';
import {
  type AdapterIo,
  DeliveryError,
  type Destination,
  type OutputStream,
  type Receipt,
} from '../../src/chat/destination.ts';
import type { Message } from '../../src/chat/message.ts';
import { renderText } from './render.ts';

export interface TerminalOptions extends AdapterIo {
  /** False where the user asked for none; where it is true, a stream must still be a terminal to get any. */
  readonly colour: boolean;
}

/** Files are read in any editor, so their lines are set for this width. */
const fileWidth = 100;
const defaultWidth = 80;

/**
 * Posts to a terminal or a file. A terminal does not remember what was printed, so a post whose outcome was lost there
 * stays uncertain; in a file every post ends with a line that names its key, by which it is found again.
 * The payload is the message itself: how it is laid out depends on the stream, which `send` learns.
 */
export function createTerminal(options: TerminalOptions): Destination<Message> {
  const streams: ReadonlyMap<string, OutputStream> = new Map([
    ['stdout', options.stdout],
    ['stderr', options.stderr],
  ]);

  return {
    name: 'terminal',
    sendsOnce: false,

    async verify(signal) {
      refuseAborted(signal);
      return { name: 'this terminal' };
    },

    render(message) {
      return { payload: message, cut: [] };
    },

    async send(message, { channel }, { key, signal }) {
      refuseAborted(signal);
      const stream = streams.get(channel);
      if (stream === undefined) return append(channel, message, key);
      const colour = options.colour && stream.isTTY === true;
      const width = stream.columns ?? defaultWidth;
      await write(stream, renderText(message, { colour, width }), channel);
      return { channel, id: key };
    },

    async find(key, { channel }, signal) {
      refuseAborted(signal);
      if (streams.has(channel)) {
        throw new DeliveryError(
          'invalid',
          `What was printed to ${channel} cannot be read back. Look at the screen or its log.`,
        );
      }
      return (await holds(channel, keyLine(key))) ? { channel, id: key } : undefined;
    },

    async close() {},
  };
}

function refuseAborted(signal: AbortSignal): void {
  if (signal.aborted) {
    throw new DeliveryError('timeout', 'The post was called off before it was written. It is tried again.');
  }
}

function write(stream: OutputStream, text: string, channel: string): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(text, (error) => {
      if (!error) return resolve();
      const why = `No one reads ${channel} any more. Start Ackwatch with its output attached, or post to a file.`;
      reject(new DeliveryError('unavailable', why, { cause: error }));
    });
  });
}

function keyLine(key: string): string {
  return `-- post ${key}`;
}

async function append(path: string, message: Message, key: string): Promise<Receipt> {
  // No line of a post may pass for the line that ends one.
  const text = renderText(message, { colour: false, width: fileWidth }).replaceAll(/^-- post /gm, ' $&');
  try {
    await using file = await open(path, 'a');
    await file.writeFile(`${text}${keyLine(key)}\n\n`);
    // A receipt is a promise that the post is there, also after a power cut.
    await file.sync();
  } catch (cause) {
    throw fileError(path, cause);
  }
  return { channel: path, id: key };
}

async function holds(path: string, wanted: string): Promise<boolean> {
  try {
    await using file = await open(path, 'r');
    for await (const line of file.readLines()) if (line === wanted) return true;
    return false;
  } catch (cause) {
    // A file that was never made holds nothing.
    if (codeOf(cause) === 'ENOENT') return false;
    throw fileError(path, cause);
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

function fileError(path: string, cause: unknown): DeliveryError {
  switch (codeOf(cause)) {
    case 'ENOENT':
    case 'ENOTDIR':
      return new DeliveryError('not-found', `The folder of ${path} does not exist. Make it, or name another file.`, {
        cause,
      });
    case 'EISDIR':
      return new DeliveryError('not-found', `${path} is a folder. Name a file in it as the channel.`, { cause });
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new DeliveryError(
        'forbidden',
        `${path} may not be written. Let this user write it, or name another file.`,
        { cause },
      );
    default:
      // The disk may have taken a part of it, and then the key's line is missing: it is looked for before it is sent again.
      return new DeliveryError('unavailable', `${path} could not be written (${codeOf(cause)}). Check the disk.`, {
        outcome: 'maybe-sent',
        cause,
      });
  }
}
