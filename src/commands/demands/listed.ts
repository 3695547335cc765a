import type { Block } from '../../chat/message.ts';
import { line, link, strong } from '../../compose/blocks.ts';
import { demandLabel, shortQuote } from '../../compose/demands.ts';
import { publisherName, reportName, speakerName, type Wording } from '../../compose/figures.ts';
import { liesIn } from '../../domain/places.ts';
import { type Answer, answer, type CommandContext } from '../command.ts';
import type { AdmissionsQuery } from '../lookups/admissions.ts';
import { firstDayOf } from '../lookups/incidents.ts';
import { type AnsweredDemand, type Demands, demandsOf } from './answers.ts';

/** Demands and positions in words: of all threads, or of one event. */

/** A platform shows fifty blocks, and a statement has up to nine. */
const pageStatements = 4;

/** Lists the statements with demands, the newest first. `from`: how many were shown before. */
export async function openDemands(query: AdmissionsQuery, from: number, context: CommandContext): Promise<Answer> {
  const words = context.wording.language.commands.openAccounts.demands;
  const all = await demandsIn(query, context);
  if (all.length === 0) return answer(words.headline, [line(words.none)], context);
  const next = from + pageStatements;
  const shown = all.slice(from, next).flatMap((one) => statementBlocks(one, context.wording));
  return answer(
    words.headline,
    [countLine(all, context.wording), ...shown],
    context,
    next < all.length ? String(next) : null,
  );
}

/** Returns how many demands there are, and how many have an answer; none where none is stored. */
export async function demandCounts(query: AdmissionsQuery, context: CommandContext): Promise<readonly Block[]> {
  const all = await demandsIn(query, context);
  return all.length === 0 ? [] : [countLine(all, context.wording)];
}

/** Returns the demands of the documents that give an account of an event. */
export async function demandsAbout(event: string, context: CommandContext): Promise<readonly Block[]> {
  const all = (await demandsOf(context)).filter(({ statement }) => statement.events.includes(event));
  return all.flatMap((one) => statementBlocks(one, context.wording));
}

/** A place is one of those that a statement names with its figures; a publisher is who demands, or whom it answers. */
async function demandsIn(query: AdmissionsQuery, context: CommandContext): Promise<readonly Demands[]> {
  const { place, country, since, publisher } = query;
  const first = since === undefined ? '' : firstDayOf(since, context);
  const isIn = ({ report }: Demands['statement'], asked: string) =>
    report.readings.some((reading) => reading.place !== null && liesIn(reading.place, asked));
  return (await demandsOf(context)).filter(({ statement }) => {
    const { report, admission } = statement;
    if ((report.published ?? report.firstSeen) < first) return false;
    if (publisher !== undefined && ![report.publisher, admission?.publisher].includes(publisher)) return false;
    return [place, country].every((asked) => asked === undefined || isIn(statement, asked));
  });
}

function countLine(all: readonly Demands[], { language }: Wording): Block {
  const demands = all.flatMap((one) => one.demands);
  const answered = demands.filter(({ answer: stored }) => stored !== null).length;
  return line(language.commands.openAccounts.demands.counts(demands.length, all.length, answered));
}

/** Returns who demands it, when and where, then each sentence once, with what it demands and what was answered. */
function statementBlocks({ statement, speakers, demands }: Demands, wording: Wording): readonly Block[] {
  const { language } = wording;
  const words = language.commands.openAccounts.demands;
  const { report, admission, copies } = statement;
  const day = report.published === null ? language.publishedUnknown : language.day(report.published);
  const publisher = publisherName(report.publisher, wording);
  const isOwn = speakers.includes(report.publisher);
  const who = isOwn ? language.capital(publisher) : language.saidIn(speakerName(speakers, wording).full, publisher);
  const to = admission === null ? [] : [words.respondsTo, link(reportName(admission, wording), admission.url), '. '];
  const carriers = copies.flatMap((copy, at) => [
    at === 0 ? words.carriedBy : ', ',
    link(publisherName(copy.publisher, wording), copy.url),
  ]);
  const groups = Map.groupBy(demands, ({ demand, answer: stored }) => JSON.stringify([demand.quote, stored?.quote]));
  return [
    line(
      strong(`${who}, ${day}`),
      '. ',
      ...to,
      ...carriers,
      ...(carriers.length === 0 ? [] : ['. ']),
      link(language.sourceWord, report.url),
    ),
    ...[...groups.values()].map((group) => demandLine(group, wording)),
  ];
}

function demandLine(group: readonly AnsweredDemand[], wording: Wording): Block {
  const { language } = wording;
  const words = language.commands.openAccounts.demands;
  const [first] = group;
  const stored = first?.answer ?? null;
  const label = demandLabel(
    group.map(({ demand }) => demand.kind),
    wording,
  );
  return line(
    strong(`${label}: `),
    `${shortQuote(first?.demand.quote ?? '', wording)} `,
    ...(stored === null
      ? [words.unanswered]
      : [
          words.answered(
            publisherName(stored.publisher, wording),
            stored.published === null ? null : language.day(stored.published),
            shortQuote(stored.quote, wording),
          ),
          ' ',
          link(language.sourceWord, stored.url),
        ]),
  );
}
