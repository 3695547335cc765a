import type { CommandDescription } from '../../src/notify/conversation.ts';
import { manageCommand } from './commands.ts';
import type { Scene } from './payloads.ts';
import { mayManage } from './people.ts';
import { inviteOf, missingOf } from './permissions.ts';

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
const and = new Intl.ListFormat('en-GB');

/** One sentence with the fix; null where nothing stands in the way, or nothing is changed. */
export function obstacleTo(
  { line, isManaged, isAct }: Change,
  scene: Scene,
  commands: readonly CommandDescription[],
): string | null {
  const [, name = '', rest = ''] = /^\s*(\S*)\s*(.*)$/su.exec(line) ?? [];
  const kind = commands.find((command) => command.name === name)?.changes ?? 'never';
  if (!isAct && kind !== 'always' && (kind === 'never' || rest === '')) return null;
  if (!scene.isAtHome)
    return `Nothing was changed: Ackwatch can post only where its bot is a member. Add it to a server with ${inviteOf(scene.application)}, then ask again there.`;
  if (!isManaged && mayManage(scene) === false)
    return `Nothing was changed: this needs the permission Manage Server. Ask somebody who has it, or have them let you use /${manageCommand} under Server Settings > Integrations.`;
  if (name !== posting || scene.server === null || scene.ownPermissions === null) return null;
  const missing = missingOf(scene.ownPermissions, scene.isThread);
  if (missing.length === 0) return null;
  const [permissions, them] = missing.length === 1 ? ['the permission', 'it'] : ['the permissions', 'them'];
  return `Nothing was changed: in this channel Ackwatch lacks ${permissions} ${and.format(missing)}. Give ${them} to its role under Edit Channel > Permissions, then subscribe again.`;
}
