import type { APIActionRowComponent, APIComponentInMessageActionRow } from 'discord-api-types/v10';
import type { Button } from '../../../src/chat/message.ts';
import { limits } from './limits.ts';
import { customIdOf, type DiscordPayload } from './payload.ts';

type Row = APIActionRowComponent<APIComponentInMessageActionRow>;
/** Of Discord's numbers for components and styles. */
const actionRow = 1;
const button = 2;
const secondary = 2;

/** Those of one block in rows of their own, where there are rows enough. */
export function rowsOf(blocks: readonly (readonly Button[])[]): DiscordPayload['components'] {
  const apart = blocks.flatMap(inRows);
  return (apart.length <= limits.rows ? apart : inRows(blocks.flat())).map(
    (buttons): Row => ({
      type: actionRow,
      components: buttons.map(({ label, command, effect }) => ({
        type: button,
        style: secondary,
        label,
        custom_id: customIdOf(effect, command),
      })),
    }),
  );
}

function inRows(buttons: readonly Button[]): readonly (readonly Button[])[] {
  const rows: Button[][] = [];
  for (let from = 0; from < buttons.length; from += limits.buttonsInRow) {
    rows.push(buttons.slice(from, from + limits.buttonsInRow));
  }
  return rows;
}
