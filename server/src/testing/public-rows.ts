import type pg from 'pg';
import type { Filters } from '../contract/filters.ts';
import { ORGANISER, traitsOf, type Kind } from '../contract/kinds.ts';
import { things } from '../modules.ts';

/** A row of the public views as plain values: what filters are checked against without the index. */
export interface PublicRow {
  kind: Kind;
  id: number;
  /** On the map. */
  place: Place | null;
  /** Where it is held, on the map or not. */
  venue: Venue | null;
  /** Of the row, even when the place itself is not public. */
  placeId: number | null;
  institution: number | null;
  topics: string[];
  audiences: string[];
  format: string | null;
  modes: string[];
  price: number | null;
  status: string | null;
  capacity: number | null;
  seatsLeft: number | null;
  /** Minutes since 1970 of Shanghai wall time, those that are on. */
  starts: number[];
  /** Days since 1970. */
  lastDay: number | null;
}
interface Position {
  lng: number;
  lat: number;
}
interface Venue {
  division: string;
  accessibility: string[];
  openingHours: { days: number[]; opens: string; closes: string }[] | null;
  exceptions: Map<string, [string, string] | null>;
}

export interface PublicRecord {
  rows: PublicRow[];
  divisionParents: Map<string, string | null>;
  topicParents: Map<string, string | null>;
  institutionParents: Map<number, number>;
}

const SESSIONS = `
  SELECT activity_id id, (max(ends_at - interval '1 minute') AT TIME ZONE 'Asia/Shanghai')::date::text last,
    string_agg(((extract(epoch FROM starts_at) / 60)::int + 480)::text, ' ') FILTER (WHERE is_on) starts
  FROM public_sessions GROUP BY 1`;

type Row = Record<string, unknown>;

/** Reads everything through the public views. */
export async function readPublicRecord(client: pg.ClientBase, today: string): Promise<PublicRecord> {
  const list = async (text: string) => (await client.query<Row>(text)).rows;
  const places = await readPlaces(list);
  const sessions = new Map((await list(SESSIONS)).map((row) => [row.id, row]));
  const rows: PublicRow[] = [];
  for (const { kind, view } of things) {
    for (const row of await list(`SELECT * FROM ${view}`)) rows.push(toRow(kind, row, places, sessions));
  }
  const pairs = async <K, V>(text: string) => new Map((await list(text)).map((row) => [row.a as K, row.b as V]));
  return {
    rows,
    divisionParents: await pairs('SELECT code a, parent b FROM divisions'),
    topicParents: await pairs(`SELECT code a, parent b FROM terms WHERE vocabulary = 'topic'`),
    institutionParents: await pairs(
      `SELECT institution_id a, parent_id b FROM public_institution_parents WHERE during @> '${today}'::date`,
    ),
  };
}

async function readPlaces(list: (text: string) => Promise<Row[]>): Promise<Map<unknown, Read>> {
  const exceptions = new Map<unknown, Place['exceptions']>();
  for (const row of await list('SELECT place_id, on_date, opens::text, closes::text FROM public_opening_exceptions')) {
    const known = exceptions.get(row.place_id) ?? new Map<string, [string, string] | null>();
    known.set(row.on_date as string, row.opens === null ? null : [row.opens as string, row.closes as string]);
    exceptions.set(row.place_id, known);
  }
  const rows = await list(
    'SELECT id, ST_X(geom) lng, ST_Y(geom) lat, division, accessibility, opening_hours hours FROM public_places',
  );
  return new Map(
    rows.map((row) => [
      row.id,
      {
        lng: row.lng as number | null,
        lat: row.lat as number | null,
        division: row.division as string,
        accessibility: row.accessibility as string[],
        openingHours: row.hours as Venue['openingHours'],
        exceptions: exceptions.get(row.id) ?? new Map<string, [string, string] | null>(),
      },
    ]),
  );
}

