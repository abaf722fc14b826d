import type { Hit } from '@zlm/tiles';
import type { Catalogue } from '../../catalogue/catalogue.ts';
import { fromWallMinutes } from '../../catalogue/wall-time.ts';
import type { Card, Mode, Status } from '../../contract/common.ts';
import { freshnessOf, sayStale } from '../../contract/freshness.ts';
import type { Kind } from '../../contract/kinds.ts';
import { toPicture } from '../../contract/picture-sizes.ts';
import type { Lang } from '../../contract/lists.ts';
import { withReader, type Database, type StoredThing } from '../../db/index.ts';
import { toPrice } from '../../db/record-wire.ts';
import { toDateTime, toDay } from '../../formats/shanghai-time.ts';
import { withReading } from '../../names/read-name.ts';
import { listCards, type CardRow } from './queries.ts';

/** Cards of hits in their order; `asOf` in wall minutes, `lang` the language of who reads them. */
export async function loadCards(
  { database, things }: { database: Database; things: readonly StoredThing[] },
  catalogue: Catalogue,
  found: readonly Hit[],
  { asOf, lang }: { asOf: number; lang: Lang },
): Promise<Card[]> {
  // What was taken out since it was found has no kind any more.
  const hits = found.filter(({ id }) => catalogue.kindOf(id) !== undefined);
  const requests = hits.map(({ id, place, nextStart }) => ({
    id,
    place,
    kind: catalogue.kindOf(id) as Kind,
    nextStart: nextStart === null ? null : fromWallMinutes(nextStart),
  }));
  if (requests.length === 0) return [];
  const now = fromWallMinutes(asOf);
  const rows = await withReader(database, (tx) => listCards(tx, { things, asOf: now }, requests));
  return rows.sort((a, b) => a.n - b.n).map((row) => toCard(row, hits[row.n]!, catalogue, { today: toDay(now), lang }));
}

function toCard(row: CardRow, hit: Hit, catalogue: Catalogue, { today, lang }: { today: string; lang: Lang }): Card {
  const institution = row.institution_id === null ? undefined : catalogue.institutions.standingFor(row.institution_id);
  return {
    id: row.id,
    kind: row.kind,
    title: row.title,
    lang: row.lang,
    institution: institution ? { id: institution.id, name: institution.name } : null,
    ...heldAt(row, lang),
    topics: row.topics,
    audiences: row.audiences,
    format: row.format,
    mode: toMode(row.modes),
    price: toPrice(row),
    seats: row.capacity === null && row.seats_left === null ? null : { capacity: row.capacity, left: row.seats_left },
    status: toStatus(row, today),
    nextSession: toSession(hit.nextStart, row.next_ends_at),
    sessionsLeft: row.sessions_left,
    enrolDeadline: row.enrol_deadline && toDateTime(row.enrol_deadline),
    type: row.type,
    metres: hit.metres,
    confirmedOn: row.confirmed_on,
    stale: toStale(row, today, lang),
    isDemo: row.is_demo,
    photo: row.photo && toPicture(row.photo, 320),
  };
}

function heldAt(
  { place_id: id, place_name: name, address, division, lng, lat, precision_m }: CardRow,
  lang: Lang,
): Pick<Card, 'place' | 'venue'> {
  if (id === null) return { place: null };
  // Who reads Chinese needs no spelling, and lists are long.
  const venue = lang === 'en' ? withReading({ id, name, address, division }) : { id, name, address, division };
  if (lng === null || lat === null) return { place: null, venue };
  return { place: { ...venue, lngLat: [lng, lat], precision: precision_m } };
}

function toMode(modes: readonly Mode[]): Mode | null {
  return modes.length > 1 ? 'mixed' : (modes[0] ?? null);
}

function toStatus({ status, seats_left, last_day }: CardRow, today: string): Status | null {
  if (last_day !== null && last_day < today) return 'ended';
  return status === 'scheduled' && seats_left === 0 ? 'full' : status;
}

/** What is over need not be confirmed. */
function toStale({ kind, confirmed_on, last_day }: CardRow, today: string, lang: Lang): string | null {
  if (last_day !== null && last_day < today) return null;
  const { state, days } = freshnessOf(kind, confirmed_on, today);
  return state === 'stale' ? sayStale(days!, lang) : null;
}

function toSession(start: number | null, endsAt: Date | null): Card['nextSession'] {
  if (start === null || endsAt === null) return null;
  return { startsAt: toDateTime(fromWallMinutes(start)), endsAt: toDateTime(endsAt) };
}
