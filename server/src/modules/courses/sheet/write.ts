import type { ClientBase } from 'pg';
import type { Columns } from '../../../intake/reading/drafts.ts';
import type { Term } from '../../../intake/reading/terms.ts';
import type { SheetVocabularies } from '../../../intake/sheet/sheet.ts';

/** Professions have a table of their own: names repeat, so the degree belongs to the label. */
export function listProfessions({ profession, degree }: SheetVocabularies): Term[] {
  const degrees = new Map(degree.map(({ code, zh }) => [code, zh]));
  return profession.map(({ code, zh, en, degree: level = '' }) => ({
    vocabulary: 'profession',
    code,
    zh,
    en,
    synonyms: [`${zh}${degrees.get(level)}`, `${degrees.get(level)}${zh}`],
  }));
}

/** An instance without demo data may not hold the professions that courses name. */
export async function ensureProfessions(
  client: ClientBase,
  courses: readonly Columns[],
  { profession }: SheetVocabularies,
): Promise<void> {
  const used = new Set(courses.map(({ profession }) => profession));
  const professions = profession.filter(({ code }) => used.has(code));
  await client.query(
    `INSERT INTO professions (code, name, name_en, degree)
     SELECT code, name, name_en, degree FROM jsonb_populate_recordset(NULL::professions, $1::jsonb)
     ON CONFLICT (code) DO UPDATE SET is_demo = false WHERE professions.is_demo`,
    [JSON.stringify(professions.map(({ code, zh, en, degree }) => ({ code, name: zh, name_en: en, degree })))],
  );
}

/** Offerings of courses, by course id: replaced where they differ. Answers the courses that changed. */
export async function replaceOfferings(
  client: ClientBase,
  offerings: ReadonlyMap<number, readonly Columns[]>,
): Promise<Set<number>> {
  const rows = [...offerings].flatMap(([course, list]) => list.map((offering) => ({ ...offering, course_id: course })));
  const columns = `course_id, institution_id, place_id, mode, starts_on, ends_on, timetable, capacity, seats_left,
    enrol_method, enrol_contact, enrol_deadline, status`;
  const wanted = `SELECT ${columns} FROM jsonb_populate_recordset(NULL::course_offerings, $1::jsonb)`;
  const held = `SELECT ${columns} FROM course_offerings WHERE course_id = ANY ($2)`;
  const values = [JSON.stringify(rows), [...offerings.keys()]];
  const differing = await client.query<{ course_id: number }>(
    `SELECT DISTINCT course_id::float8 AS course_id FROM (
       (${wanted} EXCEPT ALL ${held}) UNION ALL (${held} EXCEPT ALL ${wanted})) AS differing`,
    values,
  );
  const changed = differing.rows.map((row) => row.course_id);
  if (changed.length > 0) {
    await client.query('DELETE FROM course_offerings WHERE course_id = ANY ($1)', [changed]);
    await client.query(`INSERT INTO course_offerings (${columns}) ${wanted} WHERE course_id = ANY ($2)`, [
      values[0],
      changed,
    ]);
  }
  return new Set(changed);
}
