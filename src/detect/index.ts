export { detectGone } from './gone.ts';
export {
  defaultThreshold,
  detectSourceHealth,
  type Health,
  type HealthThreshold,
  type LookOutcome,
} from './health.ts';
export { detectOverdue, learnedAllowance } from './overdue.ts';
export { type Detected, type DetectInput, detectReport } from './report.ts';
