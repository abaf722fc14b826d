import type { Hit } from '@zlm/tiles';
import type { z } from 'zod';
import type { Catalogue } from '../../catalogue/catalogue.ts';
import type { LiveCatalogue } from '../../catalogue/live.ts';
import { dayOf, fromWallMinutes } from '../../catalogue/wall-time.ts';
import { cellFilter } from '../../contract/filter-table.ts';
import { PARTS } from '../../contract/lists.ts';
import { withReader, type Database, type StoredThing } from '../../db/index.ts';
import { fromDayNumber, toDateTime, toDayNumber, toWallMinutes, toWeekday } from '../../formats/shanghai-time.ts';
import { readCatalogue, resolveFilter } from '../search/filter.ts';
import { listSessionsAt, type SessionRow } from './queries.ts';
import type { getTimetable, Timetable, TimetableSession } from './schema.ts';

type Query = z.output<typeof getTimetable.query>;
type Part = (typeof PARTS)[number];

const DAYS = 7;
const LISTED = 4;
const MINUTES_OF_DAY = 1440;

export interface TimetableParts {
  database: Database;
  live: LiveCatalogue;
  things: readonly StoredThing[];
}
interface Cell {
  day: number;
  part: Part;
  count: number;
  /** The first few, by the start inside the cell. */
  hits: Hit[];
}

/** The week of a day, each cell what a search for it finds. Throws Invalid. */
export async function readTimetable(
  { database, live, things }: TimetableParts,
  { week, lang: _lang, ...filters }: Query,
  now: Date,
): Promise<Timetable> {
  const catalogue = await readCatalogue(live, filters);
  const asOf = toWallMinutes(now);
  const monday = toMonday(week === undefined ? dayOf(asOf) : toDayNumber(week));
  const cells = Array.from({ length: DAYS }, (_, i) => monday + i).flatMap((day) =>
    PARTS.map((part) => findCell(catalogue, { ...filters, day, part }, asOf)),
  );
  const sessions = await loadSessions({ database, things }, cells);
  return {
    week: fromDayNumber(monday),
    today: fromDayNumber(dayOf(asOf)),
    days: Array.from({ length: DAYS }, (_, i) => ({
      date: fromDayNumber(monday + i),
      parts: cells
        .slice(i * PARTS.length, (i + 1) * PARTS.length)
        .map((cell) => toWire(cell, sessions.get(cell) ?? [])),
    })),
  };
}

const toMonday = (day: number) => day - toWeekday(day) + 1;

function findCell(catalogue: Catalogue, asked: Omit<Query, 'week'> & { day: number; part: Part }, asOf: number): Cell {
  const { day, part, ...filters } = asked;
  const date = fromDayNumber(day);
  const filter = resolveFilter({ ...filters, ...cellFilter(date, [part]) }, asOf, catalogue);
  const { total } = catalogue.index.totals(filter);
  const page = { sort: 'soonest', scope: 'all', limit: LISTED, asOf: day * MINUTES_OF_DAY } as const;
  return { day, part, count: total, hits: total === 0 ? [] : catalogue.index.page(filter, page) };
}

async function loadSessions(
  { database, things }: Omit<TimetableParts, 'live'>,
  cells: readonly Cell[],
): Promise<Map<Cell, TimetableSession[]>> {
  const wanted = cells.flatMap((cell) =>
    cell.hits.flatMap(({ id, nextStart }) =>
      nextStart === null ? [] : [{ cell, id, startsAt: fromWallMinutes(nextStart) }],
    ),
  );
  const rows = await withReader(database, (tx) => listSessionsAt(tx, things, wanted));
  const byCell = new Map<Cell, TimetableSession[]>(cells.map((cell) => [cell, []]));
  for (const row of rows) byCell.get(wanted[row.n]!.cell)!.push(toSession(row));
  return byCell;
}

function toSession(row: SessionRow): TimetableSession {
  return {
    id: row.id,
    title: row.title,
    lang: row.lang,
    startsAt: toDateTime(row.starts_at),
    endsAt: toDateTime(row.ends_at),
    status: row.status,
    place: row.place,
    seats: { capacity: row.capacity, left: row.seats_left },
    isDemo: row.is_demo,
  };
}

const toWire = ({ part, count }: Cell, sessions: TimetableSession[]) => ({
  part,
  count,
  sessions,
  left: count - sessions.length,
});