/** By the names that columns have in every view: what a view does not have, nothing is known of. */
function toRow(kind: Kind, row: Row, places: Map<unknown, Read>, sessions: Map<unknown, Row>): PublicRow {
  const venue = places.get(row.place_id) ?? null;
  const series = sessions.get(row.id);
  const last = (series?.last ?? row.ends_on ?? row.closed_on ?? null) as string | null;
  const online = traitsOf(kind).places === 'none' ? ['online'] : [];
  return {
    kind,
    id: row.id as number,
    place: venue && venue.lng !== null ? (venue as Place) : null,
    venue,
    placeId: (row.place_id ?? null) as number | null,
    institution: (kind === ORGANISER ? row.id : row.institution_id) as number | null,
    topics: (row.topics ?? []) as string[],
    audiences: (row.audiences ?? []) as string[],
    format: (row.format ?? null) as string | null,
    modes: (row.modes ?? (row.mode ? [row.mode] : online)) as string[],
    price: row.price_min == null ? null : Number(row.price_min),
    status: (row.status ?? null) as string | null,
    capacity: (row.capacity ?? null) as number | null,
    seatsLeft: row.seats_left == null ? null : Number(row.seats_left),
    starts: ((series?.starts as string | null) ?? '').split(' ').filter(Boolean).map(Number),
    lastDay: last === null ? null : dayNumber(last),
  };
}

export const dayNumber = (day: string): number => Date.parse(`${day}T00:00:00Z`) / 86_400_000;

/** Whether a row matches, row by row and value by value; `now` in wall minutes. Not for q. */
export function matches(row: PublicRow, filters: Filters, now: number, record: PublicRecord): boolean {
  const { kind, topic, audience, format, mode, division, institution } = filters;
  return (
    (!kind || kind.includes(row.kind)) &&
    (!topic || row.topics.some((code) => anyAbove(code, topic, record.topicParents))) &&
    (!audience || row.audiences.some((code) => audience.includes(code))) &&
    (!format || (row.format !== null && format.includes(row.format))) &&
    (!mode || row.modes.some((one) => mode.includes(one as never))) &&
    (!division || (row.venue !== null && anyAbove(row.venue.division, division, record.divisionParents))) &&
    (!institution || (row.institution !== null && anyAbove(row.institution, institution, record.institutionParents))) &&
    matchesPrice(row, filters) &&
    matchesSeats(row, filters) &&
    matchesPlace(row, filters, now) &&
    matchesStatus(row, filters, Math.floor(now / 1440)) &&
    matchesTime(row, filters, now)
  );
}

function anyAbove<K>(from: K, wanted: readonly string[], parents: ReadonlyMap<K, K | null>): boolean {
  for (let at: K | null | undefined = from; at !== null && at !== undefined; at = parents.get(at)) {
    if (wanted.includes(String(at))) return true;
  }
  return false;
}

function matchesPrice({ price }: PublicRow, filters: Filters): boolean {
  if (!filters.price) return true;
  if (price === null) return false;
  return filters.price.some((name) => {
    if (name === 'free') return price === 0;
    const [over, most] = { '1-50': [0, 50], '51-200': [50, 200], '201-800': [200, 800], '801-': [800, Infinity] }[
      name
    ] as [number, number];
    return price > over && price <= most;
  });
}

function matchesSeats({ seatsLeft: left, capacity }: PublicRow, { seats }: Filters): boolean {
  if (!seats) return true;
  if (left === null) return false;
  const few = left > 0 && (left <= 5 || (capacity !== null && left / capacity <= 0.2));
  return seats.includes(left === 0 ? 'none' : few ? 'few' : 'many');
}

function matchesPlace(
  { place, venue }: PublicRow,
  { accessible, open, near, at, within }: Filters,
  now: number,
): boolean {
  if (accessible && !(venue && accessible.every((code) => venue.accessibility.includes(code)))) return false;
  if (open && !(venue && isOpen(venue, open === 'now' ? now : Date.parse(`${open}:00Z`) / 60_000))) return false;
  if (near && !(place && haversine(near, toKept(place)) <= near[2])) return false;
  if (within && !(place && isInside(within, toKept(place)))) return false;
  return !at || (place !== null && Math.abs(place.lng - at[0]) < 1e-7 && Math.abs(place.lat - at[1]) < 1e-7);
}

type Place = Venue & Position;
type Read = Venue & { [Axis in keyof Position]: number | null };

