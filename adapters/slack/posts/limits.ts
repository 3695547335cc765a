import type { Shares } from '../../post/fit.ts';

/** What Slack takes, in characters (UTF-16 units) unless it says otherwise. Slack refuses the whole post where one is passed. */
export const limits = {
  /** docs.slack.dev, reference/block-kit/blocks: 50 in a message, 100 on the home tab. */
  blocks: { message: 50, home: 100 },
  /** As JSON. 13,200 was measured by others (slackapi/bolt-js issue 2509, undocumented); `view_too_large` of views.publish is 250 kB. */
  json: { message: 12_000, home: 100_000 },
  /** reference/block-kit/blocks/header-block. */
  header: 150,
  /** reference/block-kit/composition-objects/text-object. Rich text documents no limit, and is kept within the same. */
  textObject: 3000,
  /** reference/block-kit/blocks/context-block. */
  contextElements: 10,
  /** reference/block-kit/blocks/actions-block. */
  buttons: 25,
  /** reference/block-kit/block-elements/button-element. */
  button: { label: 75, value: 2000 },
  /** reference/block-kit/block-elements/button-element names it for addresses; rich text documents none. */
  url: 3000,
  /** reference/block-kit/blocks/table-block: rows with the one of titles, cells of a row, characters of all cells; one table a message. */
  table: { rows: 100, columns: 20, characters: 10_000 },
  /** reference/methods/chat.postMessage: best below 4,000, cut in silence beyond 40,000. */
  text: 4000,
} as const;

/** Left free for the line that says who asked, and for the button that shows an answer to everybody. */
export const sparedBlocks = 2;

/** In characters of JSON. Those that must survive fit into the budget of a message together. */
export const jsonShares: Shares = {
  headline: 2000,
  source: 4200,
  verdict: 1500,
  quote: 2500,
  other: 3000,
  notice: 900,
};
/** In characters. */
export const textShares: Shares = {
  headline: 500,
  source: 1200,
  verdict: 700,
  quote: 1000,
  other: 1000,
  notice: 300,
};
/** One cell: what is longer is prose, and hides the other columns. */
export const cellLength = 300;
