import { expect } from 'vitest';

/**
 * What Discord takes, written from its documentation apart from the adapter's limits, so that one mistake is not made
 * twice. Gives every fault of a payload, with where it is; none where Discord would take it and nothing in it acts but
 * what is ours.
 */
export function faultsOf(payload: unknown): readonly string[] {
  const { content, embeds, components, allowed_mentions: mentions, ...others } = payload as Json;
  const cards = Array.isArray(embeds) ? (embeds as readonly Json[]) : [];
  const rows = Array.isArray(components) ? (components as readonly Json[]) : [];
  const texts = cards.map(({ description }) => String(description));
  const total = texts.reduce((sum, text) => sum + lengthOf(text), 0);
  return [
    ...Object.keys(others).map((name) => `payload: has ${name}`),
    ...(typeof content === 'string' && content.trim() !== '' ? [] : ['content: is empty']),
    ...(lengthOf(String(content)) <= 2000 ? [] : [`content: has ${lengthOf(String(content))} characters`]),
    ...(JSON.stringify(mentions) === '{"parse":[]}' ? [] : ['allowed_mentions: lets somebody be mentioned']),
    ...(Array.isArray(embeds) && cards.length <= 10 ? [] : [`embeds: are ${cards.length}`]),
    ...(total <= 6000 ? [] : [`embeds: have ${total} characters together`]),
    ...(Array.isArray(components) && rows.length <= 5 ? [] : [`components: are ${rows.length}`]),
    ...cards.flatMap((card, index) => embedFaults(card, `embeds/${index}`)),
    ...rows.flatMap((row, index) => rowFaults(row, `components/${index}`)),
    ...repeated(rows.flatMap((row) => buttonsIn(row).map(({ custom_id: id }) => String(id)))),
    ...seenFaults([
      String(content),
      ...texts,
      ...rows.flatMap((row) => buttonsIn(row).map(({ label }) => String(label))),
    ]),
    ...(strings(payload).every((one) => one.isWellFormed()) ? [] : ['payload: holds half a character']),
    ...actingIn(String(content), 'content', 'content'),
    ...texts.flatMap((text, index) => actingIn(text, `embeds/${index}`, 'embed')),
  ];
}

/** For the contract of a destination: throws where there is a fault. The title is that of a thread, which Discord shows as it is. */
export function checkPayload(post: unknown): void {
  const { title, ...payload } = post as Json;
  expect(faultsOf(payload)).toEqual([]);
  expect(String(title).trim()).not.toBe('');
  expect(lengthOf(String(title))).toBeLessThanOrEqual(100);
  expect(String(title).isWellFormed()).toBe(true);
}

type Json = Readonly<Record<string, unknown>>;

/** As Discord counts: code points. */
function lengthOf(text: string): number {
  return [...text].length;
}
function strings(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(strings) : [];
}

function embedFaults({ description, url, ...others }: Json, at: string): readonly string[] {
  const length = lengthOf(String(description));
  return [
    ...Object.keys(others).map((name) => `${at}: has ${name}`),
    ...(url === undefined || /^https:\/\/\S+$/.test(String(url)) ? [] : [`${at}: has an address that is none`]),
    ...(typeof description === 'string' && description.trim() !== '' ? [] : [`${at}: is empty`]),
    ...(length <= 4096 ? [] : [`${at}: has ${length} characters`]),
  ];
}

function buttonsIn({ components }: Json): readonly Json[] {
  return Array.isArray(components) ? (components as readonly Json[]) : [];
}

function rowFaults(row: Json, at: string): readonly string[] {
  const buttons = buttonsIn(row);
  return [
    ...(row['type'] === 1 ? [] : [`${at}: is no row`]),
    ...(buttons.length >= 1 && buttons.length <= 5 ? [] : [`${at}: has ${buttons.length} buttons`]),
    ...buttons.flatMap((button, index) => buttonFaults(button, `${at}/${index}`)),
  ];
}

function buttonFaults({ type, style, label, custom_id: id }: Json, at: string): readonly string[] {
  const [shown, named] = [lengthOf(String(label)), lengthOf(String(id))];
  return [
    ...(type === 2 ? [] : [`${at}: is no button`]),
    // Green, red and blurple are for other news.
    ...(style === 2 ? [] : [`${at}: is coloured`]),
    ...(typeof label === 'string' && label.trim() !== '' && shown <= 80 ? [] : [`${at}: has a label of ${shown}`]),
    ...(typeof id === 'string' && named <= 100 ? [] : [`${at}: has a name of ${named}`]),
    ...(/^(?:turn|act|share):./su.test(String(id)) ? [] : [`${at}: has the name ${String(id)}`]),
  ];
}

