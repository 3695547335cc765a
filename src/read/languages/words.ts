import type { ForeignLanguage } from '../../domain/reader/languages.ts';
import { phrases } from '../lexicon/phrases.ts';

/**
 * Frequent words of English and of the languages that have Latin letters, in lower case. A word that is also an English
 * one ("die", "met", "per") or a part of many names ("al", "el") is in no list.
 */

export const englishWords: ReadonlySet<string> = new Set(
  phrases(`
    the, of, and, that, have, has, been, were, by, with, which, from, this, these, their, it, its, they, for, said, says,
    than, least, would, not, are, who, after, near, killed, civilians, civilian, strike, strikes, people, into, about, on
  `),
);

/** English small words that are words of other languages too: they make no paragraph English, but perhaps. */
export const sharedWords: ReadonlySet<string> = new Set(
  phrases(`
    a, an, in, is, was, to, at, as, or, no, he, she, we, had, will, also, over, under, all, his, her, but, two, more, be, do
  `),
);

type LatinLanguage = Exclude<
  ForeignLanguage,
  | 'am'
  | 'ar'
  | 'bg'
  | 'bn'
  | 'ckb'
  | 'el'
  | 'fa'
  | 'he'
  | 'hi'
  | 'hy'
  | 'ja'
  | 'ka'
  | 'ko'
  | 'my'
  | 'ps'
  | 'ru'
  | 'sr'
  | 'th'
  | 'uk'
  | 'ur'
  | 'zh'
>;

