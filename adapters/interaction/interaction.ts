import type { Asker, Reply } from '../../src/chat/conversation.ts';
import type { Message } from '../../src/chat/message.ts';

/** What a person did on a platform, in one form for all platforms. A platform's `parse` makes it from a payload. */
export type Interaction = Command | Button | Explain | Home | Unknown;

export interface Command {
  readonly type: 'command';
  readonly asker: Asker;
  /** As it is asked of the conversation. */
  readonly line: string;
  /** Shown instead of an answer where the platform does not allow the command here; null where it does. */
  readonly obstacle: Message | null;
}

export interface Button {
  readonly type: 'button';
  readonly asker: Asker;
  readonly line: string;
  /** `turn` replaces the answer, `act` changes something and shows who did it, `share` shows the answer to the channel. */
  readonly effect: 'turn' | 'act' | 'share';
  /** Everybody sees a post, one person an answer; the page of the app has no channel. */
  readonly under: 'post' | 'answer' | 'page';
  /** The id of the message that the button belongs to. */
  readonly message: string;
  readonly obstacle: Message | null;
  /** Why nothing is posted for everybody here on behalf of the person; null where they may write. */
  readonly silence: string | null;
}

/** Asks where the figures of a post come from: a shortcut on Slack, a command of a message on Discord. */
export interface Explain {
  readonly type: 'explain';
  readonly asker: Asker;
  readonly post: { readonly channel: string; readonly id: string };
}

/** Opens the page of the app. */
export interface Home {
  readonly type: 'home';
  readonly asker: Asker;
}

/** The payload is well-formed and asks nothing that Ackwatch knows; `sentence` says so. */
export interface Unknown {
  readonly type: 'unknown';
  readonly sentence: string;
}

/** `own` is a message that only the person sees; `instead` replaces what they pressed. */
export type Place = 'own' | 'instead';

/** Responds to one interaction on its platform. `Shown` is an answer in the platform's form. */
export interface Responder<Shown> {
  /** Returns the answer with its buttons, and with the one that shares it where there is one. Rejects where the answer takes too long. */
  render(reply: Reply): Promise<Shown>;
  /** Returns one sentence without buttons, in which nothing acts. */
  sentence(text: string): Shown;
  /** Returns the answer with a line that says who did it. */
  signed(shown: Shown, did: 'Asked' | 'Done'): Shown;
  /** Absent where the platform waits for no response. */
  readonly deferral?: Deferral;
  /** Shows an answer to the person. Never rejects: what cannot be shown is logged. */
  answer(shown: Shown, place: Place): Promise<void>;
  /** Shows an answer to everybody in the channel. Throws `DeliveryError` or an error of the platform's library. */
  share(shown: Shown): Promise<void>;
  /** Deletes the answer that only the person saw. Never rejects. */
  remove(): Promise<void>;
  /** Removes the buttons that act from the post. Never rejects. */
  removeActs(): Promise<void>;
}

interface Deferral {
  /** How long the platform may wait for the first response before the answer is deferred, in milliseconds. */
  readonly afterMs: number;
  /** Resolves with false where the platform does not wait any more. Never rejects. */
  defer(place: Place): Promise<boolean>;
}
