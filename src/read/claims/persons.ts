/** Persons who speak for an organisation: a figure quoted from one is the organisation's. */

interface Person {
  /** The surname; null where no person stands beside the verb. */
  readonly person: string | null;
  /** With a military rank. */
  readonly isOfficer: boolean;
}

const organisation =
  /^(?:International|Watch|Command|Force|Defen[cs]e|Pentagon|Airwars|Amnesty|Coalition|Observatory|Network|Rights|Reuters|Times|Post|Nations|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Washington|Committee|Council|Cent(?:er|re)|Agency|Commission|Group|Party|Brigade|Hospital|University|Institute|Resolve|Ministry|Centcom|Africom)$/i;
const rank =
  /\b(?:Col|Gen|Maj|Capt|Lt|Brig|Adm|Sgt|Cmdr)\.?\s|\b(?:Colonel|General|Major|Captain|Lieutenant|Brigadier|Admiral|Air\sMarshal|Commander)\b/;
const person = /(?:^|[,"'(\s])(?!The\s)(?:[A-Z][\p{L}.'’-]+\s){1,4}$/u;
const press =
  /\b(?:Reuters|AFP|AP|CNN|BBC|NBC|CNBC|CBS|ABC|Sputnik|RT|TASS|Guardian|Telegraph|Newsweek|NOS|NRC|Times|Post|Journal|News|Agency|Xinhua|Anadolu)\b[^,]{0,20}$/;

/** True where the words before a verb end in a person's name, not in a paper's or an agency's. */
export function isNamedPerson(before: string): boolean {
  const last = /[\p{L}]+(?=\s$)/u.exec(before)?.[0] ?? '';
  return person.test(before) && !press.test(before) && !organisation.test(last);
}

/** "Donatella Rovera said", "said Chris Woods, director of ...", "Chris Woods, director of Airwars, said": the surname. */
export function personBeside(sentence: string, start: number, end: number): Person {
  const before = sentence.slice(Math.max(0, start - 110), start);
  const after = sentence.slice(end, end + 80);
  const name =
    /(?:[A-Z][\p{L}.'’-]+\s+){1,3}?([A-Z][\p{Ll}'’-]{2,})\s+$/u.exec(before)?.[1] ??
    /(?:^|[,."'\u201d]\s+)([A-Z][\p{Ll}'’-]{2,})\s+$/u.exec(before)?.[1] ??
    /(?:[A-Z][\p{L}.'’-]+\s+){1,3}?([A-Z][\p{Ll}'’-]{2,}),\s(?:an?\s|the\s)?[^,"]{3,70},\s+$/u.exec(before)?.[1] ??
    /^\s(?:[A-Z][\p{L}.'’-]+\s){0,4}?([A-Z][\p{Ll}'’-]{2,})(?=[,.;]|\s*$)/u.exec(after)?.[1];
  const isOrganisation = name === undefined || organisation.test(name);
  return {
    person: isOrganisation ? null : name,
    isOfficer: rank.test(before.slice(-60)) || rank.test(after.slice(0, 40)),
  };
}
