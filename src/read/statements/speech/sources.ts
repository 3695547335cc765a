import type { Token } from '../../engine/token.ts';
import type { Governor } from './governor.ts';
import { plain } from './polarity.ts';
import type { Subject } from './subjects.ts';
import { subjectAfter } from './subjects-after.ts';

/** Words that name a source without a verb of saying: "according to", "appear in the report of". */

export const appears = /^(?:appears?|appeared|figures?|figured|features?|featured)$/;

/** "twelve civilian deaths appear in the report of the Defense Department": whoever wrote it says so. */
export function listedIn(tokens: readonly Token[], at: number, to: number): Governor | null {
  if (tokens[at + 1]?.class !== 'IN') return null;
  if (/^(?:NOT|MODAL|DEMAND)$/.test(tokens[at - 1]?.class ?? '')) return null;
  const group = tokens.slice(at + 2, Math.min(to, at + 9));
  const document = group.findIndex(({ class: name, lower }) => name === 'STATEMENT' || lower === 'report');
  if (document === -1) return null;
  const modifiers = group.slice(0, document);
  if (!modifiers.every(({ class: name }) => /^(?:DETERMINER|ADJECTIVE|SPEAKER|GENITIVE|DATE|NAME|WORD)$/.test(name)))
    return null;
  const behind = /^(?:OF|BY)$/.test(group[document + 1]?.class ?? '')
    ? group.slice(document + 2, document + 4).find(({ class: name }) => name !== 'DETERMINER')
    : undefined;
  const author = modifiers.find(({ class: name }) => name === 'SPEAKER') ?? behind;
  if (author?.class !== 'SPEAKER') return null;
  const subject: Subject = { kind: 'speakers', ids: [author.speakers[0]?.id ?? ''], from: at };
  return { ...plain(tokens, at, at), class: 'ASSERT', at, end: at + 3 + document, subject, isPassive: true };
}

export function according(tokens: readonly Token[], at: number, to: number): Governor {
  // "a post according to which": what the post says.
  if (tokens[at + 1]?.class === 'WHO')
    return {
      class: 'ALLEGATION',
      at,
      end: at + 2,
      subject: { kind: 'unknown', from: at },
      isNegated: false,
      isSupposed: false,
      isPassive: false,
      isInverted: false,
      isNoun: true,
    };
  const after = subjectAfter(tokens, at + 1, to);
  // "By its own admission the Coalition killed": who the clause is about.
  const isOwn = /\bown\b/.test(tokens[at]?.lower ?? '');
  const isBefore = isOwn && after.subject.kind === 'unknown';
  const subject: Subject = isBefore ? { kind: 'back', word: 'its', nouns: [], from: at } : after.subject;
  const end = isOwn ? at + 1 : after.end;
  return {
    class: 'ACCORDING',
    at,
    end,
    subject,
    isNegated: false,
    isSupposed: false,
    isPassive: false,
    isInverted: true,
    isNoun: false,
  };
}
