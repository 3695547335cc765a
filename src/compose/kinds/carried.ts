import type { Carried } from '../../domain/findings.ts';
import { publisherName } from '../figures.ts';
import { type Kind, noEvidence } from './kind.ts';

/** A copy is a line in the posts about its text, never a post. */
export const carried: Kind<Carried> = {
  weight: 1,
  wantedBy: ['claims'],
  news: 'other',
  isOfOnePost: false,
  delivery: 'edit',
  priority: () => 'low',
  evidence: () => noEvidence,
  deaths: () => null,
  revises: () => [],
  headline({ finding, event, wording }) {
    const words = wording.language.kinds.carried;
    const who = wording.language.capital(publisherName(finding.publisher, wording));
    const { original, copies } = event.related;
    if (finding.documentId === finding.copy)
      return words.headline(who, original === null ? null : publisherName(original.publisher, wording));
    const copy = copies.find(({ documentId }) => documentId === finding.copy);
    return words.original(who, copy === undefined ? null : publisherName(copy.publisher, wording));
  },
  body: () => [],
  bodyBeside: () => [],
  short: () => [],
};
