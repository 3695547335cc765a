import { nameOfSpeaker } from '../../../src/domain/speakers.ts';

/**
 * Labels write a body that the table of speakers may or may not have as `other:` and its usual name. A reading names the
 * same body by the id of a new row, or by the name as the text prints it.
 */
const namesOfBodies: readonly (readonly string[])[] = [
  ['Israel Defense Forces', 'Israeli Defense Forces', 'Israeli military', 'Israeli army', 'IDF', 'Israel'],
  ['Turkish Ministry of Defence', 'Turkish Defence Ministry', 'Turkish Armed Forces', 'Turkish military', 'Turkey'],
  ['Russian Ministry of Defence', 'Russian Defence Ministry', 'Russian military', 'Russia'],
  ['Saudi-led coalition', 'Joint Incidents Assessment Team', 'JIAT', 'Arab coalition', 'Saudi Arabia'],
  ['UAE Armed Forces', 'United Arab Emirates', 'UAE', 'Emirati armed forces'],
  ['Nigerian Air Force', 'Nigerian military', 'Nigerian Army', 'Nigeria', 'Defence Headquarters'],
  ['Kenya Defence Forces', 'KDF', 'Kenya'],
  ['Sudanese Armed Forces', 'SAF', 'Sudanese army', 'Sudan'],
  ['Ethiopian National Defense Force', 'ENDF', 'Ethiopian government', 'Ethiopian army', 'Ethiopia'],
  ['Pakistan Army', 'Inter-Services Public Relations', 'ISPR', 'Pakistani military', 'Pakistan'],
  ['Indian Army', 'Indian Ministry of Defence', 'Indian Air Force', 'India'],
  ['Myanmar military', 'Tatmadaw', 'Myanmar junta', 'Myanmar army'],
  ['Danish Ministry of Defence', 'Danish Defence Ministry', 'Danish Defence', 'Danish military', 'Denmark'],
  ['French Ministry of the Armed Forces', 'French Armed Forces Ministry', 'French military', 'French army', 'France'],
  ['German Ministry of Defence', 'German Defence Ministry', 'Bundeswehr', 'Germany'],
  ['Canadian Armed Forces', 'Canadian Department of National Defence', 'Canada'],
  ['NATO', 'International Security Assistance Force', 'ISAF', 'Resolute Support'],
  ['Colombian Ministry of Defence', 'Colombian Defence Ministry', 'Colombian military', 'Colombia'],
  ['Iraqi Joint Operations Command', 'Iraqi military', 'Iraqi Ministry of Defence'],
  ['Afghan Ministry of Defence', 'Afghan Defence Ministry', 'Afghan Air Force'],
  ['Burkina Faso army', 'Burkinabe army'],
  ['Malian army', 'Malian Armed Forces', 'FAMa'],
  ['Philippine military', 'Armed Forces of the Philippines', 'AFP'],
  ['Ukrainian General Staff', 'Armed Forces of Ukraine', 'Ukrainian military'],
  ['UNAMA', 'United Nations', 'OHCHR', 'UN Human Rights Office', 'UNAMI', 'un'],
];

function words(name: string): string {
  return name
    .toLowerCase()
    .replace(/^other:/, '')
    .replace(/[’']s?\b/g, '')
    .replace(/defense/g, 'defence')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .replace(/\b(?:the|of|for|s)\b/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

const bodyOf = new Map(namesOfBodies.flatMap((names, index) => names.map((name) => [words(name), index])));

function isSameBody(wanted: string, read: string): boolean {
  if (wanted === read) return true;
  const isOpen = wanted.startsWith('other:') || read.startsWith('other:');
  if (!isOpen) return false;
  const [one, other] = [wanted, read].map((id) => words(nameOfSpeaker(id) ?? id));
  if (one === undefined || other === undefined || one === '' || other === '') return false;
  if (one === other) return true;
  const [body, otherBody] = [bodyOf.get(one), bodyOf.get(other) ?? bodyOf.get(words(read))];
  return body !== undefined && body === otherBody;
}

/** Returns whether both name the same bodies, in any order. */
export function areSameBodies(wanted: readonly string[], read: readonly string[]): boolean {
  return (
    wanted.length === read.length &&
    wanted.every((id) => read.some((one) => isSameBody(id, one))) &&
    read.every((id) => wanted.some((one) => isSameBody(one, id)))
  );
}