function repeated(ids: readonly string[]): readonly string[] {
  return new Set(ids).size === ids.length ? [] : ['components: hold a name twice'];
}

/** The joiners that scripts need are between letters. */
const hidden = /(?<![\p{L}\p{M}])[\u200c\u200d]|(?![\u200c\u200d])[\p{Cc}\p{Cf}]/u;
function seenFaults(texts: readonly string[]): readonly string[] {
  return texts.some((text) => hidden.test(text.replaceAll('\n', ' '))) ? ['payload: holds what cannot be seen'] : [];
}

/** What a reader sees of it: without backslashes, and of our own markup only the words and the addresses. */
export function shownOf(markdown: string): string {
  return markdown
    .split('\n')
    .map((line) =>
      line
        .replace(/^(?:-# |> |- | {2}|### )/, '')
        .replaceAll(
          token,
          (whole, escaped, label, href, address, time) =>
            escaped ?? (label === undefined ? (address ?? (time === undefined ? '' : whole)) : `${label} (${href})`),
        ),
    )
    .join('\n');
}

/** An escaped sign, a link in words, an address, a time, or signs that make strong or struck. */
const token =
  /\\([^0-9A-Za-z\s])|\[([^[\]]*)\]\(<(https?:\/\/[^\s<>]*)>\)|<(https?:\/\/[^\s<>]*)>|<t:(\d+):f>|\*\*|~~/gu;

/** What is left over once our own links and times, and what is escaped, are taken out. */
function actingIn(markdown: string, at: string, place: 'content' | 'embed'): readonly string[] {
  const faults: string[] = [];
  const say = (isWrong: boolean, what: string) => void (isWrong && faults.push(`${at}: holds ${what}`));
  // Where a link in words ends is looked for before backslashes are: each `](` must be one of ours.
  const links = [...markdown.matchAll(/\[([^[\]]*)\]\(<https?:\/\/[^\s<>()[\]\\]+>\)/g)];
  say(markdown.split('](').length - 1 !== links.length, 'the end of a link that is not ours');
  for (const [, label = ''] of links)
    say(/[\\*_~|`<>:@]|\.\p{L}{2}|^\d+\./u.test(label), `a link with the words ${label}`);
  if (place === 'content') {
    say(links.length > 0 || /<https?:/.test(markdown), 'a link');
    say(/https?:\/\/|discord(?:app)?\.(?:gg|com)/i.test(markdown), 'what is shown as a card');
    say(markdown.includes('\n') && /^(?:> |- |-# )/m.test(markdown), 'a line of another kind');
  }
  const rest = markdown.replaceAll(token, (whole, escaped, label) => {
    if (escaped !== undefined) return '\u25a1';
    return label === undefined && /^(?:\*\*|~~)$/.test(whole) ? whole : '\u25cb';
  });
  for (const line of rest.split('\n')) {
    const words = place === 'embed' ? line.replace(/^(?:-# |> |- |### )/, '') : line;
    say(
      /^\s*(?:\*\*|~~)*\s*(?:-#|>|[-*]\s|#|\d+\.\s)/.test(words),
      'the start of a heading, a list, a quote or small print',
    );
    const without = words.replaceAll(/\*\*(?:(?!\*\*).)+\*\*/gu, (strong) => strong.slice(2, -2));
    const plain = without.replaceAll(/~~(?:(?!~~).)+~~/gu, (struck) => struck.slice(2, -2));
    say(/[*~]/.test(plain), 'strong or struck text that does not end');
    say(/[_|`[]/.test(plain), 'formatting that acts');
    say(/</.test(plain), 'an angle bracket');
    say(/\w:\/\//.test(plain), 'an address that acts');
    say(/:[\w+-]+:/.test(plain), 'an emoji by name');
    say(/@(?:everyone|here)/i.test(plain), 'everybody');
    say(/discord(?:app)?\.(?:gg|com|gift|new)/i.test(plain), 'an invitation');
  }
  return faults;
}
