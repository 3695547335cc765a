/** What the answers to commands say, in English. */

const number = new Intl.NumberFormat('en-GB');

export const commands = {
  totals: {
    headline: 'Current totals',
    none: 'No total is held that answers this question. `ackwatch sources` shows what is watched and when it last answered.',
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
  reading: {
    headline: (reader: string, period: string) => `Read by ${reader}, ${period}`,
    noPeriod: 'period not stated',
    none: 'No figure was read.',
    incidents: (count: number) => (count === 1 ? '1 incident' : `${number.format(count)} incidents`),
    warning: (code: string) => `Warning (${code}): `,
  },
  deliveries: {
    headline: 'Posts to look at',
    none: 'Every post is sent, or waits for its turn.',
    caption: 'Posts whose fate is not known or that were refused, and paused subscriptions',
    columns: { id: 'Id', state: 'State', where: 'Where', since: 'Since', why: 'Why' },
    state: { pending: 'waiting', sending: 'being sent', sent: 'sent', rejected: 'refused', uncertain: 'not known' },
    paused: 'subscription paused',
    settle:
      'Look in the channel. There: `ackwatch deliveries ID --arrived`. Not there: `ackwatch deliveries ID --again`. A paused subscription resumes when Ackwatch starts anew.',
    unknown: (id: string) => `No post, or more than one, begins with "${id}". Take the id from \`ackwatch deliveries\``,
    settled: (id: string) => `${id} needs nothing: it is sent or waits for its turn`,
    done: { arrived: 'Noted as arrived.', again: 'It is posted at the next round.' },
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
