import type { Block } from '../chat/message.ts';
import {
  type CircumstanceKind,
  type Circumstances,
  circumstanceKinds,
  circumstanceRows,
  namesTheDead,
} from '../domain/circumstances.ts';
import type { Figure } from '../domain/findings.ts';
import type { Incident } from '../domain/incidents.ts';
import { mayNameVictims } from '../domain/named-people.ts';
import { line, spans, strong } from './blocks.ts';
import type { Wording } from './figures.ts';

/** Who was killed and what followed, in posts and in answers. Names of the dead are nowhere but in quotes on request. */

/** These are also worth a word where the whole text does not state them. */
const missed: readonly CircumstanceKind[] = ['cause', 'legalFinding', 'payment'];

/** A toll with its circumstances. `killed` is null where no single number is stated. */
interface Described {
  readonly circumstances: Circumstances;
  readonly killed: number | null;
}

function ofFigure({ circumstances, value, valueMax, qualifier }: Figure): Described | null {
  return circumstances === null
    ? null
    : { circumstances, killed: valueMax === null && qualifier === null ? value : null };
}

/**
 * Returns `Among them: 7 children. Cause stated: crossfire. Finding on the law: not stated.`, or an empty text where none of it
 * is stated.
 */
function describedText({ circumstances, killed }: Described, wording: Wording): string {
  const words = wording.language.circumstances;
  const isShown = (kind: CircumstanceKind) => !circumstanceRows[kind].namesPeople;
  if (!circumstanceKinds.some((kind) => isShown(kind) && circumstances[kind].state === 'stated')) return '';
  const others = circumstanceKinds.flatMap((kind) => {
    if (!isShown(kind) || circumstanceRows[kind].counts) return [];
    const { state } = circumstances[kind];
    if (state === 'stated') return [words.says(words.labels[kind], circumstanceText(kind, circumstances, wording))];
    return state === 'not-stated' && missed.includes(kind) ? [words.says(words.labels[kind], words.notStated)] : [];
  });
  return [...peopleText({ circumstances, killed }, wording), ...others].join(' ');
}

function peopleText({ circumstances: { women, children }, killed }: Described, wording: Wording): readonly string[] {
  const { circumstances: words, list } = wording.language;
  const stated = [
    ...(children.state === 'stated' ? [{ kind: 'children' as const, ...children }] : []),
    ...(women.state === 'stated' ? [{ kind: 'women' as const, ...women }] : []),
  ];
  if (stated.length === 0) return [];
  const sum = stated.reduce((whole, { value }) => whole + (value ?? Number.NaN), 0);
  const isAll = sum === killed && stated.every(({ qualifier }) => qualifier === null);
  const text = list(stated.map(({ kind }) => circumstanceText(kind, { women, children }, wording)));
  return [isAll ? words.all(text) : words.among(text)];
}

/** Returns what is stated of one kind, or that it is not, or not known to be. */
export function circumstanceText(
  kind: CircumstanceKind,
  circumstances: Partial<Circumstances>,
  { language }: Wording,
): string {
  const words = language.circumstances;
  const one = circumstances[kind];
  if (one?.state !== 'stated') return words.notStated;
  if (kind === 'women' || kind === 'children')
    return words.people(kind, one.value, one.qualifier === null ? null : language.qualifier(one.qualifier));
  if (circumstanceRows[kind].namesPeople) return words.named;
  return one.sense === null ? words.calledFor : (words.senses[kind]?.[one.sense] ?? words.stated);
}

/** Returns the line of a post about a figure; none where the text states nothing of it. */
export function circumstanceLines(figure: Figure, wording: Wording): readonly Block[] {
  const described = ofFigure(figure);
  const text = described === null ? '' : describedText(described, wording);
  return text === '' ? [] : [line(text)];
}

/** Returns the same line as text for an entry of a list; empty where the entry states nothing of it. */
export function entryCircumstances({ circumstances, killed, killedMax }: Incident, wording: Wording): string {
  return describedText({ circumstances, killed: killedMax === null ? killed : null }, wording);
}

/** Whether the quote of a figure names the dead, so that a post does not print it. */
export function quoteNamesTheDead({ circumstances, quote }: Figure): boolean {
  return namesTheDead(quote, [circumstances]);
}

/** Returns a passage of a page, or a note in its place where it may name the dead: an edit is no reason to post names. */
export function passageWithoutNames(passage: string, { language }: Wording): string {
  return mayNameVictims(passage) ? language.circumstances.passageWithheld : passage;
}

/** Returns, for those who ask, each statement with its quote, and which were not stated or not read. `said` is printed anyway. */
export function circumstanceBlocks(
  circumstances: Circumstances | null,
  said: string,
  wording: Wording,
): readonly Block[] {
  if (circumstances === null) return [];
  const words = wording.language.circumstances;
  const kindsIn = (state: string) => circumstanceKinds.filter((kind) => circumstances[kind].state === state);
  const stated = kindsIn('stated');
  const absent = kindsIn('not-stated');
  if (stated.length === 0 && absent.length === 0) return [];
  const quoteOf = (kind: CircumstanceKind): string => {
    const one = circumstances[kind];
    return one.state === 'stated' ? one.quote : '';
  };
  const quoted = [...Map.groupBy(stated, quoteOf)].flatMap(([quote, kinds]): readonly Block[] => [
    line(kinds.map((kind) => words.says(words.labels[kind], circumstanceText(kind, circumstances, wording))).join(' ')),
    ...(said.includes(quote) ? [] : [{ type: 'quote' as const, text: quote, attribution: spans() }]),
  ]);
  const labels = (kinds: readonly CircumstanceKind[]) => kinds.map((kind) => words.labels[kind]);
  const unread = kindsIn('not-read');
  const rest = [
    ...(absent.length === 0 ? [] : [words.notStatedKinds(labels(absent))]),
    ...(unread.length === 0 ? [] : [words.notReadKinds(labels(unread))]),
  ];
  return [line(strong(words.opening)), ...quoted, ...(rest.length === 0 ? [] : [line(rest.join(' '))])];
}
