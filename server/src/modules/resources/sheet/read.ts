import type { Draft } from '../../../intake/reading/drafts.ts';
import type { ReadContext } from '../../../intake/reading/reference.ts';
import type { RowFields } from '../../../intake/reading/fields.ts';
import { dateFrom } from '../../../intake/reading/values/dates.ts';
import { amount, MINUTES } from '../../../intake/reading/values/amounts.ts';
import { parseLink } from '../../../intake/reading/values/text.ts';
import {
  prose,
  readOrganiser,
  readPrice,
  termOf,
  readTerms,
  title,
  toDraft,
  requireTopics,
} from '../../../intake/sheet/fields.ts';

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
      duration_minutes: fields.read('duration', amount(1, 100_000, MINUTES)),
      topics: requireTopics(fields, context),
      audiences: readTerms(fields, context, 'audiences', 'audience'),
      ...readPrice(fields),
      published_on: fields.read('published_on', dateFrom()),
    },
  });
}