export const smallWordsOf: Readonly<Record<LatinLanguage, readonly string[]>> = {
  ca: phrases(`
    els, les, amb, que, una, del, dels, va, van, és, més, des, almenys, aeri, dijous, segons, civils, prop, han, dit,
    pels, seva, seu, aquest, aquesta, aquests, aquestes, també, però, hi, després, sobre, entre, dos, molt, quan,
    perquè, volgut, el
  `),
  cs: phrases(`
    na, se, že, je, při, od, po, nejméně, podle, který, byl, byli, bylo, ve, uvedla, nebo, více, než, roku, pri, bol,
    boli, najmenej, podľa, jsou, jako, také, ale, tak, jen, jsem, jeho, jejich, této, toho, tento, která, které, mezi,
    proti, bez, před, nad, pod, byla, aby, když, už, ještě, ich, sú, ktorý, ktoré, ako, aj
  `),
  da: phrases(`
    og, er, som, en, et, på, af, har, ikke, til, med, fra, blev, det, ved, efter, nær, siden, mere, flere, mindst,
    var, ville, skal, der, dette, denne, deres, hans, også, eller, været, havde, mellem, ud, op, være, ifølge, kunne,
    blevet
  `),
  de: phrases(`
    der, das, und, dem, des, ein, eine, einer, einem, einen, bei, nach, von, vom, mit, auf, für, sich, ist, sind,
    wurden, worden, seien, dass, zum, zur, nicht, seit, als, auch, mehr, aus, wie, laut, mindestens, angriff, es, er,
    sie, wir, ihr, ihre, seine, keine, kein, oder, aber, noch, nur, schon, über, unter, zwischen, gegen, durch, wurde,
    wird, werden, haben, hatte, hatten, kann, können, dieser, diese, dieses, teilte, habe, sei
  `),
  es: phrases(`
    los, las, una, que, del, por, para, más, su, sus, fue, fueron, según, desde, como, esta, y, en, se, la, un, cerca,
    murieron, civiles, dijo, han, sobre, entre, pero, también, ya, muy, hasta, donde, cuando, porque, este, estos,
    estas, sido, está, están, había, le, les, lo, tras, contra, ni, otro, otros
  `),
  fi: phrases(`
    ja, että, oli, ei, ovat, mukaan, jälkeen, myös, noin, yli, ainakin, lähellä, vuodesta, se, joka, vuonna, siviiliä,
    ilmaiskussa, ole, olla, hän, tai, mutta, kun, kuin, jos, vain, vielä, siitä, tämä, tämän, nämä, sekä, kanssa, sen,
    hänen, heidän, olivat, jotka, jossa, mitä, vastaan, ennen, ettei
  `),
  fr: phrases(`
    le, la, les, des, du, que, qui, dans, une, est, sont, ont, avec, pour, par, au, aux, été, selon, depuis, cette,
    et, à, en, un, près, dont, civils, moins, il, elle, ils, elles, ce, ces, se, sa, leur, leurs, nous, vous, mais,
    ou, où, comme, tous, entre, contre, être, avait, avaient, aussi, après, fait, deux
  `),
  ha: phrases(`
    da, ta, na, ya, sun, suka, wani, cikin, ce, cewa, sojin, soji, fararen, farar, hula, harin, hari, sama, mutane,
    jirgi, wata, ba, yi, yana, suna, shi, ita, su, wannan, wanda, daga, zuwa, bayan, amma, kuma, har, aka, kai, mai,
    masu, don, kamar, sai, duk
  `),
  hr: phrases(`
    je, su, na, da, od, za, se, koji, najmanje, prema, nije, ubijeno, blizu, više, bilo, što, iz, civila, ranjenih,
    ili, ali, taj, ta, ovo, kao, kako, kada, nakon, prije, zbog, bez, između, protiv, bi, biti, bili, bila, koja,
    koje, njegov, njihov, samo, već, još, svi, sve, oko, pod, nad
  `),
  hu: phrases(`
    az, és, hogy, egy, nem, volt, több, mint, óta, szerint, legalább, után, közelében, meg, civil, légicsapásban,
    csak, még, már, vagy, ez, ezt, azt, ezek, ami, aki, amely, lehet, voltak, között, ellen, előtt, miatt, által,
    lesz, kell, sem, így, mert, majd, minden, két, nagy
  `),
  id: phrases(`
    yang, di, dan, dalam, dengan, untuk, pada, dari, bahwa, bahawa, telah, tidak, oleh, sejak, warga, sipil, itu, ini,
    mengatakan, berkata, serangan, orang, lebih, dekat, luka, udara, cedera, akan, juga, atau, tetapi, karena, saat,
    setelah, sebelum, antara, terhadap, mereka, kami, ia, dia, adalah, ada, bisa, dapat, para, sebuah, seorang,
    kepada, hingga, sebagai, tersebut, lain, belum, sudah, pihak
  `),
  it: phrases(`
    il, gli, che, di, della, del, nel, una, sono, più, dei, delle, stati, è, dal, dalla, lo, secondo, civili, almeno,
    un, feriti, ma, anche, se, alla, alle, da, dai, nei, nella, nelle, su, sul, sulla, tra, fra, questo, questa,
    questi, queste, loro, suo, sua, essere, erano, hanno, aveva, perché, dopo, contro, quando
  `),
  ku: phrases(`
    û, di, ji, bo, li, ku, hatin, sivîl, kes, xwe, ye, bi, jî, herî, kêm, hatine, birîndar, bû, bûn, dike, dikin, kir,
    kirin, hate, dibêje, got, ev, vê, wan, wî, wê, min, lê, piştî, berî, tiştek, na, gelek, navbera
  `),
  nl: phrases(`
    het, een, van, dat, zijn, bij, voor, niet, aan, ook, werd, werden, wordt, heeft, naar, uit, volgens, sinds, meer,
    dan, op, tot, om, waarbij, burgers, minstens, gewonden, schrijft, deze, maar, als, er, nog, wel, geen, door,
    onder, tussen, tegen, na, hij, zij, ze, hun, haar, zich, kunnen, worden, hebben, dit, wilde
  `),
  no: phrases(`
    og, er, som, en, et, på, av, har, ikke, til, med, fra, ble, det, ved, etter, nær, siden, mer, flere, enn, å,
    minst, var, ville, skal, der, dette, denne, deres, hans, også, eller, vært, hadde, mot, mellom, ut, opp, være,
    ifølge, kunne, blitt, ønsket, seg
  `),
  pl: phrases(`
    na, nie, że, się, jest, przez, od, po, oraz, co, najmniej, według, podczas, był, były, zostało, pobliżu, ponad,
    roku, rannych, jak, ale, tak, czy, lub, też, tylko, już, jeszcze, jego, jej, ich, tym, tego, ta, które, który,
    która, przed, między, bez, dla, ze, pod, nad, są, być, będzie, było, zostali, została, wobec, gdy, kiedy
  `),
  pt: phrases(`
    os, uma, que, em, não, da, dos, das, pelo, pela, com, mais, foram, são, ao, desde, segundo, é, na, um, civis,
    perto, feridos, por, até, só, nos, nas, à, às, se, mas, como, também, já, muito, onde, quando, porque, este, esta,
    estes, estas, isso, seu, sua, seus, suas, foi, está, estão, havia, após, contra, sobre, entre, pelos, pelas, ou
  `),
  ro: phrases(`
    și, în, că, la, cel, puțin, au, fost, din, pe, care, lângă, mai, peste, potrivit, într, aerian, civili, un,
    răniți, nu, sau, dar, ca, cu, pentru, după, înainte, între, împotriva, fi, este, sunt, ale, lui, lor, acest,
    această, aceste, acestui, unei, unui, unor, prin, despre, când, dacă, să
  `),
  so: phrases(`
    oo, ka, ku, iyo, ee, ayaa, waxaa, uu, ay, laga, lagu, qof, sheegay, sheegtay, dhacday, meel, ah, rayid, shacab,
    way, waa, ma, la, kadib, markii, kaas, taas, kuwaas, ayuu, ayay, aan, aad, inay, inuu, waxay, wuxuu, ugu, isku,
    sida, laakiin, ama, hase, dhexe, ilaa, dalka, gudaha
  `),
  sq: phrases(`
    në, një, të, se, që, dhe, për, nga, është, më, janë, pranë, paktën, ishin, plagosur, nuk, por, ose, edhe, kur, ku,
    para, ndaj, kundër, kjo, ky, këto, këta, ka, kanë, kishte, ishte, duke, tek, deri, vetëm, pasi, tij, saj, tyre,
    mund, pranoi
  `),
  sv: phrases(`
    och, att, är, som, en, ett, för, på, av, har, inte, till, med, från, det, vid, efter, när, nära, över, sedan,
    skadade, civila, var, ville, ska, dock, detta, denna, deras, hans, också, eller, varit, hade, mot, mellan, ut,
    upp, vara, enligt, kunde, blivit, vill, så, än, om
  `),
  sw: phrases(`
    ya, wa, na, kwa, katika, kwamba, ni, za, la, tangu, watu, raia, zaidi, huko, karibu, angalau, ile, hiyo, huo,
    hizo, hilo, hayo, yake, wake, zake, yao, wao, lakini, au, pia, baada, kabla, kati, dhidi, kuwa, ilikuwa, walikuwa,
    amesema, alisema, walisema, kama, hadi, bila, kila, wakati, sana, cha, vya, mwa, juu, ambao, ambayo
  `),
  tl: phrases(`
    ng, na, sa, ang, mga, ay, ayon, nang, nila, ito, mula, hindi, mahigit, naman, sibilyan, sugatan, ni, kay, sina,
    pero, kung, dahil, para, kanilang, niya, kanya, siya, sila, kami, tayo, ko, mo, wala, din, rin, lang, pa, po,
    matapos, bago, noong, habang, kaya, upang, isang, ilang
  `),
  tr: phrases(`
    ve, bir, bu, da, için, olarak, olduğunu, ile, göre, kadar, daha, fazla, sonra, yakınlarında, sivil, sivilin, hava,
    kabul, etti, ettiği, yana, az, yaralı, veya, ama, fakat, ancak, gibi, çok, en, değil, var, yok, olan, oldu,
    olduğu, edildi, eden, etmedi, yapılan, yaptı, dedi, söyledi, açıkladı, önce, karşı, arasında, üzerine, ilgili,
    ise, şu, bunu, onun, ardından, tarafından
  `),
  vi: phrases(`
    của, và, là, đã, trong, một, ở, cho, có, các, được, người, gần, từ, ít, nhất, dân, thường, không, về, này, đó,
    khi, với, để, tại, vào, sau, trước, bị, bởi, hay, hoặc, nhưng, như, cũng, còn, rằng, theo, đến, ra, những, nhiều,
    nơi, năm, ngày, việc, nói, làm, cuộc, vụ
  `),
};

