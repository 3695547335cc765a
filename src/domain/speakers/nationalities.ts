/**
 * What a text calls the forces of a family when it names their strikes: `a Turkish strike`, `Russian jets`. By family.
 * Syria's two families share a word, so that word does not distinguish them.
 */
export const nationalities: Readonly<Record<string, readonly string[]>> = {
  us: ['U.S.', 'US', 'American', 'CENTCOM', 'AFRICOM'],
  nato: ['NATO'],
  uk: ['British', 'UK', 'RAF'],
  nl: ['Dutch'],
  au: ['Australian'],
  be: ['Belgian'],
  dk: ['Danish'],
  fr: ['French'],
  de: ['German'],
  it: ['Italian'],
  ca: ['Canadian'],
  ru: ['Russian', 'Russia'],
  ua: ['Ukrainian', 'Ukraine'],
  az: ['Azerbaijani'],
  am: ['Armenian'],
  il: ['Israeli', 'IDF', 'Israel'],
  tr: ['Turkish', 'Turkey'],
  sa: ['Saudi', 'Saudi-led coalition'],
  ae: ['Emirati', 'UAE'],
  ye: ['Yemeni'],
  sy: ['Syrian'],
  'sy-assad': ['Syrian'],
  iq: ['Iraqi'],
  ir: ['Iranian', 'Iran'],
  jo: ['Jordanian'],
  lb: ['Lebanese'],
  eg: ['Egyptian'],
  ng: ['Nigerian'],
  ke: ['Kenyan'],
  so: ['Somali'],
  et: ['Ethiopian'],
  er: ['Eritrean'],
  ug: ['Ugandan'],
  cd: ['Congolese'],
  rw: ['Rwandan'],
  sd: ['Sudanese'],
  ml: ['Malian'],
  bf: ['Burkinabe'],
  ne: ['Nigerien'],
  td: ['Chadian'],
  cm: ['Cameroonian'],
  mz: ['Mozambican'],
  in: ['Indian'],
  pk: ['Pakistani'],
  af: ['Afghan'],
  mm: ['Myanmar', 'Burmese'],
  ph: ['Philippine'],
  th: ['Thai'],
  kh: ['Cambodian'],
  co: ['Colombian'],
};

/** Families whose forces flew or fired in Operation Inherent Resolve. They answer for strikes of the Coalition. */
export const coalitionMembers: readonly string[] = ['us', 'uk', 'nl', 'au', 'be', 'dk', 'fr', 'de', 'ca', 'it', 'jo'];

/** Families whose texts call another alliance the coalition: that of Saudi Arabia in Yemen. */
export const otherCoalition: readonly string[] = ['sa', 'ae', 'ye', 'eg', 'sd'];
