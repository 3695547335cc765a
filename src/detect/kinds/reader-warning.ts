import type { ReaderWarning } from '../../domain/findings.ts';
import type { Warning } from '../../domain/readings.ts';
import type { DetectContext } from '../detection.ts';

/** Returns a finding for each warning that the previous snapshot did not give. */
export function readerWarningFindings({ now, before, makeBase }: DetectContext): ReaderWarning[] {
  const key = ({ code, message }: Warning) => JSON.stringify([code, message]);
  const known = new Set((before?.warnings ?? []).map(key));
  return [...new Map(now.warnings.map((warning) => [key(warning), warning]))]
    .filter(([each]) => !known.has(each))
    .map(([, { code, message }]) => ({
      ...makeBase('reader-warning', [code, message]),
      kind: 'reader-warning',
      code,
      message,
    }));
}
