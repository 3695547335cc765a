import type { Suggestion, Typing } from '../notify/conversation.ts';
import type { Scene } from './scene.ts';

/** `Conversation.suggest`. */
export async function suggest(_typing: Typing, _scene: Scene): Promise<readonly Suggestion[]> {
  return [];
}
