import { countsDeaths, isOfEvent, isRunning } from '../../domain/measures.ts';
import { mayBeSamePlace } from '../../domain/places.ts';
import type { Reading } from '../../domain/readings.ts';
import { namesOneOf } from '../../domain/relations/names.ts';
import type { Relation, RelationReason } from '../../domain/relations/relation.ts';
import type { Speakers } from '../../domain/speakers.ts';
import { mayBeSameTime } from '../../domain/time.ts';
import { isOwnAdmission } from '../compare/own-admissions.ts';
import type { ComparedDocument } from './compared-document.ts';
import { answersFigure } from './response.ts';

const dayMs = 86_400_000;
/** Days without a time put an answer before what it answers. */
const earliestDays = 1;
/** Later it is background, unless the text says that it answers. */
const soonDays = 7;
const latestDays = 21;
/** A smaller toll may be that of another strike. */
const tellingNumber = 100;

/** Returns that one of two documents answers or quotes the admission in the other, or undefined. */
export function reactionRelation(
  one: ComparedDocument,
  other: ComparedDocument,
  speakers: Speakers,
): Relation | undefined {
  const admits = ({ publisher }: ComparedDocument) => publisher.role === 'acknowledging';
  if (admits(one) === admits(other)) return undefined;
  const [admission, answer] = admits(one) ? [one, other] : [other, one];
  const days = (Date.parse(answer.published) - Date.parse(admission.published)) / dayMs;
  if (!(days >= -earliestDays && days <= latestDays)) return undefined;
  const reason = quotedFigure(answer, admission, { speakers, days }) ?? namedReport(answer, admission, days);
  return reason && { kind: 'reacts-to', from: answer.documentId, to: admission.documentId, reason };
}

function quotedFigure(
  answer: ComparedDocument,
  admission: ComparedDocument,
  { speakers, days }: { readonly speakers: Speakers; readonly days: number },
): RelationReason | undefined {
  const family = speakers.familyOf(admission.publisher.id);
  const own = admission.readings.filter((reading) => isOwnAdmission(reading, admission.publisher, speakers));
  const quoted = answer.readings.find((reading) => {
    const isOfFamily =
      speakers.areAcknowledging(reading.speakers) && reading.speakers.some((id) => family.includes(id));
    if (!isOfFamily || !countsDeaths(reading.measure)) return false;
    const answers = answersFigure(answer.answers(), reading);
    return (days <= soonDays || answers) && own.some((stated) => isSameFigure(reading, stated, answers));
  });
  return quoted && { code: 'quoted-figure', measure: quoted.measure, value: quoted.value };
}

/** Never by a small number alone: two strikes may kill as many. */
function isSameFigure(quoted: Reading, stated: Reading, answers: boolean): boolean {
  if (quoted.value !== stated.value || (quoted.valueMax ?? quoted.value) !== (stated.valueMax ?? stated.value))
    return false;
  if (!countsDeaths(stated.measure) || isRunning(quoted.measure) !== isRunning(stated.measure)) return false;
  if (!mayBeSamePlace(quoted.place, stated.place)) return false;
  if (isOfEvent(quoted.measure) && isOfEvent(stated.measure) && !mayBeSameTime(quoted, stated)) return false;
  if (quoted.value >= tellingNumber || answers) return true;
  return quoted.place !== null && stated.place !== null && quoted.from !== null && stated.from !== null;
}

/** A text may answer a report without repeating its figure, in the days after it. */
function namedReport(answer: ComparedDocument, admission: ComparedDocument, days: number): RelationReason | undefined {
  if (days > soonDays || admission.readings.length === 0) return undefined;
  const passage = answer
    .answers()
    .find(({ quote }) => namesOneOf(quote, admission.names) && !namesOtherMonth(quote, admission));
  return passage && { code: 'named-report', quote: passage.quote };
}

const monthNames = 'january february march april may june july august september october november december'.split(' ');

/** Returns whether a passage names months and none of them is the report's or that of its publication. */
function namesOtherMonth(quote: string, { period, published }: ComparedDocument): boolean {
  const named = monthNames.flatMap((name, index) =>
    new RegExp(`\\b${name.charAt(0).toUpperCase()}${name.slice(1)}\\b`, 'u').test(quote) ? [index + 1] : [],
  );
  const own = [period?.from, period?.to, published].flatMap((date) => (date ? [Number(date.slice(5, 7))] : []));
  return named.length > 0 && !named.some((month) => own.includes(month));
}
