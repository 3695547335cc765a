import type { ReaderWarning } from '../../domain/findings.ts';
import { warningKey } from '../../domain/warnings.ts';
import type { DetectContext } from '../detection.ts';

/** Returns a finding for each warning that the previous snapshot did not give. */
export function readerWarningFindings({ now, before, makeBase }: DetectContext): ReaderWarning[] {
  const known = new Set((before?.warnings ?? []).map(warningKey));
  return [...new Map(now.warnings.map((warning) => [warningKey(warning), warning]))]
    .filter(([key]) => !known.has(key))
    .map(([key, warning]) => ({ ...makeBase('reader-warning', [key]), kind: 'reader-warning', warning }));
}
