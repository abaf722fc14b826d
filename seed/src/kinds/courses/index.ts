import { loadVocabularies } from '../../sources/reference-files.ts';
import type { DemoRules, SeedKind } from '../kind.ts';
import { columns } from './columns.ts';
import { createCourses, type Course } from './demo/courses.ts';
import { describeProfessions } from './demo/professions.ts';
import { readCourse } from './read.ts';
import { courseRow, offeringRow, professionRow } from './rows.ts';
import { ensureProfessions, listProfessions, replaceOfferings } from './write.ts';

/** At the published scale. */
const FULL = 6_000;
const professions = () => describeProfessions(loadVocabularies().profession);

const demo: DemoRules<Course> = {
  lists: [{ name: 'professions', table: 'professions', rows: () => professions().map(professionRow) }],
  create(base) {
    const things = createCourses({ ...base, professions: professions() }, base.count('courses', FULL));
    const numbered = things.reduce((sum, { offerings }) => sum + offerings.length, 0);
    return { count: things.length, numbered, things };
  },
  row: courseRow,
  parts: [
    {
      name: 'offerings',
      table: 'course_offerings',
      rows: (refs, course, takeId) => course.offerings.map((offering) => offeringRow(refs, course, offering, takeId())),
    },
  ],
};

export const courses: SeedKind<'courses'> = {
  name: 'courses',
  kind: 'course',
  table: 'courses',
  partTables: ['course_offerings', 'professions'],
  imports: {
    columns,
    read: readCourse,
    owned: `title description institution_id level profession edition credits hours topics audiences price_min
      price_max`.split(/\s+/),
    terms: listProfessions,
    prepare: ensureProfessions,
    replaceParts: replaceOfferings,
  },
  demo,
};