/** Beginnings of words for dead, killed or died; in scripts without spaces, and in Arabic and Hebrew, parts of words. */
export const deathWords: Readonly<Partial<Record<ForeignLanguage, readonly string[]>>> = {
  ar: phrases('قتل, مقتل, قتيل, استشه, شهيد, شهداء, ضحايا, وفاة, مصرع'),
  bg: phrases('убит, загин, смърт, мъртв'),
  ca: phrases('mort, morir, matat, matar, víctim'),
  cs: phrases('mrtv, zabit, zahynul, zemřel, usmrcen, zabil, zahynulo'),
  da: phrases('dræbt, døde, død, omkom'),
  de: phrases('getötet, tote, todes, starben, gestorben, ums leben, opfer, leben gekostet'),
  el: phrases('νεκρ, σκοτώθηκ, σκοτωθεί, θάνατ, σκότωσ'),
  es: phrases('muert, murieron, murió, mató, mataron, matad, fallecid, víctima'),
  fa: phrases('کشته, جان باخت, قربانی, مرگ'),
  fi: phrases('kuoli, kuoll, surma, tapet, sai surmansa'),
  fr: phrases('mort, tué, tuant, tuer, décès, décédé, victime, péri'),
  ha: phrases('kashe, mutu, rasu, halaka'),
  he: phrases('נהרג, הרוג, נהרגו, מתו, מוות'),
  hr: phrases('ubij, mrtv, pogin, smrt'),
  hu: phrases('meghalt, halt meg, halott, halál, megölt, életét'),
  id: phrases('tewas, terbunuh, meninggal, mati, maut, korban jiwa'),
  it: phrases('mort, uccis, uccid, morir, vittim, decedut'),
  ja: phrases('死亡, 死者, 殺害, 犠牲'),
  ko: phrases('숨졌, 사망, 숨진, 희생'),
  ku: phrases('kuşt, mirin, jiyana xwe'),
  nl: phrases('gedood, doden, dode, omgekomen, om het leven, gestorven, stierven, slachtoffer'),
  no: phrases('drept, døde, død, omkom'),
  pl: phrases('zabit, zginę, zginął, śmierć, śmierci, zmarł, ofiar'),
  ps: phrases('وژل, مړه, مړ'),
  pt: phrases('mort, morre, morreram, vítima, baixas, óbito'),
  ro: phrases('mort, morți, uciș, ucis, murit, deced, victim'),
  ru: phrases('погиб, убит, гибел, смерт, жертв, умер'),
  so: phrases('dhint, dhimat, dilay, la dilay, geeri'),
  sq: phrases('vra, vdek, viktima'),
  sr: phrases('погин, убиј, мртв, смрт'),
  sv: phrases('död, döda, dödats, omkom'),
  sw: phrases('waliuawa, wameuawa, kuuawa, wafariki, walifariki, vifo, kifo, waliokufa, walikufa'),
  tl: phrases('patay, napatay, nasawi, namatay, nakapatay, ikinasawi'),
  tr: phrases('öldü, öldür, ölü, hayatını kaybet, ölen, ölüm'),
  uk: phrases('загин, вбит, убит, загибел, смерт, жертв'),
  ur: phrases('ہلاک, جاں بحق, موت, شہید'),
  vi: phrases('thiệt mạng, chết, tử vong'),
  zh: phrases('死亡, 丧生, 喪生, 遇难, 遇難, 打死, 炸死'),
};
