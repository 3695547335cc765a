import type { IncidentOutcome } from '../../domain/incidents.ts';
import { findParagraphs, type Span } from '../text/sentences.ts';

/** What became of the case of which a paragraph tells: by its own words, else by the heading above it. */

export interface Judged {
  readonly span: Span;
  readonly outcome: IncidentOutcome | null;
  /** The outcome is the heading's. */
  readonly isHeaded: boolean;
}

const heading =
  /^\W*(?:(?:newly\s)?(unsubstantiated|not\ssubstantiated)|(substantiated)|(duplicates?)|(open|pending|remaining)|\w+(?:\s\w+){0,3})(?:\s(?:cases?|reports?|allegations?|incidents?|assessments?))?(?:\s\(\d+\))?\s?:?$/i;

/** Every paragraph with what its own words, else the heading above it, say became of the case. */
export function judge(text: string): readonly Judged[] {
  let above: IncidentOutcome | null = null;
  return findParagraphs(text).map((span): Judged => {
    const body = text.slice(span.start, Math.min(span.end, span.start + 4000));
    const title = body.length > 60 ? null : heading.exec(body);
    if (title !== null) {
      if (title[1] !== undefined) above = 'non_credible';
      else if (title[2] !== undefined) above = 'credible';
      else if (title[3] !== undefined) above = 'duplicate';
      else above = title[4] !== undefined ? 'unknown' : null;
      return { span, outcome: null, isHeaded: false };
    }
    const own = outcomeOf(body);
    return { span, outcome: own ?? above, isHeaded: own === null };
  });
}

export const substantiates = /(?<!\bun)(?<!\bnot\s(?:be\s)?)\bsubstantiate[sd]?\b/i;
export const refuses = /\b(?:unsubstantiated|(?:not|none|neither|no)\b[^.;]{0,40}?\ssubstantiated?)\b/i;

function outcomeOf(body: string): IncidentOutcome | null {
  if (refuses.test(body))
    return substantiates.test(body.replace(new RegExp(refuses, 'gi'), '')) ? null : 'non_credible';
  if (/\bduplicate\b/i.test(body)) return 'duplicate';
  return /\bsubstantiate[sd]?\b/i.test(body) ? 'credible' : null;
}
