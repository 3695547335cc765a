export type { Detected, DetectInput } from './context.ts';
export { detectGone } from './gone.ts';
export {
  defaultThreshold,
  detectSourceHealth,
  type Health,
  type HealthThreshold,
  type LookOutcome,
} from './health.ts';
export { detectOverdue, learnedAllowance } from './overdue.ts';
export { detectReport } from './report.ts';
