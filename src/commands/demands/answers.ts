import { publisherName, type Wording } from '../../compose/figures.ts';
import { type Circumstance, namesTheDead } from '../../domain/circumstances.ts';
import type { Report } from '../../domain/documents.ts';
import { namesOneOf } from '../../domain/relations/names.ts';
import { type AnswerKind, type Demand, type DemandKind, isDemand } from '../../domain/relations/positions.ts';
import { areSameSpeakers, shareSpeaker } from '../../domain/speakers.ts';
import type { Instant } from '../../domain/time.ts';
import type { DemandingStatement, PositionsOf, StoredEvent } from '../../ledger/ledger.ts';
import type { CommandContext } from '../command.ts';
import { deathsOf, isAdmission } from '../lookups/accounts.ts';

/**
 * What statements demand of a belligerent, or say of its conduct, and what it answered. A demand is answered only by a later
 * document of the body that it addresses. Either this says that it answers a publication of the demanding body, or it is about
 * the same event alone. And it says that it did what was demanded, in a sentence that is quoted. What is not found here may
 * have been answered elsewhere.
 */

/** The sentence of a later document that does what a demand asks for. */
export interface DemandAnswer {
  readonly quote: string;
  readonly publisher: string;
  readonly url: string;
  readonly published: Instant | null;
}

export interface AnsweredDemand {
  readonly demand: Demand;
  /** Null where none is stored. */
  readonly answer: DemandAnswer | null;
}

export interface Demands {
  readonly statement: DemandingStatement;
  /** Who demands it: of a statement at a carrier the body that answers in it, where that is known, else the publisher. */
  readonly speakers: readonly string[];
  readonly demands: readonly AnsweredDemand[];
}

const dayMs = 86_400_000;
/** A reply to something older speaks of something newer. */
const repliedWithinDays = 90;

/** That a body denies harm, or admits only what others found, is answered by a reply alone: nothing can be done about it. */
const answeredBy: Readonly<Record<DemandKind, AnswerKind>> = {
  investigation: 'investigated',
  reparation: 'paid',
  reasons: 'explained',
  disclosure: 'disclosed',
  'no-visit': 'visited',
  denial: 'replies',
  prompted: 'replies',
};

/** Returns the statements with demands, the newest first, each demand with its answer. Names of the dead are left out. */
export async function demandsOf(context: CommandContext): Promise<readonly Demands[]> {
  const { lookups, wording } = context;
  const statements = await lookups.demandingStatements();
  const documents = await lookups.answeringDocuments();
  const events = await lookups.events(statements.flatMap((statement) => statement.events));
  const bodies = await bodiesIn(context);
  const speakersOf = ({ report }: DemandingStatement) => bodies.get(report.documentId) ?? [report.publisher];
  return statements
    .map((statement) => ({
      statement,
      speakers: speakersOf(statement),
      demands: shownDemands(statement).map((demand) => ({
        demand,
        answer: answerTo(demand, statement, { statements, documents, events, wording, speakersOf }),
      })),
    }))
    .filter(({ demands }) => demands.length > 0);
}

const mostReactions = 1000;

/** Returns who answers an admission in each document, as it was found when the document came. */
async function bodiesIn({ lookups }: CommandContext): Promise<ReadonlyMap<string, readonly string[]>> {
  const { rows } = await lookups.findings({ kinds: ['reaction'], limit: mostReactions });
  return new Map(
    rows.flatMap((finding) =>
      finding.kind === 'reaction' && finding.documentId !== null
        ? [[finding.documentId, finding.speakers] as const]
        : [],
    ),
  );
}

function shownDemands({ report }: DemandingStatement): readonly Demand[] {
  const circumstances = [...report.readings, ...report.incidents].map((one) => one.circumstances);
  return report.positions.filter(isDemand).filter(({ quote }) => !namesTheDead(quote, circumstances));
}

interface Stored {
  readonly statements: readonly DemandingStatement[];
  readonly documents: readonly PositionsOf[];
  readonly events: readonly StoredEvent[];
  readonly wording: Wording;
  readonly speakersOf: (statement: DemandingStatement) => readonly string[];
}

/** Returns the first answer to a demand, or null. */
function answerTo({ kind }: Demand, statement: DemandingStatement, stored: Stored): DemandAnswer | null {
  const found = [...answersInDocuments(kind, statement, stored), ...answersInAccounts(kind, statement, stored)];
  return found.toSorted((one, other) => ((one.published ?? '') < (other.published ?? '') ? -1 : 1))[0] ?? null;
}

