import type { TokenClass } from './classes.ts';
import { phrases } from './phrases.ts';

/** Small words by class. In lower case. */
export const smallWords: Readonly<Partial<Record<TokenClass, readonly string[]>>> = {
  PRONOUN: phrases(`
    it, they, we, he, she, i, us, them, one
  `),
  POSSESSIVE: phrases(`
    its, their, our, his, her, my
  `),
  ADDITIONAL: phrases(`
    another, additional, a further, further, an additional, newly, a new, additionally, extra
  `),
  AUXILIARY: phrases(`
    was, were, is, are, am, been, be, being, has, have, had, having, do, does, did, 've, 'd, 're, 'm,
    has to date, have to date, had to date
  `),
  THAT: phrases(`
    that
  `),
  WHO: phrases(`
    who, which, whom, whose, where, when
  `),
  AND: phrases(`
    and, plus, as well as, along with, and also
  `),
  OR: phrases(`
    or, and or
  `),
  OF: phrases(`
    of
  `),
  BY: phrases(`
    by, at the hands of
  `),
  FOR: phrases(`
    for
  `),
  TO: phrases(`
    to
  `),
  IN: phrases(`
    in
  `),
  PREPOSITION: phrases(`
    at, near, from, on, during, after, over, between, since, through, throughout, around, across, into, under,
    outside, inside, within, as, because of, as a result of, as part of, because, via, along, towards, toward, onto,
    amid, following, off, against, about, upon,
    at the request of, in response to a request from
  `),
  DETERMINER: phrases(`
    the, a, an, this, these, those, all, each, every, both, some, any, several, many, such, what, there, here,
    as many as
  `),
  ADVERB: phrases(`
    only, itself, themselves, himself, herself, currently, unintentionally, inadvertently, accidentally, mistakenly,
    wrongly, also, now, already, since, then, later, today, yesterday, earlier, previously, recently, regrettably,
    unfortunately, sadly, tragically, together, alone, so far, to date, initially, finally, eventually, subsequently,
    still, just, formally, officially, publicly, again, directly, immediately, instantly, more likely than not,
    mistaken for fighters, mistaken for militants, mistaken for insurgents, mistaken for terrorists,
    mistaken for combatants, in error, by mistake, by accident, unlawfully, collectively, in total, altogether, overall, separately, jointly,
    first, on friday, that day, quietly, belatedly, at the time, instead, too, not only, not just, needlessly,
    clearly, definitively, at last, in all, meanwhile, early, late, shortly, there, thus, thereby, ultimately,
    independently, outright, as a result, in fact, for the first time, with confidence, simultaneously, somewhere,
    anywhere,
    no doubt, beyond doubt, without doubt, beyond any doubt, beyond reasonable doubt, last month, last week, last year,
    this month, this week, this year, earlier this month, earlier this week, earlier this year, late last year
  `),
  ADJECTIVE: phrases(`
    in question, innocent, unarmed, monthly, weekly, annual, quarterly, preliminary, initial, internal, official,
    yearly, amended, final, own, best, latest, joint, new, local, iraqi, syrian, somali, afghan, yemeni, libyan,
    nigerian, kenyan, palestinian, lebanese, ukrainian, sudanese, ethiopian, pakistani, indian, congolese, iranian,
    kurdish, young, elderly, old, unintended, unintentional, inadvertent, confirmed, tragic, accidental, regrettable,
    single, different, separate, displaced, adult, named, individual, estimated, total, combined, unfortunate,
    avoidable, collateral, fellow, unlawful, unnamed, rural, nomadic, burmese, russian, israeli, turkish, foreign,
    german, internally, previously unreported, previously unannounced, previously undisclosed, nearby, unrelated,
    northern, southern, eastern, western, northwestern, northeastern, southwestern, southeastern,
    confirmed civilian, verified, minimum, maximum, lowest, highest, cumulative, running, conservative, revised,
    updated, detailed, real, actual, overall
  `),
  GENITIVE: phrases(`
    's, '
  `),
};
