import { cleanLines } from '../post/clean.ts';

/**
 * Returns plain text as Markdown in which nothing acts: no formatting, no mention, no link but addresses that are spelled
 * out. For chat servers that show the `text` of a webhook, such as Mattermost and Rocket.Chat.
 */
export function inertMarkdown(text: string): string {
  return cleanLines(text)
    .split(address)
    .map((part, index) => (index % 2 === 1 ? part.replaceAll(actingInAddress, encodedSign) : inert(part)))
    .join('');
}

/** In parentheses, so that `split` keeps the addresses: they are every second part. */
const address = /(https?:\/\/[^\s()<>[\]]+)/;

const acting = new RegExp(
  [
    // Formatting, code, tables, links, images, channel names, formulas.
    /[\\*_~|`<[\]$]/,
    // At the start of a line: headings, quotes, lists, underlines that make a heading.
    /(?<=^[^\S\n]*)[#>+=-]/,
    /(?<=^[^\S\n]*\d+)[.)](?!\d)/,
    // Hashtags, emoji by name.
    /#(?=\S)/,
    /:(?=[^\s:]+:)/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'gmu',
);
const actingInAddress = /[@*~`$|\\]/g;
const encodedSign = (sign: string) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`;
/** No server takes a name behind a word joiner for a person; a reader does not see it. */
const mention = /@(?=\S)/g;

function inert(text: string): string {
  return text.replaceAll(acting, '\\$&').replaceAll(mention, '@\u2060');
}
