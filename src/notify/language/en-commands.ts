/** What the answers to commands say, in English. */

const number = new Intl.NumberFormat('en-GB');

export const commands = {
  totals: {
    headline: 'Current totals',
    none: 'No total is held yet. Sources are read at their next scheduled look; `ackwatch sources` shows when that was.',
    asOf: (date: string) => `as of ${date}`,
    disputed: (count: number) =>
      count === 1
        ? '1 sum of this report does not add up.'
        : `${number.format(count)} sums of this report do not add up.`,
    notCompared: 'Figures of different speakers cover different places and periods: not one minus the other.',
  },
  history: {
    headline: (measure: string) => `History of ${measure}`,
    none: (measure: string) => `No figure of ${measure} is held.`,
    caption: 'Each value as it was published',
    columns: {
      period: 'Period',
      value: 'Value',
      change: 'Change',
      speaker: 'Speaker',
      published: 'Published',
      seen: 'Seen',
    },
    superseded: 'no longer stated',
  },
  incidents: {
    headline: (place: string | null) => (place === null ? 'Incidents' : `Incidents at ${place}`),
    none: 'No incident held answers this question.',
    caption: 'Newest first',
    outcome: 'Outcome',
    reference: 'Report',
  },
  sources: {
    headline: 'Sources',
    none: 'No source has been looked at yet.',
    caption: 'What is watched and how it answers',
    columns: { source: 'Source', state: 'State', last: 'Last answer', documents: 'Documents', problem: 'Last problem' },
    well: 'answers',
    failing: (failures: number) => (failures === 1 ? '1 look failed' : `${number.format(failures)} looks failed`),
    broken: 'broken',
    never: 'never',
  },
  findings: {
    headline: 'Findings',
    none: 'No finding is held that answers this question.',
    caption: 'Newest first',
    columns: { found: 'Found', kind: 'Kind', what: 'What', id: 'Id' },
  },
  more: (next: string) => `More: repeat with --after ${next}`,
  unknownMeasure: (given: string, known: readonly string[]) =>
    `"${given}" is no measure. Write one of: ${known.join(', ')}`,
  unknownOutcome: (given: string, known: readonly string[]) =>
    `"${given}" is no outcome. Write one of: ${known.join(', ')}`,
  badDay: (given: string) => `"${given}" is no day. Write YYYY-MM-DD, or YYYY-MM, or YYYY`,
  badKind: (given: string, known: readonly string[]) =>
    `"${given}" is no kind of finding. Write one of: ${known.join(', ')}`,
};
