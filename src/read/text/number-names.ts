/** Numbers that name something instead of counting it: years, camps, units, streets, telephone and release numbers. */

/** A word that a number follows as a name, in capitals or not: "No. 4", "page 3", "Release # 20150506". */
const label =
  /(?:[#№$€£§]|\b(?:nos?\.?|number|numbers|release|releases|page|pages|p\.|pp\.|section|article|annex|appendix|figure|fig\.|table|chapter|resolution|version|vol\.|dsn|phone|tel\.?|telephone|fax|ext\.?|fy|title|ref\.?|id|route|highway)(?:\s(?:no\.?|number|#))?:?)\s{0,2}$/i;
/** The same, but these words also stand before a count: "in the strike 16 civilians were killed". */
const weakLabel = /\b(?:operation|strike|case|group|phase|day)(?:\s(?:no\.?|number|#))?:?\s{0,2}$/i;
/**
 * With a capital letter these name a place or a unit: "Camp 16", "Sector 4". In lower case the number counts what follows: "in
 * the camp 16 civilians were killed".
 */
const properName =
  /\b(?:Camp|Unit|Sector|Block|Zone|Checkpoint|Hospital|School|District|Area|Building|House|Highway|Road|Route|Street|Avenue|Gate|Battalion|Brigade|Division|Regiment|Squadron|Company|Platoon|Corps|Army|Bridge|Hill|Height|Hangar|Base|Firebase|Site|Target|Objective|Line|Floor|Room|Apartment|Flight|Wave|Tower|Station|Well|Ward|Quarter|Neighbou?rhood|Village|Settlement|Farm|Mission|Task\sForce|Team|Group|Operation|Phase|Shelter|Tunnel|Position|Point|Post|Exit|Channel|Terminal|Pier|Warehouse|Factory|Compound|Mine|Field|Corridor|Ring|Lane|Plot|Tent|Cell|Wing|Detachment|Category|Class|Level|Tier|Type|Mark|Law|Order|Directive|Decree|Protocol|Convention|Part|Volume|Season|Kilomet(?:er|re)|Km|Mile)[ \u00a0]$/;

/** Who or what a count of such a text counts. */
export const countedNoun =
  /^\*?\s{1,3}(?:\p{L}+[\s-]){0,2}(?:civilian|non-?combatant|report|strike|people|person|allegation|engagement|incident|case|men|women|child|death|dead|injur|victim)/iu;

/** Returns whether the number between `before` and `after` is part of a name. */
export function isName(before: string, after: string): boolean {
  return label.test(before) || properName.test(before) || (weakLabel.test(before) && !countedNoun.test(after));
}

/**
 * What a count stands after and a year does not. A number between 1900 and 2099 without a comma is a year everywhere else: "In
 * 2017 civilians were killed", "By 2019 civilians had".
 */
const countContext =
  /\b(?:at\sleast|more\sthan|less\sthan|fewer\sthan|over|nearly|almost|about|approximately|around|roughly|some|up\sto|as\smany\sas|estimated|total(?:\sof)?|totall?ed|totall?ing|received|receiving|completed|completing|carried\sover|assessed|reviewed|closed|conducted|kill(?:ed|ing)|injur(?:ed|ing)|wound(?:ed|ing)|deaths?\sof|death\stoll\sof|loss\sof|killings?\sof|lives\sof|injury\sto|number\sof|documented|recorded|verified|counted|reported|found|identified|listed|named|credible|another|additional|further|these|those|all|only|least)\s{1,3}$/i;
/** A count may stand after these, and so may a year: the noun behind it decides. */
const weakContext = /\b(?:says|said|that|were|was|are|is|and\sanother|assess(?:es)?|estimates?|believes)\s{1,3}$/i;

/** Returns whether a number is a year. `printed` has no separators. */
export function isYear(printed: string, before: string, after: string): boolean {
  if (!/^(?:19|20)\d{2}$/.test(printed)) return false;
  if (countContext.test(before)) return false;
  return !(weakContext.test(before) && countedNoun.test(after));
}
