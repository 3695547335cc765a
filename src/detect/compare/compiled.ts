import type { CompiledReport, Report } from '../../domain/documents.ts';
import type { Reading } from '../../domain/readings.ts';
import { isSamePeriod } from './periods.ts';
import { findCounterpart } from './series.ts';

/** The compiled record next to a report that was read. */

/** Returns whether the compiled report gives figures of this report. `identity`: of the document, where it is known. */
export function isReportOf(compiled: CompiledReport, report: Report, identity: string | undefined): boolean {
  if (compiled.identity !== null && compiled.identity === identity) return true;
  return compiled.publisher === report.publisher && isSamePeriod(compiled.period, report.period);
}

/** Returns the compiled record without the figures that the report states: they yield to it. */
export function withoutStated(
  compiled: readonly CompiledReport[],
  report: Report,
  identity: string | undefined,
): readonly CompiledReport[] {
  const isStated = (reading: Reading, other: CompiledReport) => findCounterpart(reading, other, report) !== undefined;
  return compiled.map((other) =>
    isReportOf(other, report, identity)
      ? { ...other, readings: other.readings.filter((reading) => !isStated(reading, other)) }
      : other,
  );
}
