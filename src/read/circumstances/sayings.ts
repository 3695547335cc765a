import type { CircumstanceKind, CircumstanceSense } from '../../domain/circumstances.ts';
import type { TokenClass } from '../lexicon/classes.ts';
import { phrasePattern } from './phrasing.ts';

type SaidKind = Exclude<CircumstanceKind, 'women' | 'children' | 'names'>;

export interface SayingRule<Kind extends SaidKind = SaidKind> {
  readonly name: string;
  readonly kind: Kind;
  readonly sense: CircumstanceSense<Kind> | null;
  readonly patterns: readonly RegExp[];
  /** Classes that may precede the phrase and do not refuse it. */
  readonly allows: readonly TokenClass[];
  /** One sentence each that the rule recognises. `test/read/circumstances/sayings.test.ts` holds it to them. */
  readonly examples: readonly string[];
}

interface RuleParts {
  readonly phrases: readonly string[];
  readonly examples: readonly string[];
  readonly allows?: readonly TokenClass[];
}

function rule<Kind extends SaidKind>(
  kind: Kind,
  [name, sense]: readonly [string, CircumstanceSense<Kind> | null],
  { phrases, examples, allows = [] }: RuleParts,
): SayingRule<Kind> {
  return { name, kind, sense, patterns: phrases.map(phrasePattern), allows, examples };
}

/** Why civilians were killed. */
const causes = [
  rule('cause', ['struck-wrong-place', 'wrong-place'], {
    phrases: [
      '{hit} ~ the|a wrong {place}',
      'the wrong {coordinates}',
      'missed {its} [intended] target|targets',
      'fell|landed|impacted short of {its} [intended] target|targets',
      '{hit} ~ {place} instead of {its} [intended] target|targets',
    ],
    examples: ['The missile struck the wrong house.', 'The bomb missed its intended target.'],
  }),
  rule('cause', ['misidentified', 'misidentified'], {
    phrases: [
      'misidentified ~ as|for',
      '{been} misidentified',
      'mistook ~ for',
      'mistaken for [the] [armed] {fighter}',
      '{wrongly} {identified} ~ as|for|to ~ {fighter}',
      '{been} {wrongly} {identified}',
    ],
    examples: ['The crew mistook the farmers for militants.', 'The family was misidentified.'],
  }),
  rule('cause', ['secondary-explosion', 'secondary-explosion'], {
    phrases: [
      '{killed} ~~ {because} ~ {secondary}',
      '{secondary} ~ killed|caused|resulted|led',
      '{secondary} ~ which|that ~ killed|caused',
    ],
    examples: ['Two civilians were killed by a secondary explosion.'],
  }),
  rule('cause', ['weapon-failed', 'malfunction'], {
    phrases: ['{because} ~ {failure}', '{weapon} ~ malfunctioned', '{weapon} failed to guide|track'],
    examples: ['The missile hit the house because of a technical failure.', 'The weapon malfunctioned.'],
  }),
  rule('cause', ['entered-late', 'entered-late'], {
    phrases: [
      '{entered} ~ {zone} ~ after|as|when|while|moments|seconds|before|just|once ~~ released|launched|fired|{weapon}',
    ],
    examples: ['The civilians entered the target area after the weapon was released.'],
  }),
  rule('cause', ['presence-unknown', 'presence-unknown'], {
    phrases: [
      'unaware ~ {civilians} ~ {present}',
      'unaware of the presence of ~ {civilians}',
      "not|n't aware|know|known ~ {civilians} ~ {present}",
      "not|n't aware|know|known of|about the presence of ~ {civilians}",
      'without knowing ~ {civilians} ~ {present}',
    ],
    examples: ['The pilots did not know that civilians were inside.'],
  }),
  rule('cause', ['crossfire', 'crossfire'], {
    phrases: ['caught in [the] [a] crossfire', '{killed} in [the] [a] crossfire'],
    examples: ['The three civilians were caught in the crossfire.'],
  }),
];

const act = 'the|this|that|its|their|both|these|those|each ~ {act}';

