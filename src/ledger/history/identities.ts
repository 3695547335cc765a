import type { Instant } from '../../domain/time.ts';
import type { Writing } from '../database/schema.ts';

/** A stored document that may be the one that was fetched. */
export interface StoredIdentity {
  readonly identity: string;
  readonly guid: string | null;
  readonly url: string;
  readonly title: string | null;
  readonly published: Instant | null;
  readonly state: 'present' | 'gone';
  readonly textSha256: string;
  readonly snapshotId: string;
}

/** More present documents with one guid or text prove nothing about it. */
const mostAlike = 5;

export type IdentityStore = ReturnType<typeof createIdentityStore>;

export function createIdentityStore(db: Writing) {
  const current = (publisher: string) =>
    db
      .selectFrom('documents')
      .innerJoin('snapshots', 'snapshots.id', 'documents.current_snapshot_id')
      .select([
        'documents.identity',
        'documents.guid',
        'documents.url',
        'documents.title',
        'documents.published',
        'documents.state',
        'snapshots.text_sha256 as textSha256',
        'snapshots.id as snapshotId',
      ])
      .where('documents.publisher', '=', publisher);
  const present = (publisher: string) => current(publisher).where('documents.state', '=', 'present');

  return {
    /** Returns the publisher's documents with this identity, and present ones with this guid or this text. */
    async documentsLike(like: {
      readonly publisher: string;
      readonly identities: readonly string[];
      readonly guid: string | null;
      readonly textSha256: string;
    }): Promise<readonly StoredIdentity[]> {
      const { publisher, identities, guid, textSha256 } = like;
      const named = await current(publisher).where('documents.identity', 'in', identities).execute();
      const byGuid =
        guid === null ? [] : await present(publisher).where('documents.guid', '=', guid).limit(mostAlike).execute();
      const byText = await present(publisher)
        .where('snapshots.text_sha256', '=', textSha256)
        .limit(mostAlike)
        .execute();
      return [...new Map([...named, ...byGuid, ...byText].map((one) => [one.identity, one])).values()];
    },
  };
}
