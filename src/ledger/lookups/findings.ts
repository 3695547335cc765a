import { sql } from 'kysely';
import type { Figure, Finding, FindingKind, Sum } from '../../domain/findings.ts';
import type { Instant } from '../../domain/time.ts';
import type { Access } from '../database/schema.ts';
import { parseFinding, parseSums } from '../history/rows.ts';
import { decodeMark, type Page, pageSize, toPage } from '../pages.ts';

function sumKey({ rule, stated, expected }: Sum): string {
  return JSON.stringify([rule, stated.measure, stated.period, stated.value, expected]);
}

export type FindingLookups = ReturnType<typeof createFindingLookups>;

export function createFindingLookups({ read }: Pick<Access, 'read'>) {
  return {
    /** Returns the findings of these kinds, of all kinds by default, newest first; with `before`, those made until then. */
    findings: (query: {
      readonly kinds?: readonly FindingKind[];
      readonly publisher?: string;
      readonly after?: string;
      readonly before?: Instant;
      readonly limit: number;
    }): Promise<Page<Finding>> =>
      read(async (db) => {
        const limit = pageSize(query.limit);
        const mark = query.after === undefined ? undefined : decodeMark(query.after, 2);
        // Each kind is walked separately, so that a rare one costs no more than a common one.
        const walk = (kind: Finding['kind'] | undefined) => {
          let select = db
            .selectFrom('findings')
            .select(['found_at', 'id', 'body'])
            .orderBy('found_at', 'desc')
            .orderBy('id', 'desc')
            .limit(limit + 1);
          if (kind !== undefined) select = select.where('kind', '=', kind);
          if (query.publisher !== undefined) select = select.where('publisher', '=', query.publisher);
          if (query.before !== undefined) select = select.where('found_at', '<', query.before);
          if (mark !== undefined) select = select.where(sql<boolean>`(found_at, id) < (${mark[0]}, ${mark[1]})`);
          return select.execute();
        };
        const kinds = query.kinds === undefined ? [undefined] : new Set(query.kinds);
        const found = (await Promise.all([...kinds].map(walk))).flat();
        const order = (row: { found_at: string; id: string }): string => `${row.found_at} ${row.id}`;
        found.sort((a, b) => (order(a) < order(b) ? 1 : -1));
        return toPage({
          rows: found.slice(0, limit + 1),
          limit,
          mark: (row) => [row.found_at, row.id],
          value: (row) => parseFinding(row.body),
        });
      }),

    /**
     * Returns the finding of an id, or of a prefix of at least 6 hex digits; undefined where none or several match.
     * Findings of other than these kinds do not exist for it.
     */
    finding: (id: string, kinds?: readonly FindingKind[]): Promise<Finding | undefined> =>
      read(async (db) => {
        if (kinds?.length === 0) return undefined;
        const stored = db
          .selectFrom('findings')
          .select('body')
          .$if(kinds !== undefined, (query) => query.where('kind', 'in', kinds ?? []));
        const exact = await stored.where('id', '=', id).executeTakeFirst();
        if (exact !== undefined) return parseFinding(exact.body);
        const prefix = id.toLowerCase();
        if (!/^[0-9a-f]{6,64}$/u.test(prefix)) return undefined;
        const rows = await stored.where('id', '>=', prefix).where('id', '<', `${prefix}g`).limit(2).execute();
        const [only, another] = rows;
        return only === undefined || another !== undefined ? undefined : parseFinding(only.body);
      }),

    /** Returns whether several findings of these kinds, of all by default, have an id that begins so. */
    areSeveral: (prefix: string, kinds?: readonly FindingKind[]): Promise<boolean> =>
      read(async (db) => {
        if (kinds?.length === 0) return false;
        const rows = await db
          .selectFrom('findings')
          .select('id')
          .$if(kinds !== undefined, (query) => query.where('kind', 'in', kinds ?? []))
          .where('id', '>=', prefix.toLowerCase())
          .where('id', '<', `${prefix.toLowerCase()}g`)
          .limit(2)
          .execute();
        return rows.length > 1;
      }),

    /**
     * Returns the failed sums that involve a figure's snapshot, oldest first. An edit that leaves a sum as wrong as it
     * was is not announced again: a finding of an earlier snapshot counts while the sums of this snapshot fail alike. With
     * `before`, those that were found until then.
     */
    disputes: (figure: Figure, before?: Instant): Promise<readonly Finding[]> =>
      read(async (db) => {
        const rows = await db
          .selectFrom('finding_snapshots')
          .innerJoin('findings', 'findings.id', 'finding_snapshots.finding_id')
          .innerJoin('snapshots', 'snapshots.id', 'finding_snapshots.snapshot_id')
          .select(['findings.body', 'finding_snapshots.snapshot_id'])
          .where('snapshots.document_id', '=', figure.documentId)
          .$if(before !== undefined, (query) => query.where('findings.found_at', '<', before ?? ''))
          .orderBy('findings.found_at')
          .orderBy('findings.id')
          .execute();
        const event = await db
          .selectFrom('events')
          .select('sums')
          .where('event', '=', figure.snapshotId)
          .executeTakeFirst();
        const failed =
          event === undefined ? [] : parseSums(event.sums).filter((sum) => sum.verdict === 'does-not-add-up');
        const stillFailing = new Set(failed.map(sumKey));
        const current = new Map<string, Finding>();
        for (const row of rows) {
          const finding = parseFinding(row.body);
          if (finding.kind !== 'does-not-add-up') continue;
          const key = sumKey(finding.sum);
          if (row.snapshot_id === figure.snapshotId || stillFailing.has(key)) current.set(key, finding);
        }
        return [...current.values()];
      }),
  };
}
