import type { Draft } from '../../../intake/reading/drafts.ts';
import type { ReadContext } from '../../../intake/reading/reference.ts';
import type { RowFields } from '../../../intake/reading/fields.ts';
import { readVenue, shortText, title, toDraft } from '../../../intake/sheet/fields.ts';

export function readPlace(fields: RowFields, context: ReadContext): Draft {
  fields.require('name', title);
  if (!['lng', 'lat', 'coordinates'].some((key) => fields.text(key))) fields.reject('lng', 'missing');
  const venue = { ...readVenue(fields, context, 'name', true), id: fields.need('id', shortText) };
  const institution = { id: fields.need('institution_id', shortText), name: fields.need('institution', title) };
  return toDraft(fields, {
    columns: {},
    venues: [venue],
    organiser: institution.id || institution.name ? { ...institution, type: null, division: venue.declared } : null,
  });
}
