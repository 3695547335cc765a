export type { Detected, DetectInput } from './detection.ts';
export { detectOverdue, learnedAllowance } from './kinds/overdue.ts';
export {
  defaultThreshold,
  detectSourceHealth,
  type Health,
  type HealthThreshold,
  type LookOutcome,
} from './kinds/source-health.ts';
export { detectGone } from './kinds/withdrawn.ts';
export { detectReport } from './report.ts';
