import type { LocalizedCommands } from './localized-commands.ts';

/** How commands are called in German. */

const publisher = { name: 'herausgeber', what: 'Nur was dieser Herausgeber sagt, mit Kennung oder Namen.' };
const at = { name: 'uhrzeit', what: 'Die Uhrzeit des Beitrags, Stunden und Minuten, etwa 08:30.' };
const on = { name: 'wochentag', what: 'Der Wochentag, an dem ein wöchentlicher Beitrag kommt.' };
const zone = { name: 'zeitzone', what: 'Die Zeitzone, in der Zeiten gemeint sind, etwa Europe/Berlin.' };

const place = { name: 'ort', what: 'Ein Ort oder der Anfang eines Wortes seines Namens.' };
const country = { name: 'land', what: 'Nur Vorfälle in diesem Land, auf Englisch geschrieben.' };
const since = { name: 'seit', what: 'Das früheste Datum: ein Jahr, ein Monat oder ein Tag, etwa 2017-06.' };

const replies = {
  name: 'antworten',
  what: 'Wo Antworten auf frühere Beiträge stehen: nur im Thread oder auch im Kanal.',
};
const asOf = { 'as-of': { name: 'stand', what: 'Was hier am Ende dieses Tages (UTC) bekannt war, etwa 2019-05-31.' } };

