import { named, type SpeakerNames } from './names.ts';
import { forcesOf } from './states.ts';

/** Asia east of Iran, and America without the United States and Canada. */
export const asiaAndAmerica = {
  'in-forces': forcesOf(
    { adjectives: ['Indian'], countries: ['India'], capitals: ['New Delhi', 'Delhi'] },
    { names: ['Indian Air Force', 'Assam Rifles'], hosts: ['mod.gov.in', 'indianarmy.nic.in'] },
  ),
  'pk-forces': forcesOf(
    { adjectives: ['Pakistani'], countries: ['Pakistan'], capitals: ['Islamabad', 'Rawalpindi'] },
    {
      names: ['ISPR', 'Inter-Services Public Relations', 'Inter Services Public Relations'],
      people: ['director general of ISPR'],
      hosts: ['ispr.gov.pk'],
    },
  ),
  'af-forces': forcesOf(
    { adjectives: ['Afghan'], countries: ['Afghanistan'], capitals: ['Kabul'] },
    {
      names: [
        'ANDSF',
        'Afghan National Defence and Security Forces',
        'Afghan National Army',
        'Afghan National Security Forces',
        'National Directorate of Security',
        'NDS',
        'Ghani government',
      ],
      adjectives: ['Afghan Air Force'],
      nouns: ['government', 'ministry', 'military', 'army'],
    },
  ),
  taliban: named(
    [
      'Taliban',
      'Taleban',
      'Islamic Emirate',
      'Islamic Emirate of Afghanistan',
      'Taliban government',
      'Taliban defence ministry',
      'Afghan Taliban',
      'Taliban authorities',
    ],
    { adjectives: ['Taliban'], nouns: ['group', 'movement', 'insurgents'] },
  ),
  'mm-forces': forcesOf(
    { adjectives: ['Burmese'], countries: ['Myanmar', 'Burma'], capitals: ['Naypyidaw', 'Naypyitaw'] },
    {
      names: ['Tatmadaw', 'Myanmar junta', 'Sit-Tat', 'State Administration Council'],
      adjectives: ['junta', 'Myanmar'],
      nouns: ['junta', 'military', 'army'],
    },
  ),
  'ph-forces': forcesOf(
    { adjectives: ['Philippine', 'Filipino'], countries: ['Philippines'], capitals: ['Manila'] },
    { names: ['Armed Forces of the Philippines', 'AFP public affairs office'], hosts: ['afp.mil.ph'] },
  ),
  'th-forces': forcesOf(
    { adjectives: ['Thai'], countries: ['Thailand'], capitals: ['Bangkok'] },
    { names: ['Royal Thai Army', 'Royal Thai Air Force'] },
  ),
  'kh-forces': forcesOf(
    { adjectives: ['Cambodian'], countries: ['Cambodia'], capitals: ['Phnom Penh'] },
    { names: ['Royal Cambodian Armed Forces', 'Cambodian Ministry of National Defence'] },
  ),
  'co-forces': forcesOf(
    { adjectives: ['Colombian'], countries: ['Colombia'], capitals: ['Bogotá', 'Bogota'] },
    { names: ['Ministerio de Defensa de Colombia'], hosts: ['mindefensa.gov.co'] },
  ),
} as const satisfies Readonly<Record<string, SpeakerNames>>;
