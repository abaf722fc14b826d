import { createSheet } from '@zlm/server/modules/courses/sheet';
import { loadVocabularies } from '../../sources/reference-files.ts';
import type { DemoRules, SeedKind } from '../kind.ts';
import { createCourses, type Course } from './demo/courses.ts';
import { describeProfessions } from './demo/professions.ts';
import { courseRow, offeringRow, professionRow } from './rows.ts';

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

export const courses: SeedKind<'courses'> = { ...createSheet(loadVocabularies()), demo };
