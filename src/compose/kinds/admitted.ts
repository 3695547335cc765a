import type { Admitted } from '../../domain/findings.ts';
import { countsDeaths, countsPeople, isRunning } from '../../domain/measures.ts';
import { line, strong } from '../blocks.ts';
import { circumstanceLines } from '../circumstances.ts';
import { countedText, scopeText, speakerName } from '../figures.ts';
import { upperDeaths } from './deaths.ts';
import { figureEvidence, hasDoubtfulTotal, type Kind, type Subject } from './kind.ts';

export const admitted: Kind<Admitted> = {
  weight: 80,
  wantedBy: ['admissions'],
  news: 'new-report',
  isOfOnePost: false,
  delivery: 'post',
  priority: ({ now }) => (now.value === 0 ? 'low' : 'high'),
  evidence: ({ now }) => figureEvidence(now),
  deaths: ({ now }) => upperDeaths(now),
  revises: () => [],
  headline({ finding: { now }, wording }) {
    const { capital, kinds } = wording.language;
    const words = kinds.admitted;
    const who = speakerName(now.speakers, wording);
    const counted = countedText(now, wording);
    if (!countsPeople(now.measure)) return capital(words.states(who.head, who.plural, counted));
    const isNone = now.value === 0 && now.valueMax === null;
    return capital(
      isNone ? words.none(who.head, countsDeaths(now.measure)) : words.headline(who.head, who.plural, counted),
    );
  },
  body: (subject) => [line(...notes(subject)), ...circumstanceLines(subject.finding.now, subject.wording)],
  bodyBeside: (subject) => [line(strong(admitted.headline(subject)), '.'), ...admitted.body(subject)],
  short: notes,
};

function notes({ finding: { now }, event, wording }: Subject<Admitted>): readonly string[] {
  const { firstTotal, noTotal } = wording.language.kinds.admitted;
  const scope = scopeText(now, wording);
  if (isRunning(now.measure)) return [scope, ' ', firstTotal];
  return hasDoubtfulTotal(event) ? [scope] : [scope, ' ', noTotal];
}
