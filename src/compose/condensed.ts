import type { Block, Span } from '../chat/message.ts';
import type { EventRecord } from '../domain/event-record.ts';
import type { Finding } from '../domain/findings.ts';
import { context, line, link } from './blocks.ts';
import { resolveButtons } from './buttons.ts';
import type { Wording } from './figures.ts';
import { figureOf, isForOperators, kindOf } from './kinds/index.ts';
import type { Part } from './kinds/kind.ts';
import { carriedBlocks, failedSum, sourceAddress, verdictSpans } from './report.ts';

/** Returns at most three blocks: what matters most after the headline, the source, and what a person is asked to do. */
export function condensedBlocks(lead: Finding, event: EventRecord, wording: Wording): readonly Block[] {
  const parts = keyParts(lead, event, wording);
  const url = sourceOf(lead, event);
  return [
    ...(parts.length === 0 ? [] : [line(...parts)]),
    ...(url === undefined ? [] : [context(wording.language.source, link(url, url), ...carriedBy(event, wording))]),
    ...('subscription' in lead ? resolveButtons(lead, wording) : []),
  ];
}

function carriedBy(event: EventRecord, wording: Wording): readonly Span[] {
  const [carried] = carriedBlocks(event, wording);
  return carried?.type === 'line' ? [{ text: wording.language.separator }, ...carried.spans] : [];
}

/** Returns the address where the finding can be read; undefined for findings about the watch itself. */
export function sourceOf(lead: Finding, event: EventRecord): string | undefined {
  return sourceAddress(event, figureOf(lead)) ?? (lead.kind === 'withdrawn' ? lead.url : undefined);
}

/** Returns what matters most after the headline: the figure before, what is outdated, the sum that fails. May be empty. */
export function keyParts(lead: Finding, event: EventRecord, wording: Wording): readonly Part[] {
  const parts = kindOf(lead).short({ finding: lead, event, wording });
  const failed = isForOperators(lead) || 'sum' in lead ? undefined : failedSum(event);
  if (failed === undefined) return parts;
  return [...parts, ...(parts.length === 0 ? [] : [' ']), ...verdictSpans(failed, wording)];
}
