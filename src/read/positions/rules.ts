import type { PositionKind } from '../../domain/relations/positions.ts';

/** The wordings of demands and positions. A sentence needs every part of a rule. */

export interface Rule {
  readonly name: string;
  readonly kind: PositionKind;
  readonly parts: readonly RegExp[];
  /** Sentences that have to be found, of which a test reads each. */
  readonly examples: readonly string[];
}

/** Somebody is asked to do it: the statement's author asks, or it says that it has to be done. */
const demand =
  /\b(?:must|should|ought to|ha(?:s|ve) to|needs?(?: (?:for|to|a|an))?|necessary|overdue|calls? (?:for|on)|call(?:ed|ing) (?:for|on)|urg(?:es?|ed|ing)|demand(?:s|ed|ing)?|ask(?:s|ed|ing)? (?:for|that|the)|want(?:s|ed)? (?:to see|the)|right to)\b/iu;
const harm = /\b(?:civilians?|casualt(?:y|ies)|deaths?|dead|killed|killings?|harm|toll|victims?|devastation)\b/iu;
const refuses =
  /\b(?:fail(?:s|ed|ure|ing)?|refus(?:es?|ed|al|ing)|declin(?:es?|ed)|never|not|no|without|yet to|neglect(?:s|ed)?)\b/iu;

export const rules: readonly Rule[] = [
  {
    name: 'calls-for-investigation',
    kind: 'investigation',
    parts: [
      demand,
      /\b(?:independent|impartial|thorough|effective|transparent|full|proper|prompt|credible|genuine|international)\b[\w ,-]{0,60}\b(?:investigat\w+|inquir(?:y|ies)|enquir(?:y|ies)|probes?)\b|\binvestigate (?:each|every|all|these|this|the|it|them)\b/iu,
    ],
    examples: [
      'There must be an independent and impartial investigation of the strike.',
      'The alliance should investigate each of these deaths.',
    ],
  },
  {
    name: 'calls-for-reparation',
    kind: 'reparation',
    parts: [demand, /\b(?:reparations?|compensat(?:e|ed|ion)|redress|restitution|amends)\b/iu],
    examples: ['Families need full reparation.', 'We call on the ministry to compensate the survivors.'],
  },
  {
    name: 'no-reasons-given',
    kind: 'reasons',
    parts: [
      refuses,
      /\b(?:giv(?:e|en|ing)|provid(?:e|ed|ing)|offer(?:ed|ing)?|stat(?:e|ed|ing)|explain(?:ed|ing)?)\b[\w ,]{0,40}\b(?:reasons?|explanations?|why|what went wrong)\b/iu,
    ],
    examples: ['The command has not provided any reasons for these deaths.'],
  },
  {
    name: 'asks-for-reasons',
    kind: 'reasons',
    parts: [demand, /\b(?:explain|explanations?|account for|reasons? (?:for|why))\b/iu],
    examples: ['The ministry must explain why the house was hit.'],
  },
  {
    name: 'calls-for-disclosure',
    kind: 'disclosure',
    parts: [
      demand,
      /\b(?:publish|disclose|release|make public|declassify)\b[\w ,]{0,50}\b(?:details?|dates?|locations?|findings|files?|records?|data|information|results?|names?|investigations?|footage|reports?|list)\b/iu,
    ],
    examples: ['The force should publish the dates and locations of all its strikes.'],
  },
  {
    name: 'in-denial',
    kind: 'denial',
    parts: [
      /\b(?:in (?:deep |total )?denial (?:about|of|over)|(?:understat|underreport|undercount|downplay|minimi[sz])(?:es|ed|e|s|ing)?\b)/iu,
      harm,
    ],
    examples: [
      'The ministry is in denial about the civilian toll.',
      'The force vastly understates the number of deaths.',
    ],
  },
  {
    name: 'fraction-of-the-dead',
    kind: 'denial',
    parts: [/\b(?:a (?:small |tiny |mere )?fraction of|only a (?:small )?part of|tip of the iceberg)\b/iu, harm],
    examples: ['What was acknowledged is a fraction of the deaths that we documented.'],
  },
  {
    name: 'no-investigation-on-site',
    kind: 'no-visit',
    parts: [
      refuses,
      /\b(?:investigat(?:e|ed|ions?)|visit(?:ed|s)?|go|gone|interview(?:ed|s)?|spoke|spoken|speak(?:ing)?)\b[\w ,]{0,40}\b(?:on the ground|on site|at the (?:scene|site)|the (?:sites?|scene)|witnesses|survivors)\b/iu,
    ],
    examples: ['The force has failed to carry out investigations on the ground.'],
  },
  {
    name: 'admitted-when-documented',
    kind: 'prompted',
    parts: [
      /\b(?:admi(?:t\w*|ssions?)|acknowledg\w+|accept(?:ed|s)?|owned up)\b/iu,
      /\b(?:only (?:happened |came |did so )?(?:after|because|when|once)|came only after)\b/iu,
      /\b(?:investigated|documented|brought to (?:its|their) attention|raised|reported|submitted|found|evidence)\b/iu,
    ],
    examples: ['It has admitted deaths only after others documented them.'],
  },
];
