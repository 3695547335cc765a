import {
  another,
  aside,
  auxiliaries,
  before,
  count,
  doer,
  doneBy,
  end,
  fighters,
  head,
  modifier,
  noFighters,
  place,
  saidSo,
  victims,
  where,
} from './phrases.ts';
import { rule, type TollRule } from './toll-rule.ts';

/** In order: of two that overlap, the first wins. */
export const tollRules: readonly TollRule[] = [
  rule(
    'killed-called',
    'clause',
    `${count}(?:OF DETERMINER QUALIFIER? NUMBER?|PEOPLE)?(?:PEOPLE)?(?:WHO|THAT)?AUXILIARY*(?:${doer}|POSSESSIVE WORD)?(?<verb>KILLED)(?:BY|DETERMINER|FORCE|SPEAKER|STRIKE|IN|PREPOSITION|NAME|POSSESSIVE|WORD|DATE|PRONOUN){0,9}(?:COMMA[^COMMA KILLED SAY CONFESS ASSERT]{1,8}COMMA)?AUXILIARY+ADVERB*(?:DETERMINER|NUMBER)?(?<head>VICTIM|CIVILIAN)${end}`,
    ['all 12 of those killed by the helicopter were civilians', 'Twelve of the 15 dead were civilians.'],
  ),
  rule(
    'killed-out-of',
    'clause',
    `${count}(?:OF|THAN)DETERMINER QUALIFIER? NUMBER${head}(?:${where}|${modifier})AUXILIARY ADVERB*(?:AUXILIARY|ADVERB)*(?<verb>KILLED)`,
    ['eleven of the 14 civilians in the house were killed'],
  ),
  rule(
    'killed-out-of-active',
    'active',
    `(?<verb>KILLED|KILLING)${before}${count}OF DETERMINER QUALIFIER? NUMBER${head}`,
    ['killed four of the 11 civilians who died in Kherson'],
  ),
  rule(
    'killed-passive',
    'clause',
    `${victims}${fighters}${aside}(?:${where}|${modifier})${auxiliaries}(?<verb>KILLED)`,
    [
      'At least 12 civilians were killed.',
      'Twelve civilians, including two children, were unintentionally killed.',
      'Five militants and three civilians died.',
      'a family of five was killed',
    ],
  ),
  // The first of several counts that share a verb; `elsewhere` has the others.
  rule(
    'killed-places',
    'clause',
    `${victims}${place}(?:COMMA? AND? ${another}${place}){1,5}${auxiliaries}(?<verb>KILLED)`,
    ['Two civilians in Hajin and four in Baghuz were killed.'],
  ),
  rule(
    'killed-civilian-part',
    'clause',
    `PEOPLE COMMA${count} INCLUDE AUXILIARY?(?<head>VICTIM|CIVILIAN) COMMA ${auxiliaries}(?<verb>KILLED)`,
    ['11 people, at least four of them civilians, died in the raid'],
  ),
  rule('killed-after-fighters', 'clause', `FIGHTER COMMA? AND ${count}${head} COMMA ${auxiliaries}(?<verb>KILLED)`, [
    'Four militants, and two civilians, died in the strike.',
  ]),
  rule('killed-cost-lives', 'active', `(?<verb>CAUSE)${before}${victims} POSSESSIVE LIVES`, [
    'a raid that cost nine civilians their lives',
  ]),
  rule(
    'killed-attributed-part',
    'nominal',
    `(?<verb>DEATH|KILLED)(?:IN|NAME|WORD|DATE|PREPOSITION|DETERMINER|AND|ADVERB|OF)*COMMA(?<number>NUMBER) INCLUDE (?=(?:PRONOUN|DETERMINER? SPEAKER)? AUXILIARY? ESTIMATE TO)`,
    ['counted 13 civilian deaths in Tripoli, nine of which it attributes to shells of the army'],
  ),
  rule('killed-active', 'active', `(?<verb>KILLED|KILLING|KILL)${before}(?:${victims})`, [
    'a strike that killed at least 12 civilians',
    'killing an estimated 14 women and children',
  ]),
  rule('killed-relative', 'reduced', `${count}${head}(?:THAT|WHO)?${doer}(?<verb>KILLED)${end}(?!NUMBER)`, [
    'the 85 civilians his drone had killed',
    'the four civilians it killed',
    '12 civilians whom US strikes had killed',
  ]),
  rule(
    'killed-said',
    'clause',
    `${count}${head}(?:COMMA? (?:WHO|THAT))?COMMA?(?:DETERMINER? SPEAKER|PRONOUN|DETERMINER REFERENCE)(?:AUXILIARY|ADVERB)*(?:SAY|ASSERT|CONFESS|ESTIMATE)(?:THAT|COMMA|TO)?(?:${doer})?(?:AUXILIARY|ADVERB)*(?<verb>KILLED|KILLING)`,
    [
      'the 25 civilians it says were killed by the Dutch strike',
      'three civilians who the Coalition admits died in its strike',
      'the 33 civilians NATO admitted killing',
    ],
  ),
  rule(
    'killed-added',
    'nominal',
    `${count}${head}TO (?:DETERMINER|POSSESSIVE|SPEAKER GENITIVE)(?:ADJECTIVE|CIVILIAN)*(?:TOLL|STATEMENT|ADMISSION) OF DETERMINER?(?:CIVILIAN|VICTIM|PEOPLE)?(?<verb>KILLED|DEATH)${end}`,
    ['has added 43 civilians to its count of the dead'],
  ),
  rule(
    'killed-number-behind',
    'active',
    `(?<verb>KILLED|KILLING)(?:ADJECTIVE|ADVERB)*(?<head>VICTIM)${where}(?:COMMA|DASH)(?:QUALIFIER)?(?<number>NUMBER)(?:INCLUDE|ADVERB)(?=$|STOP|COMMA|DASH|QUOTE|AND|BUT)`,
    ['an air raid had killed civilians in northern Iraq, four of them, but'],
  ),
  rule(
    'killed-loss',
    'toll',
    `(?<verb>DEATH)OF CIVILIAN LIVES(?:IN|PREPOSITION|POSSESSIVE|STRIKE|NAME|DETERMINER|AND|BY|FORCE|SPEAKER){0,8}PREPOSITION${count}${end}`,
    ['put the loss of civilian life in its campaign at 1,302'],
  ),
  rule(
    'killed-of-whom-civilians',
    'clause',
    `(?:OF DETERMINER NUMBER PEOPLE?(?:WHO|${doer})?|NUMBER PEOPLE? AUXILIARY*)(?<verb>KILLED)[^SEMICOLON STOP SAY ASSERT CONFESS QUOTE VICTIM]{0,14}?${saidSo}(?:(?:COMMA AND?|AND)${count}(?:INCLUDE AUXILIARY?|OF DETERMINER AUXILIARY?|AUXILIARY)|COMMA INCLUDE ${count}AUXILIARY)(?<head>VICTIM)${end}`,
    ['Of the 14 people who died in the strike, 11 were civilians.', '80 people died, four of them civilians'],
  ),
  rule(
    'killed-among',
    'clause',
    `INCLUDE DETERMINER QUALIFIER? NUMBER? PEOPLE?(?<verb>KILLED)(?:BY|DETERMINER|FORCE|SPEAKER|STRIKE|IN|PREPOSITION|NAME|POSSESSIVE|WORD){0,10}AUXILIARY${count}(?<head>VICTIM)${end}`,
    ['among the 22 people killed by its air strike on the building were five civilians'],
  ),
  rule(
    'killed-estimated',
    'toll',
    `ADMISSION OF DETERMINER?(?<head>VICTIM)(?<verb>KILLED)(?:BY|DETERMINER|FORCE|SPEAKER|STRIKE|IN|PREPOSITION|NAME|WORD|DATE|POSSESSIVE){0,14}(?:AUXILIARY|REACH)${count}${end}`,
    ["Airwars' estimate of the civilians killed by the Coalition in Hajin is 97."],
  ),
  rule(
    'killed-part-after',
    'active',
    `(?<verb>KILLED|KILLING)${before}(?:QUALIFIER|DETERMINER)*(?:NUMBER(?:TO|AND|DASH))?NUMBER PEOPLE?[IN PREPOSITION NAME DETERMINER STRIKE WORD DATE]{0,8}COMMA${count}(?:INCLUDE|OF DETERMINER)AUXILIARY?(?<head>VICTIM|CIVILIAN)${end}`,
    ['killed 22 people in Hajin, fourteen of them civilians'],
  ),
  rule(
    'killed-made-up',
    'reduced',
    `(?<head>VICTIM)(?:REACH|WORD FOR)${count}OF DETERMINER QUALIFIER? NUMBER PEOPLE?(?:WHO|THAT|${doer})?(?<verb>KILLED)`,
    ['Civilians made up 11 of the 23 people it killed.'],
  ),
  rule(
    'killed-all-civilians',
    'active',
    `(?<verb>KILLED|KILLING)${before}${count}[ADJECTIVE WORD NAME FORCE PEOPLE]{1,3}[IN PREPOSITION NAME WORD DATE DETERMINER]{0,8}(?:COMMA[WORD NAME]{1,2})?COMMA DETERMINER INCLUDE?(?<head>VICTIM|CIVILIAN)${end}`,
    ['killing six coal miners near Oting, all of them civilians'],
  ),
  rule(
    'killed-in-all',
    'active',
    `(?<verb>KILLED|KILLING)[DETERMINER WORD AND POSSESSIVE NUMBER VICTIM FAMILY PEOPLE ADJECTIVE NAME]{1,12}(?:COMMA|DASH)${count}(?<head>VICTIM|CIVILIAN)ADVERB`,
    ['killing a father and his four daughters, five civilians in all'],
  ),
  rule(
    'killed-in-all-passive',
    'clause',
    `(?:COMMA|DASH)${count}(?<head>VICTIM|CIVILIAN)ADVERB(?:COMMA|DASH)${auxiliaries}(?<verb>KILLED)`,
    ['A family of eight and two of their neighbours, ten civilians in total, were killed.'],
  ),
  rule(
    'killed-among-the-dead',
    'clause',
    `${count}${head}${where}(?:AUXILIARY|ADVERB)+INCLUDE (?:DETERMINER|QUALIFIER|NUMBER|PEOPLE)*(?<verb>KILLED)(?:BY|${end})`,
    ['eleven civilians were among the 20 dead'],
  ),
  rule(
    'killed-including',
    'clause',
    `(?:NUMBER PEOPLE?${where}${auxiliaries}(?<verb>KILLED)|(?<verb>KILLED|KILLING)(?:DETERMINER|QUALIFIER|PREPOSITION)*(?:NUMBER(?:TO|AND|DASH))?NUMBER PEOPLE?)[IN BY PREPOSITION NAME DETERMINER FORCE SPEAKER STRIKE WORD DATE POSSESSIVE ADVERB]{0,14}(?:COMMA|COLON)?(?:INCLUDE|COLON|COMMA)(?:NUMBER(?:ADJECTIVE|WORD|NAME|ARMED_GROUP|ALLEGE)*FIGHTER(?:COMMA? AND|COMMA))?${count}(?<head>VICTIM)${end}`,
    ['23 people were killed, including eleven civilians', 'killed 23 people: eleven civilians and 12 fighters'],
  ),
  rule(
    'killed-left-dead',
    'active',
    `${count}PEOPLE?(?<verb>KILLED)${where}(?:AND QUALIFIER? NUMBER INJURED)?COMMA DETERMINER INCLUDE?(?<head>VICTIM)${end}`,
    ['left eleven dead, all civilians', '12 killed and 30 injured, all civilians'],
  ),
  rule(
    'killed-deemed',
    'active',
    `${count}OF DETERMINER QUALIFIER? NUMBER?(?:PRONOUN|PEOPLE)?AUXILIARY*(?<verb>KILLED)(?:PREPOSITION|ADVERB)?(?<head>VICTIM)${end}`,
    ['identified eleven of the dead as civilians'],
  ),
  rule(
    'killed-apposed',
    'clause',
    `(?<=COMMA|DASH|OPEN)${count}(?<head>VICTIM)(?:COMMA|DASH|CLOSE)(?:AUXILIARY|ADVERB)*(?<verb>KILLED)`,
    ['the men in the car, eleven civilians, were killed'],
  ),
  rule('killed-dead-civilians', 'reduced', `${count}(?<verb>KILLED)(?<head>VICTIM)`, [
    'eleven dead civilians were counted',
  ]),
  rule('killed-dead-numbered', 'toll', `(?<head>CIVILIAN)(?<verb>KILLED)${where}(?:REACH|AUXILIARY)${count}${end}`, [
    'the civilian dead numbered eleven',
  ]),
  rule(
    'killed-dead-were',
    'clause',
    `(?<verb>KILLED)(?:AUXILIARY|INCLUDE)${count}(?:ADJECTIVE)?(?<head>VICTIM)${end}`,
    ['The dead were seven civilians and two insurgents.'],
  ),
  rule(
    'killed-dead-at',
    'toll',
    `CIVILIAN(?<verb>KILLED)(?:IN NAME|PREPOSITION NAME|(?:IN|OF|PREPOSITION)(?:DETERMINER|POSSESSIVE)?(?:SPEAKER GENITIVE|FORCE|ADJECTIVE|NAME|SPEAKER)*STRIKE${where})?PREPOSITION${count}${end}`,
    ['put the civilian dead in Kabul at 10'],
  ),
  rule(
    'killed-beside-fighters',
    'reduced',
    `FIGHTER${auxiliaries}(?<verb>KILLED)${where}(?:COMMA? AND)${count}${head}(?=$|STOP|COMMA|QUOTE|SEMICOLON)`,
    ['Sixteen fighters were killed in the strikes along with four civilians.'],
  ),
  rule(
    'killed-deaths-of',
    'nominal',
    `(?:KILLED AND)?(?<verb>DEATH|KILLING|LIVES)${doneBy}(?:OF|IN)${before}${victims}`,
    ['the deaths of at least 12 civilians', 'the deaths of a civilian family of six', 'the killing of three civilians'],
  ),
  rule(
    'killed-civilian-deaths',
    'nominal',
    `${count}(?:OF (?:DETERMINER|POSSESSIVE))?(?:ADJECTIVE|ADVERB|ADDITIONAL|OTHERS|CREDIBLE|TOLL|ASSERT|WORD){0,3}(?:CIVILIAN|VICTIM)(?:ADJECTIVE|OTHERS|ADDITIONAL)?(?<verb>DEATH|LIVES|KILLING)`,
    ['at least 12 civilian deaths', 'another nine unintentional civilian deaths'],
  ),
  rule(
    'killed-toll-of-victims',
    'toll',
    `(?<verb>TOLL)(?:OF|FOR|ADVERB|CIVILIAN|VICTIM|KILLED|KILLING|DEATH|AUXILIARY|LIKELY|SPEAKER|BY|IN|PREPOSITION|STRIKE|NAME|WORD|DATE|DETERMINER|COMMA|AND|FORCE|POSSESSIVE|ADMISSION|ADJECTIVE|GENITIVE|CONFESS|SAY|ASSERT|REFERENCE|PRONOUN|CASUALTY|PEOPLE|REACH|FAMILY|THAT|WHO|ORGANISATION|PERSON|FIGHTER|INCLUDE|CAUSE BY|REACH NUMBER|BY NUMBER(?=TO)){0,24}?(?:TO|AUXILIARY|PREPOSITION|OF|REACH)${count}(?:${head})?${end}`,
    ['raising the total number of civilians killed since 2014 to 892', 'the civilian death toll stands at 12'],
  ),
  rule(
    'killed-number-of',
    'toll',
    `(?:TO|PREPOSITION)${count}(?:DETERMINER|POSSESSIVE)(?:ADJECTIVE|CIVILIAN)*(?<verb>TOLL)(?:OF|FOR)(?:VICTIM|CIVILIAN DEATH)(?:(?:WHO|THAT)?[DETERMINER SPEAKER PRONOUN SAY ASSERT CONFESS ESTIMATE THAT AUXILIARY ADVERB POSSESSIVE STRIKE]{1,10}KILLED)?`,
    [
      'raised to 1,114 the number of civilians it has killed',
      'brings to 352 the number of civilians whom the Coalition says it has killed',
    ],
  ),
  rule(
    'killed-deaths',
    'nominal',
    `${count}(?:ADJECTIVE|ADDITIONAL|OTHERS){0,2}(?<verb>DEATH)(?:(?!OF)|OF(?<head>VICTIM)${end})`,
    ['resulted in 15 deaths', 'the 11 deaths of civilians in Tabqa'],
  ),
  rule('killed-deaths-of-number', 'nominal', `(?<verb>DEATH)(?:OF)${before}${count}${noFighters}${end}`, [
    'the death of three and injury to two civilians',
  ]),
  rule('killed-number', 'active', `(?<verb>KILLED|KILLING)${before}${count}${noFighters}${end}`, [
    'killed 12 in Raqqa',
  ]),
  // "three civilians were wounded and two died", "the Coalition accepts that 12 died": whose dead, the sentence says before.
  rule(
    'killed-bare',
    'clause',
    `(?:AND|COMMA|SEMICOLON|THAT|WHO|COLON|OPEN|COMMA INCLUDE)${count}(?:OTHERS|ADDITIONAL)?(?:COMMA (?:PRONOUN|DETERMINER? SPEAKER) SAY COMMA)?(?:AUXILIARY|ADVERB)*(?<verb>KILLED)(?=$|STOP|COMMA|SEMICOLON|QUOTE|AND|IN|PREPOSITION|CLOSE)`,
    ['the one in Tudun Biri, where 85 were killed', 'and 27 killed in a convoy'],
  ),
  rule('killed-counted', 'reduced', `(?<=ASSERT|ESTIMATE)${count}(?<verb>KILLED)(?=BY)`, [
    'counts nine killed by the same strike',
  ]),
  rule('injured-passive', 'clause', `${victims}${fighters}${aside}${where}${auxiliaries}(?<verb>INJURED)`, [
    'Three civilians were injured.',
  ]),
  rule('injured-active', 'active', `(?<verb>INJURED|INJURING)${before}(?:${victims}|${count}${end})`, [
    'and injured three others',
    'injuring two civilians',
  ]),
  rule(
    'injured-more',
    'clause',
    `${count}(?:OTHERS|ADDITIONAL|PEOPLE|ADJECTIVE)?(?:AUXILIARY|ADVERB)*(?<verb>INJURED)`,
    ['and three others were injured'],
  ),
  rule('injured-wounding-of', 'nominal', `(?<verb>INJURING)(?:OF)${before}(?:${victims}|${count}${end})`, [
    'the killing of eight civilians and the wounding of 21',
  ]),
  rule(
    'injured-left-with',
    'active',
    `(?<verb>CAUSE)${count}(?:${head}|OTHERS)?INCLUDE (?:ADJECTIVE|WORD|ADVERB)?INJURY`,
    ['and left seven with wounds'],
  ),
  rule('injured-injuries', 'nominal', `${count}(?:ADJECTIVE)*CIVILIAN?(?<verb>INJURY)`, ['and five civilian injuries']),
  rule('injured-injuries-to', 'nominal', `(?<verb>INJURY)(?:TO|OF)?${before}(?:${victims}|${count}${end})`, [
    'injury to two civilians',
  ]),
];
