import { slotOf, type Range } from '@zlm/tiles';
import type { z } from 'zod';
import { filtersWhere, withoutFilters } from '../../contract/filter-table.ts';
import { IN_SESSIONS } from '../../contract/kinds.ts';
import type { Lang } from '../../contract/lists.ts';
import { Invalid } from '../../errors.ts';
import { toICalendar, type CalendarEvent } from '../../formats/icalendar.ts';
import { toWallMinutes } from '../../formats/shanghai-time.ts';
import { readCatalogue, resolveFilter } from '../search/filter.ts';
import type { Parts } from '../../module.ts';
import { findRows } from './rows.ts';
import type { getCalendar } from './schema.ts';
import { openDataTexts } from './texts.ts';

type Query = z.output<typeof getCalendar.query>;

const DAYS = filtersWhere({ panel: 'when' });
const DAY_MS = 86_400_000;
const BEFORE = 31;
const AFTER = 180;
/** What a calendar of a phone still takes. */
const MOST_THINGS = 2_000;
const MOST_EVENTS = 5_000;
const BATCH = 250;
const REFRESH = 'PT1H';
const EPOCH = new Date(0);

/** Sessions of what is found, cancelled ones too, and when the last of them changed. Throws Invalid where they are too many. */
export async function writeCalendar(
  { database, live, things, origin }: Pick<Parts, 'database' | 'live' | 'things' | 'origin'>,
  { lang: _lang, bbox, ...filters }: Query,
  { now, lang }: { now: Date; lang: Lang },
): Promise<{ text: string; changedAt: Date }> {
  const catalogue = await readCatalogue(live, filters);
  const { slots } = resolveFilter(filters, toWallMinutes(now), catalogue);
  // A search finds nothing by a session that is cancelled: days are looked at below.
  const lasting = withoutFilters(filters, DAYS);
  const found = await findRows(live, { bbox, filters: lasting, now });
  const readEvents = things.find(({ kind }) => kind === IN_SESSIONS)!.events!;
  const ids = [...new Set(found.rows.flatMap(({ id, kind }) => (kind === IN_SESSIONS ? [id] : [])))];
  if (ids.length > MOST_THINGS) throw tooMany(MOST_THINGS);
  const window = { from: day(now, -BEFORE), to: day(now, AFTER) };
  const events: CalendarEvent[] = [];
  for (let at = 0; at < ids.length; at += BATCH) {
    const read = await readEvents(database, ids.slice(at, at + BATCH), { ...window, lang, origin });
    events.push(...read.filter(({ startsAt }) => !slots || isIn(slots, slotOf(toWallMinutes(startsAt)))));
    if (events.length > MOST_EVENTS) throw tooMany(MOST_EVENTS);
  }
  events.sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime() || (a.uid < b.uid ? -1 : 1));
  const changedAt = events.reduce((last, one) => (one.changedAt > last ? one.changedAt : last), EPOCH);
  return { text: toICalendar(openDataTexts(lang).calendar, events, REFRESH), changedAt };
}

const day = (now: Date, days: number) => new Date(now.getTime() + days * DAY_MS);
const isIn = (slots: readonly Range[], slot: number) => slots.some(([first, end]) => slot >= first && slot < end);
const tooMany = (most: number) =>
  new Invalid([{ in: 'query', field: '', message: `finds more than ${most} for a calendar; narrow it down` }]);
