import type { TokenClass } from './classes.ts';
import { phrases } from './phrases.ts';

/** Nouns and verbs of harm, of those harmed, and of those who act and speak, by class. In lower case. */
export const harmWords: Readonly<Partial<Record<TokenClass, readonly string[]>>> = {
  VICTIM: phrases(`
    civilians, noncombatants, non combatants, non combatant, noncombatant, innocents, bystanders, bystander, women,
    woman, children, child, girls, girl, boys, boy, infants, infant, babies, baby, toddlers, minors,
    women and children, civilian men, civilian women, civilian people, civilian persons, civilian residents,
    non fighters, civilian adults, civilian adult, civilian man, civilian woman, civilian males, civilian male,
    civilian females, civilian female, civilian person, villagers, worshippers, worshipers, wedding guests, mourners,
    schoolchildren, aid workers, aid worker, farmers, farmer, herders, fishermen, shoppers, pilgrims, patients,
    members of one civilian family, members of a civilian family, members of the family,
    journalists, journalist, local civilians, family members, members of a family, members of one family,
    members of the same family, members of a single family, members of her family, members of his family, relatives,
    medical workers, medics, herdsmen, herdsman, shepherds, shepherd, nomads, tourists, schoolgirls, schoolboys, pupils
  `),
  CIVILIAN: phrases(`
    civilian
  `),
  PEOPLE: phrases(`
    people, persons, person, men, man, males, females, adults, adult, individuals, individual, residents, inhabitants,
    male, female
  `),
  OTHERS: phrases(`
    others, other, more, further
  `),
  ARMED_GROUP: phrases(`
    another party, other party, another actor, other actors, another force, other forces, another air force, unknown aircraft,
    unidentified aircraft, unknown perpetrators
  `),
  FIGHTER: phrases(`
    militants, militant, fighters, fighter, terrorists, terrorist, insurgents, insurgent, combatants, combatant,
    soldiers, soldier, troops, jihadists, jihadist, gunmen, rebels, rebel, extremists, militiamen, servicemen,
    service members, service member, members of al shabaab, commanders, policemen, police officers,
    security forces personnel, bandits, operatives, operative, suspected militants, enemy fighters, personnel,
    hostages, contractors, peacekeepers, commandos, commando, paratroopers, marines, sailors, airmen, guardsmen
  `),
  FAMILY: phrases(`
    family of, a family of, families of, group of, a group of
  `),
  TOLL: phrases(`
    death toll, toll, tally, total, totals, count, number, numbers, figure, figures, body count, total number,
    overall total
  `),
  REACH: phrases(`
    reached, reaches, totals, totalled, totaled, numbered, numbers, stands at, stood at, now stands at, rose to,
    rises to, risen to, climbed to, passed, came to, comes to, amounts to, standing at, rose by, climbed by, grew by, increased by, went up by, risen by, fell by
  `),
  KILLED: phrases(`
    killed, dead, died, perished, slain, slaughtered, massacred, claimed the lives of, took the lives of,
    cost the lives of, lost their lives, lost his life, lost her life, were to die, killed off, shot dead,
    lost their life, fatally struck, fatally wounded, executed, summarily executed, extrajudicially executed,
    gunned down, burned to death, put to death, shot to death, murdered, bombed to death, mown down, mowed down,
    wiped out, burnt to death, burned alive, crushed to death, blown to pieces, did not survive, had not survived,
    have not survived, fatally shot, mortally wounded, fatally injured, fell victim to, hit and killed,
    struck and killed, shot and killed, losing their lives, losing his life, losing her life, met their deaths, met their death, lost his or her life, paid with their lives
  `),
  KILLING: phrases(`
    killing, executing, summarily executing, gunning down, claiming the lives of, taking the lives of, costing the lives of, slaughtering, dying
  `),
  KILL: phrases(`
    kill, kills, claims the lives of, takes the lives of, take the lives of, claim the lives of, die, dies
  `),
  DEATH: phrases(`
    death, deaths, fatality, fatalities, killings, loss of life, unintended death, unintended deaths,
    unlawful killing, loss
  `),
  LIVES: phrases(`
    lives, life
  `),
  INJURED: phrases(`
    injured, wounded, hurt, maimed, sustained injuries, suffered injuries, sustained wounds, suffered wounds,
    sustaining injuries, suffering injuries, sustaining wounds, suffering wounds, suffered burns, suffering burns
  `),
  INJURING: phrases(`
    injuring, wounding, hurting, maiming
  `),
  INJURY: phrases(`
    injury, injuries, injury to, injuries to, wounds, burns
  `),
  CASUALTY: phrases(`
    casualty, casualties, victims, victim, harmed
  `),
  CAUSE: phrases(`
    resulted in, resulting in, results in, result in, led to, leading to, leads to, caused, causing, causes, left,
    leaving, contributed to, due to, cost, costs, costing
  `),
  STRIKE: phrases(`
    strike, strikes, airstrike, airstrikes, air strike, air strikes, attack, attacks, raid, raids, air raid,
    air raids, bombing, bombings, bombardment, bombardments, bomb, bombs, shelling, drone, drones, drone strike,
    drone strikes, missile, missiles, missile strike, operation, operations, offensive, campaign, action, actions,
    fire, gunfire, artillery, artillery fire, warplane, warplanes, jet, jets, aircraft, plane, planes, helicopter,
    helicopters, munition, munitions, gunship, gunships, tank, tanks, tank fire, mortar, mortars, mortar fire,
    warship, gunner, gunners, snipers, sniper, shell, shells, rocket, rockets, assault, assaults, incident, incidents,
    engagement, engagements, air campaign, bombing campaign, military action, explosion, explosions, blast, blasts,
    crash, ambush, shooting, air war, air power, ground raid, night raid, special forces raid, commando raid, weapon,
    weapons, fighter jet, fighter jets, f 16, f 16s, tornado, typhoon, reaper, pilot, pilots, sortie, sorties, war,
    forces operation
  `),
  RESPONSIBILITY: phrases(`
    sorry that, sorry about, sorrow for, sorrow over, regret over, regret about, regrets over, apologies for,
    apologies to the families of, responsibility for, responsibility in, responsible for, its role in, liability for, behind, condolences for,
    compensation for, apology for, apologised for, apologized for, apologises for, apologizes for, sorry for,
    regret for, regrets for, regret at, regrets at, remorse for, remorse over, remorse at, forgiveness for, asked for forgiveness for, asks for forgiveness for, blame for
  `),
  ORGANISATION: phrases(`
    army, air force, navy, military, armed forces, forces, force, ministry, ministry of defence, ministry of defense,
    defence ministry, defense ministry, command, government, junta, police, council, commission, network, observatory,
    association, union, federation, foundation, institute, centre, center, media wing, press wing, media office, press office, committee, authority, authorities, agency,
    department, office, organisation, organization, group, movement, front, alliance, coalition, brigade, guard,
    corps, parliament, ngo, watchdog, charity, collective, project, society, league, mission, embassy, presidency,
    cabinet, tribunal, court, newspaper, times, post, news, agence, regime, administration, monitor, coordination
  `),
  PERSON: phrases(`
    spokesman, spokeswoman, spokesperson, spokespeople, official, officials, commander, director, adviser, advisor,
    minister, secretary, general, colonel, major, captain, lieutenant, admiral, chief, head, president, researcher,
    researchers, investigator, investigators, analyst, analysts, expert, experts, lawyer, lawyers, officer, officers,
    leader, leaders, founder, coordinator, representative, representatives, monitors, inspector, press secretary, chairman, chair,
    deputy, envoy, rapporteur, prosecutor, prosecutors, staff, team, teams, campaigner, ambassador,
    executive director, senior adviser, crisis response adviser, brig gen, lt gen, maj gen, col, lt col, gen, maj,
    capt, cmdr, sgt, dr, mr, mrs, ms, attorney, chief of joint operations, chief of operations, chief of defence, chief of staff, director of operations, planners, assessors, lawmaker, lawmakers
  `),
  LOCALS: phrases(`
    residents say, residents, locals, villagers say, witnesses, witness, eyewitnesses, activists, activist, sources,
    source, survivors, survivor, neighbours, neighbors, elders, local officials, local media, media, doctors,
    rescuers, some, others say, critics, the press, newspapers, press reports, local people, local reports,
    media reports, social media, tribal leaders, relatives say, hospital officials, campaigners, many, observers,
    outlets, people
  `),
  STATEMENT: phrases(`
    statement, statements, press release, release, investigation, investigations, inquiry, inquiries, enquiry, probe,
    assessment, assessments, research, analysis, data, database, findings, study, survey, documents, document,
    records, news conference, briefing, update, letter, email, interview, testimony, review, monitoring, work,
    evidence, reconstruction, dossier, audit, summary, memo, memorandum, bulletin, communique, communiqué, addendum,
    fact sheet, factsheet, tracker, fieldwork, accounting, filing, filings, website, archive, registry, notice, annex,
    spreadsheet, newsletter, news release, press statement, media statement, media release, news briefing,
    press conference, press briefing, written answer, written response, written reply, parliamentary answer
  `),
  ADMISSION: phrases(`
    admission, admissions, acknowledgement, acknowledgment, acknowledgements, acknowledgments, announcement,
    confirmation, disclosure, finding, conclusion, estimate, estimates, determination, revelation, confession,
    concession, recognition, acceptance, count, tally, documentation, reckoning, reckonings, calculation, calculations
  `),
  /** Nouns that are spelled as a verb of saying. */
  WORD: phrases(`
    detail, details, chronicle, catalogue
  `),
};