export const de: LocalizedCommands = {
  totals: {
    name: 'gesamtzahlen',
    what: 'Aktuelle Gesamtzahlen mit Zeitraum, Datum, Quelle und den Summen, die nicht aufgehen.',
    options: {
      measure: { name: 'messgröße', what: 'Was gezählt wird; ohne Angabe die wichtigsten Zahlen.' },
      publisher,
      ...asOf,
    },
  },
  latest: {
    name: 'neuester-bericht',
    what: 'Der neueste Bericht im vollen Umfang, wie er veröffentlicht wird.',
    options: { publisher },
  },
  history: {
    name: 'verlauf',
    what: 'Jeder Wert, den eine Messgröße hatte, der neueste zuerst.',
    options: {
      measure: { name: 'messgröße', what: 'Was gezählt wird; ohne Angabe alle eingeräumten Todesfälle.' },
      publisher,
      ...asOf,
    },
  },
  incidents: {
    name: 'vorfälle',
    what: 'Einträge der Listen in den Berichten, die neuesten zuerst.',
    options: {
      place,
      country,
      since,
      outcome: { name: 'ergebnis', what: 'Nur Einträge, die so bewertet wurden.' },
      publisher,
    },
  },
  incident: {
    name: 'vorfall',
    what: 'Was jede Seite über einen Vorfall sagt, nebeneinander.',
    options: {
      code: { name: 'kennung', what: 'Ein Code wie CS1010, eine Berichtsnummer oder die Kennung eines Vorfalls.' },
    },
  },
  event: {
    name: 'ereignis',
    what: 'Alle Darstellungen eines Ereignisses im Lauf der Zeit, und warum sie zusammengehören können.',
    options: {
      event: {
        name: 'ereignis',
        what: 'Ein Code wie CS1010, eine Berichtsnummer, die Kennung eines Ereignisses oder ein Ort.',
      },
    },
  },
  'raised-by': {
    name: 'gemeldet-von',
    what: 'Wer die eingeräumten Vorfälle zuerst gemeldet hat.',
    options: { place, country, since, publisher },
  },
  delay: {
    name: 'verzögerung',
    what: 'Wie lange es von einem Angriff bis zu seinem Eingeständnis dauerte.',
    options: { place, country, since, publisher },
  },
  compare: {
    name: 'vergleich',
    what: 'Was eingestanden und was dokumentiert ist, nebeneinander.',
    options: {
      place: { ...place, what: 'Ein Ort; ohne ihn die laufenden Summen.' },
      since,
      until: { name: 'bis', what: 'Das späteste Datum: ein Jahr, ein Monat oder ein Tag, etwa 2017-10.' },
    },
  },
  'open-accounts': {
    name: 'offene-fragen',
    what: 'Zu wie vielen Eingeständnissen Grund, Prüfung des Rechts und Wiedergutmachung angegeben sind.',
    options: {
      place,
      of: { name: 'zu', what: 'Die Liste hinter einer Zahl: Grund, Recht oder Wiedergutmachung.' },
      country,
      since,
      publisher,
    },
  },
  findings: {
    name: 'befunde',
    what: 'Was sich geändert hat, das Neueste zuerst, jeweils mit Kennung.',
    options: { kind: { name: 'art', what: 'Nur Änderungen dieser Art.' }, publisher },
  },
  why: {
    name: 'warum',
    what: 'Woher eine Zahl kommt: der Satz, der Bericht, die Kopie, und warum sie gemeldet wurde.',
    options: {
      figure: { name: 'angabe', what: 'Die Kennung eines Befunds, oder eine Messgröße für ihre aktuelle Zahl.' },
      publisher,
    },
  },
  sources: { name: 'quellen', what: 'Was beobachtet wird und wie es antwortet.', options: {} },
  subscribe: {
    name: 'abonnieren',
    what: 'Meldet Befunde in diesem Kanal; beim zweiten Mal wird nur Genanntes geändert.',
    options: {
      features: { name: 'themen', what: 'Was gemeldet wird, eines oder mehrere; ohne Angabe alles außer Störungen.' },
      publisher: {
        name: 'herausgeber',
        what: 'Nur von diesen Herausgebern, mit Kommas getrennt; all hebt den Filter auf.',
      },
      country: { name: 'land', what: 'Nur zu diesen Ländern, englisch, mit Kommas getrennt; all hebt den Filter auf.' },
      'min-killed': {
        name: 'mindestens-getötete',
        what: 'Lässt aus, wovon bekannt ist, dass es weniger Getötete betrifft; 0 hebt das auf.',
      },
      digest: { name: 'rhythmus', what: 'Wie oft in diesem Kanal gemeldet wird.' },
      at,
      on,
      zone,
      quiet: {
        name: 'ruhezeit',
        what: 'Stunden, in denen Beiträge warten und keiner verfällt, etwa 22:00-07:00, oder off.',
      },
      replies,
      condensed: { name: 'gekürzt', what: 'Beiträge werden auf das Wichtigste gekürzt.' },
      full: { name: 'ausführlich', what: 'Beiträge sind wieder ausführlich.' },
      language: { name: 'sprache', what: 'Die Sprache der Beiträge.' },
    },
  },
  unsubscribe: {
    name: 'abbestellen',
    what: 'Beendet die Beiträge in diesem Kanal oder nimmt genannte Themen weg.',
    options: {
      features: { name: 'themen', what: 'Was wegfällt, eines oder mehrere; ohne Angabe endet das Abonnement.' },
    },
  },
  follow: {
    name: 'folgen',
    what: 'Meldet Befunde zu einem Ereignis oder Ort in diesem Kanal oder nur Ihnen.',
    options: {
      event: {
        name: 'ereignis',
        what: 'Ein Code wie CS1010, eine Berichtsnummer, die Kennung eines Ereignisses oder ein Ort.',
      },
      to: { name: 'an', what: 'Wohin gemeldet wird: in diesen Kanal oder nur an Sie.' },
      replies,
    },
  },
  unfollow: {
    name: 'nicht-mehr-folgen',
    what: 'Beendet, was hier oder nur von Ihnen verfolgt wird; ohne Namen alles.',
    options: {
      event: { name: 'ereignis', what: 'Was verfolgt wird, wie die Abonnements es nennen; ohne Angabe alles.' },
      to: { name: 'an', what: 'Wo verfolgt wird: in diesem Kanal oder nur von Ihnen.' },
    },
  },
  mute: {
    name: 'stummschalten',
    what: 'Hält die Beiträge in diesem Kanal zurück; was wartet, kommt danach in einem Beitrag.',
    options: { time: { name: 'dauer', what: 'Wie lange, etwa 8 hours oder a day; ohne Angabe bis zum Aufheben.' } },
  },
  unmute: {
    name: 'stummschaltung-aufheben',
    what: 'Hebt die Stummschaltung auf: was wartete, kommt jetzt in einem Beitrag.',
    options: {},
  },
  subscriptions: {
    name: 'abonnements',
    what: 'Was dieser Kanal bekommt, wann der letzte Beitrag kam, und die anderen Kanäle hier.',
    options: {},
  },
  digest: {
    name: 'zusammenfassung',
    withoutOptions: 'Was die letzten 7 Tage brachten.',
    what: 'Was die letzten 7 Tage brachten; mit einem Rhythmus: wie oft hier gemeldet wird.',
    options: {
      rhythm: {
        name: 'rhythmus',
        what: 'Wie oft in diesem Kanal gemeldet wird; ohne Angabe kommen die letzten 7 Tage.',
      },
      at,
      on,
      zone,
    },
  },
  deliveries: {
    name: 'zustellungen',
    what: 'Für Betreiber: Beiträge, deren Verbleib unbekannt ist oder die abgelehnt wurden.',
    options: {
      post: { name: 'beitrag', what: 'Die Kennung des Beitrags.' },
      arrived: { name: 'angekommen', what: 'Der Beitrag steht im Kanal: er wird als gesendet vermerkt.' },
      again: { name: 'nochmals', what: 'Der Beitrag steht nicht im Kanal: er wird nochmals gesendet.' },
    },
  },
  join: {
    name: 'zusammenfügen',
    what: 'Für Betreiber: macht zwei Ereignisse zu einem, mit einem Grund, der aufbewahrt wird.',
    options: {
      event: { name: 'ereignis', what: 'Die Kennung eines Ereignisses oder einer Darstellung.' },
      with: { name: 'mit', what: 'Die Kennung des anderen Ereignisses oder der anderen Darstellung.' },
      reason: { name: 'grund', what: 'Warum so entschieden wird, für alle, die es später lesen.' },
    },
  },
  part: {
    name: 'trennen',
    what: 'Für Betreiber: trennt eine Darstellung von einem Ereignis oder hält zwei Ereignisse getrennt.',
    options: {
      event: { name: 'ereignis', what: 'Die Kennung eines Ereignisses oder einer Darstellung.' },
      from: { name: 'von', what: 'Die Kennung, zu der es nicht gehört.' },
      reason: { name: 'grund', what: 'Warum so entschieden wird, für alle, die es später lesen.' },
    },
  },
  help: {
    name: 'hilfe',
    what: 'Alle Befehle, oder einer davon ausführlich.',
    options: { command: { name: 'befehl', what: 'Der Befehl, der ausführlich erklärt wird.' } },
  },
};
