import { countriesOf, findPlace, fold } from './places.ts';
import { builtInSpeakers } from './speakers.ts';

/** Private people in a passage that nobody has read, as one that was added to a page. */

/** Two words with capitals or more, as a name is written, with the small words of Arabic, Dutch and German names. */
const nameForm =
  /(?<![\p{L}\p{N}])\p{Lu}\p{Ll}[\p{L}’'-]*(?:[ -](?:(?:al|el|as|ad|bin|ibn|bint|abu|umm?|abd|de|van|von|der|Al|El)[ -])?\p{Lu}\p{Ll}[\p{L}’'-]*)+/gu;
/** One name with an age: `Amal, 34`, `Amal (34)`, `Amal, aged 34`. */
const withAge = /\p{Lu}\p{Ll}[\p{L}’'-]+(?:,| \()? ?(?:aged? )?\d{1,3}(?=[,.;)]|$| years| and )/gu;
/** Words with a capital that begin a sentence or belong to a date. */
const common =
  /^(?:the|a|an|in|on|at|of|for|from|to|by|as|and|or|but|with|after|before|during|since|this|that|these|those|it|its|he|she|they|we|his|her|their|our|both|all|some|no|one|two|three|four|five|six|seven|eight|nine|ten|about|among|near|between|when|while|where|who|what|if|how|more|most|many|new|added|updated|corrected|correction|january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|monday|tuesday|wednesday|thursday|friday|saturday|sunday)$/;
/** Words of the names of bodies, operations, documents and buildings. */
const ofBodies =
  /^(?:operation|inherent|resolve|command|central|combined|joint|task|force|forces|coalition|department|defen[cs]e|ministry|minister|secretary|office|army|navy|air|marine|corps|military|government|republic|kingdom|state|states|united|nations|islamic|international|committee|council|commission|court|group|union|party|human|rights|watch|media|press|news|agency|monthly|weekly|quarterly|report|reports|release|civilian|civilians|casualty|casualties|assessment|statement|article|note|editor|us|uk|un|usa|american|british|iraqi|syrian|somali|afghan|russian|ukrainian|french|dutch|german|turkish|yemeni|israeli|arab|arabic|english|kurdish|hospital|school|mosque|airport|camp|street|district|province|governorate|city|village|bridge|dam|old|east|west|north|south|eastern|western|northern|southern|upper|lower)$/;
/** A title before a name is that of somebody who speaks or commands. */
const titled =
  /(?:\b(?:col|gen|lt|maj|capt|sgt|brig|adm|cmdr|mr|ms|mrs|dr|prof|sir|colonel|general|major|captain|lieutenant|commander|admiral|president|secretary|minister|senator|ambassador|director|advis[eo]r|researcher|spokes\w+|reporter|editor)\.? )$/iu;
const ofHarm =
  /\b(?:kill\w*|dead|deaths?|die[ds]?|dying|victims?|named?|names|identif\w+|injur\w+|wound\w*|aged?|year-old|years old|bur(?:y|ied)|funeral|mother|father|sons?|daughters?|wife|husband|brothers?|sisters?|child(?:ren)?|bab(?:y|ies)|famil(?:y|ies)|relatives?|among them|them as|survived by)\b/iu;
const unreadScript = /(?:\p{Lo}{2,}[\s،]+){1,}\p{Lo}{2,}/u;

const wordsOfSpeakers: ReadonlySet<string> = new Set(
  builtInSpeakers.ids.flatMap((id) => fold(builtInSpeakers.nameOf(id) ?? '').split(' ')),
);

/**
 * Returns whether a passage may name people who were killed or injured. It says so where it is not sure: a passage that is
 * left out can be read at its source, and a name that was posted cannot be taken back. Names of bodies and places, and of
 * those who have a title, are none.
 */
export function mayNameVictims(passage: string): boolean {
  if (unreadScript.test(passage)) return true;
  if ([...passage.matchAll(withAge)].some(([found]) => isUnexplained(found.replace(/\W*(?:aged? )?\d.*$/, ''))))
    return true;
  const names = [...passage.matchAll(nameForm)].filter(
    ({ 0: found, index }) => !titled.test(passage.slice(0, index)) && isUnexplained(found, 2),
  );
  if (names.length === 0) return false;
  const words = passage.split(/\s+/).length;
  const named = names.reduce((sum, [found]) => sum + found.split(/\s+/).length, 0);
  return names.length > 1 || named * 2 >= words || ofHarm.test(passage);
}

/** Whether so many words are left of a name without those that any sentence, body or place has. */
function isUnexplained(found: string, fewest = 1): boolean {
  const words = found.split(/[ -]+/).filter((word) => !common.test(word.toLowerCase()));
  const own = words.join(' ');
  if (words.length < fewest || findPlace(own) !== null || countriesOf(own).length > 0) return false;
  return !words.some((word) => ofBodies.test(word.toLowerCase()) || wordsOfSpeakers.has(fold(word)));
}
