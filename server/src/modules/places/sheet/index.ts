import type { Sheet, SheetVocabularies } from '../../../intake/sheet/sheet.ts';
import { columns } from './columns.ts';
import { readPlace } from './read.ts';
import { placeForm } from './to-body.ts';

export const createSheet = (vocabularies: SheetVocabularies): Sheet<'places'> => ({
  name: 'places',
  kind: null,
  table: 'places',
  partTables: [],
  columns: columns(vocabularies),
  read: readPlace,
  form: placeForm,
  owned: `name address division division_by geom crs source_x source_y precision_m phone website opening_hours
    accessibility`.split(/\s+/),
});
