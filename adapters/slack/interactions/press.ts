import type { Reply } from '../../../src/chat/conversation.ts';
import { logFailure } from '../../interaction/failure.ts';
import { inTime } from '../../interaction/time-limit.ts';
import type { SlackPayload } from '../posts/render.ts';
import { isActAction, shareAction, signed, type Way, withoutActs, withShare } from './answers.ts';
import { apology, type Heard, type HearingParts, publishHome, sceneOf } from './hear.ts';
import { type PressPayload, pressPayload, spaceOfInteraction } from './payloads.ts';

interface Press {
  readonly way: Way;
  readonly command: string;
  readonly effect: 'turn' | 'act' | 'share';
  /** On the page of the app there is no channel; under a post everybody sees it; an answer only one person saw. */
  readonly where: 'page' | 'post' | 'answer';
  /** The post it stood under, where everybody sees it. */
  readonly post: PressPayload['message'];
}

const callTimeoutMs = 10_000;

/** Buttons. What is pressed is asked as if it had been typed; where its answer goes is the button's effect. */
export function createPresses(parts: HearingParts) {
  const { clients, io, conversation, people, answers, render } = parts;
  /** What is being posted for all: somebody impatient presses twice. */
  const sharing = new Set<string>();

  async function ask({ command, way }: Press): Promise<Reply> {
    return await inTime(conversation.ask(command, people.asker(way.scene)));
  }

  async function turn(press: Press): Promise<void> {
    const { message, share } = await ask(press);
    if (press.where === 'page') return publishHome(parts, press.way.scene, parts.renderHome(message).payload);
    await answers.show(withShare(render(message).payload, share), press.way, press.where === 'answer');
  }

  /** For everybody, and no longer for the one alone. */
  async function forAll(press: Press, did: 'Asked' | 'Done'): Promise<void> {
    const { message, isRefused } = await ask(press);
    if (press.where === 'page') return publishHome(parts, press.way.scene, parts.renderHome(message).payload);
    // Nobody else is told of a mistake or a refusal, and what was shown stays.
    if (isRefused) return answers.show(render(message).payload, press.way);
    const payload = signed(render(message).payload, did, press.way.scene.person);
    try {
      await answers.publish(payload, press.way);
    } catch (thrown) {
      logFailure(io.log, thrown, 'An answer could not be posted for all');
      return answers.show(payload, press.way, press.where === 'answer');
    }
    if (press.where === 'answer') await answers.remove(press.way);
  }

  async function act(press: Press): Promise<void> {
    const { post, way } = press;
    if (press.where !== 'post' || post === undefined) return forAll(press, 'Done');
    const { message, isRefused } = await ask(press);
    if (isRefused) return answers.show(render(message).payload, way);
    const payload = signed(render(message).payload, 'Done', way.scene.person);
    try {
      await reply(payload, way, post.thread_ts ?? post.ts);
    } catch (thrown) {
      logFailure(io.log, thrown, 'What was done by a button could not be told in the thread of its post');
      await answers.show(payload, way);
    }
    await takeButtons(way, post);
  }

  async function clientOf({ scene }: Way) {
    return await clients.of(clients.many ? scene.space : null);
  }

  async function reply(payload: SlackPayload, way: Way, thread: string): Promise<void> {
    await clients.call('post', AbortSignal.timeout(callTimeoutMs), async () =>
      (await clientOf(way)).chat.postMessage({
        channel: way.scene.channel,
        thread_ts: thread,
        text: payload.text,
        blocks: [...payload.blocks],
        parse: 'none',
        link_names: false,
        unfurl_links: false,
        unfurl_media: false,
      }),
    );
  }

  async function takeButtons(way: Way, post: NonNullable<PressPayload['message']>): Promise<void> {
    const blocks = withoutActs(post.blocks, isActAction);
    if (JSON.stringify(blocks) === JSON.stringify(post.blocks)) return;
    try {
      await clients.call('edit', AbortSignal.timeout(callTimeoutMs), async () =>
        (await clientOf(way)).chat.update({
          channel: way.scene.channel,
          ts: post.ts,
          text: post.text,
          blocks: blocks as unknown as SlackPayload['blocks'][number][],
          parse: 'none',
          link_names: false,
        }),
      );
    } catch (thrown) {
      logFailure(io.log, thrown, 'The buttons of a post stay although one was pressed');
    }
  }

  async function share(press: Press, key: string): Promise<void> {
    if (sharing.has(key)) return;
    sharing.add(key);
    try {
      await forAll(press, 'Asked');
    } finally {
      sharing.delete(key);
    }
  }

  /** Does not reject: a failure is told and logged. */
  return async function press({ body, respond }: Heard): Promise<void> {
    const payload = pressPayload.parse(body);
    const pressed = pressOf(payload, respond);
    if (pressed === undefined) return;
    try {
      if (pressed.effect === 'turn') await turn(pressed);
      else if (pressed.effect === 'act') await act(pressed);
      else await share(pressed, `${pressed.way.scene.person} ${payload.container?.message_ts}`);
    } catch (thrown) {
      logFailure(io.log, thrown, 'What a button asks could not be answered');
      if (pressed.where === 'page') {
        await publishHome(parts, pressed.way.scene, apology(thrown)).catch(() => undefined);
      } else await answers.show(apology(thrown), pressed.way);
    }
    void people.meet(pressed.way.scene, AbortSignal.timeout(callTimeoutMs));
  };
}

/** Undefined where the button asks nothing: a link, or another app's. */
function pressOf(payload: PressPayload, respond: Heard['respond']): Press | undefined {
  const [action] = payload.actions;
  if (action?.value === undefined) return undefined;
  const { container, channel, message, user } = payload;
  const scene = sceneOf(spaceOfInteraction(payload, message?.team), channel?.id ?? user.id, user.id);
  const effect = action.action_id === shareAction ? 'share' : isActAction(action.action_id) ? 'act' : 'turn';
  const where =
    channel == null ? 'page' : container?.is_ephemeral === true || message === undefined ? 'answer' : 'post';
  const thread = message?.thread_ts ?? container?.thread_ts;
  return {
    way: { scene, respond, thread },
    command: action.value,
    effect,
    where,
    post: where === 'post' ? message : undefined,
  };
}
