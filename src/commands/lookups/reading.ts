import type { Block } from '../../chat/message.ts';
import { line, strong } from '../../compose/blocks.ts';
import { periodText, speakerName, valueText, type Wording, windowText } from '../../compose/figures.ts';
import { incidentTable } from '../../compose/incidents.ts';
import { warningText } from '../../compose/warnings.ts';
import type { ReadResult } from '../../domain/readings.ts';
import { type Answer, answer } from '../command.ts';

/** Shows what was read in one document, every figure with its quote; one that is not asserted says so. */
export function reading(result: ReadResult, wording: Wording): Answer {
  const { language } = wording;
  const words = language.commands.reading;
  const period = result.period === null ? words.noPeriod : periodText(result.period, wording);
  const figures = [...result.readings, ...result.mentions].flatMap((figure): readonly Block[] => {
    const window = figure.from || figure.to ? windowText(figure, wording) : null;
    const who = speakerName(figure.speakers, wording).full;
    const said = figure.stance === 'asserted' ? who : `${words.stances[figure.stance]} ${who}`;
    const scope = [said, figure.place, window].filter((part) => part !== null).join(', ');
    return [
      line(strong(figure.measure), ` ${valueText(figure, wording)} (${scope})`),
      { type: 'quote', text: figure.quote.replaceAll(/\s+/g, ' '), attribution: [] },
    ];
  });
  const listed = result.incidents;
  const table = incidentTable(listed, words.incidents(listed.length), wording, listed.length);
  const incidents: Block[] = [
    {
      ...table,
      columns: [...table.columns, { title: language.commands.incidents.outcome, align: 'left' }],
      rows: table.rows.map((row, index) => [...row, (listed[index]?.outcome ?? '').replaceAll('_', '-')]),
    },
  ];
  return answer(
    words.headline(result.reader, period),
    [
      ...(figures.length === 0 ? [line(words.none)] : figures),
      ...(listed.length === 0 ? [] : incidents),
      ...result.warnings.map((warning) => line(strong(words.warning(warning.code)), warningText(warning, wording))),
    ],
    { wording },
  );
}
