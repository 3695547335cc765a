import type { Token } from '../../engine/token.ts';
import type { TokenClass } from '../../lexicon/classes.ts';
import { longestAside } from './passed-over.ts';

/** Words beside a body that say whether it speaks, and with whom. */

/** Links by which a noun is set against a body or beside it, and does not belong to it. */
export const notOfIt =
  /^(?:against|about|near|outside|into|after|before|between|via|amid|under|over|because of|towards?)$/;

/** "an analyst formerly with", "a retired general of". */
export function isOutsider(tokens: readonly Token[], link: number, start: number): boolean {
  for (let index = link - 1; index >= Math.max(start, link - 4); index -= 1) {
    const token = tokens[index];
    if (token?.class === 'FORMER') return true;
    if (token === undefined || !/^(?:PERSON|ADVERB|ADJECTIVE|WORD|NAME|DETERMINER)$/.test(token.class)) return false;
  }
  return false;
}

/** "evidence gathered by Amnesty": returns the token of the noun; null for "strikes carried out by". */
export function documentMadeBy(tokens: readonly Token[], by: number, start: number): number | null {
  if (tokens[by]?.class !== 'BY' || !/(?:ed|en|ught|ld|pt)$/.test(tokens[by - 1]?.lower ?? '')) return null;
  let index = by - 2;
  while (index > start && tokens[index]?.class === 'ADVERB') index -= 1;
  return /^(?:STATEMENT|TOLL|ADMISSION|ALLEGATION)$/.test(tokens[index]?.class ?? '') ? index : null;
}

/**
 * "Human Rights Watch's analysis of images and interviews with survivors indicates", "An inquiry by Amnesty into two strikes found":
 * returns the token of the owner, where the sentence opens with the study and no verb stands before `verb`; else null.
 */
export function ownedStudy(tokens: readonly Token[], verb: number, start: number): number | null {
  const opening = tokens.slice(start, verb);
  if (verb - start < 5 || verb - start > 32) return null;
  const noun = opening.findIndex(({ class: name }) => name === 'STATEMENT');
  const before = opening.slice(0, Math.max(0, noun));
  if (
    noun === -1 ||
    before.length > 6 ||
    !before.every(({ class: name }) => /^(?:DETERMINER|SPEAKER|GENITIVE|ADJECTIVE|WORD|NUMBER|DATE|ADVERB)$/.test(name))
  )
    return null;
  const rest = opening.slice(noun + 1);
  if (
    rest.some(
      ({ isVerb, class: name }) => isVerb || /^(?:WHO|THAT|SEMICOLON|COLON|QUOTE|BUT|STOP|NOT|MODAL)$/.test(name),
    )
  )
    return null;
  const owner = before.findIndex(({ class: name }) => name === 'SPEAKER');
  const isTopic = /^(?:of|into|on|for|about)$/.test(rest[0]?.lower ?? '');
  if (owner !== -1 && isTopic && before.slice(owner + 1).every(({ class: name }) => name !== 'DETERMINER'))
    return start + owner;
  const author = rest[0]?.class === 'BY' ? start + noun + (rest[1]?.class === 'DETERMINER' ? 3 : 2) : -1;
  const link = tokens[author + 1]?.lower ?? '';
  return tokens[author]?.class === 'SPEAKER' && /^(?:of|into|on|for|about|based)$/.test(link) ? author : null;
}

/** Ranks and offices that only forces have, behind an adjective of nationality. */
export function serves(tokens: readonly Token[], from: number, at: number): boolean {
  const isOfficer = tokens
    .slice(from, at + 1)
    .some(({ lower }) =>
      /^(?:general|colonel|admiral|commanders?|lieutenant|major|captain|brig gen|lt gen|maj gen|gen|col|lt col|officers?|chief of (?:defence|staff|joint operations|operations))$/.test(
        lower,
      ),
    );
  const before = tokens.slice(Math.max(0, from - 4), from);
  return isOfficer && !before.some(({ class: name }) => name === 'FORMER' || name === 'UNREAL');
}

/** "an investigation by the military": returns the token of the document; null for "strikes by the military". */
export function documentOf(tokens: readonly Token[], at: number, start: number): number | null {
  const link = tokens[at - 1]?.class === 'DETERMINER' ? at - 2 : at - 1;
  const isLink = tokens[link]?.class === 'BY' || tokens[link]?.lower === 'from';
  return isLink && link - 1 >= start && /^(?:STATEMENT|ADMISSION)$/.test(tokens[link - 1]?.class ?? '')
    ? link - 1
    : null;
}

/** "The findings, published on Tuesday by Amnesty, show": the author in an aside that ends at `comma`; null for none. */
export function authorInAside(tokens: readonly Token[], comma: number, opener: number): number | null {
  const aside = tokens.slice(opener + 2, comma);
  const by = aside.findIndex(({ class: name }) => name === 'BY');
  const isMade = /(?:ed|en|ught|wn|out|pt|de)$/.test(aside[0]?.lower ?? '');
  const body = aside[aside[by + 1]?.class === 'DETERMINER' ? by + 2 : by + 1];
  const isDocument = /^(?:STATEMENT|ADMISSION|TOLL)$|^ALLEGATION$/.test(tokens[opener]?.class ?? '');
  return isDocument && isMade && by > 0 && body?.class === 'SPEAKER' ? tokens.indexOf(body) : null;
}

