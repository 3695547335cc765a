import type { CircumstanceKind } from '../../../src/domain/circumstances.ts';

/** A number, a sense, or `true` where the kind is only said. */
type Said = Partial<Readonly<Record<CircumstanceKind, number | string | true>>>;

export interface Example {
  /** Follows the lead of the force that admits, or of the body that documents. */
  readonly after: 'force' | 'body';
  readonly sentence: string;
  /** All that the text states; nothing where empty. */
  readonly states: Said;
}

/** Each lead states the toll. The sentences are our own. */
export const leads = {
  force: {
    publisher: 'africom',
    text: 'U.S. Africa Command acknowledged that its airstrike near Jilib, Somalia, on 2 February 2024 killed nine civilians.',
  },
  body: {
    publisher: 'amnesty',
    text: 'Amnesty International documented that a US air strike near Jilib, Somalia, on 2 February 2024 killed nine civilians.',
  },
} as const;

const force = (sentence: string, states: Said = {}): Example => ({ after: 'force', sentence, states });
const body = (sentence: string, states: Said = {}): Example => ({ after: 'body', sentence, states });

export const examples: readonly Example[] = [
  // Who was killed.
  force('Among the dead were two women and six children.', { women: 2, children: 6 }),
  force('Three of the dead were children.', { children: 3 }),
  force('The dead include a woman and at least four children.', { women: 1, children: 4 }),
  force('The strike killed nine civilians, including three boys and two girls.', { children: 5 }),
  force('Nine civilians were killed, seven of them children.', { children: 7 }),
  force('Nine civilians, including four children, were killed in the strike.', { children: 4 }),
  force('The strike led to the deaths of two women.', { women: 2 }),
  force('A woman and her child were killed.', { women: 1, children: true }),
  force('Nine civilians died, mostly women and children.', { women: true, children: true }),
  body('Four children were killed in the house.', { children: 4 }),
  body('The victims were named as Amal Haddad and Omar Haddad.', { names: true }),
  body('The dead were Amal Haddad, 34, and Omar Haddad, 6.', { names: true }),
  // Who was not, or not for certain.
  force('Six others were injured, including three children.'),
  force('The strike killed nine civilians and wounded four, including two children.'),
  force('Two children were injured.'),
  force('The strike hit a building beside a children’s hospital.'),
  force('A women’s rights group works in the town.'),
  force('The command met Save the Children in March.'),
  force('Women in the town returned to their work.'),
  force('No children were killed.'),
  force('The dead may include two children.'),
  force('Residents said that six children were killed.'),
  force('It is not true that four children were killed.'),
  force('The command is examining whether three of the dead were children.'),
  force('The command could not confirm that three women were killed.'),
  force('Twelve of the dead were children.'),
  force('A separate strike in 2021 killed two women.'),
  force('Two children survived the strike.'),
  body('The strike also killed Amal Haddad, a commander of al-Shabaab.'),
  body('Donatella Rossi, 41, leads the research team, said Amnesty International.'),
  // Why.
  force('The missile struck the wrong house.', { cause: 'wrong-place' }),
  force('The bomb missed its intended target.', { cause: 'wrong-place' }),
  force('The crew mistook the farmers for militants.', { cause: 'misidentified' }),
  force('The family was misidentified.', { cause: 'misidentified' }),
  force('The civilians were killed by a secondary explosion.', { cause: 'secondary-explosion' }),
  force('The house was hit because of a technical failure.', { cause: 'malfunction' }),
  force('The civilians entered the target area after the weapon was released.', { cause: 'entered-late' }),
  force('The pilots did not know that civilians were inside.', { cause: 'presence-unknown' }),
  force('The nine civilians were caught in the crossfire.', { cause: 'crossfire' }),
  force('The command denied that the missile struck the wrong house.'),
  force('The missile may have struck the wrong house.'),
  force('Residents said that the missile struck the wrong house.'),
  force('The command found no evidence that the weapon malfunctioned.'),
  force('The command is investigating whether the missile struck the wrong house.'),
  force('Secondary explosions were seen after the strike.'),
  force('The strike hit the right house at the wrong time of day.'),
  force('An earlier strike struck the wrong house.'),
  force('The missile did not miss its target.'),
  force('The report misidentified the location of the village.'),
  // Whether it was lawful.
  force('The review found that the strike complied with the law of armed conflict.', { legalFinding: 'lawful' }),
  force('The strike was conducted in accordance with international humanitarian law.', { legalFinding: 'lawful' }),
  body('The attack violated international humanitarian law.', { legalFinding: 'unlawful' }),
  body('The strike may amount to a war crime.', { legalFinding: 'possibly-unlawful' }),
  body('The killings must be investigated as a possible war crime.', {
    legalFinding: 'possibly-unlawful',
    callForInvestigation: true,
  }),
  force('The command complied with the request of the government.'),
  force('The command always complies with the law of armed conflict.'),
  force('All strikes are planned in accordance with the law of armed conflict.'),
  force('The command rejects the claim that the strike was a war crime.'),
  force('The strike hit a court that tries war crimes.'),
  force('The strike hit a town where fishing is illegal.'),
  body('If the strike was deliberate, it was a war crime.'),
  // Money.
  force('The command has paid compensation to the families.', { payment: 'paid' }),
  force('Condolence payments were made in March.', { payment: 'paid' }),
  force('The command has offered an ex gratia payment.', { payment: 'offered' }),
  force('The command has paid no compensation.', { payment: 'none' }),
  body('No condolence payments have been made.', { payment: 'none' }),
  force('The command received a request for compensation.'),
  force('The commander paid tribute to the families.'),
  force('The soldiers were paid in March.'),
  force('The command may pay compensation.'),
  force('The command denied that it had paid compensation.'),
  // An apology.
  force('We apologise to the families.', { apology: 'apologised' }),
  force('The command deeply regrets the loss of life.', { apology: 'regretted' }),
  force('We offer our condolences to the families.', { apology: 'regretted' }),
  body('There was no apology.', { apology: 'none' }),
  force('Regrettably, the strike was near a road.'),
  force('The governor said that the command must apologise.'),
  force('The president of Freedonia apologised for the delay.'),
  // What is asked for.
  body('Amnesty International called for an independent investigation.', { callForInvestigation: true }),
  body('Amnesty International urged the United States to compensate the families.', { callForReparation: true }),
  body('The families must receive compensation.', { callForReparation: true }),
  body('Amnesty International called for calm.'),
  body('An investigation found that nine civilians died.'),
  body('Residents called for an investigation.'),
  force('The command rejected calls for an investigation.'),
  force('The command called for patience while the investigation goes on.'),
  force('The command ordered an investigation.'),
  force('The command requested more information about the house.'),
  // Of somebody else.
  force('The militants paid compensation to families in Jilib.'),
  force('Al-Shabaab killed two children in the same town.'),
  force('Al-Shabaab apologised for its bombing.'),
  force('The strike killed a militant who had struck the wrong house in a raid.'),
  force('The militants violated international humanitarian law by hiding among civilians.'),
  force('Somali forces killed two children.'),
  force('Two children were killed in Gobanle.'),
  force('The command expressed sympathy for the victims of al-Shabaab.'),
  force('The command regrets that its answer was late.'),
  force('We are sorry for the delay.'),
  force('We are sorry for the deaths.', { apology: 'apologised' }),
  force('The command paid the families a visit.'),
  force('The command paid the families $5,000 each.', { payment: 'paid' }),
  force('A strike on al-Shabaab killed two children.', { children: 2 }),
  force('The strike killed nine civilians and two fighters, including a woman.'),
  body('The army called for an investigation into the leak.'),
  body('Amnesty International demanded the release of the investigation.'),
  body('Amnesty International urged the United States to investigate the killings.', { callForInvestigation: true }),
  body('Amnesty International called for an investigation into the missing files.'),
  body('Al-Shabaab may have committed war crimes.'),
];
