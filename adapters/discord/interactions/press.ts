import type { Conversation } from '../../../src/chat/conversation.ts';
import { logFailure } from '../../interaction/failure.ts';
import { signed, withoutActs } from '../posts/buttons.ts';
import { noMentions, pressedOf } from '../posts/payload.ts';
import type { Exchange } from './answers.ts';
import { type AskingParts, answer, answeredBy, apology, sentence, shownOf } from './asking.ts';
import { obstacleTo } from './gate.ts';
import { ephemeral, type PressPayload, type Scene, sceneOf } from './payloads.ts';
import { askerOf, mayWrite } from './people.ts';

interface Press {
  readonly command: string;
  /** Under a post everybody sees it; an answer only one person saw. */
  readonly where: 'post' | 'answer';
  readonly message: PressPayload['message'];
  readonly scene: Scene;
  readonly exchange: Exchange;
}

/** So many answers are remembered as shown to everybody: somebody impatient presses twice. */
const mostShared = 2000;
const silenced = (isThread: boolean) =>
  `Nothing was posted: for that you need the permission Send Messages${isThread ? ' in Threads' : ''} here.`;
const notOurs = 'Ackwatch does not know this button any more. Ask again with /ackwatch.';

/** Buttons. What is pressed is asked as if it had been typed; where its answer goes is the button's effect. */
export function createPresses(parts: Omit<AskingParts, 'locale'> & { readonly conversation: Conversation }) {
  const { conversation, log } = parts;
  const shared = new Set<string>();

  const ask = async ({ command, scene }: Press) => conversation.ask(command, askerOf(scene));

  /** For everybody who is there, where the one who pressed may write to them, and no longer for that one alone. False where nothing was done or found. */
  async function forAll(press: Press, did: 'Asked' | 'Done'): Promise<boolean> {
    const { exchange, scene, where } = press;
    const { shown, isRefused } = await answeredBy({ ...parts, locale: scene.locale }, () => ask(press), false);
    // Nobody else is told of a mistake or a refusal, and what was shown stays.
    if (isRefused) {
      await exchange.show(shown, 'own');
      return false;
    }
    // Nobody writes through us where Discord does not let them write.
    if (!mayWrite(scene)) {
      await exchange.show(shown, where === 'answer' ? 'instead' : 'own');
      return true;
    }
    const payload = signed(shown.payload, did, scene.person);
    try {
      await exchange.publish(payload);
      if (where === 'answer') await exchange.remove();
    } catch (thrown) {
      logFailure(log, thrown, 'An answer could not be posted for all');
      await exchange.show({ ...shown, payload }, where === 'answer' ? 'instead' : 'own');
    }
    return true;
  }

  async function act(press: Press): Promise<void> {
    const isDone = await forAll(press, 'Done');
    if (!isDone || press.where === 'answer') return;
    const components = withoutActs(press.message.components);
    await press.exchange
      .edit({ components, allowed_mentions: noMentions })
      .catch((thrown: unknown) => logFailure(log, thrown, 'The buttons of a post stay although one was pressed'));
  }

  async function share(press: Press): Promise<void> {
    const key = `${press.scene.person} ${press.message.id} ${press.command}`;
    if (shared.has(key)) return;
    shared.add(key);
    for (const oldest of shared) {
      if (shared.size <= mostShared) break;
      shared.delete(oldest);
    }
    let isShown = false;
    try {
      isShown = await forAll(press, 'Asked');
    } finally {
      if (!isShown) shared.delete(key);
    }
  }

  /** Does not reject: a failure is told and logged. Throws where it cannot be read. */
  return async function press(payload: PressPayload, exchange: Exchange): Promise<void> {
    const pressed = pressedOf(payload.data.custom_id);
    if (pressed === null) return exchange.show(sentence(notOurs), 'own');
    const { message } = payload;
    const { command, effect } = pressed;
    const scene = sceneOf(payload);
    const where = ((message.flags ?? 0) & ephemeral) === 0 ? 'post' : 'answer';
    const one: Press = { command, where, message, scene, exchange };
    const change = { line: command, isManaged: false, isAct: effect === 'act' };
    const obstacle = obstacleTo(change, scene, conversation);
    if (obstacle !== null) return exchange.show(shownOf(obstacle, parts.render), 'own');
    if (effect === 'turn') {
      const theirs = { ...parts, locale: scene.locale };
      return answer(theirs, exchange, () => ask(one), where === 'post' ? 'own' : 'instead');
    }
    if (effect === 'share' && !mayWrite(scene)) return exchange.show(sentence(silenced(scene.isThread)), 'own');
    // Nothing is done for somebody whom Discord told already that it failed.
    if (!(await exchange.defer('instead'))) return;
    try {
      await (effect === 'act' ? act(one) : share(one));
    } catch (thrown) {
      logFailure(log, thrown, 'What a button asks could not be answered');
      await exchange.show(apology(thrown), 'own');
    }
  };
}
