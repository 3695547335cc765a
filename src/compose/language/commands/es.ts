import type { LocalizedCommands } from './localized-commands.ts';

/** How commands are called in Spanish. */

const publisher = { name: 'editor', what: 'Solo lo que dice este editor, por su identificador o su nombre.' };
const at = { name: 'hora', what: 'La hora del mensaje, en horas y minutos, por ejemplo 08:30.' };
const on = { name: 'día', what: 'El día de la semana en que se publica un mensaje semanal.' };
const zone = { name: 'zona-horaria', what: 'La zona horaria de las horas indicadas, por ejemplo Europe/Madrid.' };

const place = { name: 'lugar', what: 'Un lugar, o el comienzo de una palabra de su nombre.' };
const country = { name: 'país', what: 'Solo incidentes en este país, escrito en inglés.' };
const since = { name: 'desde', what: 'La primera fecha: un año, un mes o un día, por ejemplo 2017-06.' };

const replies = {
  name: 'respuestas',
  what: 'Dónde se ven las respuestas a mensajes anteriores: solo en el hilo o también en el canal.',
};
const asOf = {
  'as-of': { name: 'a-fecha', what: 'Lo que se sabía aquí al final de ese día (UTC), p. ej. 2019-05-31.' },
};

export const es: LocalizedCommands = {
  totals: {
    name: 'totales',
    what: 'Los totales actuales, con periodo, fecha, fuente y las sumas que no cuadran.',
    options: {
      measure: { name: 'medida', what: 'Lo que se cuenta; sin ella, las cifras principales.' },
      publisher,
      ...asOf,
    },
  },
  latest: {
    name: 'último-informe',
    what: 'El informe más reciente completo, tal como se publica.',
    options: { publisher },
  },
  history: {
    name: 'historial',
    what: 'Cada valor que ha tenido una medida, primero el más reciente.',
    options: {
      measure: { name: 'medida', what: 'Lo que se cuenta; sin ella, todas las muertes admitidas hasta ahora.' },
      publisher,
      ...asOf,
    },
  },
  incidents: {
    name: 'incidentes',
    what: 'Las entradas de las listas de los informes, primero las más recientes.',
    options: {
      place,
      country,
      since,
      outcome: { name: 'resultado', what: 'Solo entradas que se evaluaron así.' },
      publisher,
    },
  },
  incident: {
    name: 'incidente',
    what: 'Lo que cada parte dice de un incidente, lado a lado.',
    options: {
      code: { name: 'código', what: 'Un código como CS1010, un número de informe o el identificador de un incidente.' },
    },
  },
  event: {
    name: 'suceso',
    what: 'Todas las versiones de un suceso a lo largo del tiempo, y por qué pueden ser del mismo.',
    options: {
      event: {
        name: 'suceso',
        what: 'Un código como CS1010, un número de informe, el identificador de un suceso o un lugar.',
      },
    },
  },
  'raised-by': {
    name: 'denunciado-por',
    what: 'Quién denunció primero los incidentes admitidos.',
    options: { place, country, since, publisher },
  },
  delay: {
    name: 'demora',
    what: 'Cuánto tiempo pasó de un ataque a su admisión.',
    options: { place, country, since, publisher },
  },
  compare: {
    name: 'comparar',
    what: 'Lo admitido y lo documentado, lado a lado.',
    options: {
      place: { ...place, what: 'Un lugar; sin él, los totales acumulados.' },
      since,
      until: { name: 'hasta', what: 'La fecha más tardía: un año, un mes o un día, como 2017-10.' },
    },
  },
  'open-accounts': {
    name: 'cuentas-abiertas',
    what: 'Cuántos sucesos admitidos tienen un motivo, un examen de legalidad y una reparación.',
    options: {
      place,
      of: { name: 'sobre', what: 'La lista detrás de un número: motivo, legalidad o reparación.' },
      country,
      since,
      publisher,
    },
  },
  findings: {
    name: 'hallazgos',
    what: 'Lo que cambió, primero lo más reciente, cada hallazgo con su identificador.',
    options: { kind: { name: 'tipo', what: 'Solo cambios de este tipo.' }, publisher },
  },
  why: {
    name: 'porqué',
    what: 'De dónde viene una cifra: la frase, el informe, la copia, y por qué se comunicó.',
    options: {
      figure: { name: 'cifra', what: 'El identificador de un hallazgo, o una medida para su cifra actual.' },
      publisher,
    },
  },
  sources: { name: 'fuentes', what: 'Lo que se observa y cómo responde.', options: {} },
  subscribe: {
    name: 'suscribir',
    what: 'Publica los hallazgos en este canal; la segunda vez cambia solo lo que se nombra.',
    options: {
      features: {
        name: 'temas',
        what: 'Lo que se publica, uno o varios; sin ellos, todo salvo el estado de la vigilancia.',
      },
      publisher: { name: 'editor', what: 'Solo de estos editores, separados por comas; all quita el filtro.' },
      country: {
        name: 'país',
        what: 'Solo sobre estos países, en inglés, separados por comas; all quita el filtro.',
      },
      'min-killed': {
        name: 'mínimo-muertos',
        what: 'Omite lo que se sabe que se refiere a menos muertos; 0 quita este filtro.',
      },
      digest: { name: 'ritmo', what: 'Con qué frecuencia se publica en este canal.' },
      at,
      on,
      zone,
      quiet: {
        name: 'silencio',
        what: 'Horas en que los mensajes esperan y no se pierden, como 22:00-07:00, u off.',
      },
      replies,
      condensed: { name: 'resumido', what: 'Los mensajes se reducen a lo más importante.' },
      full: { name: 'completo', what: 'Los mensajes vuelven a ser completos.' },
      language: { name: 'idioma', what: 'El idioma de los mensajes.' },
    },
  },
  unsubscribe: {
    name: 'cancelar',
    what: 'Pone fin a los mensajes en este canal, o quita los temas nombrados.',
    options: {
      features: { name: 'temas', what: 'Lo que se quita, uno o varios; sin ellos, la suscripción termina.' },
    },
  },
  follow: {
    name: 'seguir',
    what: 'Publica lo hallado sobre un suceso o lugar en este canal, o solo a usted.',
    options: {
      event: {
        name: 'suceso',
        what: 'Un código como CS1010, un número de informe, el identificador de un suceso o un lugar.',
      },
      to: { name: 'a', what: 'Dónde se publica: en este canal o solo a usted.' },
      replies,
    },
  },
  unfollow: {
    name: 'dejar-de-seguir',
    what: 'Termina lo que se sigue aquí o solo por usted; sin nombre, todo.',
    options: {
      event: { name: 'suceso', what: 'Lo que se sigue, como lo nombran las suscripciones; sin ello, todo.' },
      to: { name: 'a', what: 'Dónde se sigue: en este canal o solo por usted.' },
    },
  },
  mute: {
    name: 'silenciar',
    what: 'Retiene los mensajes a este canal; lo que espera llega después en uno solo.',
    options: {
      time: { name: 'tiempo', what: 'Cuánto tiempo, p. ej. 8 hours o a day; sin ello, hasta que se reactive.' },
    },
  },
  unmute: {
    name: 'reactivar',
    what: 'Termina el silencio: lo que esperaba se publica ahora en un solo mensaje.',
    options: {},
  },
  subscriptions: {
    name: 'suscripciones',
    what: 'Lo que recibe este canal y cuándo llegó el último mensaje; luego, los otros canales.',
    options: {},
  },
  digest: {
    name: 'resumen',
    withoutOptions: 'Lo que trajeron los últimos 7 días.',
    what: 'Lo que trajeron los últimos 7 días; con un ritmo, con qué frecuencia se publica aquí.',
    options: {
      rhythm: {
        name: 'ritmo',
        what: 'Con qué frecuencia se publica en este canal; sin él, los últimos 7 días.',
      },
      at,
      on,
      zone,
    },
  },
  deliveries: {
    name: 'envíos',
    what: 'Para los operadores: mensajes de los que no se sabe si llegaron, o que fueron rechazados.',
    options: {
      post: { name: 'mensaje', what: 'El identificador del mensaje.' },
      arrived: { name: 'llegó', what: 'El mensaje está en su canal: se anota como enviado.' },
      again: { name: 'repetir', what: 'El mensaje no está en su canal: se envía de nuevo.' },
    },
  },
  join: {
    name: 'unir',
    what: 'Para operadores: hace de dos sucesos uno, con un motivo que se conserva.',
    options: {
      event: { name: 'suceso', what: 'El identificador de un suceso o de un relato.' },
      with: { name: 'con', what: 'El identificador del otro suceso o relato.' },
      reason: { name: 'motivo', what: 'Por qué se decide así, para quienes lo lean más tarde.' },
    },
  },
  part: {
    name: 'separar',
    what: 'Para operadores: separa un relato de un suceso, o mantiene separados dos sucesos.',
    options: {
      event: { name: 'suceso', what: 'El identificador de un suceso o de un relato.' },
      from: { name: 'de', what: 'El identificador del suceso o relato al que no pertenece.' },
      reason: { name: 'motivo', what: 'Por qué se decide así, para quienes lo lean más tarde.' },
    },
  },
  help: {
    name: 'ayuda',
    what: 'Todos los comandos, o uno de ellos en detalle.',
    options: { command: { name: 'comando', what: 'El comando que se explica en detalle.' } },
  },
};
