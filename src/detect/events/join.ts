import {
  type AccountFacts,
  type Doubt,
  type Event,
  type Hint,
  type JoinDecision,
  type JoinReason,
  joinReasons,
  type Relation,
} from '../../domain/events.ts';
import { exclude, relate } from './relate.ts';
import { compareTimes } from './times.ts';

interface Pair {
  readonly one: AccountFacts;
  readonly other: AccountFacts;
  readonly relation: Relation;
}

/** Accounts that are of one event for certain, so far. */
interface Cluster {
  readonly accounts: readonly AccountFacts[];
}

const pairKey = (one: string, other: string) => JSON.stringify(one < other ? [one, other] : [other, one]);

/** Joins by these are weaker than a difference of any two accounts that they would bring together. */
const weakReasons: readonly JoinReason[] = ['place-and-date', 'within-month'];

/**
 * Returns the events that accounts are of. The result depends on the set alone, not on its order: the most certain reasons join
 * first, and all joins for one reason are made at once. Where an account fits several events that exclude each other, it is
 * joined to none of them and each has a hint.
 */
export function joinAccounts(
  accounts: readonly AccountFacts[],
  decisions: readonly JoinDecision[] = [],
): readonly Event[] {
  const inOrder = accounts.toSorted((a, b) => (a.key < b.key ? -1 : 1));
  const decided = new Map(decisions.map(({ accounts: [one, other], decision }) => [pairKey(one, other), decision]));
  const pairs = pairsOf(inOrder, decided);
  const excluded = excluder(decided);
  let clusters: readonly Cluster[] = inOrder.map((account) => ({ accounts: [account] }));
  const refused: Pair[] = [];
  for (const reason of joinReasons) {
    const of = pairs.filter(({ relation }) => relation.verdict === 'same' && relation.reason === reason);
    const joined = joinBy(reason, of, clusters, excluded);
    clusters = joined.clusters;
    refused.push(...joined.refused);
  }
  const doubted = pairs.flatMap(({ one, other, relation }) =>
    relation.verdict === 'doubtful' ? [{ one, other, doubt: relation.doubt }] : [],
  );
  return eventsOf(clusters, [
    ...doubted,
    ...refused.map(({ one, other }) => ({ one, other, doubt: 'several' as const })),
  ]);
}

function pairsOf(
  accounts: readonly AccountFacts[],
  decided: ReadonlyMap<string, JoinDecision['decision']>,
): readonly Pair[] {
  return accounts.flatMap((one, at) =>
    accounts.slice(at + 1).flatMap((other): readonly Pair[] => {
      const decision = decided.get(pairKey(one.key, other.key));
      if (decision === 'joined') return [{ one, other, relation: { verdict: 'same', reason: 'person' } }];
      if (decision === 'parted') return [{ one, other, relation: { verdict: 'doubtful', doubt: 'person' } }];
      const relation = relate(one, other);
      return relation.verdict === 'different' ? [] : [{ one, other, relation }];
    }),
  );
}

type Excludes = (one: AccountFacts, other: AccountFacts, reason: JoinReason) => boolean;

/** Returns a test for two accounts that must not come into one event by a join for the reason. */
function excluder(decided: ReadonlyMap<string, JoinDecision['decision']>): Excludes {
  return (one, other, reason) => {
    const decision = decided.get(pairKey(one.key, other.key));
    if (decision !== undefined) return decision === 'parted';
    if (reason === 'person') return false;
    return weakReasons.includes(reason)
      ? relate(one, other).verdict !== 'same' && isApart(one, other)
      : exclude(one, other);
  };
}

/** For a weak join a doubt between two others, or a day, is a difference too. */
function isApart(one: AccountFacts, other: AccountFacts): boolean {
  return exclude(one, other) || relate(one, other).verdict === 'doubtful' || compareTimes(one, other) === 'near';
}

interface Joined {
  readonly clusters: readonly Cluster[];
  /** Pairs that would bring together what excludes each other. */
  readonly refused: readonly Pair[];
}

