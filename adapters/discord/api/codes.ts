import type { DeliveryErrorKind } from '../../../src/chat/destination.ts';
import { permissionFix } from './permissions.ts';

/** What a call is for: the same code means other things for a post than for a lookup. */
export type Task = 'verify' | 'post' | 'edit' | 'thread' | 'publish' | 'look-up' | 'reach' | 'register' | 'answer';

/** What one of Discord's error codes means for a delivery. */
export interface Refusal {
  readonly kind: DeliveryErrorKind;
  /** A sentence without its full stop; the code follows it in brackets. */
  readonly why: string;
  readonly fix: string;
  /** True where Discord may have done it in spite of the error. */
  readonly maybeSent?: boolean;
  /** How far it reaches; absent: the channel. */
  readonly scope?: 'space' | 'destination';
}

export const later = 'It is tried again.';
export const ours = 'This is a fault of Ackwatch: report it with this message.';
export const onItsOwn = 'Nothing needs to be done: what follows is posted on its own.';
const elsewhere = 'Subscribe another channel: /ackwatch-manage subscribe there.';
const separatePost = 'Nothing needs to be done: the revision is a separate post.';
const letIn = 'Let it in with the link that `ackwatch doctor` shows, then /ackwatch-manage subscribe.';
const lookThere = 'Look for the post there.';

function all(codes: readonly number[], refusal: Refusal): readonly (readonly [number, Refusal])[] {
  return codes.map((code) => [code, refusal] as const);
}

/** Discord's JSON error codes (docs.discord.com, topics/opcodes-and-status-codes), for tasks without their own meaning below. */
const anywhere: ReadonlyMap<number, Refusal> = new Map([
  ...all([10003], { kind: 'not-found', why: 'The channel is gone', fix: elsewhere }),
  ...all([10004, 10007], {
    kind: 'not-found',
    why: 'Ackwatch is not in the server any more',
    fix: letIn,
    scope: 'space',
  }),
  ...all([50001], {
    kind: 'forbidden',
    why: 'Ackwatch cannot see the channel: it lacks the permission View Channel, or is not in the server',
    fix: permissionFix,
  }),
  ...all([50013], {
    kind: 'forbidden',
    why: 'Ackwatch lacks a permission in the channel: Send Messages (in a thread: Send Messages in Threads) or Embed Links',
    fix: permissionFix,
  }),
  ...all([10015], { kind: 'forbidden', why: 'Discord knows no such webhook', fix: elsewhere }),
  ...all([50008, 50024, 40058], { kind: 'forbidden', why: 'The channel itself holds no messages', fix: elsewhere }),
  ...all([50083], {
    kind: 'forbidden',
    why: 'The thread is archived',
    fix: 'Open it again and /ackwatch-manage subscribe in it, or subscribe another channel.',
  }),
  ...all([160005], {
    kind: 'forbidden',
    why: 'The thread is locked',
    fix: 'Unlock it and /ackwatch-manage subscribe in it, or subscribe another channel.',
  }),
  ...all([50009, 60003, 40007], {
    kind: 'forbidden',
    why: 'A rule of the server keeps Ackwatch from posting there',
    fix: 'Ask a manager of the server to let it post, then /ackwatch-manage subscribe.',
  }),
  ...all([10013, 50033], { kind: 'not-found', why: 'Discord shows Ackwatch no such person', fix: elsewhere }),
  ...all([50007, 50278], {
    kind: 'forbidden',
    why: 'The person takes no direct messages from Ackwatch, or shares no server with it',
    fix: 'They can allow direct messages in the privacy settings of a server that Ackwatch is in, then ask again.',
  }),
  ...all([10008], { kind: 'not-found', why: 'The earlier post is gone', fix: onItsOwn }),
  ...all([160002], {
    kind: 'invalid',
    why: 'Ackwatch cannot reply to the earlier post: it lacks the permission Read Message History',
    fix: permissionFix,
  }),
  ...all([50005, 50021, 50068, 50080], {
    kind: 'forbidden',
    why: 'Discord does not let this post be edited any more',
    fix: separatePost,
  }),
  ...all([200000, 200001, 240000, 20009], {
    kind: 'invalid',
    why: 'A filter of the server or of Discord stopped this post',
    fix: 'Let AutoMod of the server pass over the role of Ackwatch.',
  }),
  ...all([50006, 50109, 40005, 50045, 50015, 50016], {
    kind: 'invalid',
    why: 'Discord does not take this as it is laid out',
    fix: ours,
  }),
  ...all([30032, 40041], { kind: 'invalid', why: 'Discord does not take these commands', fix: ours }),
  ...all([40067], {
    kind: 'forbidden',
    why: 'The forum takes no post without a tag',
    fix: 'Switch off "Require people to select tags when posting" in the settings of the forum, then /ackwatch-manage subscribe.',
  }),
  ...all([160006], { kind: 'unavailable', why: 'The server has as many open threads as Discord allows', fix: later }),
  ...all([20016], { kind: 'rate-limited', why: 'The channel is in slow mode', fix: later }),
  ...all([20028], { kind: 'rate-limited', why: 'Discord limits how much is written in the channel', fix: later }),
  ...all([20029], {
    kind: 'rate-limited',
    why: 'Discord limits how much is written in the server',
    fix: later,
    scope: 'space',
  }),
  ...all([20022], {
    kind: 'rate-limited',
    why: 'Discord limits how often posts of an announcement channel are edited',
    fix: later,
  }),
  ...all([30046], {
    kind: 'rate-limited',
    why: 'Discord limits how often posts older than an hour are edited',
    fix: later,
  }),
  ...all([40003], {
    kind: 'rate-limited',
    why: 'Discord limits how many conversations with people are opened',
    fix: later,
  }),
  ...all([30034], { kind: 'rate-limited', why: 'Discord takes no more new commands today', fix: later }),
  ...all([40062], { kind: 'rate-limited', why: 'Discord limits this call', fix: later }),
  ...all([130000], { kind: 'unavailable', why: 'Discord is overloaded', fix: later, maybeSent: true }),
  ...all([40004, 40006, 110000, 40333], {
    kind: 'unavailable',
    why: 'Discord does not serve this for the moment',
    fix: later,
  }),
  ...all([50041], {
    kind: 'unknown',
    why: 'Discord no longer knows this version of its interface',
    fix: 'Unset DISCORD_API_URL or update Ackwatch.',
  }),
]);