function answersInDocuments(kind: DemandKind, statement: DemandingStatement, stored: Stored): readonly DemandAnswer[] {
  return stored.documents.flatMap((document) => {
    const { report } = document;
    const said = report.positions.find((position) => position.kind === answeredBy[kind]);
    if (said === undefined || !isLater(report, statement.report)) return [];
    const answers = repliesTo(document, statement, stored) || isAboutSameEvent(document, statement, stored, kind);
    return answers ? [answerOf(said.quote, report)] : [];
  });
}

/** Whether a document of the addressed body says that it answers the demanding body, whose latest statement before it this is. */
function repliesTo({ report }: PositionsOf, statement: DemandingStatement, stored: Stored): boolean {
  if (!addressedBy(statement, stored.wording).includes(report.publisher)) return false;
  const reply = report.positions.find(({ kind }) => kind === 'replies');
  if (
    reply === undefined ||
    !namesOneOf(
      reply.quote,
      stored.speakersOf(statement).flatMap((id) => namesOf(id, stored.wording)),
    )
  )
    return false;
  if (timeOf(report) - timeOf(statement.report) > repliedWithinDays * dayMs) return false;
  return !stored.statements.some(
    (other) =>
      areSameSpeakers(stored.speakersOf(other), stored.speakersOf(statement)) &&
      isLater(other.report, statement.report) &&
      isLater(report, other.report),
  );
}

/** Returns who admitted what the statement answers or quotes. Of a chain of command this is one body, not all of them. */
function addressedBy({ admission, report }: DemandingStatement, { names }: Wording): readonly string[] {
  const quoted = report.readings
    .flatMap(({ speakers }) => speakers)
    .filter((id) => names.speakers.areAcknowledging([id]));
  return admission === null ? quoted : [admission.publisher, ...quoted];
}

/** Whether a document gives an account of one event, as its own, and the statement gives one of the same. */
function isAboutSameEvent(
  { report, events }: PositionsOf,
  statement: DemandingStatement,
  stored: Stored,
  kind: DemandKind,
): boolean {
  const [only, ...others] = events;
  if (answeredBy[kind] === 'replies' || only === undefined || others.length > 0) return false;
  if (!statement.events.includes(only)) return false;
  const family = stored.wording.names.speakers.familyOf(report.publisher);
  const accounts = stored.events.find(({ id }) => id === only)?.accounts ?? [];
  return accounts.some(({ facts }) => facts.documentId === report.documentId && shareSpeaker(facts.speakers, family));
}

/** A later admission of the same event may state a reason or a payment, also in a list of many events. */
function answersInAccounts(kind: DemandKind, statement: DemandingStatement, stored: Stored): readonly DemandAnswer[] {
  const matter = kind === 'reasons' ? 'cause' : kind === 'reparation' ? 'payment' : null;
  if (matter === null) return [];
  const accounts = stored.events
    .filter(({ id }) => statement.events.includes(id))
    .flatMap((event) => event.accounts.filter((account) => account.isCurrent && isAdmission(account, stored.wording)));
  return accounts.flatMap((account) => {
    const circumstances = account.incident?.circumstances ?? deathsOf(account)?.circumstances ?? null;
    const said: Circumstance | undefined = circumstances?.[matter];
    if (said?.state !== 'stated' || said.sense === 'none' || namesTheDead(said.quote, [circumstances])) return [];
    return account.published !== null && Date.parse(account.published) > timeOf(statement.report)
      ? [answerOf(said.quote, account)]
      : [];
  });
}

function answerOf(quote: string, { publisher, url, published }: Omit<DemandAnswer, 'quote'>): DemandAnswer {
  return { quote, publisher, url, published };
}

type Dated = Pick<Report, 'published' | 'firstSeen'>;

function timeOf({ published, firstSeen }: Dated): number {
  return Date.parse(published ?? firstSeen);
}

function isLater(one: Dated, other: Dated): boolean {
  return timeOf(one) > timeOf(other);
}

function namesOf(publisher: string, wording: Wording): readonly string[] {
  const name = wording.names.speakers.nameOf(publisher);
  return [publisherName(publisher, wording), ...(name === undefined ? [] : [name])];
}
