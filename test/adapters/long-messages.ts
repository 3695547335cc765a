import fc from 'fast-check';
import type { Block, Line, Message, Table } from '../../src/chat/message.ts';
import { compose, composeReply, composeRevised } from '../../src/compose/compose.ts';
import { composeDigest } from '../../src/compose/digest.ts';
import { findingKinds } from '../../src/compose/kinds/index.ts';
import type { FindingKind } from '../../src/domain/findings.ts';
import { exampleEvent, wording } from '../compose/events.ts';
import { hugeEvent } from '../compose/huge-event.ts';

/** Messages that are hostile, or longer than a platform takes, for the tests of every platform. */

/** Messages this large take hours to shrink; a failure is reported as it is after this time. */
export const shrinkingMs = 60_000;

export interface Hostile {
  /** Texts that would act on the platform. */
  readonly words: fc.Arbitrary<string>;
  /** Lines of buttons. */
  readonly commands: fc.Arbitrary<string>;
  readonly mostButtons: number;
  /** Addresses that would act, or that are as long as the platform takes. */
  readonly addresses: readonly string[];
}

/** Returns arbitrary lines and blocks of what is hostile to one platform. */
export function hostileBlocks({ words, commands, mostButtons, addresses }: Hostile) {
  const line: fc.Arbitrary<Line> = fc.array(
    fc.record(
      {
        text: words,
        strong: fc.boolean(),
        struck: fc.boolean(),
        href: fc.constantFrom(...addresses, 'javascript:alert(0)', 'no address'),
        at: fc.constantFrom('2019-05-31T12:07:00.000Z', 'yesterday', '1950-01-01T00:00:00.000Z'),
      },
      { requiredKeys: ['text'] },
    ),
    { maxLength: 6 },
  );
  const buttons = fc.array(
    fc.record({ label: words, command: commands, effect: fc.constantFrom('turn' as const, 'act' as const) }),
    { maxLength: mostButtons },
  );
  const block: fc.Arbitrary<Block> = fc.oneof(
    fc.record({ type: fc.constant('actions' as const), buttons }),
    fc.record({ type: fc.constantFrom('line' as const, 'context' as const), spans: line }),
    fc.record({ type: fc.constant('quote' as const), text: words, attribution: line }),
    fc.constant({ type: 'divider' as const }),
  );
  return { line, block };
}

/** Returns the message of an enormous event of a kind, as it is posted, as a reply and as a revised post. */
export function hugeMessages(kind: FindingKind, words: string): readonly Message[] {
  const message = compose(hugeEvent(kind, words), wording);
  const revision = { event: exampleEvent('restated'), leadId: 'f0' };
  return [message, composeReply(message, undefined, wording), composeRevised(message, [revision], wording)];
}

export function hugeShortMessage(kind: FindingKind, words: string): Message {
  return compose(hugeEvent(kind, words), wording, undefined, 'condensed');
}

export function hugeDigest(words: string): Message {
  const entries = findingKinds.map((kind) => ({ event: hugeEvent(kind, words), leadId: 'f0', revisions: [] }));
  return composeDigest(entries, wording);
}

/** The first link of the small print, which every post keeps. */
export function sourcesOf({ blocks }: Message): readonly string[] {
  return blocks
    .flatMap((one) => (one.type === 'context' ? one.spans.flatMap(({ href }) => href ?? []) : []))
    .slice(0, 1);
}

export const longSource: Block = {
  type: 'context',
  spans: [{ text: 'Source: ' }, { text: 'https://example.org/r', href: 'https://example.org/r' }],
};
export const longTable: Table = {
  type: 'table',
  caption: 'Incidents new to the record',
  columns: [
    { title: 'Date', align: 'left' },
    { title: 'Place', align: 'left' },
    { title: 'Killed', align: 'right' },
  ],
  rows: Array.from({ length: 300 }, (_, index) => [`day ${index}`, `near a place ${'far away '.repeat(3)}`, '2']),
};
/** A report with 300 incidents, a verdict, a quote and a source. */
export const longMessage: Message = {
  kind: 'total-raised',
  priority: 'high',
  language: 'en',
  headline: [{ text: 'Coalition now admits at least 1,302 civilians killed (+11)', strong: true }],
  blocks: [
    {
      type: 'line',
      spans: [{ text: 'Does not add up: ', strong: true }, { text: '1,291 + 5 = 1,296, the report says 1,302.' }],
    },
    { type: 'line', spans: [{ text: 'Open cases 111.' }] },
    longTable,
    { type: 'quote', text: 'at least 1,302 civilians', attribution: [{ text: 'CJTF-OIR, 31 May 2019' }] },
    longSource,
  ],
  text: 'x '.repeat(4000),
};

/** Plain lines, of which every other is longer. */
export function plainLines(longer: number): readonly Block[] {
  return Array.from({ length: 60 }, (_, index): Block => {
    return { type: 'line', spans: [{ text: `plain ${index} ${'word '.repeat(index % 2 === 0 ? longer : 1)}` }] };
  });
}