/** Where the map has a place: Web Mercator on a grid of about a centimetre, which decides at the rim of a circle or polygon. */
function toKept({ lng, lat }: Position): Position {
  const side = 2 ** 32;
  const rad = Math.PI / 180;
  const column = Math.floor((lng / 360 + 0.5) * side);
  const row = Math.floor((0.5 - Math.asinh(Math.tan(lat * rad)) / (2 * Math.PI)) * side);
  return {
    lng: ((column + 0.5) / side - 0.5) * 360,
    lat: Math.atan(Math.sinh((0.5 - (row + 0.5) / side) * 2 * Math.PI)) / rad,
  };
}

function isOpen({ openingHours, exceptions }: Venue, minutes: number): boolean {
  const time = new Date(minutes * 60_000).toISOString();
  const clock = time.slice(11, 16);
  const special = exceptions.get(time.slice(0, 10));
  if (special === null) return false;
  if (special) return special[0].slice(0, 5) <= clock && clock < special[1].slice(0, 5);
  const weekday = new Date(minutes * 60_000).getUTCDay() || 7;
  return (openingHours ?? []).some(
    ({ days, opens, closes }) => days.includes(weekday) && opens <= clock && clock < closes,
  );
}

/** Even-odd rule: https://wrfranklin.org/Research/Short_Notes/pnpoly.html */
function isInside(ring: readonly (readonly [number, number])[], { lng, lat }: Position): boolean {
  let inside = false;
  ring.forEach(([x, y], i) => {
    const [beforeX, beforeY] = ring.at(i - 1)!;
    if (y > lat !== beforeY > lat && lng < ((beforeX - x) * (lat - y)) / (beforeY - y) + x) inside = !inside;
  });
  return inside;
}

function haversine([lng1, lat1]: readonly [number, number, ...unknown[]], { lng: lng2, lat: lat2 }: Position): number {
  const rad = Math.PI / 180;
  const a =
    Math.sin(((lat2 - lat1) * rad) / 2) ** 2 +
    Math.cos(lat1 * rad) * Math.cos(lat2 * rad) * Math.sin(((lng2 - lng1) * rad) / 2) ** 2;
  return 2 * 6_371_008.8 * Math.asin(Math.sqrt(a));
}

function matchesStatus({ status, seatsLeft, lastDay }: PublicRow, filters: Filters, today: number): boolean {
  const ended = lastDay !== null && lastDay < today;
  if (!filters.status) return !ended;
  if (filters.status.includes('ended') && ended) return true;
  if (!filters.status.includes('ended') && ended) return false;
  if (status === null) return false;
  const shown = seatsLeft === 0 && !['cancelled', 'postponed'].includes(status) ? ['full'] : [status];
  if (status === 'moved_online' || status === 'rescheduled') shown.push(status);
  return filters.status.some((name) => shown.includes(name));
}

function matchesTime({ starts }: PublicRow, filters: Filters, now: number): boolean {
  const { when, from, to, part, weekday } = filters;
  if (!when && !from && !to && !part && !weekday) return true;
  const today = Math.floor(now / 1440);
  return starts.some((start) => {
    const day = Math.floor(start / 1440);
    const ofDay = new Date(day * 86_400_000).getUTCDay() || 7;
    if (from ? day < dayNumber(from) : !filters.status?.includes('ended') && day < today) return false;
    if (to && day > dayNumber(to)) return false;
    if (part && !part.includes(partOf(start))) return false;
    if (weekday && !weekday.includes(String(ofDay) as never)) return false;
    return !when || isWhen(when, start, now);
  });
}

function partOf(start: number): 'morning' | 'afternoon' | 'evening' {
  const clock = new Date(start * 60_000).toISOString().slice(11, 16);
  return clock < '12:00' ? 'morning' : clock < '17:30' ? 'afternoon' : 'evening';
}

function isWhen(when: NonNullable<Filters['when']>, start: number, now: number): boolean {
  const [day, today] = [Math.floor(start / 1440), Math.floor(now / 1440)];
  const weekday = new Date(today * 86_400_000).getUTCDay() || 7;
  const sunday = today + 7 - weekday;
  switch (when) {
    case 'now':
      return day === today && partOf(start) === partOf(now);
    case 'today':
      return day === today;
    case 'tonight':
      return day === today && partOf(start) === 'evening';
    case 'tomorrow':
      return day === today + 1;
    case 'weekend':
      return day >= Math.max(today, sunday - 1) && day <= sunday;
    case 'week':
      return day >= today && day <= today + 6;
  }
}
