import type { Block, Message, Span } from '../../chat/message.ts';
import type { EventRecord } from '../../domain/event-record.ts';
import type { Category, Figure, Finding } from '../../domain/findings.ts';
import type { Incident } from '../../domain/incidents.ts';
import type { Wording } from '../figures.ts';

export type Part = string | Span;

/** One finding with the event it belongs to and the words it is said in. */
export interface Subject<F extends Finding = Finding> {
  readonly finding: F;
  readonly event: EventRecord;
  readonly wording: Wording;
}

/**
 * figure      the figure that the finding is about, as it is now; the first one stands for the finding
 * mentioned   the figure that it is about, which no one asserts
 * before      the figure that it is compared with, which the post states too
 * earlier     an earlier figure that only gives context
 * added       a part of a sum
 * subtracted  a part that a sum takes off
 */
type FigureRole = 'figure' | 'mentioned' | 'before' | 'earlier' | 'added' | 'subtracted';

/** What a finding rests on, in the order in which it is shown. */
interface Evidence {
  readonly figures: readonly { readonly role: FigureRole; readonly figure: Figure }[];
  readonly entries: readonly { readonly role: 'entry' | 'entry-before'; readonly incident: Incident }[];
}

/** What became of the figure of an earlier post. */
export type FigureFate = 'replaced' | 'withdrawn' | 'restored' | 'kept';

/** How one earlier post is corrected by a finding. */
export interface Correction {
  readonly parts: readonly Part[];
  readonly figure: FigureFate;
  /** What holds now, as a headline says it; absent where the earlier headline still holds. */
  readonly headline?: string;
  /** Both values of a figure that was replaced, in words. */
  readonly values?: { readonly before: string; readonly now: string };
}

/** Everything that is decided and said of one kind of finding. Pure; the words come from `wording.language`. */
export interface Kind<F extends Finding> {
  /** The finding of the greatest weight leads the message of its event. What states a figure outweighs what states none. */
  readonly weight: number;
  /** Which subscriptions it reaches; a digest lists it under the first. Empty: none. */
  readonly wantedBy: readonly Category[];
  /**
   * new-report     it announces a report, so its post lists what the report admits
   * restatement    a figure that was stated is now given as another
   * claim          somebody else than the belligerent states a figure
   * first-contact  a figure that was published before the source was watched
   * other          it states no figure of its own
   */
  readonly news: 'new-report' | 'restatement' | 'claim' | 'first-contact' | 'other';
  /** Whether it concerns one post or channel, which only its owner and the operators may see. */
  readonly isOfOnePost: boolean;
  /**
   * post  it gives rise to a post, or is a part of one
   * edit  it is never posted: the posts that it concerns are composed anew
   * none  it reaches no one
   */
  readonly delivery: 'post' | 'edit' | 'none';
  /** How loudly a platform may announce it. */
  priority(finding: F): Message['priority'];
  evidence(finding: F): Evidence;
  /**
   * Returns how many deaths the finding is about, for the filter `minKilled`; null where it names no number of deaths.
   * Of a range the upper end; a qualifier (`at least`) does not raise it.
   */
  deaths(finding: F): number | null;
  /** Returns the ids of the documents whose current figures it changes: who was sent them is sent this. */
  revises(finding: F): readonly string[];
  /** One line without a full stop; never empty. */
  headline(subject: Subject<F>): string;
  /** What it says beyond its headline, where it leads its message. */
  body(subject: Subject<F>): readonly Block[];
  /** What it says where another finding leads: the headline first, where it has not been said. */
  bodyBeside(subject: Subject<F>): readonly Block[];
  /** What matters most besides the headline, for condensed posts and digests. May be empty. */
  short(subject: Subject<F>): readonly Part[];
  /** What an earlier post about the same document says of it. Absent: its headline, and that the page was edited. */
  correction?(subject: Subject<F>): Correction;
}

export const noEvidence: Evidence = { figures: [], entries: [] };

/** Returns the evidence of a finding about one figure and, where there is one, the figure before it. */
export function figureEvidence(figure: Figure | null, before: Figure | null = null): Evidence {
  return {
    figures: [
      ...(figure === null ? [] : [{ role: 'figure' as const, figure }]),
      ...(before === null ? [] : [{ role: 'before' as const, figure: before }]),
    ],
    entries: [],
  };
}
