import type { OpeningExceptionsTable, PlacesTable } from '@zlm/server/modules/places/tables';
import { dayText } from '../../demo/calendar.ts';
import type { Place } from '../../demo/place.ts';
import { encodeList, encodePoint } from '../shared/encode.ts';
import type { Refs } from '../kind.ts';
import { optional, record, type Row } from '../shared/rows.ts';

export function placeRow(refs: Refs, place: Place) {
  return {
    id: refs.own(place),
    name: place.name,
    address: place.address,
    division: place.town.code,
    geom: encodePoint(place),
    crs: 'WGS84',
    source_x: place.lng,
    source_y: place.lat,
    precision_m: 50,
    phone: place.phone,
    website: place.website,
    opening_hours: optional(place.openingHours, (hours) => JSON.stringify(hours)),
    accessibility: encodeList(place.accessibility),
    ...record(place),
  } satisfies Row<PlacesTable>;
}

export function* exceptionRows(refs: Refs, place: Place) {
  for (const { day, opens, closes, note } of place.exceptions) {
    yield {
      place_id: refs.own(place),
      on_date: dayText(day),
      opens,
      closes,
      note,
    } satisfies Row<OpeningExceptionsTable>;
  }
}
