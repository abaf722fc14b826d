import type { Draft } from '../../reading/drafts.ts';
import type { ReadContext } from '../../reading/reference.ts';
import type { RowFields } from '../../reading/fields.ts';
import { parseDate } from '../../reading/values/dates.ts';
import { wholeNumber } from '../../reading/values/numbers.ts';
import { parseLink } from '../../reading/values/text.ts';
import { prose, readOrganiser, readPrice, termOf, termsOf, title, toDraft, topicsOf } from '../shared/fields.ts';

export function readResource(fields: RowFields, context: ReadContext): Draft {
  const url = fields.require('url', parseLink);
  return toDraft(fields, {
    keys: [url ?? ''],
    organiser: readOrganiser(fields, context),
    columns: {
      title: fields.require('title', title),
      description: fields.read('description', prose) ?? '',
      medium: fields.require('medium', termOf(context, 'medium')),
      url,
      duration_minutes: fields.read('duration', wholeNumber(1, 100_000)),
      topics: fields.require('topics', topicsOf(context)),
      audiences: fields.read('audiences', termsOf(context, 'audience')) ?? [],
      ...readPrice(fields),
      published_on: fields.read('published_on', parseDate),
    },
  });
}
