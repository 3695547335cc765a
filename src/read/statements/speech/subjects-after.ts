import type { Token } from '../../engine/token.ts';
import type { TokenClass } from '../../lexicon/classes.ts';
import { bodyOfPlace } from './bodies.ts';
import type { Subject } from './subjects.ts';

/** The subject that stands after an inverted verb or "by", and where its group ends. */
export function subjectAfter(
  tokens: readonly Token[],
  start: number,
  to: number,
): { readonly subject: Subject; readonly end: number } {
  const opening = skip(tokens, start, ['DETERMINER', 'ADJECTIVE', 'FORCE', 'ADVERB', 'ADDITIONAL']);
  const at = ownerWithin(tokens, opening) ?? apposed(tokens, opening) ?? opening;
  const token = tokens[at];
  if (token === undefined || at >= to) return { subject: { kind: 'unknown', from: start }, end: start };
  // "said U.S. Army Gen. John Smith, commander, U.S. Africa Command": the office, not the service.
  const office =
    token.class === 'SPEAKER' && /^(?:PERSON|NAME)$/.test(tokens[at + 1]?.class ?? '')
      ? officeAfter(tokens, at, to)
      : null;
  if (office !== null) return office;
  if (token.class === 'SPEAKER') {
    const ids = [token.speakers[0]?.id ?? ''];
    let end = at + 1;
    while (tokens[end]?.class === 'AND') {
      const partner = partnerAfter(tokens, end + 1);
      const following = tokens[partner + 1];
      if (tokens[partner]?.class !== 'SPEAKER' || following?.isVerb === true || following?.class === 'STRIKE') break;
      ids.push(tokens[partner]?.speakers[0]?.id ?? '');
      end = partner + 1;
    }
    // "said CENTCOM commander Gen. Frank McKenzie": the group ends with the name.
    if (tokens[end]?.class === 'PERSON' || tokens[end]?.class === 'GENITIVE')
      end = skip(tokens, end, ['GENITIVE', 'PERSON', 'NAME', 'ADJECTIVE', 'STOP']);
    if (tokens[end - 1]?.class === 'STOP') end -= 1;
    return { subject: { kind: 'speakers', ids, from: start }, end };
  }
  // "recognition by the Ministry of Defence in London".
  const placed = /^(?:IN|OF)$/.test(tokens[at + 1]?.class ?? '') ? bodyOfPlace(tokens, at + 2, at) : null;
  if (placed !== null) return { subject: { kind: 'speakers', ids: [placed.id], from: at }, end: at + 3 };
  if (token.class === 'PRONOUN' || token.class === 'REFERENCE' || token.class === 'POSSESSIVE')
    return {
      subject: { kind: 'back', word: token.lower, nouns: token.speakers.map(({ id }) => id), from: at },
      end: at + 1,
    };
  if (token.class === 'LOCALS') return { subject: { kind: 'locals', from: at }, end: at + 1 };
  if (token.class === 'PERSON' || token.class === 'NAME' || token.class === 'ORGANISATION') {
    // "said Col. Smith, a spokesman for U.S. Central Command".
    const near = tokens.slice(at, Math.min(to, at + 20));
    const stop = near.findIndex(
      (one) => one.class === 'SEMICOLON' || one.class === 'QUOTE' || (one.isVerb && one.class !== 'DOUBT'),
    );
    const group = stop === -1 ? near : near.slice(0, stop);
    const speaker = group.findIndex((one) => one.class === 'SPEAKER');
    const isPerson = group
      .slice(0, speaker === -1 ? group.length : speaker + 2)
      .some((one) => one.class === 'PERSON' || one.class === 'NAME');
    if (
      speaker !== -1 &&
      isPerson &&
      group.slice(0, speaker).every((one) => one.class !== 'KILLED' && one.class !== 'STRIKE')
    )
      return {
        subject: { kind: 'speakers', ids: [group[speaker]?.speakers[0]?.id ?? ''], from: at },
        end: at + speaker + 1,
      };
    // "said Brigadier General Tukur Gusau, the Nigerian defence spokesman".
    const force = group.findIndex(
      (one, index) =>
        one.class === 'FORCE' &&
        /^(?:defen[cs]e|military|army|navy)$/.test(group[index + 1]?.lower ?? '') &&
        group[index + 2]?.class === 'PERSON',
    );
    const [served] = group[force]?.speakers ?? [];
    const isAside = group[force - 1]?.class === 'COMMA' || group[force - 2]?.class === 'COMMA';
    if (served?.role === 'acknowledging' && isAside)
      return { subject: { kind: 'speakers', ids: [served.id], from: at }, end: at + force + 3 };
    const names = group.slice(
      0,
      group.findIndex((one) => !/^(?:NAME|PERSON|ORGANISATION|STOP|OF|ADJECTIVE)$/.test(one.class)) === -1
        ? group.length
        : group.findIndex((one) => !/^(?:NAME|PERSON|ORGANISATION|STOP|OF|ADJECTIVE)$/.test(one.class)),
    );
    const organisation = names.findLast((one) => one.class === 'ORGANISATION');
    if (organisation !== undefined && names.some((one) => /^\p{Lu}/u.test(one.text)))
      return {
        subject: { kind: 'named', name: names.map(({ text }) => text).join(' '), from: at },
        end: at + names.length,
      };
    const last = names.findLast((one) => one.class === 'NAME');
    return last === undefined
      ? { subject: { kind: 'unknown', from: at }, end: at + 1 }
      : { subject: { kind: 'person', name: last.text, from: at }, end: at + names.length };
  }
  if (token.class === 'STATEMENT' || token.class === 'ALLEGATION' || token.class === 'TOLL' || isContent(tokens, at)) {
    const link = linkToAuthor(tokens, at);
    const owner = link === null ? null : authorAt(tokens, link, to);
    return (
      owner ?? {
        subject: {
          kind: token.class === 'ALLEGATION' && token.lower !== 'report' ? 'locals' : 'back',
          word: token.lower,
          nouns: [],
          from: at,
        } as Subject,
        end: at + 1,
      }
    );
  }
  return { subject: { kind: 'unknown', from: at }, end: at + 1 };
}

