import type { Draft } from '../../../intake/reading/drafts.ts';
import type { ReadContext } from '../../../intake/reading/reference.ts';
import type { RowFields } from '../../../intake/reading/fields.ts';
import { dateFrom } from '../../../intake/reading/values/dates.ts';
import { amount, LESSON_HOURS } from '../../../intake/reading/values/amounts.ts';
import { upTo } from '../../../intake/reading/values/text.ts';
import {
  credits,
  prose,
  readEnrol,
  readOrganiser,
  readPrice,
  readVenue,
  termOf,
  readTerms,
  title,
} from '../../../intake/sheet/fields.ts';
import { toDraft, requireTopics } from '../../../intake/sheet/fields.ts';

/** A row is a course with at most one offering; rows with one id and different offerings are one course. */
export function readCourse(fields: RowFields, context: ReadContext): Draft {
  const name = fields.require('title', title);
  if (!fields.text('institution_id')) fields.require('institution', title);
  const level = fields.require('level', termOf(context, 'course_level'));
  let profession = fields.read('profession', termOf(context, 'profession'));
  if (profession && level === 'skills') {
    fields.drop('profession', 'conflict', fields.text('level') ?? '');
    profession = null;
  }
  const edition = fields.read('edition', upTo(40)) ?? '1';
  const mode = fields.read('mode', termOf(context, 'mode'));
  const venue = readVenue(fields, context, 'place');
  return toDraft(fields, {
    keys: [name ?? '', edition],
    organiser: readOrganiser(fields, context),
    venues: mode === 'online' ? [] : [venue],
    offering: readOffering(fields, context, mode, venue.name !== null || venue.spot !== null),
    columns: {
      title: name,
      description: fields.read('description', prose) ?? '',
      level,
      profession,
      edition,
      credits: fields.read('credits', credits),
      hours: fields.read('hours', amount(1, 9999, LESSON_HOURS)),
      topics: requireTopics(fields, context),
      audiences: readTerms(fields, context, 'audiences', 'audience'),
      ...readPrice(fields),
    },
  });
}

/** Null where the row says neither how, where nor when. */
function readOffering(fields: RowFields, context: ReadContext, mode: string | null, placed: boolean) {
  const starts = fields.read('starts_on', dateFrom(context.today));
  let ends = fields.read('ends_on', dateFrom(starts ?? context.today));
  if (starts && ends && ends < starts) {
    fields.drop('ends_on', 'dates-order');
    ends = null;
  }
  const timetable = fields.read('timetable', upTo(500));
  const enrol = readEnrol(fields, context);
  if (!mode && !placed && !starts && !ends && !timetable) return null;
  return { mode: mode ?? 'offline', starts_on: starts, ends_on: ends, timetable, ...enrol };
}
