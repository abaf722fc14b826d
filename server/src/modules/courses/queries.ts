import { recordRowColumns } from '../../db/record-wire.ts';
import type { Tx } from '../../db/index.ts';
import type { CoursesTables } from './tables.ts';

export function findCourse(tx: Tx, id: number) {
  return tx
    .withTables<CoursesTables>()
    .selectFrom('public_courses')
    .select(['id', 'title', 'description', 'institution_id', 'level', 'profession', 'edition', 'credits', 'hours'])
    .select(['topics', 'audiences', 'price_min', 'price_max'])
    .select(recordRowColumns)
    .where('id', '=', id)
    .limit(1)
    .executeTakeFirst();
}

export function findProfession(tx: Tx, code: string) {
  return tx
    .withTables<CoursesTables>()
    .selectFrom('professions')
    .select(['code', 'name', 'name_en as nameEn', 'degree'])
    .where('code', '=', code)
    .executeTakeFirst();
}

/** By start, those without one last. */
export function listOfferings(tx: Tx, courseId: number) {
  return tx
    .withTables<CoursesTables>()
    .selectFrom('public_course_offerings')
    .selectAll()
    .where('course_id', '=', courseId)
    .orderBy('starts_on', (order) => order.asc().nullsLast())
    .orderBy('id')
    .execute();
}
