import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Filter, RowInput } from '../input/types.ts';

const fixture = (name: string): string => fileURLToPath(new URL(`../../fixtures/${name}`, import.meta.url));

const everything: Filter = { facets: {} };
const clubs: Filter = { facets: { kind: [[2, 3]] }, slots: [[0, 12]] };

/** Tiles kept as files, `.mvt` as written and `.json` as decoded. */
export const goldenTiles = (
  [
    ['region', everything, [6, 53, 26]],
    ['region-of-clubs', clubs, [6, 53, 26]],
    ['city', everything, [10, 853, 421]],
    ['district', everything, [13, 6829, 3372]],
    ['stacks', everything, [14, 13658, 6745]],
    ['stack', everything, [16, 54635, 26983]],
  ] satisfies [string, Filter, [number, number, number]][]
).map(([name, filter, address]) => ({ name, path: fixture(name), filter, address }));

/** 160 rows: towns, a crowded venue, unplaced ones. */
export function readGoldenRows(): RowInput[] {
  const rows = JSON.parse(readFileSync(fixture('rows.json'), 'utf8')) as (Omit<RowInput, 'sessions'> & {
    sessions: number[] | null;
  })[];
  return rows.map((row) => ({ ...row, sessions: row.sessions && Int32Array.from(row.sessions) }));
}
