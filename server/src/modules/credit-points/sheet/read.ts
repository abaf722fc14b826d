import type { Draft } from '../../../intake/reading/drafts.ts';
import type { ReadContext } from '../../../intake/reading/reference.ts';
import type { RowFields } from '../../../intake/reading/fields.ts';
import { parsePhone } from '../../../intake/reading/values/phones.ts';
import { prose, readOrganiser, readVenue, shortText, termOf, title, toDraft } from '../../../intake/sheet/fields.ts';

export function readCreditPoint(fields: RowFields, context: ReadContext): Draft {
  const name = fields.require('name', title);
  const venue = readVenue(fields, context, 'place');
  // A point that names no venue is its own.
  const named = { ...venue, name: venue.name ?? (venue.spot || venue.address || venue.declared ? name : null) };
  return toDraft(fields, {
    keys: [name ?? '', venue.declared ?? ''],
    organiser: readOrganiser(fields, context),
    venues: [named],
    parent: fields.read('parent', shortText),
    columns: {
      name,
      description: fields.read('description', prose) ?? '',
      tier: fields.require('tier', termOf(context, 'credit_tier')),
      services: fields.list('services', shortText, 30),
      phone: fields.read('phone', parsePhone),
    },
  });
}
