import type { LocalizedCommands } from './localized-commands.ts';

/** How commands are called in French. */

const publisher = { name: 'éditeur', what: 'Seulement ce que dit cet éditeur, par son identifiant ou son nom.' };
const at = { name: 'heure', what: 'L’heure du message, en heures et minutes, par exemple 08:30.' };
const on = { name: 'jour', what: 'Le jour de la semaine où paraît un message hebdomadaire.' };
const zone = { name: 'fuseau', what: 'Le fuseau horaire des heures indiquées, par exemple Europe/Paris.' };

const place = { name: 'lieu', what: 'Un lieu, ou le début d’un mot de son nom.' };
const country = { name: 'pays', what: 'Seulement les incidents dans ce pays, écrit en anglais.' };
const since = { name: 'depuis', what: 'La première date : une année, un mois ou un jour, par exemple 2017-06.' };

const replies = {
  name: 'réponses',
  what: 'Où voir les réponses aux messages antérieurs : dans le fil seul ou aussi dans le canal.',
};
const asOf = {
  'as-of': { name: 'à-la-date', what: 'Ce qui était connu ici à la fin de ce jour (UTC), par exemple 2019-05-31.' },
};

export const fr: LocalizedCommands = {
  totals: {
    name: 'totaux',
    what: 'Les totaux actuels, avec période, date, source et les sommes qui ne tombent pas juste.',
    options: {
      measure: { name: 'mesure', what: 'Ce qui est compté ; sans elle, les chiffres principaux.' },
      publisher,
      ...asOf,
    },
  },
  latest: {
    name: 'dernier-rapport',
    what: 'Le rapport le plus récent en entier, tel qu’il est publié.',
    options: { publisher },
  },
  history: {
    name: 'historique',
    what: 'Chaque valeur qu’une mesure a eue, la plus récente d’abord.',
    options: {
      measure: { name: 'mesure', what: 'Ce qui est compté ; sans elle, tous les morts reconnus jusqu’ici.' },
      publisher,
      ...asOf,
    },
  },
  incidents: {
    name: 'incidents',
    what: 'Les entrées des listes dans les rapports, les plus récentes d’abord.',
    options: {
      place,
      country,
      since,
      outcome: { name: 'résultat', what: 'Seulement les entrées qui ont été évaluées ainsi.' },
      publisher,
    },
  },
  incident: {
    name: 'incident',
    what: 'Ce que chaque partie dit d’un incident, côte à côte.',
    options: {
      code: { name: 'code', what: 'Un code comme CS1010, un numéro de rapport ou l’identifiant d’un incident.' },
    },
  },
  event: {
    name: 'événement',
    what: 'Tous les récits d’un événement au fil du temps, et pourquoi ils peuvent aller ensemble.',
    options: {
      event: {
        name: 'événement',
        what: 'Un code comme CS1010, un numéro de rapport, l’identifiant d’un événement ou un lieu.',
      },
    },
  },
  'raised-by': {
    name: 'signalé-par',
    what: 'Qui a signalé en premier les incidents reconnus.',
    options: { place, country, since, publisher },
  },
  delay: {
    name: 'délai',
    what: 'Combien de temps a passé entre une frappe et sa reconnaissance.',
    options: { place, country, since, publisher },
  },
  compare: {
    name: 'comparer',
    what: 'Ce qui est reconnu et ce qui est documenté, côte à côte.',
    options: {
      place: { ...place, what: 'Un lieu ; sans lui, les totaux courants.' },
      since,
      until: { name: 'jusque', what: 'La date la plus tardive : une année, un mois ou un jour, comme 2017-10.' },
    },
  },
  'open-accounts': {
    name: 'comptes-ouverts',
    what: 'Combien d’événements reconnus ont un motif, un examen de légalité et une réparation.',
    options: {
      place,
      of: { name: 'sur', what: 'La liste derrière un nombre : motif, légalité ou réparation.' },
      country,
      since,
      publisher,
    },
  },
  findings: {
    name: 'constats',
    what: 'Ce qui a changé, le plus récent d’abord, avec l’identifiant de chaque constat.',
    options: { kind: { name: 'genre', what: 'Seulement les changements de ce genre.' }, publisher },
  },
  why: {
    name: 'pourquoi',
    what: 'D’où vient un chiffre : la phrase, le rapport, la copie, et pourquoi il a été signalé.',
    options: {
      figure: { name: 'chiffre', what: 'L’identifiant d’un constat, ou une mesure pour son chiffre actuel.' },
      publisher,
    },
  },
  sources: { name: 'sources', what: 'Ce qui est surveillé et comment cela répond.', options: {} },
  subscribe: {
    name: 'abonner',
    what: 'Publie les constats dans ce salon ; la fois suivante, ne change que ce qui est nommé.',
    options: {
      features: {
        name: 'sujets',
        what: 'Ce qui est publié, un ou plusieurs ; sans eux, tout sauf les pannes de la surveillance.',
      },
      publisher: {
        name: 'éditeur',
        what: 'Seulement ces éditeurs, séparés par des virgules ; all retire le filtre.',
      },
      country: {
        name: 'pays',
        what: 'Seulement ces pays, en anglais, séparés par des virgules ; all retire le filtre.',
      },
      'min-killed': {
        name: 'minimum-tués',
        what: 'Écarte ce dont on sait qu’il concerne moins de tués ; 0 retire ce filtre.',
      },
      digest: { name: 'rythme', what: 'À quelle fréquence des messages sont publiés dans ce salon.' },
      at,
      on,
      zone,
      quiet: {
        name: 'silence',
        what: 'Heures où les messages attendent sans être perdus, comme 22:00-07:00, ou off.',
      },
      replies,
      condensed: { name: 'condensé', what: 'Les messages sont réduits à l’essentiel.' },
      full: { name: 'complet', what: 'Les messages sont de nouveau complets.' },
      language: { name: 'langue', what: 'La langue des messages.' },
    },
  },
  unsubscribe: {
    name: 'désabonner',
    what: 'Met fin aux messages dans ce salon, ou retire les sujets nommés.',
    options: {
      features: { name: 'sujets', what: 'Ce qui est retiré, un ou plusieurs ; sans eux, l’abonnement prend fin.' },
    },
  },
  follow: {
    name: 'suivre',
    what: 'Publie ce qui est trouvé sur un événement ou un lieu dans ce canal, ou pour vous seul.',
    options: {
      event: {
        name: 'événement',
        what: "Un code comme CS1010, un numéro de rapport, l'identifiant d'un événement ou un lieu.",
      },
      to: { name: 'à', what: 'Où publier : dans ce canal ou pour vous seul.' },
      replies,
    },
  },
  unfollow: {
    name: 'ne-plus-suivre',
    what: 'Met fin à ce qui est suivi ici ou par vous seul ; sans nom, à tout.',
    options: {
      event: { name: 'événement', what: 'Ce qui est suivi, comme les abonnements le nomment ; sans lui, tout.' },
      to: { name: 'à', what: 'Où cela est suivi : dans ce canal ou par vous seul.' },
    },
  },
  mute: {
    name: 'mettre-en-sourdine',
    what: 'Retient les messages de ce canal ; ce qui attend vient ensuite en un seul.',
    options: {
      time: { name: 'durée', what: "Combien de temps, par exemple 8 hours ou a day ; sans elle, jusqu'à la reprise." },
    },
  },
  unmute: {
    name: 'reprendre',
    what: 'Met fin à la sourdine : ce qui attendait est publié maintenant en un message.',
    options: {},
  },
  subscriptions: {
    name: 'abonnements',
    what: 'Ce que reçoit ce salon, la date du dernier message, puis les autres salons d’ici.',
    options: {},
  },
  digest: {
    name: 'résumé',
    withoutOptions: 'Ce qu’ont apporté les 7 derniers jours.',
    what: 'Ce qu’ont apporté les 7 derniers jours ; avec un rythme, la fréquence des messages ici.',
    options: {
      rhythm: {
        name: 'rythme',
        what: 'La fréquence des messages dans ce salon ; sans elle, les 7 derniers jours.',
      },
      at,
      on,
      zone,
    },
  },
  deliveries: {
    name: 'envois',
    what: 'Pour les exploitants : messages dont le sort est inconnu ou qui ont été refusés.',
    options: {
      post: { name: 'message', what: 'L’identifiant du message.' },
      arrived: { name: 'arrivé', what: 'Le message est dans son salon : il est noté comme envoyé.' },
      again: { name: 'renvoyer', what: 'Le message n’est pas dans son salon : il est envoyé de nouveau.' },
    },
  },
  join: {
    name: 'réunir',
    what: 'Pour les opérateurs : fait de deux événements un seul, avec un motif qui est conservé.',
    options: {
      event: { name: 'événement', what: 'L’identifiant d’un événement ou d’un récit.' },
      with: { name: 'avec', what: 'L’identifiant de l’autre événement ou récit.' },
      reason: { name: 'motif', what: 'Pourquoi il en est décidé ainsi, pour ceux qui le liront plus tard.' },
    },
  },
  part: {
    name: 'séparer',
    what: 'Pour les opérateurs : sépare un récit d’un événement, ou garde séparés deux événements.',
    options: {
      event: { name: 'événement', what: 'L’identifiant d’un événement ou d’un récit.' },
      from: { name: 'de', what: 'L’identifiant de l’événement ou du récit dont il ne fait pas partie.' },
      reason: { name: 'motif', what: 'Pourquoi il en est décidé ainsi, pour ceux qui le liront plus tard.' },
    },
  },
  help: {
    name: 'aide',
    what: 'Toutes les commandes, ou l’une d’elles en détail.',
    options: { command: { name: 'commande', what: 'La commande à expliquer en détail.' } },
  },
};
