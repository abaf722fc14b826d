import { createSheet } from '@zlm/server/modules/places/sheet';
import { loadVocabularies } from '../../sources/reference-files.ts';
import type { Place } from '../../demo/place.ts';
import type { DemoRules, SeedKind } from '../kind.ts';
import { exceptionRows, placeRow } from './rows.ts';

const demo: DemoRules<Place> = {
  create: ({ places }) => ({ count: places.length, numbered: 0, things: places }),
  row: placeRow,
  parts: [{ name: 'exceptions', table: 'opening_exceptions', rows: exceptionRows }],
};

/** Where things are held: a table to import like the others, but no kind of thing. */
export const places: SeedKind<'places'> = { ...createSheet(loadVocabularies()), demo };
