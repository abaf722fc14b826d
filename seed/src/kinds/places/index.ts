import type { Place } from '../../demo/place.ts';
import type { DemoRules, SeedKind } from '../kind.ts';
import { columns } from './columns.ts';
import { readPlace } from './read.ts';
import { exceptionRows, placeRow } from './rows.ts';

const demo: DemoRules<Place> = {
  create: ({ places }) => ({ count: places.length, numbered: 0, things: places }),
  row: placeRow,
  parts: [{ name: 'exceptions', table: 'opening_exceptions', rows: exceptionRows }],
};

/** Where things are held: a table to import like the others, but no kind of thing. */
export const places: SeedKind<'places'> = {
  name: 'places',
  kind: null,
  table: 'places',
  partTables: [],
  imports: {
    columns,
    read: readPlace,
    owned: `name address division division_by geom crs source_x source_y precision_m phone website opening_hours
      accessibility`.split(/\s+/),
  },
  demo,
};
