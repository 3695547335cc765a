import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Answer, CommandContext } from '../commands/command.ts';
import type { OpenedLedger } from '../ledger/open.ts';
import type { LooseFileOptions } from './read-file.ts';
import {
  answerFromLedger,
  type ConfigOption,
  configuredCommand,
  print,
  readConfig,
  type Shell,
  UsageError,
} from './shell.ts';

/** The lookups of the command line. Each opens the ledger alone; `read` opens no ledger. */

function rowsOf(given: string): number {
  const rows = Number(given);
  if (!Number.isInteger(rows) || rows < 1 || rows > 1000)
    throw new InvalidArgumentError('Write a number from 1 to 1000.');
  return rows;
}

const ofPublisher = (command: Command) => command.option('--publisher <id>', 'only this publisher');
const withDay = (command: Command) =>
  command.option('--as-of <day>', 'what was recorded by the end of this day (UTC), YYYY-MM-DD');
const paged = (command: Command) =>
  ofPublisher(command)
    .option('--limit <number>', 'rows of one page, 1 to 1000', rowsOf)
    .option('--after <place>', 'the next page, as the last one named it');

export function addLookups(program: Command, shell: Shell): void {
  const withConfig = (name: string, description: string) => configuredCommand(program, name, description);
  const answered = (options: ConfigOption, ask: (context: CommandContext, ledger: OpenedLedger) => Promise<Answer>) =>
    answerFromLedger(shell, options, ask);

  type Measured = ConfigOption & { publisher?: string; asOf?: string; limit?: number; after?: string };
  const measured = async (measure: string | undefined, { asOf, ...given }: Measured, { wording }: CommandContext) => {
    const { asOfDay } = await import('../commands/as-of.ts');
    return { ...given, ...(measure ? { measure } : {}), asOf: asOfDay(asOf, shell.now(), wording) };
  };

  withDay(
    ofPublisher(withConfig('totals [measure]', 'current totals, with their window, date, source and open disputes')),
  ).action((measure: string | undefined, options: Measured) =>
    answered(options, async (context) =>
      (await import('../commands/lookups/totals.ts')).totals(await measured(measure, options, context), context),
    ),
  );

  ofPublisher(withConfig('latest', 'the newest report in full, as it is posted')).action(
    (options: ConfigOption & { publisher?: string }) =>
      answered(options, async (context, { deliveries }) => {
        const { latest } = await import('../commands/lookups/latest.ts');
        const { publisher } = options;
        return latest(publisher === undefined ? {} : { publisher }, deliveries, context);
      }),
  );

  withDay(paged(withConfig('history [measure]', 'every value a measure has had (default: killed_total)'))).action(
    (measure: string | undefined, options: Measured) =>
      answered(options, async (context) =>
        (await import('../commands/lookups/history.ts')).history(await measured(measure, options, context), context),
      ),
  );

  paged(withConfig('incidents', 'entries of the reports, newest first'))
    .option('--place <name>', 'by the beginning of a place name')
    .option('--country <name>', 'Iraq, Syria, …')
    .option('--since <date>', 'YYYY, YYYY-MM or YYYY-MM-DD')
    .option('--outcome <outcome>', 'credible, non_credible, duplicate, reopened, correction or unknown')
    .action((options) =>
      answered(options, async (context) =>
        (await import('../commands/lookups/incidents.ts')).incidents(options, context),
      ),
    );

  withConfig('incident <code>', 'what each side says of one incident, by a code, a report number or an id').action(
    (code: string, options: ConfigOption) =>
      answered(options, async (context) => (await import('../commands/lookups/incident.ts')).incident(code, context)),
  );

  withConfig('event <event>', 'every account of one event over time, by a code, an id or a place').action(
    (name: string, options: ConfigOption) =>
      answered(options, async (context) => (await import('../commands/lookups/event.ts')).event(name, context)),
  );

  for (const [name, ask, description] of [
    ['raised-by [place]', 'raisedBy', 'who first raised the incidents that were admitted'],
    ['delay [place]', 'delay', 'how long it took from a strike to its admission'],
  ] as const)
    ofPublisher(withConfig(name, description))
      .option('--country <name>', 'Iraq, Syria, …')
      .option('--since <date>', 'YYYY, YYYY-MM or YYYY-MM-DD')
      .action((place: string | undefined, options) =>
        answered(options, async (context) =>
          (await import('../commands/lookups/admissions.ts'))[ask](
            { ...options, ...(place ? { place } : {}) },
            context,
          ),
        ),
      );

  withConfig('compare [place]', 'what is admitted and what is documented, side by side')
    .option('--since <date>', 'YYYY, YYYY-MM or YYYY-MM-DD')
    .option('--until <date>', 'YYYY, YYYY-MM or YYYY-MM-DD')
    .action((place: string | undefined, options) =>
      answered(options, async (context) =>
        (await import('../commands/lookups/compare.ts')).compare({ ...options, ...(place ? { place } : {}) }, context),
      ),
    );

  ofPublisher(
    withConfig('open-accounts [place]', 'what is said of admitted events: reason, review of legality, redress'),
  )
    .option('--after <number>', 'rows that were shown before')
    .option('--of <matter>', 'the list behind a number: reason, law or redress; or demands')
    .option('--country <name>', 'Iraq, Syria, …')
    .option('--since <date>', 'YYYY, YYYY-MM or YYYY-MM-DD')
    .action((place: string | undefined, options) =>
      answered(options, async (context) =>
        (await import('../commands/open-accounts.ts')).openAccounts(
          { ...options, ...(place ? { place } : {}) },
          context,
        ),
      ),
    );

  withConfig('sources', 'what is watched and how it answers').action((options: ConfigOption) =>
    answered(options, async (context) => (await import('../commands/lookups/sources.ts')).sources(context)),
  );

  paged(withConfig('findings', 'what changed, newest first'))
    .option('--kind <kind>', 'e.g. total-raised, does-not-add-up')
    .action((options) =>
      answered(options, async (context) =>
        (await import('../commands/lookups/findings.ts')).findings(options, context),
      ),
    );

  ofPublisher(withConfig('why <finding>', 'where a figure comes from, by the id of a finding or a measure')).action(
    (what: string, options: ConfigOption & { publisher?: string }) =>
      answered(options, async (context, { deliveries }) => {
        const { why } = await import('../commands/lookups/why.ts');
        const { publisher } = options;
        return why({ what, ...(publisher === undefined ? {} : { publisher }) }, null, deliveries, context);
      }),
  );

  withConfig('digest', 'findings of the last 7 days').action((options: ConfigOption) =>
    answered(options, async (context, { deliveries }) =>
      (await import('../commands/lookups/digest.ts')).digest(shell.now(), deliveries, context),
    ),
  );

  withConfig('deliveries [id]', 'uncertain and refused posts, and what to do with them')
    .addOption(new Option('--arrived', 'it is in the channel').conflicts('again'))
    .option('--again', 'it is not in the channel: post it')
    .action((id: string | undefined, options: ConfigOption & { arrived?: boolean; again?: boolean }) =>
      answered(options, async (context, { deliveries: store }) => {
        const { deliveries, recordResolution } = await import('../commands/lookups/deliveries.ts');
        const resolution = options.arrived ? 'arrived' : options.again ? 'again' : undefined;
        if ((id === undefined) !== (resolution === undefined))
          throw new UsageError('Name a post and what you saw: deliveries ID --arrived, or deliveries ID --again');
        return id === undefined || resolution === undefined
          ? deliveries(store, context)
          : recordResolution(id, resolution, shell.now(), store, context);
      }),
    );

  for (const [name, decision, other, description] of [
    ['join <id>', 'joined', '--with <id>', 'make two events one, by the ids of events or accounts'],
    ['part <id>', 'parted', '--from <id>', 'part an account from an event, or keep two events apart'],
  ] as const)
    withConfig(name, description)
      .requiredOption(other, 'the other event or account')
      .requiredOption('--reason <text>', 'why, for those who read it later')
      .requiredOption('--by <name>', 'who decides it')
      .action((id: string, options: ConfigOption & { with?: string; from?: string; reason: string; by: string }) =>
        answered(options, async (context, ledger) => {
          const { decide } = await import('../commands/joins.ts');
          const given = { decision, one: id, other: options.with ?? options.from, reason: options.reason };
          return decide(given, { ledger, context, person: options.by, at: shell.now() });
        }),
      );

  program
    .command('read <file>')
    .description('print what is read in a document (HTML, text or PDF; - is standard input)')
    .option('--publisher <id>', 'who published it, e.g. cjtf-oir')
    .option('--url <url>', 'its address')
    .option('--published <date>', 'the day it was published, YYYY-MM-DD')
    .option('--config <file>', 'configuration file with further speakers (default: the built-in ones alone)')
    .option('--explain', 'say of each sentence what was recognised, and why a count was not taken')
    .option('--json', 'as JSON')
    .action(async (file: string, options: LooseFileOptions & ConfigOption & { json?: boolean }) => {
      const { readLooseFile } = await import('./read-file.ts');
      const { configuredWording } = await import('../app/application.ts');
      // The configuration loads every platform, which takes longer than reading a document.
      const isConfigured = options.config !== undefined || shell.env['ACKWATCH_CONFIG'] !== undefined;
      const wording = configuredWording(
        isConfigured ? await readConfig(shell, options) : { publishers: [], speakers: [] },
      );
      const { speakers } = wording.names;
      const { result, sentences, document } = await readLooseFile(file, options, speakers.configured, shell.stdin);
      if (options.json) {
        const { toJson } = await import('../read/schema.ts');
        const { warningText } = await import('../compose/warnings.ts');
        const json = toJson(document, result, (warning) => warningText(warning, wording));
        const { explanationToJson } = await import('../read/explanation-schema.ts');
        const { notTaken } = wording.language.explanations;
        const printed = sentences === null ? json : { ...json, explanation: explanationToJson(sentences, notTaken) };
        shell.stdout.write(`${JSON.stringify(printed, null, 2)}\n`);
        return;
      }
      if (sentences !== null) {
        const { explanation } = await import('../commands/lookups/explanation.ts');
        await print(shell, explanation({ result, sentences }, wording));
        return;
      }
      const { reading } = await import('../commands/lookups/reading.ts');
      await print(shell, reading(result, wording));
    });
}
