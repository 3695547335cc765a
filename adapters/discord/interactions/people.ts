import type { Asker } from '../../../src/chat/conversation.ts';
import { DeliveryError } from '../../../src/chat/destination.ts';
import { managesServer, writes } from '../api/permissions.ts';
import type { Scene } from './payloads.ts';

/** Whether the person may change what is told here; in a direct message everybody may. Null where Discord does not say. */
export function mayManage({ isDirect, server, permissions }: Scene): boolean | null {
  if (isDirect) return true;
  if (server === null) return false;
  return permissions === null ? null : managesServer(permissions);
}

/** Whether the person may write where they ask; outside servers everybody may. False where Discord does not say. */
export function mayWrite({ server, permissions, isThread }: Scene): boolean {
  if (server === null) return true;
  return permissions !== null && writes(permissions, isThread);
}

export function askerOf(scene: Scene): Asker {
  return {
    destination: 'discord',
    // A server that did not let the bot in is none of ours, whoever brings the app there.
    space: scene.isAtHome ? scene.server : null,
    channel: scene.channel,
    person: `@${scene.person}`,
    zone: null,
    audience: 'everyone',
    async isAdmin() {
      const manages = mayManage(scene);
      if (manages === null)
        throw new DeliveryError('invalid', 'Discord does not say what you may do in this server. Ask again there.');
      return manages;
    },
  };
}
