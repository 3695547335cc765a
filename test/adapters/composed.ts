import type { Message } from '../../src/chat/message.ts';
import { composeBatch } from '../../src/compose/batch.ts';
import { compose, composeReply, composeRevised } from '../../src/compose/compose.ts';
import { composeDigest } from '../../src/compose/digest.ts';
import { findingKinds } from '../../src/compose/kinds/index.ts';
import type { FindingKind } from '../../src/domain/findings.ts';
import { exampleEvent, wording } from '../compose/events.ts';

/** The messages that composition makes, for the tests of the platforms. */

type Named = readonly [name: string, message: Message];

function revisedBy(kind: FindingKind, message: Message): Message {
  return composeRevised(message, [{ event: exampleEvent(kind), leadId: 'f0' }], wording);
}

/** A message of each sort, from the example of each kind. */
export const composed: readonly Named[] = [
  ...findingKinds.map((kind): Named => [kind, compose(exampleEvent(kind), wording)]),
  ...findingKinds.map(
    (kind): Named => [`${kind} in short`, compose(exampleEvent(kind), wording, undefined, 'condensed')],
  ),
  ['an edited post', revisedBy('restated', compose(exampleEvent('total-raised'), wording))],
  ['a reply', composeReply(compose(exampleEvent('restated'), wording), 'https://chat.example/1/2/3', wording)],
  [
    'many posts in one',
    composeBatch(
      Array.from({ length: 50 }, (_, at) => {
        const event = exampleEvent('incident-changed');
        const findings = event.findings.map((one) => ({ ...one, id: `${at}`.padStart(3, '0').padEnd(64, one.id) }));
        const revisions = at === 49 ? [{ event: exampleEvent('restated'), leadId: 'f0' }] : [];
        return { event: { ...event, findings }, leadId: findings[0]?.id ?? '', revisions };
      }),
      wording,
    ),
  ],
  [
    'a digest',
    composeDigest(
      findingKinds.map((kind) => {
        const event = exampleEvent(kind);
        return { event, leadId: event.findings[0]?.id ?? '', revisions: [] };
      }),
      wording,
    ),
  ],
];
