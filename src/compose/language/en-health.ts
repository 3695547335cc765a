import { failureText, type SourceErrorKind, type SourceFailure } from '../../domain/failures.ts';

/** The English of the posts for those who run Ackwatch: what broke, since when, what to do. Part of `en.ts`. */

const sourceFix: Readonly<Record<SourceErrorKind, string>> = {
  unavailable: 'Open the address in a browser. If it answers there, check the network and proxy of this machine.',
  timeout: 'Open the address in a browser. If it is only slow, nothing needs to be done: it is asked again.',
  'rate-limited': 'Ask less often: set a slower `schedule` for this source.',
  blocked:
    'Open the address in a browser. If it opens there, ask the publisher to admit the bot, or set another source for the same reports.',
  gone: 'Find the new address on the site of the publisher and set it as `url`.',
  'not-found': 'Find the new address on the site of the publisher and set it as `url`.',
  'too-large': 'Check that `url` is the feed or page that was meant; if it is, raise the size limit of the source.',
  'not-a-feed':
    'Check that `url` still gives a feed; if the site dropped it, watch its index page with the kind `index`.',
  unreadable: 'Read the document by hand: no text can be drawn from it.',
  suspect:
    'Open the address in a browser. If the page is whole there, wait for the next poll; if not, tell the publisher.',
  'forbidden-address':
    'Check `url`: it leads to a private address. If that is meant, set `allowPrivate: true` for the source.',
};

const resume =
  'When that is done, the command `subscribe` in that channel lets it go on; so does the next start where the configuration names it.';

export const health = {
  brokenSince: (since: string, attempts: string) => `Failing since ${since}, ${attempts} in a row.`,
  brokenFor: (since: string, attempts: string) => `It had failed since ${since}, ${attempts} in a row.`,
  attempts: (value: number) => `${value} ${value === 1 ? 'attempt' : 'attempts'}`,
  lastError: (error: SourceFailure) => `Last error: ${failureText(error)}`,
  unknownMeanwhile: 'Whether something was published meanwhile is not known. Nothing is taken as changed or withdrawn.',
  degradedSince: (since: string) => `The source itself has failed since ${since}. Read in its place:`,
  degraded: 'What both have is told once. Edits and withdrawals at the source itself are not seen meanwhile.',
  recovered: 'Whatever was published meanwhile and is still listed is read now.',
  todo: 'What to do: ',
  sourceFix,
  expected: (learned: boolean) =>
    learned
      ? 'The date follows from the rhythm of the earlier reports.'
      : 'The date follows from the period declared in the configuration.',
  lastPublished: (date: string) => `Last report published ${date}.`,
  lastSeen: (date: string) => `The newest document was first seen on ${date}.`,
  neverPublished: 'No publication date of an earlier report is stored.',
  overdueUnknown: 'Whether a report was published elsewhere is not known.',
  overdueFix: 'Look at the site of the publisher. If a report is there, check `url` of the source.',
  readerFix: 'Open the source and compare it with `ackwatch read`. Figures that were not read are not in the ledger.',
  uncertain: (headline: string, error: string) =>
    `The post “${headline}” was sent, and whether it arrived is not known. ${error} It is not sent again automatically, because it could then be there twice. Check the channel: if it is there, say that it arrived; if not, have it posted again.`,
  rejected: (headline: string, error: string) =>
    `The post “${headline}” was not accepted. ${error} When the cause is mended, have it posted again; or publish it by hand and say so.`,
  paused: (error: string, owner: string | null) =>
    `${error} ${resume} Nothing is lost: posts wait until then.${owner === null ? '' : ` Its owner is ${owner}.`}`,
  removedFromSpace: (reason: string) => `${reason} Nothing is lost: posts wait until then.`,
  credentialsRefused: (error: string) =>
    `Every post there waits until the credentials are accepted, at the next start at the latest. ${error}`,
  notListening: (error: string) =>
    `Commands there are not answered; watching goes on. Listening is tried again by itself, or at the next start. ${error}`,
  unreachable: (error: string) => `No post has come through for days. ${error} ${resume}`,
  where: (destination: string) => `Where: ${destination}.`,
};
