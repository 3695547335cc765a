import { createPublicKey, verify } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { DeliveryError, type Log } from '../../../src/chat/destination.ts';
import { objectOf } from '../../http/body.ts';
import { createGuard, type Guard } from '../../http/guard.ts';
import { createHttpServer, finish, type HttpServer, type PlatformRequest } from '../../http/server.ts';
import type { DiscordClient } from '../api/client.ts';
import { callBack, type InteractionResponse, type Take } from './transport.ts';

export interface HttpParts {
  readonly publicKey: string;
  /** 0: any free port. */
  readonly port: number;
  readonly now: () => Date;
  readonly log: Log;
  readonly client: DiscordClient;
  readonly take: Take;
}

/** The path of the Interactions Endpoint URL. */
export const interactionsPath = '/discord/interactions';
/** In bytes. An interaction contains the message that it is about, of at most some tens of kilobytes. */
const largestBody = 256 * 1024;
/** Discord waits three seconds from when it sent the request; the rest of them is for the call that responds instead. */
const waitMs = 2400;
const ping = 1;
const pong = { type: 1 };
/** Whether the response defers a message or an update. */
const isDeferral = ({ type }: InteractionResponse) => type === 5 || type === 6;

/**
 * Creates a server for the interactions that Discord posts. An answer in time is the HTTP response. After that, and for a
 * deferral, the request is closed with 202 and a separate call responds, as Discord allows (docs.discord.com,
 * interactions/receiving-and-responding): only that call says when Discord has accepted the response.
 */
export function createHttpReceiver({ publicKey, client, take, ...parts }: HttpParts): HttpServer {
  const guard = createDiscordGuard(publicKey, parts.now);
  /** The requests that wait for their response, as functions that close them. */
  const waiting = new Set<() => void>();
  let isStopped = false;

  function receive({ request: { headers }, body, response, refuse }: PlatformRequest) {
    const [timestamp, signature] = [headers['x-signature-timestamp'], headers['x-signature-ed25519']];
    const refusal = guard.refusal({ timestamp, signature }, body);
    if (refusal !== null) return refuse(refusal);
    const payload = objectOf(body.toString('utf8'));
    if (payload === undefined) return finish(response, 400);
    if (payload['type'] === ping) return void say(response, pong).catch(() => undefined);
    take({ payload, respond: responderOf(response, callBack(client, payload)) });
  }

  function responderOf(response: ServerResponse, call: (answer: InteractionResponse) => Promise<void>) {
    let isWaiting = true;
    const release = () => {
      isWaiting = false;
      waiting.delete(closeUnanswered);
      clearTimeout(timer);
    };
    const closeUnanswered = () => {
      release();
      if (!response.writableEnded) finish(response, 202);
    };
    const timer = setTimeout(closeUnanswered, waitMs);
    waiting.add(closeUnanswered);
    response.once('close', release);
    if (isStopped) closeUnanswered();
    return async (answer: InteractionResponse) => {
      if (isWaiting && !isDeferral(answer)) {
        release();
        return say(response, answer);
      }
      if (isWaiting) closeUnanswered();
      return call(answer);
    };
  }

  const server = createHttpServer({
    ...parts,
    platform: 'Discord',
    path: interactionsPath,
    portVariable: 'DISCORD_PORT',
    largestBody,
    receive,
  });
  return {
    start: () => server.start(),
    stop() {
      isStopped = true;
      for (const closeUnanswered of waiting) closeUnanswered();
      return server.stop();
    },
  };
}

/** Resolves when the response is written. Rejects with `DeliveryError` where the connection ended before. */
function say(response: ServerResponse, answer: InteractionResponse): Promise<void> {
  return new Promise((resolve, reject) => {
    response.once('finish', resolve);
    response.once('close', () => {
      const why = 'Discord hung up while it was answered. Ask again, if nothing is shown.';
      reject(new DeliveryError('unavailable', why, { outcome: 'maybe-sent' }));
    });
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  });
}

/** The bytes before an Ed25519 key in SubjectPublicKeyInfo (RFC 8410). */
const prefix = Buffer.from('302a300506032b6570032100', 'hex');

/**
 * Checks signature, age and repetition of a request (docs.discord.com, interactions/overview). Discord now and then sends a
 * wrong signature on purpose, and expects 401. `publicKey` is 64 hexadecimal digits.
 */
export function createDiscordGuard(publicKey: string, now: () => Date): Guard {
  const key = createPublicKey({
    key: Buffer.concat([prefix, Buffer.from(publicKey, 'hex')]),
    format: 'der',
    type: 'spki',
  });
  return createGuard(
    {
      shape: /^[0-9a-f]{128}$/,
      proves: (signature, timestamp, body) =>
        verify(null, Buffer.concat([Buffer.from(timestamp), body]), key, Buffer.from(signature, 'hex')),
    },
    now,
  );
}
