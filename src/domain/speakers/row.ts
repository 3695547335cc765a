import type { Role } from '../publishers.ts';

/** A body that asserts figures. */
export interface SpeakerRow {
  /** English name with its article, as used inside a sentence: `the Coalition`. */
  readonly name: string;
  /** Null for a speaker that neither admits nor documents. */
  readonly role: Exclude<Role, 'carrier'> | null;
  /**
   * Chain of command. Each member may publish what another member admits, and admits what another member did. Null for
   * a speaker in none.
   */
  readonly family: string | null;
}
