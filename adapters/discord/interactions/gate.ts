import type { Conversation } from '../../../src/chat/conversation.ts';
import type { Line, Message } from '../../../src/chat/message.ts';
import { inviteOf, missingOf } from '../api/permissions.ts';
import { manageCommand } from '../posts/typed.ts';
import type { Scene } from './payloads.ts';
import { mayManage } from './people.ts';

/** What only Discord knows and what stands in the way of a change. */

export interface Change {
  /** As it is asked. */
  readonly line: string;
  /** Asked through the command that Discord itself shows only to those whom the server lets. */
  readonly isManaged: boolean;
  /** A button says that it changes something, whatever its line says. */
  readonly isAct: boolean;
}

/** It makes the channel one that is posted to. */
const posting = 'subscribe';
const headline = 'Nothing was changed';
const and = new Intl.ListFormat('en-GB');

/** What to answer instead, with the fix; null where nothing stands in the way, or nothing is changed. */
export function obstacleTo(
  { line, isManaged, isAct }: Change,
  scene: Scene,
  conversation: Pick<Conversation, 'meaning'>,
): Message | null {
  const meant = conversation.meaning(line);
  if (!isAct && meant?.isChange !== true) return null;
  // What the bot wrote to a person alone can be answered there, whoever installed it.
  if (!scene.isAtHome && !(isAct && scene.isDirect)) {
    const invite = inviteOf(scene.application);
    return refusal([
      { text: 'Ackwatch can post only where its bot is a member. Add it to a server, then ask again there: ' },
      { text: invite, href: invite },
    ]);
  }
  if (!isManaged && mayManage(scene) === false)
    return refusal([
      {
        text: `This needs the permission Manage Server. Ask somebody who has it, or have them let you use /${manageCommand} under Server Settings > Integrations.`,
      },
    ]);
  if (meant?.command !== posting || scene.server === null || scene.ownPermissions === null) return null;
  const missing = missingOf(scene.ownPermissions, scene.isThread);
  if (missing.length === 0) return null;
  const [permissions, them] = missing.length === 1 ? ['the permission', 'it'] : ['the permissions', 'them'];
  return refusal([
    {
      text: `In this channel Ackwatch lacks ${permissions} ${and.format(missing)}. Give ${them} to Ackwatch under Permissions in the settings of the channel, then subscribe again.`,
    },
  ]);
}

function refusal(why: Line): Message {
  return {
    kind: null,
    priority: 'normal',
    language: 'en',
    headline: [{ text: headline, strong: true }],
    blocks: [{ type: 'line', spans: why }],
    text: `${headline}\n${why.map(({ text }) => text).join('')}`,
  };
}
