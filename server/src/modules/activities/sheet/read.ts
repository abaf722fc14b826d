import type { Draft } from '../../../intake/reading/drafts.ts';
import type { ReadContext } from '../../../intake/reading/reference.ts';
import type { RowFields } from '../../../intake/reading/fields.ts';
import { readWhen } from '../../../intake/reading/values/sessions.ts';
import {
  prose,
  readEnrol,
  readOrganiser,
  readPrice,
  readVenue,
  shortText,
  termOf,
  readTerms,
  title,
} from '../../../intake/sheet/fields.ts';
import { toDraft, requireTopics } from '../../../intake/sheet/fields.ts';

export function readActivity(fields: RowFields, context: ReadContext): Draft {
  const name = fields.require('title', title);
  if (!fields.text('institution_id')) fields.require('institution', title);
  const format = fields.require('format', termOf(context, 'format'));
  const sessions = readWhen(fields, context.today);
  const times = sessions?.times;
  const venue = readVenue(fields, context, 'place');
  const mode = fields.read('mode', termOf(context, 'mode')) ?? modeOfFormat(format);
  return toDraft(fields, {
    keys: [name ?? '', times?.[0]?.starts ?? ''],
    organiser: readOrganiser(fields, context),
    // What is online only has no place on the map.
    venues: mode === 'online' ? [] : [venue],
    columns: {
      title: name,
      description: fields.read('description', prose) ?? '',
      mode,
      format,
      topics: requireTopics(fields, context),
      audiences: readTerms(fields, context, 'audiences', 'audience'),
      ...readPrice(fields),
      ...readEnrol(fields, context),
      lecturer: fields.read('lecturer', shortText),
      recurrence: sessions?.recurrence ?? null,
      starts_time: times?.[0]?.starts,
      ends_time: times?.[0]?.ends,
      more_starts: times?.slice(1).map(({ starts }) => starts) ?? [],
      more_ends: times?.slice(1).map(({ ends }) => ends) ?? [],
      session_dates: sessions?.dates ?? [],
    },
  });
}

function modeOfFormat(format: string | null): string {
  return format === 'livestream' ? 'online' : format === 'blended' ? 'mixed' : 'offline';
}