/** Whether the act was lawful. What a force says of all that it does is no finding. */
const legalFindings = [
  rule('legalFinding', ['complied-with-law', 'lawful'], {
    phrases: [
      `${act} ~~ {complied} [the] ~ {law}`,
      'found|concluded|determined|assessed that it|they {complied} [the] ~ {law}',
      `${act} {been} [legally] lawful|legal`,
    ],
    examples: ['The investigation found that the strike complied with the law of armed conflict.'],
  }),
  rule('legalFinding', ['violated-law', 'unlawful'], {
    phrases: [
      '{violated} [the] ~ {law}',
      `${act} {been} [an] [a] [clearly] unlawful|illegal`,
      `${act} ~ was|is|were|are|constituted|constitutes|constitute [a] [an] {crime}`,
      `${act} ~ amounted|amounts to [a] [an] {crime}`,
      'it was|constituted|constitutes [a] [an] {crime}',
    ],
    examples: ['The attack violated international humanitarian law.', 'This strike was a war crime.'],
  }),
  rule('legalFinding', ['possible-violation', 'possibly-unlawful'], {
    phrases: [
      'may|might|could [have] [also] [well] amount|constitute|be|amounted|constituted|been [to] [a] [an] {crime}',
      'may|might|could [have] [also] [well] violate|violated|breach|breached [the] ~ {law}',
      'appears|appear|appeared|seems|seem to [have] be|been|amount|constitute|amounted|constituted [to] [a] [an] {crime}',
      'appears|appear|appeared|seems|seem to have violated|breached [the] ~ {law}',
      'possible|apparent|potential war crime|crimes',
      'apparent|apparently|possible|possibly unlawful|indiscriminate',
      'investigated as [a] [possible] war crime|crimes',
    ],
    allows: ['DEMAND'],
    examples: ['The strike may amount to a war crime.', 'It must be investigated as a war crime.'],
  }),
];

const payments = [
  rule('payment', ['payment-made', 'paid'], {
    phrases: [
      '{gave} ~ {payment}',
      '{payment} {been} [since] [also] [later] {gave}',
      'paid [the] [each] [two] [both] [bereaved] {kin} [up] [to] \\$|£|€|compensation',
      'compensated ~ {kin}',
    ],
    examples: ['The ministry has paid compensation to the families.', 'A condolence payment was made.'],
  }),
  rule('payment', ['payment-offered', 'offered'], {
    phrases: ['{offers} ~ {payment}', '{offers} to compensate'],
    examples: ['The army has offered an ex gratia payment.', 'The command will pay compensation.'],
  }),
  rule('payment', ['no-payment', 'none'], {
    phrases: [
      '{gave}|offered no [such] ~ {payment}',
      "not|never|n't [yet] {gave}|{give}|offered [any] ~ {payment}",
      'no|neither [such] ~ {payment} {been}',
      'without [any] {payment}',
      '{refused} [to] [{give}] [them] [the] [{kin}] [any] {payment}',
      '{refused} to compensate',
      "not|never|n't [been] [yet] compensated",
    ],
    examples: ['The command has paid no compensation.', 'No condolence payments have been made.'],
  }),
];

const apologies = [
  rule('apology', ['apologised', 'apologised'], {
    phrases: ['{apologise}', '{express} ~ {apology}', 'is|are|am|was|were [deeply] [very] [truly] [so] sorry'],
    examples: ['We apologise to the families.', 'The minister issued a formal apology.'],
  }),
  rule('apology', ['regretted', 'regretted'], {
    phrases: [
      'regret|regrets|regretted the|this|that|any|all|every|these|its|our|their|what',
      '{express} ~ {sympathy}',
      '{sincere} [and] [most] {sympathy}',
      'condolences to|for|go|are',
    ],
    examples: ['The Coalition regrets the loss of life.', 'We offer our condolences to the families.'],
  }),
  rule('apology', ['no-apology', 'none'], {
    phrases: [
      '{refused} to {apologise}',
      "not|never|n't [yet] [publicly] [formally] {apologise}",
      'no|without [formal] [official] [public] [an] [any] {apology}',
      'without apologising|apologizing',
    ],
    examples: ['The army has not apologised.', 'There was no apology.'],
  }),
];

const demands = [
  rule('callForInvestigation', ['called-for-investigation', null], {
    phrases: [
      '{calls} ~a {inquiry}',
      '{calls} ~~ to [now] [promptly] [urgently] [fully] {investigate}',
      '{calls} ~~ to be [now] [promptly] [fully] [independently] investigated',
      '{calls} ~~ to [now] [promptly] [urgently] {open} ~a {inquiry}',
      '{must} [now] [promptly] [urgently] {investigate}',
      '{must} be [independently] [promptly] [thoroughly] [fully] [properly] investigated',
      '{must} [now] [promptly] [urgently] {open} ~a {inquiry}',
    ],
    allows: ['DEMAND'],
    examples: [
      'Amnesty International called for an independent investigation.',
      'The army must investigate this strike.',
    ],
  }),
  rule('callForReparation', ['called-for-reparation', null], {
    phrases: [
      '{calls} ~~ {payment}|{compensate}',
      '{must} [also] [fully] [promptly] compensate',
      '{must} [also] be [fully] [promptly] [adequately] compensated',
      '{must} [also] [now] {give} ~~ {payment}|redress',
    ],
    allows: ['DEMAND'],
    examples: ['It urged the army to compensate the families.', 'The families must receive compensation.'],
  }),
];

/** In each kind, the first rule that holds in the first sentence wins. */
export const sayingRules: readonly SayingRule[] = [...causes, ...legalFindings, ...payments, ...apologies, ...demands];
