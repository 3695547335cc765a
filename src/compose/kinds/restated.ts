import type { Restated } from '../../domain/findings.ts';
import { countsPeople } from '../../domain/measures.ts';
import { line, link, strong, struck } from '../blocks.ts';
import {
  countedText,
  deltaText,
  differenceOf,
  periodText,
  publisherName,
  scopeText,
  speakerName,
  valueText,
  type Wording,
} from '../figures.ts';
import { changeOfDeaths } from './deaths.ts';
import { figureEvidence, type Kind, type Part } from './kind.ts';

export const restated: Kind<Restated> = {
  weight: 95,
  wantedBy: ['revisions'],
  news: 'restatement',
  isOfOnePost: false,
  delivery: 'post',
  priority: () => 'high',
  evidence: ({ now, before }) => figureEvidence(now, before),
  deaths: ({ now, before }) => changeOfDeaths(now, before),
  revises: ({ now, before }) => [before.documentId, now.documentId],
  headline({ finding, wording }) {
    const { capital, kinds } = wording.language;
    const { now, before } = finding;
    const who = speakerName(now.speakers, wording);
    const delta = differenceOf(now, before);
    return capital(
      kinds.restated.headline(
        who.head,
        who.plural,
        periodOf(finding, wording),
        countedText(now, wording),
        valueText(before, wording),
        delta === null ? null : deltaText(delta, wording),
      ),
    );
  },
  body({ finding, wording }) {
    const { language } = wording;
    const { now, before } = finding;
    const reason = isSameDocument(finding)
      ? line(language.restatedByEdit(language.instant(finding.foundAt)))
      : line(elsewhere(finding, language.instant, wording), ' ', link(language.earlierDocument, before.url));
    return [line(...wasAndIs(finding, wording)), line(scopeText(now, wording)), reason];
  },
  bodyBeside: (subject) => [line(strong(restated.headline(subject)), '.'), ...restated.body(subject)],
  short: ({ finding, wording }) => [...wasAndIs(finding, wording), '.'],
  correction({ finding, wording }) {
    const { language } = wording;
    const who = speakerName(finding.now.speakers, wording);
    const reason = isSameDocument(finding) ? language.revision.edited : elsewhere(finding, language.day, wording);
    return {
      parts: [
        language.capital(language.revision.restated(who.head, who.plural, periodOf(finding, wording))),
        ' ',
        ...wasAndIs(finding, wording),
        `. ${reason}`,
      ],
      figure: 'replaced',
      headline: language.capital(
        language.revision.now(
          who.head,
          who.plural,
          who.admits && countsPeople(finding.now.measure),
          countedText(finding.now, wording),
          valueText(finding.before, wording),
        ),
      ),
      values: { before: countedText(finding.before, wording), now: countedText(finding.now, wording) },
    };
  },
};

function isSameDocument({ now, before }: Restated): boolean {
  return now.documentId === before.documentId;
}

function periodOf({ period }: Restated, wording: Wording): string {
  return period === null ? '' : wording.language.forPeriod(periodText(period, wording));
}

function elsewhere({ now }: Restated, dated: (instant: string) => string, wording: Wording): string {
  const published = now.published === null ? null : dated(now.published);
  return wording.language.restatedElsewhere(publisherName(now.publisher, wording), published);
}

function wasAndIs({ now, before }: Restated, wording: Wording): readonly Part[] {
  const { restatedWas, restatedNow, separator } = wording.language;
  return [restatedWas, struck(countedText(before, wording)), separator, restatedNow, strong(countedText(now, wording))];
}
