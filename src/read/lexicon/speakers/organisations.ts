import { named, type SpeakerNames } from './names.ts';

const group = [
  'group',
  'organisation',
  'NGO',
  'watchdog',
  'monitor',
  'monitoring group',
  'rights group',
  'human rights group',
];

export const organisations = {
  amnesty: named(
    [
      'Amnesty',
      'Amnesty International',
      'Amnesty International USA',
      'Amnesty USA',
      'Amnesty International UK',
      'Amnesty UK',
      'Amnistie internationale',
      'Amnistía Internacional',
    ],
    {
      hosts: [
        'amnesty.org',
        'amnestyusa.org',
        'amnesty.org.uk',
        'amnesty.ca',
        'amnesty.fr',
        'amnesty.de',
        'amnesty.nl',
        'amnesty.org.au',
      ],
      nouns: group,
    },
  ),
  airwars: named(['Airwars', 'Air Wars', 'Airwars monitoring group'], { hosts: ['airwars.org'], nouns: group }),
  hrw: named(['Human Rights Watch', 'HRW'], { hosts: ['hrw.org'], nouns: group }),
  snhr: named(
    ['SNHR', 'Syrian Network for Human Rights', 'Syrian Network of Human Rights', 'Syria Network for Human Rights'],
    {
      hosts: ['snhr.org', 'sn4hr.org', 'news.snhr.org'],
      nouns: [...group, 'network'],
    },
  ),
  sohr: named(
    [
      'SOHR',
      'Syrian Observatory for Human Rights',
      'Syrian Observatory of Human Rights',
      'Syrian Observatory',
      'Britain-based Syrian Observatory for Human Rights',
      'Observatoire syrien des droits de l’homme',
      'Observatoire syrien des droits de l’Homme',
      'OSDH',
    ],
    {
      hosts: ['syriahr.com'],
      nouns: [...group, 'observatory', 'war monitor'],
      vague: ['Syria war monitor', 'Syrian war monitor'],
    },
  ),
  civic: named(['CIVIC', 'Center for Civilians in Conflict', 'Centre for Civilians in Conflict'], {
    hosts: ['civiliansinconflict.org'],
    nouns: [...group, 'center'],
  }),
  stj: named(['Syrians for Truth and Justice', 'STJ'], { hosts: ['stj-sy.org'], nouns: group }),
  vdc: named(
    [
      'VDC',
      'Violations Documentation Center',
      'Violations Documentation Center in Syria',
      'Violations Documentation Centre',
    ],
    { hosts: ['vdc-sy.net', 'vdc-sy.info'], nouns: [...group, 'center'] },
  ),
  sjac: named(['SJAC', 'Syria Justice and Accountability Centre'], {
    hosts: ['syriaaccountability.org'],
    nouns: [...group, 'centre'],
  }),
  'white-helmets': named(
    ['White Helmets', 'Syria Civil Defence', 'Syrian Civil Defence', 'Syrian Civil Defence known as the White Helmets'],
    {
      hosts: ['whitehelmets.org', 'syriacivildefence.org'],
      nouns: ['rescuers', 'rescue group', 'group', 'organisation'],
    },
  ),
  'syrian-archive': named(['Syrian Archive', 'Yemeni Archive', 'Mnemonic'], {
    hosts: ['syrianarchive.org', 'yemeniarchive.org', 'mnemonic.org'],
    nouns: [...group, 'archive'],
  }),
  rbss: named(['Raqqa is Being Slaughtered Silently', 'RBSS'], {
    hosts: ['raqqa-sl.com'],
    nouns: [...group, 'activists'],
  }),
  'iraq-body-count': named(['Iraq Body Count', 'IBC'], { hosts: ['iraqbodycount.org'], nouns: group }),
  mwatana: named(['Mwatana', 'Mwatana for Human Rights', 'Mwatana Organisation for Human Rights'], {
    hosts: ['mwatana.org'],
    nouns: group,
  }),
  'yemen-data-project': named(['Yemen Data Project', 'YDP'], {
    hosts: ['yemendataproject.org'],
    nouns: [...group, 'project'],
  }),
  btselem: named(["B'Tselem", 'BTselem'], { hosts: ['btselem.org'], nouns: group }),
  'al-haq': named(['Al-Haq'], { hosts: ['alhaq.org'], nouns: group }),
  'al-mezan': named(['Al Mezan', 'Al Mezan Center for Human Rights'], {
    hosts: ['mezan.org'],
    nouns: [...group, 'center'],
  }),
  pchr: named(['PCHR', 'Palestinian Centre for Human Rights'], {
    hosts: ['pchrgaza.org'],
    nouns: [...group, 'centre'],
  }),
  'euro-med': named(
    ['Euro-Med', 'Euro-Med Monitor', 'Euro-Med Human Rights Monitor', 'Euro-Mediterranean Human Rights Monitor'],
    { hosts: ['euromedmonitor.org'], nouns: group },
  ),
  'breaking-the-silence': named(['Breaking the Silence'], { hosts: ['breakingthesilence.org.il'], nouns: group }),
  'gaza-moh': named(
    [
      'Gaza Health Ministry',
      "Gaza's Health Ministry",
      'Health Ministry in Gaza',
      'Ministry of Health in Gaza',
      'Gaza Ministry of Health',
      'Palestinian Health Ministry',
      'Palestinian Ministry of Health',
      'Hamas-run health ministry',
      'Hamas-run Gaza health ministry',
    ],
    {
      nouns: ['ministry', 'health ministry'],
      vague: ['Gaza health officials', 'Gaza health authorities', 'Palestinian health officials'],
    },
  ),
  hrana: named(['HRANA', 'Human Rights Activists News Agency', 'Human Rights Activists in Iran'], {
    hosts: ['en-hrana.org'],
    nouns: [...group, 'agency'],
  }),
  aihrc: named(
    ['AIHRC', 'Afghanistan Independent Human Rights Commission', 'Afghan Independent Human Rights Commission'],
    {
      hosts: ['aihrc.org.af'],
      nouns: ['commission'],
    },
  ),
  aoav: named(['AOAV', 'Action on Armed Violence'], { hosts: ['aoav.org.uk'], nouns: group }),
  pax: named(['PAX', 'PAX for Peace', 'Dutch peace organisation PAX'], {
    hosts: ['paxforpeace.nl', 'paxvoorvrede.nl'],
    nouns: group,
  }),
  reprieve: named(['Reprieve'], { hosts: ['reprieve.org', 'reprieve.org.uk'], nouns: group }),
  tbij: named(['Bureau of Investigative Journalism', 'TBIJ'], {
    hosts: ['thebureauinvestigates.com'],
    nouns: [...group, 'bureau'],
  }),
  bellingcat: named(['Bellingcat'], { hosts: ['bellingcat.com'], nouns: [...group, 'collective'] }),
  'forensic-architecture': named(['Forensic Architecture'], { hosts: ['forensic-architecture.org'], nouns: group }),
  'new-america': named(['New America', 'New America Foundation'], {
    hosts: ['newamerica.org'],
    nouns: ['think tank', 'organisation'],
  }),
  'crisis-group': named(['Crisis Group', 'International Crisis Group'], {
    hosts: ['crisisgroup.org'],
    nouns: ['think tank', 'organisation', 'group'],
  }),
  acled: named(
    [
      'ACLED',
      'Armed Conflict Location and Event Data',
      'Armed Conflict Location and Event Data Project',
      'Armed Conflict Location & Event Data Project',
    ],
    {
      hosts: ['acleddata.com'],
      nouns: [...group, 'project'],
    },
  ),
  oxfam: named(['Oxfam', 'Oxfam International', 'Oxfam America'], {
    hosts: ['oxfam.org', 'oxfamamerica.org', 'oxfam.org.uk'],
    nouns: [...group, 'charity', 'aid group'],
  }),
  msf: named(['MSF', 'Médecins Sans Frontières', 'Medecins Sans Frontieres', 'Doctors Without Borders'], {
    hosts: ['msf.org', 'doctorswithoutborders.org', 'msf.org.uk', 'msf.fr'],
    nouns: ['organisation', 'charity', 'medical charity', 'aid group', 'group'],
  }),
  'save-the-children': named(['Save the Children'], {
    hosts: ['savethechildren.net', 'savethechildren.org', 'savethechildren.org.uk'],
    nouns: ['organisation', 'charity', 'aid group', 'group'],
  }),
  phr: named(['Physicians for Human Rights'], { hosts: ['phr.org'], nouns: group }),
  icrc: named(['ICRC', 'International Committee of the Red Cross'], {
    hosts: ['icrc.org'],
    nouns: ['Red Cross', 'committee', 'organisation'],
  }),
  'emergency-lawyers': named(['Emergency Lawyers', 'Sudanese Emergency Lawyers'], { nouns: ['lawyers', ...group] }),
  'sudan-doctors': named(['Sudan Doctors Network', 'Sudan Doctors Union', "Sudan Doctors' Network"], {
    nouns: ['network', 'doctors', ...group],
  }),
  'libya-crimes-watch': named(['Libya Crimes Watch', 'Libyan Crimes Watch'], { hosts: ['lcw.ngo'], nouns: group }),
  aapp: named(['AAPP', 'Assistance Association for Political Prisoners'], {
    hosts: ['aappb.org'],
    nouns: [...group, 'association'],
  }),
} as const satisfies Readonly<Record<string, SpeakerNames>>;