/** Makes all joins for one reason that leave no event with accounts that exclude each other. */
function joinBy(reason: JoinReason, pairs: readonly Pair[], clusters: readonly Cluster[], excludes: Excludes): Joined {
  if (pairs.length === 0) return { clusters, refused: [] };
  const clusterOf = new Map(clusters.flatMap((cluster) => cluster.accounts.map(({ key }) => [key, cluster])));
  const at = ({ key }: AccountFacts): Cluster => clusterOf.get(key) ?? { accounts: [] };
  const neighbours = new Map<Cluster, Set<Cluster>>();
  for (const { one, other } of pairs) {
    if (at(one) === at(other)) continue;
    for (const [here, there] of [
      [at(one), at(other)],
      [at(other), at(one)],
    ] as const)
      neighbours.set(here, (neighbours.get(here) ?? new Set()).add(there));
  }
  const clash = (here: Cluster, there: Cluster) =>
    here.accounts.some((one) => there.accounts.some((other) => excludes(one, other, reason)));
  const none: ReadonlySet<Cluster> = new Set();
  const isClear = (here: Cluster, there: Cluster) =>
    !clash(here, there) &&
    [...(neighbours.get(here) ?? none)].every((rival) => rival === there || !clash(rival, there)) &&
    [...(neighbours.get(there) ?? none)].every((rival) => rival === here || !clash(rival, here));
  const groups = components(
    clusters,
    new Map([...neighbours].map(([here, all]) => [here, [...all].filter((there) => isClear(here, there))])),
  );
  const made = groups.map((group) => {
    const isWhole = group.every((here, index) => group.slice(index + 1).every((there) => !clash(here, there)));
    return isWhole ? [{ accounts: group.flatMap(({ accounts }) => accounts) }] : group;
  });
  const joined = made.flat();
  const homeOf = new Map(joined.flatMap((cluster) => cluster.accounts.map(({ key }) => [key, cluster])));
  return { clusters: joined, refused: pairs.filter(({ one, other }) => homeOf.get(one.key) !== homeOf.get(other.key)) };
}

/** Returns the connected parts, in the order of their first clusters. */
function components(
  clusters: readonly Cluster[],
  neighbours: ReadonlyMap<Cluster, readonly Cluster[]>,
): readonly (readonly Cluster[])[] {
  const seen = new Set<Cluster>();
  return clusters.flatMap((start) => {
    if (seen.has(start)) return [];
    seen.add(start);
    const group = [start];
    for (let index = 0; index < group.length; index += 1) {
      const here = group[index];
      for (const there of here === undefined ? [] : (neighbours.get(here) ?? [])) {
        if (seen.has(there)) continue;
        seen.add(there);
        group.push(there);
      }
    }
    return [group];
  });
}

interface Doubted {
  readonly one: AccountFacts;
  readonly other: AccountFacts;
  readonly doubt: Doubt;
}

function eventsOf(clusters: readonly Cluster[], doubted: readonly Doubted[]): readonly Event[] {
  const idOf = new Map(
    clusters.flatMap(({ accounts }) => {
      const [id = ''] = accounts.map(({ key }) => key).sort();
      return accounts.map(({ key }) => [key, id]);
    }),
  );
  const hints = new Map<string, Map<string, Hint>>();
  for (const { one, other, doubt } of doubted) {
    if (idOf.get(one.key) === idOf.get(other.key)) continue;
    for (const [here, there] of [
      [one.key, other.key],
      [other.key, one.key],
    ] as const) {
      const event = idOf.get(here) ?? here;
      const of = hints.get(event) ?? new Map<string, Hint>();
      // One hint for each other event and doubt, by the first accounts that suggest it.
      const name = JSON.stringify([idOf.get(there), doubt]);
      const known = of.get(name);
      const hint = { doubt, account: here, other: there };
      if (known === undefined || JSON.stringify(hint) < JSON.stringify(known)) of.set(name, hint);
      hints.set(event, of);
    }
  }
  return clusters
    .map(({ accounts }): Event => {
      const sorted = accounts.toSorted((a, b) => (a.key < b.key ? -1 : 1));
      const id = sorted[0]?.key ?? '';
      const of = [...(hints.get(id)?.values() ?? [])];
      return { id, accounts: sorted, hints: of.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)) };
    })
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}