/** "Amnesty International and the monitoring group Airwars". */
function partnerAfter(tokens: readonly Token[], start: number): number {
  const at = skip(tokens, start, ['DETERMINER', 'ADJECTIVE', 'REFERENCE', 'FORCE']);
  if (tokens[at]?.class === 'SPEAKER') return at;
  const noun = tokens.slice(at, at + 4).findIndex(({ class: name }) => name === 'ORGANISATION' || name === 'REFERENCE');
  return noun === -1 ? at : at + noun + 1;
}

const secret = /^(?:leaked|draft|secret|unpublished|confidential|withheld|so called|anti|pro|non)$/;

/** "a congressionally mandated Pentagon report", "a recent study": returns the token of the owner, else of the document. */
function ownerWithin(tokens: readonly Token[], start: number): number | null {
  for (let index = start; index < start + 4; index += 1) {
    const token = tokens[index];
    const noun = token?.class === 'SPEAKER' ? skip(tokens, index + 1, ['ADJECTIVE']) : index;
    if (/^(?:STATEMENT|ALLEGATION)$/.test(tokens[noun]?.class ?? '')) return index > start ? index : null;
    if (token?.class === 'SPEAKER') return null;
    const isModifier =
      token !== undefined &&
      /^(?:WORD|SAY|ADVERB|ADDITIONAL|ADJECTIVE|NUMBER|DATE|DASH)$/.test(token.class) &&
      !/^\p{Lu}/u.test(token.text) &&
      !secret.test(token.lower);
    if (!isModifier) return null;
  }
  return null;
}

