import type { Sheet, SheetVocabularies } from '../../../intake/sheet/sheet.ts';
import { columns } from './columns.ts';
import { readCourse } from './read.ts';
import { ensureProfessions, listProfessions, replaceOfferings } from './write.ts';
import { courseForm } from './to-body.ts';

export const createSheet = (vocabularies: SheetVocabularies): Sheet<'courses'> => ({
  name: 'courses',
  kind: 'course',
  table: 'courses',
  partTables: ['course_offerings', 'professions'],
  columns,
  read: readCourse,
  form: courseForm,
  owned: `title description institution_id level profession edition credits hours topics audiences price_min
    price_max`.split(/\s+/),
  terms: () => listProfessions(vocabularies),
  prepare: (client, rows) => ensureProfessions(client, rows, vocabularies),
  replaceParts: replaceOfferings,
});
