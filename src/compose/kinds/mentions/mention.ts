import type { Block } from '../../../chat/message.ts';
import type { Figure, Finding, MentionFinding } from '../../../domain/findings.ts';
import { shareSpeaker } from '../../../domain/speakers.ts';
import { line, strong } from '../../blocks.ts';
import { countedText, publisherName, scopeText, speakerName, type Wording } from '../../figures.ts';
import { upperDeaths } from '../deaths.ts';
import type { Kind, Subject } from '../kind.ts';

/** A post has a line for this many mentions and says how many more there are. */
const shownMentions = 5;

/** Whether the finding is about a figure that a document names and does not assert. */
export function isMention(finding: Finding): finding is MentionFinding {
  return 'mentioned' in finding;
}

/** What the kinds of a figure that no one asserts have in common. `headline` gives the sentence, `note` what follows the scope. */
export function mentionKind<F extends MentionFinding>(
  own: Pick<Kind<F>, 'weight' | 'wantedBy' | 'headline'> & { readonly note?: (wording: Wording) => string },
): Kind<F> {
  const { note, ...rest } = own;
  const body = ({ finding, wording }: Subject<F>): readonly Block[] => [
    line(scopeText(finding.mentioned, wording), ...(note === undefined ? [] : [` ${note(wording)}`])),
  ];
  return {
    ...rest,
    news: 'other',
    isOfOnePost: false,
    delivery: 'post',
    priority: () => 'normal',
    evidence: ({ mentioned }) => ({ figures: [{ role: 'mentioned', figure: mentioned }], entries: [] }),
    deaths: ({ mentioned }) => upperDeaths(mentioned),
    revises: () => [],
    body,
    bodyBeside(subject) {
      const { finding, event, wording } = subject;
      const { language } = wording;
      const all = event.findings.filter(isMention);
      const place = all.findIndex(({ id }) => id === finding.id);
      if (place > shownMentions) return [];
      if (place === shownMentions) return [line(language.moreMentions(all.length - shownMentions), '.')];
      return [line(strong(own.headline(subject)), '. ', scopeText(finding.mentioned, wording))];
    },
    short: ({ finding, wording }) => [scopeText(finding.mentioned, wording)],
  };
}

/** The speakers and the allegation, for a headline. */
export function mentionWords(figure: Figure, wording: Wording, as: 'allegation' | 'report' = 'allegation') {
  const words = wording.language.mentions[as];
  return { who: speakerName(figure.speakers, wording), what: words(countedText(figure, wording), figure.place) };
}

/** Returns the headline, with its publisher where that is not the body that speaks. */
export function attributed(sentence: string, { publisher, speakers }: Figure, wording: Wording): string {
  if (shareSpeaker(speakers, wording.names.speakers.familyOf(publisher))) return sentence;
  return wording.language.mentions.accordingTo(sentence, publisherName(publisher, wording));
}