/** "a rights group in Syria, the Syrian Network for Human Rights,": the name behind the noun. */
function apposed(tokens: readonly Token[], start: number): number | null {
  const comma = tokens.slice(start, start + 8).findIndex(({ class: name }) => name === 'COMMA');
  const group = tokens.slice(start, start + Math.max(0, comma));
  const at = skip(tokens, start + comma + 1, ['DETERMINER']);
  const isGroup =
    group.some(({ class: name }) => name === 'ORGANISATION') &&
    group.every(({ class: name }) => /^(?:WORD|ORGANISATION|IN|NAME|ADJECTIVE|FORCE)$/.test(name));
  const isDocumenting = tokens[at]?.class === 'SPEAKER' && tokens[at]?.speakers[0]?.role === 'documenting';
  return isGroup && isDocumenting && tokens[at + 1]?.class === 'COMMA' ? at : null;
}

/** "the results of an investigation by": what a document says. */
function isContent(tokens: readonly Token[], at: number): boolean {
  return /^(?:results?|contents|authors|conclusions)$/.test(tokens[at]?.lower ?? '') && tokens[at + 1]?.class === 'OF';
}

const authored =
  /^(?:released|published|issued|compiled|made|written|prepared|conducted|put out|kept|maintained|collected|assembled|run)$/;

/** "by" of "a report released on Monday by Amnesty"; null where no author follows. */
function linkToAuthor(tokens: readonly Token[], at: number): number | null {
  const next = tokens[at + 1];
  if (next?.class === 'BY' || next?.class === 'OF' || next?.lower === 'from') return at + 1;
  // "a statement that the Kenya Defence Forces put out".
  const body = skip(tokens, at + 2, ['DETERMINER']);
  if ((next?.class === 'THAT' || next?.lower === 'which') && tokens[body]?.class === 'SPEAKER') return at + 1;
  const verb = next?.class === 'COMMA' ? at + 2 : at + 1;
  if (!authored.test(tokens[verb]?.lower ?? '')) return null;
  for (let index = verb + 1; index < verb + 6; index += 1) {
    const token = tokens[index];
    if (token?.class === 'BY') return index;
    if (token === undefined || !/^(?:ADVERB|DATE|PREPOSITION|IN|NAME|WORD)$/.test(token.class)) return null;
  }
  return null;
}

/** "a study of Pentagon data", "an inquiry of the Coalition by": what is studied is no author. */
function authorAt(tokens: readonly Token[], link: number, to: number): ReturnType<typeof subjectAfter> | null {
  const author = subjectAfter(tokens, link + 1, to);
  if (tokens[link]?.class !== 'OF' || author.subject.kind !== 'speakers') return author;
  const next = tokens[author.end];
  if (next?.class === 'BY') return subjectAfter(tokens, author.end + 1, to);
  return /^(?:STATEMENT|STRIKE|TOLL|ALLEGATION|ADMISSION|WORD)$/.test(next?.class ?? '') ? null : author;
}

function officeAfter(
  tokens: readonly Token[],
  at: number,
  to: number,
): { readonly subject: Subject; readonly end: number } | null {
  const comma = tokens.findIndex(
    (token, index) => index > at && index < Math.min(to, at + 8) && token.class === 'COMMA',
  );
  if (comma === -1) return null;
  for (let index = comma + 1; index < Math.min(to, comma + 8); index += 1) {
    const token = tokens[index];
    if (token === undefined || token.isVerb) return null;
    if (token.class === 'SPEAKER' && tokens.slice(comma, index).some(({ class: name }) => name === 'PERSON'))
      return { subject: { kind: 'speakers', ids: [token.speakers[0]?.id ?? ''], from: at }, end: index + 1 };
  }
  return null;
}

export function skip(tokens: readonly Token[], at: number, classes: readonly TokenClass[]): number {
  let index = at;
  while (index < tokens.length && classes.includes(tokens[index]?.class ?? 'WORD')) index += 1;
  return index;
}

export function skipBack(tokens: readonly Token[], at: number, classes: readonly TokenClass[]): number {
  let index = at;
  while (index >= 0 && classes.includes(tokens[index]?.class ?? 'WORD')) index -= 1;
  return index;
}