/** "Amnesty International and Airwars": the first of a pair. */
export function partnerBefore(tokens: readonly Token[], from: number, start: number): number | null {
  const links: TokenClass[] = ['AND', 'INCLUDE', 'COMMA', 'IN', 'WORD', 'DETERMINER', 'ADVERB', 'PREPOSITION'];
  let hasLink = false;
  for (let index = from - 1; index >= Math.max(start, from - 5); index -= 1) {
    const token = tokens[index];
    if (token?.class === 'SPEAKER') return hasLink ? index : null;
    // "Amnesty and the monitoring group Airwars".
    const isApposed = token?.class === 'REFERENCE' && index === from - 1;
    if (token === undefined || (!links.includes(token.class) && !isApposed)) return null;
    if (token.class === 'AND' || token.lower === 'with') hasLink = true;
    if (token.class === 'COMMA' && !hasLink) return null;
  }
  return null;
}

/** "Airwars, together with Amnesty International, documented": the body that the aside adds. */
export function partnerInAside(tokens: readonly Token[], from: number, to: number): string | null {
  const aside = tokens.slice(from, to);
  const body = aside.at(-1);
  const isWith =
    /^(?:(?:together|jointly|working|in (?:partnership|cooperation|collaboration)) with|with|alongside|and|like|as well as)(?: the)?$/;
  const words = aside.slice(0, -1).map(({ lower }) => lower);
  return body?.class === 'SPEAKER' && isWith.test(words.join(' ')) ? (body.speakers[0]?.id ?? null) : null;
}

/** "Jane Doe, an adviser at Amnesty International, said": the body that the aside names. */
export function speakerInAside(tokens: readonly Token[], at: number): string | null {
  if (tokens[at + 1]?.class !== 'COMMA') return null;
  let hasPerson = false;
  for (let index = at + 2; index < Math.min(tokens.length, at + longestAside); index += 1) {
    const token = tokens[index];
    // "Gen. John Toolan, who commands NATO forces,".
    if (
      token?.class === 'WHO' &&
      index === at + 2 &&
      /^(?:commands|leads|heads|runs|oversees|speaks|represents|chairs|directs)$/.test(tokens[index + 1]?.lower ?? '')
    ) {
      hasPerson = true;
      continue;
    }
    if (token === undefined || /^(?:COMMA|WHO|FORMER)$/.test(token.class) || token.lower === 'once') return null;
    if (token.class === 'PERSON') hasPerson = true;
    if (token.class === 'SPEAKER')
      return hasPerson ||
        tokens[index - 1]?.class === 'OF' ||
        tokens[index + 1]?.class === 'PERSON' ||
        // "Ben Wallace, Britain's defence secretary, said".
        (/(?:minister|secretary|chief)$/.test(token.lower) &&
          tokens.slice(at + 2, index).every(({ class: name }) => name === 'DETERMINER')) ||
        tokens[index + 1]?.class === 'GENITIVE'
        ? (token.speakers[0]?.id ?? null)
        : null;
  }
  return null;
}

/** "Gavin Williamson, the defence secretary,": the words of the office. */
export function ministerInAside(tokens: readonly Token[], at: number): string | null {
  if (tokens[at + 1]?.class !== 'COMMA') return null;
  const start = tokens[at + 2]?.class === 'DETERMINER' ? at + 3 : at + 2;
  const [portfolio, office, close] = tokens.slice(start, start + 3);
  const isOffice =
    /^defen[cs]e$/.test(portfolio?.lower ?? '') && /^(?:minister|secretary|chief)$/.test(office?.lower ?? '');
  return isOffice && close?.class === 'COMMA' ? `${portfolio?.lower} ${office?.lower}` : null;
}

/** Branches in which an officer serves, whoever he speaks for. */
export const services: ReadonlySet<string> = new Set(['us-army', 'us-navy', 'us-air-force', 'us-marines']);

const issuing = /^(?:released|issued|published|circulated|posted|sent|gave|made|read|distributed)$/;

/** "AMISOM released a statement indicating that": the verb before the document whose article ends at `at`; null for none. */
export function issuingVerb(tokens: readonly Token[], at: number, start: number): number | null {
  let index = at;
  while (index > start && /^(?:DETERMINER|ADJECTIVE)$/.test(tokens[index]?.class ?? '')) index -= 1;
  if (tokens[index]?.lower === 'out') index -= 1;
  return issuing.test(tokens[index]?.lower ?? '') || tokens[index]?.lower === 'put' ? index : null;
}

/** "Australia's chief of joint operations": the country's forces, for an office that only these have. */
export function officerOf(
  tokens: readonly Token[],
  from: number,
  start: number,
): { readonly id: string; readonly from: number } | null {
  const country = tokens[from - 2];
  const isOffice = /^(?:chief of|commander|top general|military spokes|army spokes)/.test(
    tokens
      .slice(from, from + 2)
      .map(({ lower }) => lower)
      .join(' '),
  );
  const isOwner = tokens[from - 1]?.class === 'GENITIVE' && from - 2 >= start && country?.class === 'NAME';
  const [body] = country?.speakers ?? [];
  return isOffice && isOwner && body?.role === 'acknowledging' ? { id: body.id, from: from - 2 } : null;
}
