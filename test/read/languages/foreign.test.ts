import { describe, expect, test } from 'vitest';
import { wordingFor } from '../../../src/compose/language/index.ts';
import { warningText } from '../../../src/compose/warnings.ts';
import type { ReadContext } from '../../../src/domain/readings.ts';
import { builtInSpeakers } from '../../../src/domain/speakers.ts';
import { read } from '../../../src/read/index.ts';
import { languageOf } from '../../../src/read/languages/detect.ts';
import { readCorpus } from '../gold/corpus.ts';

const loose: ReadContext = { publisher: null, url: null, title: null, published: '2019-06-01' };

const texts = [
  ['ar', 'أقر الجيش بمقتل 14 مدنيا في غارة جوية قرب الموصل.'],
  ['bg', 'Армията призна, че 14 цивилни са били убити при въздушен удар близо до Мосул.'],
  ['ca', "L'exèrcit ha admès que 14 civils van morir en un atac aeri a prop de Mossul."],
  ['cs', 'Armáda přiznala, že při náletu poblíž Mosulu zahynulo 14 civilistů.'],
  ['da', 'Militæret har erkendt, at 14 civile blev dræbt i et luftangreb nær Mosul.'],
  ['de', 'Die Armee hat eingeräumt, dass bei einem Luftangriff nahe Mossul 14 Zivilisten getötet wurden.'],
  ['el', 'Ο στρατός παραδέχθηκε ότι 14 άμαχοι σκοτώθηκαν σε αεροπορική επιδρομή κοντά στη Μοσούλη.'],
  ['es', 'El ejército admitió que 14 civiles murieron en un bombardeo cerca de Mosul.'],
  ['fa', 'ارتش پذیرفت که 14 غیرنظامی در حمله هوایی نزدیک موصل کشته شدند.'],
  ['fi', 'Armeija myönsi, että ilmaiskussa Mosulin lähellä kuoli 14 siviiliä.'],
  ['fr', "L'armée a reconnu que 14 civils avaient été tués dans une frappe aérienne près de Mossoul."],
  ['ha', 'Rundunar soji ta amince cewa an kashe fararen hula 14 a wani harin sama.'],
  ['he', 'הצבא הודה ש-14 אזרחים נהרגו בתקיפה אווירית ליד מוסול.'],
  ['hr', 'Vojska je priznala da je 14 civila ubijeno u zračnom napadu blizu Mosula.'],
  ['hu', 'A hadsereg elismerte, hogy 14 civil halt meg egy légicsapásban Moszul közelében.'],
  ['id', 'Militer mengakui bahwa 14 warga sipil tewas dalam serangan udara di dekat Mosul.'],
  ['it', "L'esercito ha ammesso che 14 civili sono stati uccisi in un attacco aereo vicino a Mosul."],
  ['ja', '軍は、モスル近郊の空爆で民間人14人が死亡したことを認めた。'],
  ['ko', '군은 모술 인근 공습으로 민간인 14명이 숨졌다고 인정했다.'],
  ['nl', 'Het leger heeft toegegeven dat 14 burgers zijn gedood bij een luchtaanval in de buurt van Mosul.'],
  ['no', 'Forsvaret har innrømmet at 14 sivile ble drept i et flyangrep nær Mosul.'],
  ['pl', 'Wojsko przyznało, że w nalocie w pobliżu Mosulu zginęło 14 cywilów.'],
  ['pt', 'O exército admitiu que 14 civis foram mortos em um ataque aéreo perto de Mossul.'],
  ['ro', 'Armata a recunoscut că 14 civili au fost uciși într-un atac aerian lângă Mosul.'],
  ['ru', 'Армия признала, что при авиаударе под Мосулом погибли 14 мирных жителей.'],
  ['so', 'Ciidanka ayaa qirtay in 14 qof oo rayid ah lagu dilay duqeyn ka dhacday meel u dhow Jilib.'],
  ['sq', 'Ushtria pranoi se 14 civilë u vranë në një sulm ajror pranë Mosulit.'],
  ['sv', 'Militären har erkänt att 14 civila dödades i en flygattack nära Mosul.'],
  ['sw', 'Jeshi limekiri kwamba raia 14 waliuawa katika shambulio la anga karibu na Mosul.'],
  ['tl', 'Inamin ng militar na 14 na sibilyan ang napatay sa isang airstrike malapit sa Mosul.'],
  ['tr', 'Ordu, Musul yakınlarındaki hava saldırısında 14 sivilin öldüğünü kabul etti.'],
  ['uk', 'Армія визнала, що під час авіаудару поблизу Мосула загинули 14 цивільних.'],
  ['ur', 'فوج نے تسلیم کیا کہ موصل کے قریب فضائی حملے میں 14 شہری ہلاک ہوئے۔'],
  ['vi', 'Quân đội thừa nhận 14 dân thường đã thiệt mạng trong một cuộc không kích gần Mosul.'],
  ['zh', '军方承认在摩苏尔附近的空袭中有14名平民丧生。'],
] as const;

