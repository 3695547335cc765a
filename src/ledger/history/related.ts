import { sql } from 'kysely';
import type { Figure } from '../../domain/findings.ts';
import type { Incident } from '../../domain/incidents.ts';
import type { Mention, Reading } from '../../domain/readings.ts';
import { shareSpeaker } from '../../domain/speakers.ts';
import type { Database } from '../database/schema.ts';
import { figureRows, toFigure } from './figures.ts';
import { parseTexts, toIncident, toMention } from './rows.ts';
import { keysOf } from './words.ts';

const keysAtOnce = 500;

export type RelatedStore = ReturnType<typeof createRelatedStore>;

/** What is stored already that a new report has to be compared with. */
export function createRelatedStore(db: Database) {
  return {
    /**
     * Returns the publisher's entries that share a report number, an NGO code, a grid reference, or date and place with
     * one of these. Of each document as last read, in order of their ids.
     */
    async relatedIncidents(
      publisher: string,
      like: readonly Incident[],
    ): Promise<readonly (Incident & { readonly documentId: string })[]> {
      const keys = [...new Set(like.flatMap(keysOf))];
      const found = new Map<string, Incident & { documentId: string }>();
      for (let at = 0; at < keys.length; at += keysAtOnce) {
        const rows = await db
          .selectFrom('incident_keys')
          .innerJoin('incidents', 'incidents.id', 'incident_keys.incident_id')
          .selectAll('incidents')
          .select('incident_keys.document_id')
          .where('incident_keys.publisher', '=', publisher)
          .where('incident_keys.key', 'in', keys.slice(at, at + keysAtOnce))
          .execute();
        for (const row of rows) found.set(row.id, { ...toIncident(row), documentId: row.document_id });
      }
      return [...found.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, incident]) => incident);
    },

    /**
     * Returns figures of the measures and speakers of these readings, of any publisher: the current ones, and
     * those ever stated whose value is near the reading's.
     */
    async relatedFigures(readings: readonly Reading[]): Promise<readonly Figure[]> {
      const found = new Map<string, Figure>();
      const distinct = new Map(
        readings.map((reading) => [JSON.stringify([reading.measure, reading.speakers, reading.value]), reading]),
      );
      for (const { measure, speakers, value } of distinct.values()) {
        const spoken = await db
          .selectFrom('readings')
          .select('speakers')
          .distinct()
          .where('measure', '=', measure)
          .execute();
        const sharing = spoken.map((row) => row.speakers).filter((other) => shareSpeaker(parseTexts(other), speakers));
        if (sharing.length === 0) continue;
        const near = 10 ** (/0*$/.exec(String(value))?.[0].length ?? 0);
        const rows = await figureRows(db)
          .leftJoin('heads', 'heads.reading_id', 'readings.id')
          .select('readings.id as key')
          .where('readings.measure', '=', measure)
          .where('readings.speakers', 'in', sharing)
          .where((build) =>
            build.or([
              build('heads.reading_id', 'is not', null),
              build.between('readings.value', value - near, value + near),
            ]),
          )
          .execute();
        for (const row of rows) found.set(row.key, toFigure(row));
      }
      return [...found.values()];
    },

    /**
     * Returns the totals of deaths that documents of these publishers state or stated: of each snapshot as last read, other
     * than `except`. In order of their ids.
     */
    async statedTotals(publishers: readonly string[], except: string | null = null): Promise<readonly Figure[]> {
      if (publishers.length === 0) return [];
      const rows = await figureRows(db)
        .where('readings.measure', '=', 'killed_total')
        .where('readings.publisher', 'in', [...publishers])
        .where('readings.snapshot_id', '!=', except ?? '')
        .where(
          sql<boolean>`not exists (select 1 from reader_runs as later
            where later.snapshot_id = reader_runs.snapshot_id and later.n > reader_runs.n)`,
        )
        .orderBy('readings.id')
        .execute();
      return rows.map(toFigure);
    },

    /**
     * Returns the mentions of the measure and value of one of these that share a speaker with it, of any publisher, as any
     * version of a reader read them. In order of their ids.
     */
    async relatedMentions(
      mentions: readonly Mention[],
    ): Promise<readonly (Mention & { readonly documentId: string })[]> {
      const found = new Map<string, Mention & { documentId: string }>();
      const distinct = new Map(mentions.map((mention) => [JSON.stringify([mention.measure, mention.value]), mention]));
      for (const { measure, value } of distinct.values()) {
        const rows = await db
          .selectFrom('mentions')
          .selectAll()
          .where('measure', '=', measure)
          .where('value', '=', value)
          .execute();
        const like = mentions.filter((mention) => mention.measure === measure && mention.value === value);
        for (const row of rows) {
          const stored = { ...toMention(row), documentId: row.document_id };
          if (like.some(({ speakers }) => shareSpeaker(speakers, stored.speakers))) found.set(row.id, stored);
        }
      }
      return [...found.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, mention]) => mention);
    },
  };
}