/** The token of an interaction has expired, or its first response was given. */
const over: Refusal = {
  kind: 'not-found',
  why: 'What was asked can no longer be answered: Discord waits three seconds for the first answer, and 15 minutes for the rest',
  fix: 'Ask again.',
};
const cannotLook: Refusal = {
  kind: 'invalid',
  why: 'Ackwatch may not look into the channel: it lacks the permission View Channel or Read Message History',
  fix: lookThere,
};

const byTask: Readonly<Partial<Record<Task, ReadonlyMap<number, Refusal>>>> = {
  answer: new Map(all([10062, 40060, 40094, 10015, 50027, 10008], over)),
  'look-up': new Map([
    ...all([50001, 50013, 160002], cannotLook),
    ...all([50008, 50024], { kind: 'invalid', why: 'The channel cannot be looked through', fix: lookThere }),
  ]),
  thread: new Map(
    all([50013], {
      kind: 'forbidden',
      why: 'Ackwatch lacks the permission Create Public Threads in the channel',
      fix: 'Give it to Ackwatch under Permissions in the settings of the channel.',
    }),
  ),
  publish: new Map([
    ...all([50013], {
      kind: 'forbidden',
      why: 'Ackwatch lacks the permission Send Messages in the channel',
      fix: 'Give it to Ackwatch under Permissions in the settings of the channel.',
    }),
    ...all([40033], { kind: 'invalid', why: 'It was published already', fix: 'Nothing needs to be done.' }),
    ...all([50024, 50068], {
      kind: 'invalid',
      why: 'Only posts of announcement channels can be published',
      fix: 'Take the channel out of DISCORD_CROSSPOST, or make it an announcement channel.',
    }),
  ]),
};

/** Returns undefined for a code that Ackwatch does not know. */
export function refusalOf(code: number, task: Task): Refusal | undefined {
  return byTask[task]?.get(code) ?? anywhere.get(code);
}
