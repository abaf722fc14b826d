import type { Draft } from '../../../intake/reading/drafts.ts';
import type { ReadContext } from '../../../intake/reading/reference.ts';
import { BadValue, type RowFields } from '../../../intake/reading/fields.ts';
import { dateFrom } from '../../../intake/reading/values/dates.ts';
import { parsePhone } from '../../../intake/reading/values/phones.ts';
import { parseLink, toPlain } from '../../../intake/reading/values/text.ts';
import { guessType } from './guess-type.ts';
import { prose, readVenue, shortText, termOf, readTerms, title, toDraft } from '../../../intake/sheet/fields.ts';
import { bilingual } from '../../../intake/reading/issues.ts';
import { labelOf } from '../../../intake/reading/terms.ts';

const LEVELS: [RegExp, string][] = [
  [/^(省|省级|province)$/i, 'province'],
  [/^(市|市级|设区市|city)$/i, 'city'],
  [/^(县|区|县级|区级|区县|县区|county)$/i, 'county'],
  [/^(乡镇|街道|镇|乡|乡镇级|乡镇街道|township)$/i, 'township'],
  [/^(村|社区|村级|村社|village)$/i, 'village'],
  [/^(无|其他|none)$/i, 'none'],
];

/** The level in the governance tree that a type has when the row does not say. */
const LEVEL_OF_TYPE: Record<string, string> = {
  'provincial-open-university': 'province',
  'city-open-university': 'city',
  'county-open-university': 'county',
  'township-school': 'township',
  'village-point': 'village',
};
export const levelOfType = (type: string) => LEVEL_OF_TYPE[type] ?? 'none';

function parseLevel(text: string): string {
  const level = LEVELS.find(([pattern]) => pattern.test(toPlain(text)))?.[1];
  if (!level)
    throw new BadValue(
      'unknown-term',
      bilingual('省级、市级、县级、乡镇、村社、无', 'province, city, county, township, village, none'),
    );
  return level;
}

export function readInstitution(fields: RowFields, context: ReadContext): Draft {
  const name = fields.require('name', title);
  const given = fields.read('type', termOf(context, 'institution_type'));
  const type = given ?? guessType(name ?? '');
  if (!given && !fields.text('type')) {
    fields.warn('type', 'type-guessed', labelOf(context.reference.terms, 'institution_type', type));
  }
  const opened = fields.read('opened_on', dateFrom());
  let closed = fields.read('closed_on', dateFrom());
  if (opened && closed && closed <= opened) {
    fields.drop('closed_on', 'dates-order');
    closed = null;
  }
  const venue = { ...readVenue(fields, context, 'name'), isMain: true };
  return toDraft(fields, {
    venues: [venue],
    parent: fields.read('parent', shortText),
    columns: {
      name,
      type,
      aliases: fields.list('aliases', title, 20),
      level: fields.read('level', parseLevel) ?? levelOfType(type),
      division: venue.declared,
      description: fields.read('description', prose) ?? '',
      phone: fields.read('phone', parsePhone),
      website: fields.read('website', parseLink),
      audiences: readTerms(fields, context, 'audiences', 'audience'),
      topics: readTerms(fields, context, 'topics', 'topic'),
      opened_on: opened,
      closed_on: closed,
    },
  });
}