describe('a text in another language', () => {
  test.each(texts)('%s: is not read, and its figure goes to the desk', (language, text) => {
    expect(read(text, loose)).toMatchObject({
      readings: [],
      mentions: [],
      incidents: [],
      warnings: [{ code: 'foreign-language', language, quotes: [{ quote: text, start: 0, end: text.length }] }],
    });
  });

  test('is not read by the readers of periodic reports', () => {
    const text =
      "CIVILIAN CASUALTY REPORT\n\nLa coalition, CJTF-OIR, Opération Inherent Resolve, a examiné 14 signalements. Depuis août 2014, au moins 1.302 civils ont été tués par les frappes de la coalition, selon ce rapport mensuel.\n\nLe prochain rapport est attendu pour le mois de juin, et il sera plus long que celui du mois d'avril.";
    const { readings, warnings } = read(text, { ...loose, publisher: 'cjtf-oir' });
    expect(readings).toEqual([]);
    expect(warnings).toMatchObject([{ code: 'foreign-language', language: 'fr' }]);
  });

  test('an English notice below does not make it English', () => {
    const french = texts.find(([language]) => language === 'fr')?.[1] ?? '';
    const text = `${`${french} ${french}\n\n`.repeat(3)}The Coalition said that its strikes killed 14 civilians. All rights reserved.`;
    expect(read(text, loose)).toMatchObject({ readings: [], warnings: [{ code: 'foreign-language' }] });
  });

  test('without figures of deaths is named without quotes', () => {
    const text = 'Le ministère de la Défense a déclaré en 2019 que les chars sont dans la ville.';
    expect(read(text, loose).warnings).toEqual([{ code: 'foreign-language', language: 'fr', quotes: [] }]);
  });

  test('is described in plain words', () => {
    const wording = wordingFor('en', { speakers: builtInSpeakers, publishers: new Map() });
    const [warning] = read('El ejército admitió que 14 civiles murieron en la ciudad.', loose).warnings;
    if (warning === undefined) throw new TypeError('A Spanish text gives a warning');
    expect(warningText(warning, wording)).toBe(
      'The text is in Spanish, so it was not read. It may speak of deaths: "El ejército admitió que 14 civiles murieron en la ciudad.". Ask a person who reads Spanish.',
    );
  });
});

describe('a bilingual text', () => {
  const english = 'The Coalition said on Friday that its strikes near Mosul killed 14 civilians in March 2017.';
  const german =
    'Die Koalition sagte am Freitag, dass ihre Angriffe bei Mossul im März 2017 auch 14 Zivilisten töteten.';

  test.each([
    ['with the English half first', `${english}\n\n${german}`],
    ['with the English half last', `${german}\n\n${english}`],
    ['whose halves have headings that end in a comma', `Statement,\n\n${german}\n\n${english}`],
  ])('%s is read in its English paragraphs', (_, text) => {
    const { readings, warnings } = read(text, loose);
    expect(readings).toMatchObject([{ value: 14, speakers: ['cjtf-oir'], quote: english }]);
    expect(readings.map(({ start, end }) => text.slice(start, end))).toEqual([english]);
    expect(warnings).toEqual([]);
  });

  test('gives no figure of its other half', () => {
    const { readings } = read(`${english}\n\n${german.replace('14', '99')}`, loose);
    expect(readings.map(({ value }) => value)).toEqual([14]);
  });
});

describe('an English text', () => {
  test('of the corpus is never called foreign', async () => {
    const paragraphs = (await readCorpus())
      .flatMap(({ texts: labelled }) => labelled)
      .filter(({ kind }) => kind !== 'foreign-language')
      .flatMap(({ text }) => text.split(/\n\s*\n/));
    const foreign = paragraphs.filter((text) => !['en', null].includes(languageOf(text)));
    expect(paragraphs.length).toBeGreaterThan(400);
    expect(foreign).toEqual([]);
  });

  test.each([
    'Los Angeles Times, Le Monde, El País, La Repubblica, Der Spiegel, Al Jazeera',
    'TAMPA, Fla. — Deir ez-Zor, Abu Kamal, Al-Bab, Ain al-Arab, Khan Sheikhoun',
    '1. Jan. 3, 2017, near Mosul, Iraq, via Airwars.',
    'Open reports | 79',
    'Raqqa: 14. Mosul: 33. Tabqa: 84.',
    'The café on la Rue de Rivoli was hit, the daily “Le Monde” reported on Monday.',
    'COALITION STRIKES KILL 14 NEAR MOSUL',
  ])('"%s" is not called foreign', (text) => {
    expect(['en', null]).toContain(languageOf(text));
  });
});
