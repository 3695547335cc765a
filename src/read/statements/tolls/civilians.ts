import type { Token } from '../../engine/token.ts';
import type { Toll } from './toll.ts';

/** "in civilian clothes", "a civilian area": the word is not of the dead. */
const notPeople =
  /\bcivilian\s(?:cloth\w+|dress|garb|attire|areas?|infrastructure|houses?|homes?|targets?|vehicles?|objects?|buildings?|property|aircraft|authorities|casualt\w+\s(?:unit|team|office|cell|report\w*|assess\w*))/gi;

/** "none were civilians", "how many were civilians", "dressed as civilians": these do not say so. */
const notCivilians =
  /\b(?:none|no|not|never|neither|nor|how\smany|whether|if|dressed\sas|pos(?:ed|ing)\sas|call(?:s|ed)?)\b[^.;,]{0,25}\bcivilians?\b/gi;

/** The words call the dead civilians, here or right beside. */
export function isOfCivilians(
  sentence: { readonly text: string; readonly end: number; readonly tokens: readonly Token[] },
  toll: Toll,
  around: { readonly earlier: readonly { readonly text: string }[]; readonly plain: string },
): boolean {
  if (toll.whom === 'civilians') return true;
  // "and two died": of those whom the sentence counts before.
  if (/^killed-(?:bare|counted)$/.test(toll.rule)) {
    const whose = sentence.tokens
      .slice(0, toll.number)
      .findLast(({ class: name }) => /^(?:FIGHTER|ARMED_GROUP|VICTIM|CIVILIAN|PEOPLE)$/.test(name));
    return whose?.class === 'VICTIM' || whose?.class === 'CIVILIAN';
  }
  // "killed 12 villagers and wounded 19 others".
  const others = /^(?:OTHERS|ADDITIONAL)$/.test(sentence.tokens[toll.number + 1]?.class ?? '');
  const counted = sentence.tokens
    .slice(0, toll.number)
    .findLast(({ class: name }) => /^(?:FIGHTER|ARMED_GROUP|VICTIM|CIVILIAN|PEOPLE)$/.test(name));
  if (toll.harm === 'injured' && others && /^(?:VICTIM|CIVILIAN)$/.test(counted?.class ?? '')) return true;
  const text = sentence.text.replace(notPeople, '').replace(notCivilians, '');
  const beside =
    `${around.earlier.at(-1)?.text ?? ''} ${sentence.text} ${around.plain.slice(sentence.end, sentence.end + 200)}`.replace(
      notCivilians,
      '',
    );
  if (!/civilian|non-?combatant|bystander/i.test(beside)) return false;
  if (toll.whom === 'people')
    return (
      /civilian/i.test(text) &&
      !isCivilianPart(sentence.tokens, toll) &&
      !hasUncountedCivilians(sentence.tokens) &&
      !sentence.tokens.some((token) => token.class === 'FIGHTER') &&
      !/\d\s(?:of\s(?:them|whom)\s)?(?:were\s)?civilian/i.test(text)
    );
  if (
    toll.harm === 'injured' &&
    sentence.tokens.slice(0, toll.number).some((token) => token.class === 'VICTIM' || token.class === 'CIVILIAN')
  )
    return true;
  // "killed six militants and wounded three": three of those counted before.
  const last = sentence.tokens
    .slice(0, toll.number)
    .findLastIndex(({ class: name }) => /^(?:FIGHTER|VICTIM|CIVILIAN|PEOPLE)$/.test(name));
  // "killed ten people and injured six".
  if (counted?.class === 'PEOPLE' && toll.harm === 'injured' && !/civilian/i.test(text)) return false;
  const isOfFighters =
    sentence.tokens[last]?.class === 'FIGHTER' &&
    sentence.tokens.slice(Math.max(0, last - 3), last).some(({ class: name }) => name === 'NUMBER');
  if (isOfFighters && toll.harm === 'injured') return false;
  // 'killed five "terrorists"', "killed five so-called militants".
  const noun = sentence.tokens
    .slice(toll.numberEnd, toll.numberEnd + 5)
    .find(({ class: name }) => !/^(?:QUOTE|ADJECTIVE|ALLEGE|WORD|FORCE|DASH)$/.test(name));
  if (noun?.class === 'FIGHTER' || noun?.class === 'ARMED_GROUP') return false;
  return !sentence.tokens
    .slice(toll.numberEnd, toll.to + 1)
    .some((token) => token.class === 'FIGHTER' || token.class === 'ARMED_GROUP');
}

/** "70 people, including civilians", "some of them civilians": how many, nobody says. */
function hasUncountedCivilians(tokens: readonly Token[]): boolean {
  return tokens.some((token, index) => {
    const next = tokens.slice(index + 1, index + 4);
    const isNamed = /^(?:including|among them|some of them|many of them|with)$/.test(token.lower);
    return (
      isNamed &&
      next.findIndex(({ lower }) => /^civilians?$/.test(lower)) ===
        next.findIndex(({ class: name }) => name !== 'ADJECTIVE')
    );
  });
}

