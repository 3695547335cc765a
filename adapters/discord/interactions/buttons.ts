import type { Conversation, Reply } from '../../../src/chat/conversation.ts';
import type { Block, Button, Message } from '../../../src/chat/message.ts';
import { shorten } from '../../post/clean.ts';
import { buttonOf, customIdOf, type DiscordPayload, limits } from '../posts/payload.ts';
import type { Row } from './payloads.ts';

/** The buttons under an answer, the one that shares it, and the line that says who asked. */

/** Discord's numbers for components and styles. */
const actionRow = 1;
const buttonType = 2;
const secondary = 2;

/** Returns the message with commands that fit into a button. Leaves out buttons that stay too long. Throws what `shorten` throws. */
export async function withShortCommands(message: Message, keep: Conversation['shorten']): Promise<Message> {
  const blocks: Block[] = [];
  for (const block of message.blocks) {
    if (block.type !== 'actions') {
      blocks.push(block);
      continue;
    }
    const buttons = await Promise.all(block.buttons.map((button) => shortButton(button, button.effect, keep)));
    const fitting = buttons.filter((button) => button !== null);
    if (fitting.length > 0) blocks.push({ ...block, buttons: fitting });
  }
  return { ...message, blocks };
}

/** Returns the button with a command that fits; null where there is none. Throws what `shorten` throws. */
export async function shortButton<B extends Button | null>(
  button: B,
  effect: Parameters<typeof customIdOf>[0],
  keep: Conversation['shorten'],
): Promise<B | null> {
  if (button === null || fits(effect, button.command)) return button;
  const command = await keep(button.command);
  return fits(effect, command) ? { ...button, command } : null;
}

function fits(effect: Parameters<typeof customIdOf>[0], command: string): boolean {
  return customIdOf(effect, command).length <= limits.button.customId;
}

/** Returns the payload with the button that shares the answer as the last, unless there is no room. */
export function withShare(payload: DiscordPayload, share: Reply['share']): DiscordPayload {
  if (share === null || !fits('share', share.command)) return payload;
  const button = {
    type: buttonType,
    style: secondary,
    label: shorten(share.label, limits.button.label),
    custom_id: customIdOf('share', share.command),
  } as const;
  const rows = payload.components;
  const last = rows.at(-1);
  if (last !== undefined && last.components.length < limits.buttonsInRow && last.components.every(isButton))
    return { ...payload, components: [...rows.slice(0, -1), { ...last, components: [...last.components, button] }] };
  if (rows.length >= limits.rows) return payload;
  return { ...payload, components: [...rows, { type: actionRow, components: [button] }] };
}

function isButton({ type }: { readonly type: number }): boolean {
  return type === buttonType;
}

/** Returns the payload with a last line that names the person by their id, unless there is no room. Notifies no one. */
export function signed(payload: DiscordPayload, did: 'Asked' | 'Done', person: string): DiscordPayload {
  const line = `\n-# ${did} by <@${person}>`;
  const { embeds, content } = payload;
  const last = embeds.at(-1);
  const description = last?.description ?? '';
  const room = Math.min(limits.description - description.length, limits.embedTexts - charactersOf(embeds));
  if (last !== undefined && description !== '' && line.length <= room)
    return { ...payload, embeds: [...embeds.slice(0, -1), { ...last, description: `${description}${line}` }] };
  return content.length + line.length <= limits.content ? { ...payload, content: `${content}${line}` } : payload;
}

/** Counts the characters of embeds; ours have descriptions alone. */
function charactersOf(embeds: DiscordPayload['embeds']): number {
  return embeds.reduce((sum, { description = '' }) => sum + description.length, 0);
}

/** Returns the rows of a post without the buttons that act. */
export function withoutActs(rows: readonly Row[]): readonly Row[] {
  return rows.flatMap((row) => {
    if (!row.components?.some(isAct)) return [row];
    const left = row.components.filter((component) => !isAct(component));
    return left.length === 0 ? [] : [{ ...row, components: left }];
  });
}

function isAct({ custom_id: id }: { readonly custom_id?: string | null | undefined }): boolean {
  return typeof id === 'string' && buttonOf(id)?.effect === 'act';
}
