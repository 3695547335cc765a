import { coalitionMembers, nationalities } from '../../domain/speakers/nationalities.ts';
import { isInTable, speakerRow } from '../../domain/speakers.ts';

/** The name of the US-led Coalition among families. */
export const coalition = 'coalition';
/** The body that speaks for it. */
const coalitionSpeaker = 'cjtf-oir';

/**
 * Returns whether two accounts may speak of the forces of one side. A member may have struck for the Coalition; two members
 * are two sides. Unknown where an account does not say whose strike it was.
 */
export function compareActors(
  one: readonly string[],
  other: readonly string[],
): 'compatible' | 'incompatible' | 'unknown' {
  if (one.length === 0 || other.length === 0) return 'unknown';
  const isCompatible = one.some((actor) => other.some((another) => areOneSide(actor, another)));
  return isCompatible ? 'compatible' : 'incompatible';
}

function areOneSide(one: string, other: string): boolean {
  if (one === other) return true;
  return (
    (one === coalition && coalitionMembers.includes(other)) || (other === coalition && coalitionMembers.includes(one))
  );
}

/** Returns whose strikes these bodies answer for; none for bodies that document the strikes of others. */
export function actorsOfSpeakers(speakers: readonly string[]): readonly string[] {
  const actors = speakers.flatMap((id) => {
    if (id === coalitionSpeaker) return [coalition];
    const row = isInTable(id) ? speakerRow(id) : null;
    return row?.role === 'acknowledging' && row.family !== null ? [row.family] : [];
  });
  return [...new Set(actors)];
}

const coalitionNames = /\bcoalition\b|\bCJTF\b|\bInherent Resolve\b/iu;
const ofOtherCoalition = /\b(?:Saudi|Arab)[\w\s-]*coalition\b/iu;
const leading = /\b(?:U\.?S\.?|American|United States|Saudi(?: Arabia)?)[-\s]led\b/giu;

/** Returns the forces that texts name, as families; `coalition` for the US-led Coalition. */
export function actorsNamed(texts: readonly string[]): readonly string[] {
  const actors = texts.flatMap((text) => {
    const isSaudi = ofOtherCoalition.test(text);
    const plain = text.replaceAll(leading, ' ');
    const families = familyNames.flatMap(([family, pattern]) => (pattern.test(plain) ? [family] : []));
    return [...families, ...(isSaudi ? ['sa'] : coalitionNames.test(text) ? [coalition] : [])];
  });
  return [...new Set(actors)];
}

const familyNames = Object.entries(nationalities).map(
  ([family, names]) => [family, new RegExp(`(?<![\\w-])(?:${names.map(escaped).join('|')})(?!\\w)`, 'u')] as const,
);

function escaped(name: string): string {
  return name.replaceAll('.', '\\.');
}
