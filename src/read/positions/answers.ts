import type { PositionKind } from '../../domain/relations/positions.ts';
import type { Rule } from './rules.ts';

/**
 * The wordings in which a belligerent says that it did what was demanded. A sentence needs every part of a rule. Few forms are
 * taken: what closes a demand by mistake is worse than a demand that stays open.
 */

/** What is planned, asked, refused or not certain is not done. */
const notDone =
  /\?\s*["”’]?$|\b(?:will|would|shall|may|might|could|should|must|can|cannot|if|whether|unless|plan(?:s|ned)?|intends?|hopes?|considers?|considering|consider|to be|not|no|never|without|nor|neither|none|den(?:y|ies|ied)|declin\w+|refus\w+|reject\w+|call(?:s|ed|ing)? (?:for|on)|ask(?:s|ed|ing)? (?:for|us)|demand\w*|urg\w+|alleg\w+|reportedly)\b|n['’]t\b/iu;

/** A reply may quote what was demanded of the body. */
const noReply = /\?\s*["”’]?$|\b(?:will|would|not|never|declin\w+|refus\w+)\b|n['’]t\b/iu;

/** Returns whether a sentence says of what a rule finds that it was not done, or may not have been. */
export function isNotDone(sentence: string, kind: PositionKind): boolean {
  return (kind === 'replies' ? noReply : notDone).test(sentence);
}

/** The body itself did it: others are named in other words. */
const own =
  '(?:we|the (?:(?:US|U\\.S\\.)-led )?(?:coalition|command|task force|department|ministry|army|air force|military|joint staff|force|government|alliance)|CJTF-OIR|CENTCOM|AFRICOM|(?:U\\.?S\\.? )?(?:Central|Africa) Command)';
/** Words between the body and its verb. */
const did = `\\b${own}\\b(?: (?:has|have|had|also|since|then|therefore|itself|already|now)){0,3} `;

export const answerRules: readonly Rule[] = [
  {
    name: 'replies-to-a-publication',
    kind: 'replies',
    parts: [
      /\b(?:respond(?:ing|s|ed)? to|in (?:response|reply|answer) to|repl(?:ying|ies|ied) to|in reaction to)\b[^.;]{0,120}\b(?:statement|report|publication|findings|letter|article|investigation|research)\b/iu,
    ],
    examples: ['This is in response to the statement that Amnesty International published on Friday.'],
  },
  {
    name: 'opened-an-investigation',
    kind: 'investigated',
    parts: [
      new RegExp(
        `${did}(?:opened|launched|ordered|commissioned|began|begun|started|completed|concluded|finished) (?:an?|the|its|our|this) (?:[\\w-]+ ){0,3}(?:investigation|inquiry)\\b`,
        'iu',
      ),
    ],
    examples: [
      'The command has opened an independent investigation into the strike.',
      'We have since completed a formal inquiry.',
    ],
  },
  {
    name: 'paid-survivors',
    kind: 'paid',
    parts: [
      new RegExp(
        `${did}(?:paid|compensated|offered|made) (?:[\\w-]+ ){0,4}(?:compensation|condolence|ex gratia|solatia|payments?|reparations?|famil(?:y|ies)|survivors|relatives)\\b`,
        'iu',
      ),
    ],
    examples: [
      'The Department has paid compensation to the family.',
      'The ministry made condolence payments to the relatives of those killed.',
    ],
  },
  {
    name: 'gives-the-reason',
    kind: 'explained',
    parts: [
      /\b(?:the (?:reason|cause) (?:for|of) (?:the|these|those|this) (?:\w+ ){0,3}(?:deaths?|strike|harm|casualties) (?:was|were|is)|(?:deaths?|casualties|harm) (?:occurred|happened|(?:was|were) caused) (?:because|due to))\b/iu,
    ],
    examples: [
      'The reason for the deaths was a building that had been mistaken for a depot.',
      'These deaths occurred because two civilians entered the target area.',
    ],
  },
  {
    name: 'published-files',
    kind: 'disclosed',
    parts: [
      new RegExp(
        `${did}(?:published|released|disclosed|declassified|made public) (?:[\\w-]+ ){0,4}(?:dates|locations|coordinates|files|findings|records|assessments?|results|list|footage|data)\\b`,
        'iu',
      ),
    ],
    examples: ['The Coalition has published the dates and locations of these strikes.'],
  },
  {
    name: 'went-to-the-site',
    kind: 'visited',
    parts: [
      new RegExp(
        `${did}(?:visited (?:the |each |all )?(?:\\w+ )?(?:sites?|scene)|interviewed (?:[\\w-]+ ){0,3}(?:survivors|witnesses)|spoke with (?:[\\w-]+ ){0,3}(?:survivors|witnesses))\\b`,
        'iu',
      ),
    ],
    examples: ['The task force visited the site in June.', 'We have interviewed survivors of the strike.'],
  },
];
