import type { Asker, Conversation, Reply, Suggestion, Typing } from '../../src/chat/conversation.ts';
import type { Button, Message } from '../../src/chat/message.ts';
import { meaningOf } from '../../src/commands/grammar.ts';
import { descriptions, lineOf } from '../../src/commands/options.ts';
import { finish, line, type Words } from '../../src/compose/blocks.ts';
import { wordingFor } from '../../src/compose/language/index.ts';
import { builtInSpeakers } from '../../src/domain/speakers.ts';

/** A conversation whose answers a test decides, for the tests of every platform. */

const wording = wordingFor('en', { publishers: new Map(), speakers: builtInSpeakers });

/** An answer with a headline, lines and buttons. */
export function message(text: string, buttons: readonly Button[] = [], lines: readonly Words[] = []): Message {
  const parts: Omit<Message, 'text'> = {
    kind: null,
    priority: 'normal',
    language: 'en',
    headline: [{ text }],
    blocks: [
      ...lines.map((words) => line(words)),
      ...(buttons.length === 0 ? [] : [{ type: 'actions' as const, buttons }]),
    ],
  };
  return finish(parts, wording.language);
}

/** One call of the conversation. */
export interface Asked {
  readonly what: 'ask' | 'home' | 'explain' | 'joined' | 'left' | 'suggest';
  readonly line: string;
  readonly asker: Asker | undefined;
}

export interface Scripted extends Conversation {
  readonly asked: Asked[];
  /** The calls of `present`. */
  readonly stood: string[];
  readonly typed: Typing[];
  /** How `ask` answers from now on; with the line itself and a button to share it, until a test sets it. */
  answer: (line: string, asker: Asker) => Promise<Reply>;
  /** What `suggest` returns from now on; nothing until a test sets it. */
  suggestions: (typing: Typing) => Promise<readonly Suggestion[]>;
}

/** Returns a conversation with the commands and options of the real one. `share` is the button under its answers. */
export function scripted(share: Button): Scripted {
  const kept: string[] = [];
  const conversation: Scripted = {
    asked: [],
    stood: [],
    typed: [],
    answer: async (line) => ({ message: message(`answer to "${line}"`), share: { ...share, command: line } }),
    suggestions: async () => [],
    commands: descriptions(wording),
    ask(line, asker) {
      const [, number] = /^kept (\d+)$/.exec(line) ?? [];
      const meant = number === undefined ? line : (kept[Number(number)] ?? '');
      conversation.asked.push({ what: 'ask', line: meant, asker });
      return conversation.answer(meant, asker);
    },
    async home(asker) {
      conversation.asked.push({ what: 'home', line: '', asker });
      return message('the page', [{ label: 'History', command: 'history', effect: 'turn' }]);
    },
    async explain({ channel, id }, asker) {
      conversation.asked.push({ what: 'explain', line: `${channel} ${id}`, asker });
      return { message: message('where it is from'), share: null };
    },
    async joined(destination, space) {
      conversation.asked.push({ what: 'joined', line: `${destination} ${space}`, asker: undefined });
    },
    async present(destination, spaces) {
      conversation.stood.push(`${destination} ${spaces.join(' ')}`);
    },
    async left(destination, space) {
      conversation.asked.push({ what: 'left', line: `${destination} ${space}`, asker: undefined });
    },
    async suggest(typing, asker) {
      conversation.typed.push(typing);
      conversation.asked.push({ what: 'suggest', line: typing.text, asker });
      return conversation.suggestions(typing);
    },
    lineOf: (command, given) => lineOf(command, given, wording),
    meaning: meaningOf,
    async shorten(line) {
      return line.length <= 60 ? line : `kept ${kept.push(line) - 1}`;
    },
  };
  return conversation;
}

/** The lines that were asked, in order. */
export const lines = ({ asked }: Pick<Scripted, 'asked'>) =>
  asked.filter(({ what }) => what === 'ask').map(({ line }) => line);

/** A promise that the test resolves. */
export function held<T>(): PromiseWithResolvers<T> {
  return Promise.withResolvers<T>();
}
