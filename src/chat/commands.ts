/** Which commands there are in a chat and what may follow each. `src/compose/language` says what they do. */

export interface Rule {
  /** `lookup`: its answer may be shared. `change`: it does something. `private`: its answer is for the asker alone. */
  readonly kind: 'lookup' | 'change' | 'private';
  /** Whether it changes what a channel gets; `for-others`: unless its option `to` is `me`. */
  readonly changes: 'never' | 'with-options' | 'for-others' | 'always';
  /** The name of the words after the command's name; null where it takes none. */
  readonly words: string | null;
  /** The words are required. */
  readonly needsWords?: true;
  /** `many`: may be repeated, or hold several values with commas between. */
  readonly options: Readonly<Record<string, 'text' | 'many' | 'flag'>>;
}

const publisher = { publisher: 'text' } as const;
const asOf = { 'as-of': 'text' } as const;
const whereAndWhen = { country: 'text', since: 'text', ...publisher } as const;
const joining = { kind: 'private', changes: 'always', words: 'event', needsWords: true } as const;
const following = { kind: 'change', changes: 'for-others', words: 'event' } as const;
const times = { at: 'text', on: 'text', zone: 'text' } as const;

export const grammar = {
  totals: { kind: 'lookup', changes: 'never', words: 'measure', options: { ...publisher, ...asOf } },
  latest: { kind: 'lookup', changes: 'never', words: null, options: publisher },
  history: { kind: 'lookup', changes: 'never', words: 'measure', options: { ...publisher, ...asOf, after: 'text' } },
  incidents: {
    kind: 'lookup',
    changes: 'never',
    words: 'place',
    options: { place: 'text', country: 'text', since: 'text', outcome: 'text', ...publisher, after: 'text' },
  },
  incident: { kind: 'lookup', changes: 'never', words: 'code', needsWords: true, options: {} },
  event: { kind: 'lookup', changes: 'never', words: 'event', needsWords: true, options: {} },
  'raised-by': { kind: 'lookup', changes: 'never', words: 'place', options: whereAndWhen },
  delay: { kind: 'lookup', changes: 'never', words: 'place', options: whereAndWhen },
  compare: { kind: 'lookup', changes: 'never', words: 'place', options: { since: 'text', until: 'text' } },
  'open-accounts': {
    kind: 'lookup',
    changes: 'never',
    words: 'place',
    options: { of: 'text', ...whereAndWhen, after: 'text' },
  },
  findings: { kind: 'lookup', changes: 'never', words: null, options: { kind: 'text', ...publisher, after: 'text' } },
  why: { kind: 'lookup', changes: 'never', words: 'figure', needsWords: true, options: publisher },
  sources: { kind: 'lookup', changes: 'never', words: null, options: {} },
  subscribe: {
    kind: 'change',
    changes: 'always',
    words: 'features',
    options: {
      publisher: 'many',
      country: 'many',
      'min-killed': 'text',
      digest: 'text',
      ...times,
      quiet: 'text',
      replies: 'text',
      condensed: 'flag',
      full: 'flag',
      language: 'text',
    },
  },
  unsubscribe: { kind: 'change', changes: 'always', words: 'features', options: {} },
  follow: { ...following, needsWords: true, options: { to: 'text', replies: 'text' } },
  unfollow: { ...following, options: { to: 'text' } },
  mute: { kind: 'change', changes: 'always', words: 'time', options: {} },
  unmute: { kind: 'change', changes: 'always', words: null, options: {} },
  subscriptions: { kind: 'private', changes: 'never', words: null, options: {} },
  digest: { kind: 'lookup', changes: 'with-options', words: 'rhythm', options: times },
  deliveries: { kind: 'private', changes: 'always', words: 'post', options: { arrived: 'flag', again: 'flag' } },
  join: { ...joining, options: { with: 'text', reason: 'text' } },
  part: { ...joining, options: { from: 'text', reason: 'text' } },
  help: { kind: 'private', changes: 'never', words: 'command', options: {} },
} as const satisfies Readonly<Record<string, Rule>>;

export type CommandName = keyof typeof grammar;
/** In the order in which help shows them. */
export const commandNames = Object.keys(grammar).filter(isCommandName);

export function isCommandName(name: string): name is CommandName {
  return Object.hasOwn(grammar, name);
}

/** What follows the name of a command. */
export interface Following {
  readonly hasOptions: boolean;
  /** Its option `to` is `me`. */
  readonly isForAsker: boolean;
}

/** Whether the command changes what a channel gets. */
export function isChange(command: CommandName, { hasOptions, isForAsker }: Following): boolean {
  const { changes } = grammar[command];
  if (changes === 'for-others') return !isForAsker;
  return changes === 'always' || (changes === 'with-options' && hasOptions);
}

/** The options that help shows, the words after the name first. */
export function shownOptions(command: CommandName): readonly string[] {
  const { words, options }: Rule = grammar[command];
  return [...(words === null ? [] : [words]), ...Object.keys(options).filter((one) => isShown(one) && one !== words)];
}

/** Buttons turn pages with `--after`; help does not mention it. */
export const isShown = (option: string) => option !== 'after';
