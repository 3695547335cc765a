import { phrases } from './phrases.ts';

/**
 * Words of who was killed and what followed, by the name that a rule of `read/circumstances` has for them. In lower case, as a
 * token prints them: without hyphens, in British spelling where `spelled` knows it.
 */
export const circumstanceWords = {
  woman: phrases(`
    women, woman, civilian women, civilian woman, civilian females, civilian female, females, female, wives, wife
  `),
  child: phrases(`
    children, child, infants, infant, babies, baby, toddlers, minors, schoolchildren, kids, girls, girl, boys, boy
  `),
  both: phrases('women and children, children and women'),
  hit: phrases('hit, struck, bombed, targeted, attacked, shelled, destroyed'),
  place: phrases(`
    house, houses, home, building, buildings, compound, compounds, target, vehicle, car, convoy, location, site, village,
    place, address, farm, boat, camp
  `),
  its: phrases('its, their, the, his, her'),
  coordinates: phrases('coordinates, grid, grid reference, location data'),
  wrongly: phrases('wrongly, mistakenly, incorrectly, erroneously, falsely'),
  identified: phrases('identified, believed, assessed, thought, judged, classified, assumed, taken'),
  fighter: phrases(`
    militants, militant, fighters, fighter, terrorists, terrorist, insurgents, insurgent, combatants, combatant, soldiers,
    gunmen, members, enemy, extremists, rebels
  `),
  secondary: phrases(
    'secondary explosion, secondary explosions, secondary blast, secondary blasts, secondary detonations',
  ),
  because: phrases(`
    because of, because, due to, caused by, as a result of, the result of, after, when, following, in, by, from, through
  `),
  killed: phrases('killed, died, dead, killing, deaths, death, perished'),
  weapon: phrases(`
    weapon, weapons, munition, munitions, missile, missiles, bomb, bombs, shell, shells, rocket, rockets, guidance system
  `),
  failure: phrases(`
    malfunction, malfunctions, technical failure, technical fault, technical error, weapon failure, guidance failure,
    mechanical failure, system failure, weapons malfunction, weapon malfunction
  `),
  entered: phrases(
    'entered, drove into, walked into, moved into, came into, ran into, arrived in, appeared in, arrived at',
  ),
  zone: phrases(`
    target area, strike area, blast area, impact area, target zone, strike zone, blast zone, impact zone, blast radius,
    area, target site, strike site, engagement area
  `),
  civilians: phrases('civilian, civilians, families, women, children, noncombatants, residents'),
  present: phrases('present, inside, presence, there, nearby, in the building, in the house, in the area'),
  act: phrases(`
    strike, strikes, airstrike, airstrikes, air strike, air strikes, drone strike, attack, attacks, raid, raids, bombing,
    shelling, operation, engagement, action, actions, use of force, conduct, killing, killings, incident, shooting
  `),
  complied: phrases(`
    complied with, had complied with, was conducted in accordance with, were conducted in accordance with,
    was carried out in accordance with, were carried out in accordance with, was in accordance with,
    were in accordance with, was in compliance with, were in compliance with, was consistent with, were consistent with,
    was compliant with, was conducted in compliance with, were conducted in compliance with, did not violate,
    did not breach, had not violated
  `),
  law: phrases(`
    law of armed conflict, laws of armed conflict, law of war, laws of war, international humanitarian law,
    international law, loac, ihl, geneva conventions
  `),
  violated: phrases(`
    violated, breached, contravened, was a violation of, were violations of, was in violation of, were in violation of,
    was a breach of, was in breach of
  `),
  crime: phrases(`
    war crime, war crimes, unlawful attack, unlawful attacks, unlawful killing, unlawful killings, indiscriminate attack,
    indiscriminate attacks, crime against humanity
  `),
  payment: phrases(`
    condolence payment, condolence payments, condolence money, ex gratia payment, ex gratia payments, ex gratia,
    solatia, solatia payment, solatia payments, solatium, compensation, financial compensation, compensation payment,
    compensation payments, reparation, reparations, blood money, diya, amends
  `),
  kin: phrases(`
    family, families, relatives, survivors, victims, next of kin, widow, bereaved, kin
  `),
  gave: phrases(`
    paid, made, provided, given, gave, issued, awarded, disbursed, received, delivered
  `),
  give: phrases('pay, make, provide, give, issue, offer, receive, paying, making, providing, giving, offering'),
  been: phrases('was, were, has been, have been, had been'),
  offers: phrases(`
    offered, offers, will pay, will offer, will provide, will make, promised, pledged, agreed to pay, plans to pay,
    intends to pay, agreed to make, is prepared to pay
  `),
  refused: phrases('refused, declined, failed, refuses, neglected, has yet, have yet, denied, rejected'),
  apologise: phrases('apologise, apologize, apologises, apologizes, apologised, apologized'),
  apology: phrases('apology, apologies'),
  express: phrases(`
    express, expresses, expressed, offer, offers, offered, extend, extends, extended, convey, conveys, conveyed, send,
    sends, sent, issued, issues, made, gave
  `),
  sympathy: phrases('regret, regrets, regret for, condolences, condolences for, sympathy, sympathies, sorrow, sadness'),
  sincere: phrases('our, its, their, deep, deepest, deeply, sincere, sincerest, heartfelt, profound'),
  calls: phrases(`
    calls for, called for, calling for, calls on, called on, calling on, call on, call for, urges, urged, urging,
    demands, demanded, demanding, asked for, asks for, requests, requested, presses for, pressed for, appealed for,
    appeals for, recommends, recommended
  `),
  inquiry: phrases('investigation, investigations, inquiry, inquiries, enquiry, probe'),
  investigate: phrases('investigate, investigated'),
  must: phrases('must, should, needs to, need to, ought to, has to, have to'),
  open: phrases('open, launch, conduct, order, ensure, allow, begin, hold, establish, carry out'),
  compensate: phrases('compensate, compensated, compensating, redress'),
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type CircumstanceWord = keyof typeof circumstanceWords;

/** Phrases that have a word of a circumstance and say nothing of it. */
export const unrelatedPhrases: readonly string[] = phrases(`
  children's hospital, children's hospitals, women's hospital, maternity hospital, save the children, women's rights,
  women's rights group, children's rights, women's organisation, women's day, women's protection units, boys' school,
  girls' school, girls school, boys school, children's charity, united nations children's fund, law enforcement,
  court of human rights, paid tribute, pays tribute, pay tribute, paid attention, pay attention, paid a visit,
  regrettably, unfortunately, pay close attention, red crescent, an investigation found, an investigation concluded,
  the investigation found, the investigation concluded, after an investigation, after investigating, lawmaker, lawmakers,
  investigation was completed, completed its investigation, after a review of, after review of, after reviewing,
  following a review of, after an assessment of
`);

/**
 * Stems of the words with which a text could state a circumstance, wider than what any rule understands. A part of a text that
 * has none of them does not state it. A part that has one, and no rule that explains it, was not understood. One of up to four
 * letters is a whole word or its plural.
 */
export const circumstanceStems = {
  women: phrases(`
    women, woman, female, girl, wife, wives, mother, daughter, sister, aunt, grandmother, niece, widow, bride, pregnan,
    lady, ladies, famil, she, her, couple, relative, household, villager
  `),
  children: phrases(`
    child, kid, boy, girl, infant, baby, babies, toddler, minor, teen, teenage, adolescen, son, daughter, student, pupil,
    newborn, juvenile, orphan, youth, young, aged, year old, years old, year-old, month old, months old, month-old,
    under 18, famil, grandson, nephew, niece, brother, sister, sibling, nursery, school, twin, relative, household
  `),
  names: phrases(`
    named, name, identified, identities, known as, aged, year old, years old, year-old, mr, mrs, ms, victim, called,
    obituary, identity
  `),
  cause: phrases(`
    because, due to, cause, causing, mistak, mistook, wrong, error, misident, misfire, malfunction, secondary, explo,
    detonat, unaware, aware, know, known, knew, accident, coordinate, off target, missed, short of, collaps, crossfire,
    cross fire, caught, proximity, entered, believ, thought, intelligence, fail, fault, technical, result of, reason,
    why, led to, shield, instead, blast, debris, fragment, ricochet, stray, unexpected, appeared, drove, walked, moved,
    human factor, assum, confus, incorrect, inaccura, glitch, drift, wind, presence, present, explain, blame
  `),
  legalFinding: phrases(`
    law, lawful, lawyer, legal, illegal, unlawful, crime, criminal, loac, ihl, rules of engagement, proportion, disproportion,
    precaution, violat, breach, geneva, humanitarian, accord, compli, comply, justif, unjustif, court, liab, prosecut,
    neglig, misconduct, disciplin, accountab, wrongdoing, indiscriminate, distinction, convention, tribunal, jurisdict,
    guilt, convict, charge, sentenced
  `),
  payment: phrases(`
    pay, paid, payment, paying, compensat, condolence, gratia, solati, amends, reparation, indemn, redress, dollar,
    money, financ, $, €, £, restitution, diya, fund, settlement, cash, sum of, assistance, remed
  `),
  apology: phrases(`
    apolog, sorry, regret, condolence, sympath, remors, forgiv, sadden, mourn, grief, griev, sorrow, heart, tragic,
    traged, responsib, thoughts, prayers, pain
  `),
  callForInvestigation: phrases(`
    investigat, inquir, enquir, probe, accountab, justice, prosecut, court, commission, examin, review, transparen,
    fact-finding, fact finding, look into, answers
  `),
  callForReparation: phrases(`
    compensat, reparation, amends, redress, payment, pay, paid, restitution, condolence, gratia, solati, remed, indemn,
    justice, settlement
  `),
} as const;

/** With these, a sentence is about another event or about what is done in general. */
export const otherEventWords: readonly string[] = phrases(`
  another, separate, similar, previous, previously, earlier, in the past, other strikes, other strike, other attacks,
  last year, years ago, every strike, all strikes, all its strikes, always, generally, in general, in other cases,
  other incidents, other cases, elsewhere, policy, procedures, annually, each year, historically
`);