/** "11 people, four of them civilians", "14 of those were civilians", "most of them civilians": the others were not. */
function isCivilianPart(tokens: readonly Token[], toll: Toll): boolean {
  return tokens.some((token, index) => {
    if (index === toll.number || !isShare(token)) return false;
    const next = tokens.slice(index + 1, index + 7);
    const civilians = next.findIndex(({ lower }) => /^(?:civilians?|non-?combatants?)$/.test(lower));
    return (
      civilians >= (token.class === 'NUMBER' ? 1 : 0) &&
      next
        .slice(0, civilians)
        .every(({ class: name }) => /^(?:INCLUDE|OF|WHO|DETERMINER|AUXILIARY|ADVERB|LIKELY|MODAL)$/.test(name))
    );
  });
}

function isShare({ class: name, lower, number }: Token): boolean {
  return (
    (name === 'NUMBER' && number?.form !== 'article') ||
    /^(?:half|most|mostly|many|majority|some|several|part|third|thirds|predominantly|mainly|largely|primarily|chiefly|overwhelmingly|near(?:ly)? all|almost all)\b/.test(
      lower,
    )
  );
}

/** "the deadliest of which", "the first of them", behind a word for strikes. */
function isStrikeOf(tokens: readonly Token[], include: number): boolean {
  return (
    /^of (?:which|them)$/.test(tokens[include]?.lower ?? '') &&
    /^(?:worst|\w{3,}est|first|second|third|fourth|last|one|another|other|latter|former)$/.test(
      tokens[include - 1]?.lower ?? '',
    ) &&
    tokens
      .slice(Math.max(0, include - 24), include)
      .some(
        ({ class: name, lower }) => name === 'STRIKE' || /^(?:cases|incidents|episodes|events|occasions)$/.test(lower),
      )
  );
}

/** "including three children": a part of another count, unless the whole was not of civilians. */
export function isPart(tokens: readonly Token[], toll: Toll): boolean {
  const near = tokens.slice(Math.max(0, toll.from - 2), toll.number);
  // "killed in two of them, three in Haaway and one in Bacaw".
  const before = toll.rule === 'killed-listed' ? [] : near;
  // "with a combined toll of 12 civilians killed": the whole.
  const isWhole = near.some(({ class: name }) => name === 'TOLL');
  // "seven reports were credible, with 15 civilians killed": nobody is counted before.
  const isFirst = !tokens
    .slice(0, toll.number)
    .some(({ class: name }) => /^(?:VICTIM|PEOPLE|FIGHTER|KILLED|DEATH|INJURED)$/.test(name));
  const first = Math.max(0, toll.from - 2);
  const isIncluded =
    before.some(
      (token, index) =>
        token.class === 'INCLUDE' &&
        !((isWhole || isFirst) && token.lower === 'with') &&
        !isStrikeOf(tokens, first + index),
    ) ||
    (tokens[toll.number + 1]?.class === 'INCLUDE' && /^of (?:them|whom)/.test(tokens[toll.number + 1]?.lower ?? ''));
  // "two strikes harmed civilians: one killed two of them": of civilians whom nobody counted before.
  const earlier = tokens.slice(0, toll.from);
  const whose = earlier.findLastIndex(
    ({ class: name }) => name === 'VICTIM' || name === 'PEOPLE' || name === 'FIGHTER',
  );
  const isOfUncounted =
    earlier[whose]?.class === 'VICTIM' &&
    !earlier.some(({ class: name }) => name === 'KILLED' || name === 'DEATH') &&
    earlier[whose - 1]?.class !== 'NUMBER';
  if (isOfUncounted && toll.form === 'active') return false;
  if (
    !isIncluded ||
    /^killed-(?:civilian-part|among|of-whom-civilians|including|dead-were|part-after)$/.test(toll.rule)
  )
    return false;
  // "42 civilian casualties, of whom 12 died": the others lived.
  const harmed = tokens.slice(0, toll.number).some(({ class: name }) => name === 'CASUALTY');
  if (toll.rule === 'killed-bare' && harmed) return false;
  // "36 were in the building, of whom it killed 11": the whole did not die.
  const ofWhom = tokens.slice(0, toll.from).findLastIndex(({ class: name }) => name === 'INCLUDE');
  if (toll.form === 'active' && /^of wh/.test(tokens[ofWhom]?.lower ?? '') && tokens[ofWhom + 1]?.class === 'PRONOUN')
    return tokens.slice(0, ofWhom).some(({ class: name }) => /^(?:KILLED|DEATH|KILLING|INJURED|CASUALTY)$/.test(name));
  const isPeople = tokens.slice(0, toll.number).some((token) => token.class === 'PEOPLE');
  return !(isPeople && tokens.slice(toll.number, toll.number + 4).some((token) => /^civilians?$/.test(token.lower)));
}
