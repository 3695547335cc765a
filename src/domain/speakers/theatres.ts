/** Where forces strike, and where they are struck: what a figure without a doer can be a deed of. */

/** Families of the armies that serve in the African Union's missions in Somalia. */
export const contingents: ReadonlySet<string> = new Set(['ug', 'ke', 'et', 'bi', 'dj']);

/**
 * Families of those whose own land others strike. An air strike that they tell of without a doer may have been done to
 * their people.
 */
export const struckAtHome: ReadonlySet<string> = new Set([
  'ua',
  'ru',
  'az',
  'am',
  'iq',
  'ir',
  'jo',
  'lb',
  'sy',
  'sy-assad',
  'ye',
  'af',
  'pk',
  'in',
  'sd',
  'ss',
  'so',
  'ly-gnu',
  'sa',
  'ae',
  'th',
  'kh',
]);
/**
 * Countries, by ISO 3166-1 code, in which these families fought. A strike elsewhere that they tell of without a doer was
 * somebody else's.
 */
export const fieldsOf: Readonly<Record<string, readonly string[]>> = {
  us: ['IQ', 'SY', 'AF', 'SO', 'YE', 'LY', 'PK', 'IR', 'NE', 'NG', 'VE'],
  uk: ['IQ', 'SY', 'AF', 'LY', 'YE'],
  fr: ['IQ', 'SY', 'AF', 'LY', 'ML', 'NE', 'BF', 'TD', 'MR'],
  nl: ['IQ', 'SY', 'AF'],
  au: ['IQ', 'SY', 'AF'],
  be: ['IQ', 'SY', 'AF', 'LY'],
  dk: ['IQ', 'SY', 'AF', 'LY'],
  de: ['IQ', 'SY', 'AF'],
  ca: ['IQ', 'SY', 'AF', 'LY'],
  tr: ['IQ', 'SY', 'LY'],
  il: ['PS', 'LB', 'SY', 'YE', 'IR', 'IQ', 'EG', 'QA'],
};
