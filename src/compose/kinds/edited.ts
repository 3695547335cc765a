import type { EventRecord } from '../../domain/event-record.ts';
import type { Edited, Flapping, Settled, TextChange } from '../../domain/findings.ts';
import { mayNameVictims } from '../../domain/named-people.ts';
import { line, strong } from '../blocks.ts';
import { passageWithoutNames } from '../circumstances.ts';
import { rangeText, reportName, type Wording } from '../figures.ts';
import { fateInEdit } from './edited-note.ts';
import { type Kind, noEvidence, type Part } from './kind.ts';

/** A post shows this many changed passages, and says how many more there are. */
const shownChanges = 5;
/** A condensed post shows this many characters of a passage, and that it was cut. */
const shownPassage = 200;
/** A headline shows this many. */
const passageInHeadline = 100;

export const edited: Kind<Edited> = {
  weight: 40,
  wantedBy: ['revisions'],
  news: 'other',
  isOfOnePost: false,
  delivery: 'post',
  priority: ({ figuresChanged }) => (figuresChanged ? 'high' : 'low'),
  evidence: () => noEvidence,
  deaths: () => null,
  revises: ({ documentId, figuresChanged }) => (documentId === null || !figuresChanged ? [] : [documentId]),
  headline({ finding, event, wording }) {
    const words = wording.language.kinds.edited;
    const report = wording.language.capital(reportName(finding, wording));
    if (finding.flapping !== undefined) return words.flapping(report, valuesOf(finding.flapping, wording));
    if (finding.settled !== undefined) return words.settled(report, settledValue(finding.settled, wording));
    return finding.returned ? words.returned(report) : words.headline(report, whatChanged(finding, event, wording));
  },
  body({ finding, wording }) {
    const { flapping, settled } = finding;
    const changes = withoutNames(finding.changes, wording);
    if (settled !== undefined) return [line(settledText(settled, wording))];
    if (flapping !== undefined) return [line(wording.language.kinds.edited.silence(flapping.times))];
    const left = changes.length - shownChanges;
    const { moreChanges } = wording.language;
    return [
      ...changes.slice(0, shownChanges).flatMap((change) => sidesOf(change, wording).map((side) => line(...side))),
      ...(left > 0 ? [line(moreChanges(left), '.')] : []),
    ];
  },
  bodyBeside: (subject) => [line(strong(edited.headline(subject)), '.'), ...edited.body(subject)],
  short({ finding, wording }) {
    const { flapping, settled } = finding;
    const changes = withoutNames(finding.changes, wording);
    if (settled !== undefined) return [settledText(settled, wording)];
    if (flapping !== undefined) return [wording.language.kinds.edited.silence(flapping.times)];
    const [first, ...rest] = changes;
    if (first === undefined) return [];
    const cut = { before: passage(first.before, wording), after: passage(first.after, wording) };
    const shown = sidesOf(cut, wording).flatMap((side, index) => (index === 0 ? side : [' ', ...side]));
    return [...shown, ...(rest.length === 0 ? [] : [` (${wording.language.moreChanges(rest.length)})`])];
  },
  correction: (subject) => ({ parts: [`${edited.headline(subject)}.`], figure: fateInEdit(subject.event) }),
};

function valuesOf({ between }: Flapping, { language }: Wording): readonly [string, string] | null {
  const [one, other] = between ?? [];
  if (one === undefined || other === undefined) return null;
  return [rangeText(one.value, one.valueMax, language), rangeText(other.value, other.valueMax, language)];
}

function settledValue({ value }: Settled, { language }: Wording): string | null {
  return value === null ? null : rangeText(value.value, value.valueMax, language);
}

function settledText({ since }: Settled, { language }: Wording): string {
  return language.kinds.edited.settledSince(language.day(since));
}

/** Returns what changed, as a headline ends: figures, entries, the one passage that came or went, or how many changed. */
function whatChanged({ figuresChanged, changes }: Edited, { findings }: EventRecord, wording: Wording): string {
  const words = wording.language.kinds.edited;
  if (figuresChanged) return words.figures;
  if (findings.some(({ kind }) => kind === 'incident-changed' || kind === 'incident-added')) return words.entries;
  const [only, ...more] = changes;
  if (only === undefined || more.length > 0) return words.passages(changes.length > 1);
  if (namesVictims(only)) return words.passages(false);
  const { before, after } = {
    before: passage(only.before, wording, passageInHeadline),
    after: passage(only.after, wording, passageInHeadline),
  };
  if (before === null && after !== null) return words.added(after);
  return after === null && before !== null ? words.removed(before) : words.passages(false);
}

function namesVictims({ before, after }: TextChange): boolean {
  return [before, after].some((side) => side !== null && mayNameVictims(side));
}

function withoutNames(changes: readonly TextChange[], wording: Wording): readonly TextChange[] {
  const side = (text: string | null) => (text === null ? null : passageWithoutNames(text, wording));
  return changes.map(({ before, after }) => ({ before: side(before), after: side(after) }));
}

/** What a passage was and is, each behind its label; one of them where it was added or removed. */
function sidesOf({ before, after }: TextChange, { language: { change } }: Wording): readonly (readonly Part[])[] {
  return [
    ...(before === null ? [] : [[strong(after === null ? change.removed : change.before), before]]),
    ...(after === null ? [] : [[strong(before === null ? change.added : change.after), after]]),
  ];
}

function passage(text: string | null, { language }: Wording, most = shownPassage): string | null {
  const characters = [...(text ?? '')];
  if (characters.length <= most) return text;
  return `${characters.slice(0, most).join('')}${language.cutShort}`;
}
