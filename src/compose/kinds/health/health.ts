import type { Block } from '../../../chat/message.ts';
import type { Finding } from '../../../domain/findings.ts';
import { line, strong } from '../../blocks.ts';
import type { Wording } from '../../figures.ts';
import { type Kind, noEvidence, type Part, type Subject } from '../kind.ts';

/** What the kinds about the watch itself have in common: they concern no figure, and reach those who run it. */
export function healthKind<F extends Finding>(
  own: Pick<Kind<F>, 'weight' | 'priority' | 'headline' | 'body'> & { readonly isOfOnePost?: boolean },
): Kind<F> {
  return {
    isOfOnePost: false,
    delivery: 'post',
    ...own,
    wantedBy: ['health'],
    news: 'other',
    evidence: () => noEvidence,
    deaths: () => null,
    revises: () => [],
    bodyBeside: (subject: Subject<F>) => own.body(subject),
    short: (subject: Subject<F>) => firstAndLast(own.body(subject)),
  };
}

/** What it is and, last, what to do. */
function firstAndLast(blocks: readonly Block[]): readonly Part[] {
  const lines = blocks.flatMap((block) => (block.type === 'line' ? [block.spans] : []));
  const [first, last] = [lines[0] ?? [], lines.at(-1) ?? []];
  return first === last ? first : [...first, ' ', ...last];
}

/** The line that says what an operator has to do. */
export function todo(fix: string, { language }: Wording): Block {
  return line(strong(language.health.todo), fix);
}
