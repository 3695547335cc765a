import type { Block } from '../../chat/message.ts';
import type { Reaction } from '../../domain/findings.ts';
import { line, link, strong } from '../blocks.ts';
import { demandLabel, shortQuote } from '../demands.ts';
import {
  countedText,
  differsText,
  occurredText,
  quotedSpeakerText,
  reportName,
  scopeText,
  speakerName,
} from '../figures.ts';
import { admittedFigure } from '../source.ts';
import { upperDeaths } from './deaths.ts';
import type { Kind, Part, Subject } from './kind.ts';

/** A post has lines for this many demands and positions. */
const shownPositions = 3;

export const reaction: Kind<Reaction> = {
  weight: 48,
  wantedBy: ['claims'],
  news: 'claim',
  isOfOnePost: false,
  delivery: 'post',
  priority: () => 'normal',
  evidence({ own, quoted }) {
    const [figure, context] = own === null ? [quoted, null] : [own, quoted];
    return {
      figures: [
        ...(figure === null ? [] : [{ role: 'figure' as const, figure }]),
        ...(context === null ? [] : [{ role: 'earlier' as const, figure: context }]),
      ],
      entries: [],
    };
  },
  /** The larger of what is answered and what is counted. */
  deaths({ own, quoted }) {
    const known = [own, quoted].map(upperDeaths).filter((deaths) => deaths !== null);
    return known.length === 0 ? null : Math.max(...known);
  },
  revises: () => [],
  headline({ finding, event, wording }) {
    const words = wording.language.kinds.reaction;
    const { own, quoted, speakers } = finding;
    const who = speakerName(speakers, wording);
    if (own !== null) return words.headline(who.head, who.plural, occurredText(own, wording), own.place);
    if (quoted !== null) return words.toFigure(who.head, who.plural, quotedSpeakerText(quoted, wording));
    const { admission } = event.related;
    if (admission !== null) return words.toReport(who.head, who.plural, reportName(admission, wording));
    const { addressed } = finding;
    return words.toUnknown(who.head, who.plural, addressed === undefined ? null : speakerName(addressed, wording).full);
  },
  body: (subject) => [...ownLines(subject), answeredLine(subject), ...positionLines(subject)],
  bodyBeside: (subject) => [line(strong(reaction.headline(subject)), '.'), ...reaction.body(subject)],
  short: answered,
};

/** Who counted, where that is not the body alone, and the scope of the count. */
function ownLines({ finding: { own, speakers }, wording }: Subject<Reaction>): readonly Block[] {
  if (own === null) return [];
  const isJoint = own.speakers.some((id) => !speakers.includes(id));
  const counted = wording.language.kinds.reaction.counted(speakerName(own.speakers, wording).full);
  return [line(isJoint ? `${counted} ` : '', scopeText(own, wording))];
}

function answeredLine(subject: Subject<Reaction>): Block {
  return line(...answered(subject));
}

/** What is answered, at its source where that is stored. Its scope keeps two figures from being compared. */
function answered({ finding, event, wording }: Subject<Reaction>): readonly Part[] {
  const words = wording.language.kinds.reaction;
  const { own, quoted, publisher, speakers } = finding;
  const { admission, original } = event.related;
  const figure = admission === null ? quoted : (admittedFigure(admission, quoted) ?? quoted);
  const scope = figure === null ? '' : scopeText(figure, wording);
  const unlike = figure === null || own === null ? [] : [` ${differsText(own, figure, wording)}`];
  const carrier = original !== null || speakers.includes(publisher) ? [] : [` ${words.unseenOriginal}`];
  if (admission !== null) {
    const report = [words.answers, link(reportName(admission, wording), admission.url)];
    const said = figure === null ? '.' : `: ${countedText(figure, wording)}. ${scope}`;
    return [...report, said, ...unlike, ...carrier];
  }
  const { addressed } = finding;
  if (quoted === null)
    return addressed === undefined ? carrier : [words.unknownReport(speakerName(addressed, wording).full), ...carrier];
  const unseen = [` ${wording.language.kinds.claimed.unseen(speakerName(quoted.speakers, wording).full)}`];
  return [words.quotes, `${quotedSpeakerText(quoted, wording)}. ${scope}`, ...unlike, ...unseen, ...carrier];
}

/** Demands and positions with their sentences; several in one sentence are one line. */
function positionLines({ finding: { positions }, wording }: Subject<Reaction>): readonly Block[] {
  return [...Map.groupBy(positions, ({ quote }) => quote)].slice(0, shownPositions).map(([quote, all]) =>
    line(
      strong(
        `${demandLabel(
          all.map(({ kind }) => kind),
          wording,
        )}: `,
      ),
      shortQuote(quote, wording),
    ),
  );
}
