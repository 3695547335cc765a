import type { TokenClass } from './classes.ts';
import { phrases } from './phrases.ts';

/** What takes an assertion back, or says that it is none, by class. In lower case. */
export const refusalWords: Readonly<Partial<Record<TokenClass, readonly string[]>>> = {
  ALLEGATION: phrases(`
    report, reports, allegation, allegations, claim, claims, accusation, accusations, rumour, rumours, rumor, rumors,
    suggestion, suggestions, account, accounts, complaint, complaints, assertion, assertions, contention, story,
    stories, notion, idea, hypothesis, theory, narrative, speculation, hearsay, possibility, likelihood,
    chance, risk, prospect, fear, fears, concern, concerns, question, questions, impression, scenario, tip,
    disinformation, misinformation, version, charge, charges
  `),
  ALLEGE: phrases(`
    reportedly, allegedly, alleged, purported, purportedly, supposedly, apparently, presumably, ostensibly, presumed,
    feared, suspected, thought to, believed to, said to have, rumoured, rumored, unconfirmed, unverified,
    in which it is claimed, is said to, are said to, was said to, were said to, reported, reported to have,
    claimed to
  `),
  DENY: phrases(`
    false, untrue, baseless, unfounded, wrong, inaccurate, incorrect, inflated, exaggerated, fabricated, lie, lies,
    fake, misleading, a hoax, nonsense, mistaken, erroneous, groundless, denial, denials, invented, malicious, absurd,
    far fetched, without foundation, without merit, without basis, no truth, overstated, unjustified, not true,
    not the case, a fabrication, fabrications, made up, bogus, discredited,
    inadmissible, fabrication, propaganda, fiction, fantasy
  `),
  DOUBT: phrases(`
    non credible, noncredible, not credible, unsubstantiated, inconclusive, unproven, implausible, insufficient,
    unlikely, improbable, not substantiated, no evidence, no information, no indication, no indications, no record,
    no reason to believe, could not confirm, unable to confirm, cannot confirm, not confirmed, uncertain, unclear,
    lack of evidence, lacks evidence, lacked evidence, uncorroborated, not corroborated, doubtful, dubious,
    not attributable, less likely, lacking, contested, disputed, not supported, unsupported, unable to, unwilling to,
    doubts, questionable, debatable, no way, lacking credibility,
    not enough information, not enough evidence, too little information, too little evidence, unconvincing, unreliable, unpersuasive, flimsy, unverifiable
  `),
  REVIEW: phrases(`
    aware of, under review, under investigation, being assessed, being reviewed, being investigated, is assessing,
    are assessing, was assessing, were assessing, assessing whether, assess whether, assessed whether, in receipt of,
    pending, opened a probe, ongoing investigation, open cases, has been informed of, still assessing,
    determine whether, determining whether, reviewing whether, establish whether, whether
  `),
  DEMAND: phrases(`
    must, should, ought to, need to, needs to, needs, has to, have to, calls on, demands
  `),
  NOT: phrases(`
    not, never, no longer, neither, nor, without, n't, cannot, hardly, barely, scarcely, rather than, instead of, no,
    none, nobody, nothing, far from, anything but, not only for, yet to, devoid of, contrary to, false that
  `),
  MODAL: phrases(`
    may, might, could, would, can, will, shall, possible, possibly, potentially, potential, perhaps, maybe,
    conceivably, theoretically, expected to, at risk of, liable to, bound to, about to, threatens to, plausible,
    arguably, hypothetical, hypothetically, projected, likely to, set to, going to, in danger of, able to, probable,
    seemingly, seems, seem, seemed, appears, appear, appeared, would be, up to
  `),
  UNREAL: phrases(`
    novel, sketch, screenplay, playwright, cartoon, spoof, satire, satirical, parody, parodies, mock, fictional,
    fictitious, imaginary, make believe, fake, faked, forged, forgery, doctored, deepfake, hacked, impersonating,
    impersonator, actor, actress, war game, war games, war game's, wargame, tabletop, simulation, simulated, drill,
    dress rehearsal, training scenario, so called admission, hoax, comedian, video game, april fool, thriller,
    dystopia, dystopian
  `),
  FORMER: phrases(`
    former, ex, formerly, retired, onetime, erstwhile, ousted, exiled, self styled, self proclaimed, disgraced
  `),
  LIKELY: phrases(`
    likely, very likely, most likely, highly likely, probably, in all likelihood, in all probability
  `),
  IF: phrases(`
    if, unless, whether, in case, provided that, suppose, supposing, assuming, were it, in the event, as if,
    as though, why, how, how many, should it, for the sake of argument, in the claimants' favour, arguendo, even if, what if, until, before, lest
  `),
  EXCLUDE: phrases(`
    excluding, other than, besides, apart from, aside from, in addition to, on top of, except, except for,
    with the exception of, as opposed to, as well as the, leaving aside, on the other side, does not include,
    did not include, do not include, not including, not counting, separate from, distinct from, beyond the,
    irrespective of, unlike, away when, elsewhere when, nowhere near, away from
  `),
  INCLUDE: phrases(`
    including, among them, among whom, of whom, of which, of them, inclusive of, among those, among, mostly,
    some of them, half of them, with
  `),
  ACCORDING: phrases(`
    according to, as per, per, on the figures of, by the figures of, on the evidence of, by the account of, going by,
    by the reckoning of, by the count of, by a count of, by the tally of, by the estimate of, by the estimates of,
    by the figures from, on the reckoning of, on the count of, in the view of, in the assessment of, in the words of,
    citing, by the reckonings of, by the calculation of, by the calculations of, by the records of, on the estimate of,
    in the reckoning of, in the estimation of, in the judgement of, in the judgment of, by the admission of,
    on the admission of, by the assessment of
    by its own admission, by its own account, by its own count, by its own reckoning, by its own estimate,
    by its own estimates, by its own tally, by its own figures, by their own admission, by their own account,
    on its own admission, on its own figures
  `),
  CREDIBLE: phrases(`
    credible, credibly, substantiated as, more likely than not
  `),
  BUT: phrases(`
    but, while, whereas, although, though, however, whilst, even though, meanwhile, in contrast, by contrast,
    nevertheless, on the other hand
  `),
  THAN: phrases(`
    than, compared with, compared to, versus, times, twice, triple, double, as many as the, exceeds, exceeded,
    exceeding the, dwarfs, below, out of, up from, down from, in contrast to, relative to
  `),
};
