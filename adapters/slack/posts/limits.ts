import type { Shares } from '../../post/fit.ts';

/** Slack's limits, in characters (UTF-16 units) unless noted. Slack refuses a whole post that exceeds one. */
export const limits = {
  /** docs.slack.dev, reference/block-kit/blocks: 50 in a message, 100 on the home tab. */
  blocks: { message: 50, home: 100 },
  /** As JSON. 13,200 was measured by others (slackapi/bolt-js issue 2509, undocumented); `view_too_large` of views.publish is 250 kB. */
  json: { message: 12_000, home: 100_000 },
  /** reference/block-kit/blocks/header-block. */
  header: 150,
  /** reference/block-kit/composition-objects/text-object. Rich text has no documented limit; the same one is applied. */
  textObject: 3000,
  /** reference/block-kit/blocks/context-block. */
  contextElements: 10,
  /** reference/block-kit/blocks/actions-block. */
  buttons: 25,
  /** reference/block-kit/block-elements/button-element. */
  button: { label: 75, value: 2000 },
  /** reference/block-kit/block-elements/button-element, for addresses; rich text has no documented limit. */
  url: 3000,
  /** reference/block-kit/blocks/table-block: rows including the header, cells per row, characters of all cells; one table per message. */
  table: { rows: 100, columns: 20, characters: 10_000 },
  /** reference/methods/chat.postMessage: 4,000 is recommended; more than 40,000 is cut without an error. */
  text: 4000,
} as const;

/** Reserved for the line that names who asked, and for the button that shows an answer to everyone. */
export const sparedBlocks = 2;

/** In characters of JSON. The parts that must not be cut fit together into the budget of a message. */
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
/** Of one cell, in characters. A longer cell is prose and would hide the other columns. */
export const cellLength = 300;
