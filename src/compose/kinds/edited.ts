import type { Edited, TextChange } from '../../domain/findings.ts';
import { line, strong } from '../blocks.ts';
import { reportName, type Wording } from '../figures.ts';
import { fateInEdit } from './edited-note.ts';
import { type Kind, noEvidence, type Part } from './kind.ts';

/** A post shows this many changed passages, and says how many more there are. */
const shownChanges = 5;
/** A condensed post shows this many characters of a passage, and that it was cut. */
const shownPassage = 200;

export const edited: Kind<Edited> = {
  weight: 40,
  wantedBy: ['revisions'],
  news: 'other',
  isOfOnePost: false,
  priority: ({ figuresChanged }) => (figuresChanged ? 'high' : 'low'),
  evidence: () => noEvidence,
  deaths: () => null,
  revises: ({ documentId, figuresChanged }) => (documentId === null || !figuresChanged ? [] : [documentId]),
  headline({ finding, wording }) {
    const words = wording.language.kinds.edited;
    const report = wording.language.capital(reportName(finding, wording));
    return finding.returned ? words.returned(report) : words.headline(report, finding.figuresChanged);
  },
  body({ finding: { changes }, wording }) {
    const left = changes.length - shownChanges;
    const { moreChanges } = wording.language;
    return [
      ...changes.slice(0, shownChanges).flatMap((change) => sidesOf(change, wording).map((side) => line(...side))),
      ...(left > 0 ? [line(moreChanges(left), '.')] : []),
    ];
  },
  bodyBeside: (subject) => [line(strong(edited.headline(subject)), '.'), ...edited.body(subject)],
  short({ finding: { changes }, wording }) {
    const [first, ...rest] = changes;
    if (first === undefined) return [];
    const cut = { before: passage(first.before, wording), after: passage(first.after, wording) };
    const shown = sidesOf(cut, wording).flatMap((side, index) => (index === 0 ? side : [' ', ...side]));
    return [...shown, ...(rest.length === 0 ? [] : [` (${wording.language.moreChanges(rest.length)})`])];
  },
  correction: (subject) => ({ parts: [`${edited.headline(subject)}.`], figure: fateInEdit(subject.event) }),
};

/** What a passage was and is, each behind its label; one of them where it was added or removed. */
function sidesOf({ before, after }: TextChange, { language: { change } }: Wording): readonly (readonly Part[])[] {
  return [
    ...(before === null ? [] : [[strong(after === null ? change.removed : change.before), before]]),
    ...(after === null ? [] : [[strong(before === null ? change.added : change.after), after]]),
  ];
}

function passage(text: string | null, { language }: Wording): string | null {
  const characters = [...(text ?? '')];
  if (characters.length <= shownPassage) return text;
  return `${characters.slice(0, shownPassage).join('')}${language.cutShort}`;
}
