import type { Report } from '../../domain/documents.ts';
import type { ReaderWarning } from '../../domain/findings.ts';
import { countsPeople } from '../../domain/measures.ts';
import { areUnknown } from '../../domain/speakers.ts';
import { type Warning, warningKey } from '../../domain/warnings.ts';
import type { DetectContext } from '../detection.ts';

/** Returns a finding for each warning that the previous snapshot did not give. */
export function readerWarningFindings({ now, before, makeBase }: DetectContext): ReaderWarning[] {
  const known = new Set(before === undefined ? [] : warningsOf(before).map(warningKey));
  return [...new Map(warningsOf(now).map((warning) => [warningKey(warning), warning]))]
    .filter(([key]) => !known.has(key))
    .map(([key, warning]) => ({ ...makeBase('reader-warning', [key]), kind: 'reader-warning', warning }));
}

/** A figure that no known body asserts is announced to no channel, so operators have to look at it. */
function warningsOf({ readings, warnings }: Report): readonly Warning[] {
  const unknown = readings.filter(({ measure, speakers }) => countsPeople(measure) && areUnknown(speakers));
  return [
    ...warnings,
    ...unknown.map(({ measure, value, speakers, quote, start, end }) => ({
      ...{ code: 'unknown-speaker' as const, measure, value, speakers },
      quote: { quote, start, end },
    })),
  ];
}
