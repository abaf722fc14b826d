import type { PlaceDetails, VenueDetails } from '../../contract/common.ts';
import type { Lang } from '../../contract/lists.ts';
import { isCoarse } from '../../contract/words/exactness.ts';
import { withReader, type Database } from '../../db/index.ts';
import { NotFound } from '../../errors.ts';
import { toICalendar, type CalendarEvent } from '../../formats/icalendar.ts';
import { findOrganisers } from '../organisers/queries.ts';
import { heldAt } from '../places/find.ts';
import { findPlaces } from '../places/queries.ts';
import { findActivity, findChangeNumber, findInstallation, listSessions } from './queries.ts';

interface Asked {
  id: number;
  /** The day of one session; all of them without it. */
  session: string | undefined;
  /** Which of several of the day, by the start of the series: 14:00. */
  start: string | undefined;
  lang: Lang;
  origin: string;
}

/** The sessions as an iCalendar, past and cancelled ones too. Throws NotFound. */
export function getActivityCalendar(db: Database, { id, session, start, lang, origin }: Asked): Promise<string> {
  return withReader(db, async (tx) => {
    const row = await findActivity(tx, id);
    if (!row) throw new NotFound();
    const sessions = (await listSessions(tx, id)).filter(
      (one) =>
        (!session || one.session_date === session) &&
        (!start || (one.of_start ?? row.starts_time).slice(0, 5) === start),
    );
    if (sessions.length === 0) throw new NotFound();
    const institution = (await findOrganisers(tx, [row.institution_id])).get(row.institution_id);
    const { place, venue } = heldAt(await findPlaces(tx, row.place_id ? [row.place_id] : []), row.place_id);
    const held = place ?? venue;
    const sequence = await findChangeNumber(tx, id, row.place_id);
    const url = `${origin}${lang === 'en' ? '/en' : ''}/activities/${id}`;
    const installation = await findInstallation(tx);
    return toICalendar(
      row.title,
      sessions.map((one) => ({
        uid: `activity-${id}-${one.session_date}${toKey(one.of_start)}@${installation}`,
        sequence,
        changedAt: row.updated_at,
        startsAt: one.starts_at,
        endsAt: one.ends_at,
        isOff: !one.is_on,
        summary: row.title,
        description: [one.note, row.description, institution?.name, url].filter(Boolean).join('\n'),
        url,
        // A session moved online has nowhere to go to.
        place: held && one.status !== 'moved_online' ? toLocation(held) : null,
      })),
    );
  });
}

/** The first of a day is known by its date alone, as it was before days had several. */
const toKey = (start: string | null) => (start === null ? '' : `-${start.slice(0, 5).replace(':', '')}`);

/** A calendar knows spots alone: what is only about there keeps its address. */
function toLocation(held: PlaceDetails | VenueDetails): CalendarEvent['place'] {
  const { name: title, address } = held;
  return { title, address, lngLat: 'lngLat' in held && !isCoarse(held.precision) ? held.lngLat : null };
}
