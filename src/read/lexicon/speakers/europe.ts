import { named, type SpeakerNames } from './names.ts';
import { forcesOf } from './states.ts';

/** Europe, and the members of the Coalition in the Commonwealth. */
export const europe = {
  nato: named(
    [
      'Nato',
      'Nato-led coalition',
      'Nato-led force',
      'North Atlantic Treaty Organization',
      'ISAF',
      'International Security Assistance Force',
      'Resolute Support',
      'Resolute Support Mission',
      'Operation Unified Protector',
      'NATO Mission in Afghanistan',
    ],
    {
      adjectives: ['Nato-led', 'Western', 'international military'],
      hosts: ['nato.int', 'rs.nato.int'],
      nouns: ['alliance', 'mission', 'coalition'],
    },
  ),
  'uk-mod': forcesOf(
    { adjectives: ['British'], countries: ['UK', 'Britain', 'United Kingdom'], capitals: ['London', 'Whitehall'] },
    {
      names: [
        'MoD',
        'RAF',
        'Royal Air Force',
        'Royal Navy',
        'Permanent Joint Headquarters',
        'Defence Safety Authority',
      ],
      adjectives: ['RAF', 'Royal Air Force', 'UK'],
      people: [
        'Defence Secretary',
        'Armed Forces Minister',
        'Minister for the Armed Forces',
        'Secretary of State for Defence',
      ],
      hosts: ['www.gov.uk', 'mod.uk', 'raf.mod.uk'],
      nouns: ['ministry', 'ministry of defence', 'MoD', 'military', 'department'],
    },
  ),
  'nl-mod': forcesOf(
    { adjectives: ['Dutch'], countries: ['Netherlands'], capitals: ['Hague'] },
    {
      names: [
        'Ministerie van Defensie',
        'Defensie',
        'Nederlandse ministerie van Defensie',
        'Royal Netherlands Air Force',
        'Royal Dutch Air Force',
        "Netherlands' ministry of defence",
        "Netherlands' defence ministry",
        'Sorgdrager Commission',
        'Sorgdrager committee',
      ],
      people: ['minister van Defensie'],
      hosts: ['defensie.nl', 'rijksoverheid.nl', 'government.nl'],
    },
  ),
  adf: forcesOf(
    { adjectives: ['Australian'], countries: ['Australia'], capitals: ['Canberra'] },
    {
      names: [
        'ADF',
        'Australian Defence',
        'Royal Australian Air Force',
        'RAAF',
        'Australian Defence Force',
        'Brereton inquiry',
      ],
      adjectives: ['RAAF'],
      vague: ['Defence'],
      hosts: ['defence.gov.au'],
      nouns: ['force', 'defence force', 'military', 'department', 'ministry'],
    },
  ),
  'be-mod': forcesOf(
    { adjectives: ['Belgian'], countries: ['Belgium'] },
    { names: ['Belgian Defence', 'Belgian Air Component', 'Belgian Air Force'], hosts: ['mil.be'] },
  ),
  'dk-mod': forcesOf(
    { adjectives: ['Danish'], countries: ['Denmark'], capitals: ['Copenhagen'] },
    {
      names: ['Danish Defence', 'Danish Defence Command', 'Royal Danish Air Force', 'Forsvaret', 'Forsvarsministeriet'],
      hosts: ['fmn.dk', 'forsvaret.dk'],
    },
  ),
  'fr-mod': forcesOf(
    { adjectives: ['French'], countries: ['France'], capitals: ['Paris'] },
    {
      names: [
        'French Ministry of the Armed Forces',
        'French Armed Forces Ministry',
        'French Ministry of Armed Forces',
        'ministère des Armées',
        'armée française',
        'état-major des armées',
        'Operation Barkhane',
        'Barkhane',
        'Barkhane force',
      ],
      adjectives: ['Barkhane'],
      people: ['French armed forces minister', 'French minister of the armed forces', 'ministre des Armées'],
      hosts: ['defense.gouv.fr'],
    },
  ),
  'de-mod': forcesOf(
    { adjectives: ['German'], countries: ['Germany'], capitals: ['Berlin'] },
    {
      names: ['Bundeswehr', 'Bundesministerium der Verteidigung', 'Verteidigungsministerium', 'Luftwaffe'],
      adjectives: ['Bundeswehr'],
      people: ['Verteidigungsminister', 'Verteidigungsministerin'],
      hosts: ['bmvg.de', 'bundeswehr.de'],
    },
  ),
  'it-mod': forcesOf({ adjectives: ['Italian'], countries: ['Italy'], capitals: ['Rome'] }, { hosts: ['difesa.it'] }),
  caf: forcesOf(
    { adjectives: ['Canadian'], countries: ['Canada'], capitals: ['Ottawa'] },
    {
      names: [
        'Canadian Department of National Defence',
        'Department of National Defence',
        'Canadian Armed Forces',
        'Canadian Forces',
        'Royal Canadian Air Force',
        'RCAF',
      ],
      adjectives: ['RCAF'],
      people: ['Canadian minister of national defence', 'Canadian national defence minister'],
      hosts: ['forces.gc.ca', 'forces.ca'],
    },
  ),
  'ru-mod': forcesOf(
    { adjectives: ['Russian'], countries: ['Russia', 'Russian Federation'], capitals: ['Moscow', 'Kremlin'] },
    {
      names: [
        'Russian Aerospace Forces',
        'Russian Centre for Reconciliation',
        'Russian Reconciliation Centre',
        'Russian Air and Space Forces',
        'Ministry of Defence of the Russian Federation',
      ],
      hosts: ['mil.ru'],
    },
  ),
  'ua-forces': forcesOf(
    { adjectives: ['Ukrainian'], countries: ['Ukraine'], capitals: ['Kyiv', 'Kiev'] },
    { names: ['Armed Forces of Ukraine', 'AFU', 'Security Service of Ukraine'], hosts: ['mil.gov.ua', 'zsu.gov.ua'] },
  ),
  'az-mod': forcesOf(
    { adjectives: ['Azerbaijani', 'Azeri'], countries: ['Azerbaijan'], capitals: ['Baku'] },
    { hosts: ['mod.gov.az'] },
  ),
  'am-mod': forcesOf(
    { adjectives: ['Armenian'], countries: ['Armenia'], capitals: ['Yerevan'] },
    { hosts: ['mil.am'] },
  ),
} as const satisfies Readonly<Record<string, SpeakerNames>>;
