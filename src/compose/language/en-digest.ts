import type { Category } from '../../domain/findings.ts';
import { command, phrase } from '../typed.ts';

/** The English of a day's or a week's findings in one post. Part of `en.ts`. */

const number = new Intl.NumberFormat('en-GB');
const lists = new Intl.ListFormat('en-GB', { type: 'conjunction' });

const counted: Readonly<Record<Category, { readonly one: string; readonly many: string }>> = {
  admissions: { one: 'admission', many: 'admissions' },
  revisions: { one: 'revision', many: 'revisions' },
  discrepancies: { one: 'discrepancy', many: 'discrepancies' },
  claims: { one: 'claim', many: 'claims' },
  denials: { one: 'denial', many: 'denials' },
  assessments: { one: 'assessment', many: 'assessments' },
  health: { one: 'notice about the watch itself', many: 'notices about the watch itself' },
};
const count = (value: number, { one, many }: { readonly one: string; readonly many: string }) =>
  `${number.format(value)} ${value === 1 ? one : many}`;

export const digest = {
  headline: (findings: number, days: string) => `${count(findings, { one: 'finding', many: 'findings' })}, ${days}`,
  none: 'No findings',
  groups: {
    admissions: 'Admissions',
    revisions: 'Revisions',
    discrepancies: 'Figures that do not add up',
    claims: 'Claims by others',
    denials: 'Denied, not found credible or withdrawn',
    assessments: 'Under review',
    health: 'The watch itself',
  } satisfies Readonly<Record<Category, string>>,
  more: (left: readonly { readonly category: Category; readonly findings: number }[]) =>
    phrase`Not shown: ${lists.format(left.map(({ category, findings }) => count(findings, counted[category])))}. The command ${command('findings')} lists them.`,
  source: 'Source',
};
