import type pg from 'pg';

/** Columns that every record must have; `$1` is its source id. */
const RECORD = `'published', 'test', $1`;

export interface Sample {
  institution: number;
  /** Below `institution`. */
  school: number;
  /** In 330106 and 330102. */
  places: [number, number];
}

/** A little of everything that activities need. */
export async function insertSample(pool: pg.Pool): Promise<Sample> {
  await pool.query(`
    INSERT INTO terms (vocabulary, code, parent, zh, en, synonyms, position) VALUES
      ('topic', 'arts', NULL, '文化艺术', 'Arts', '{}', 1), ('topic', 'calligraphy', 'arts', '书法', 'Calligraphy', '{毛笔字}', 2),
      ('topic', 'dance', 'arts', '舞蹈', 'Dance', '{}', 3), ('audience', 'seniors', NULL, '老年人', 'Seniors', '{}', 1),
      ('format', 'lecture', NULL, '讲座', 'Lecture', '{}', 1), ('institution_type', 'school', NULL, '学校', 'School', '{}', 1),
      ('accessibility', 'step_free', NULL, '无台阶', 'Step-free', '{}', 1),
      ('accessibility', 'elevator', NULL, '电梯', 'Lift', '{}', 2), ('medium', 'video', NULL, '视频', 'Video', '{}', 1);
    INSERT INTO divisions (code, parent, level, name, name_en) VALUES
      ('330000', NULL, 'province', '浙江省', 'Zhejiang'), ('330100', '330000', 'city', '杭州市', 'Hangzhou City'),
      ('330106', '330100', 'county', '西湖区', 'Xihu District'), ('330102', '330100', 'county', '上城区', 'Shangcheng District')`);
  const institution = await insertInstitution(pool, '浙江老年大学');
  const school = await insertInstitution(pool, '西湖社区学校');
  await pool.query(`INSERT INTO institution_parents VALUES ($1, $2, '[2020-01-01,)')`, [school, institution]);
  return {
    institution,
    school,
    places: [
      await insertPlace(pool, '西湖馆', '330106', 120.13, 30.26),
      await insertPlace(pool, '上城馆', '330102', 120.17, 30.24),
    ],
  };
}

async function insertId(pool: pg.Pool | pg.ClientBase, text: string, values: unknown[]): Promise<number> {
  const { rows } = await pool.query<{ id: number }>(`${text} RETURNING id`, values);
  return rows[0]!.id;
}

let last = 0;
const sourceId = () => `s${++last}`;

export function insertInstitution(pool: pg.Pool, name: string, type = 'school'): Promise<number> {
  const text = `INSERT INTO institutions (state, source_system, source_id, name, type, level)
    VALUES (${RECORD}, $2, $3, 'none')`;
  return insertId(pool, text, [sourceId(), name, type]);
}

export function insertPlace(pool: pg.Pool, name: string, division: string, lng: number, lat: number): Promise<number> {
  const text = `INSERT INTO places (state, source_system, source_id, name, division, geom, crs, source_x, source_y, accessibility)
    VALUES (${RECORD}, $2, $3, ST_SetSRID(ST_MakePoint($4, $5), 4326), 'WGS84', $4, $5, '{step_free}')`;
  return insertId(pool, text, [sourceId(), name, division, lng, lat]);
}

export interface ActivityValues {
  title: string;
  institution: number;
  place: number | null;
  topics?: string[];
  dates?: string[];
  price?: number | null;
  mode?: 'offline' | 'online' | 'mixed';
  /** Of each date, as 09:00-10:30. */
  times?: string[];
}

export function insertActivity(
  pool: pg.Pool | pg.ClientBase,
  {
    title,
    institution,
    place,
    topics = ['calligraphy'],
    dates = ['2026-11-28'],
    price = null,
    mode = 'offline',
    times = ['18:30-20:30'],
  }: ActivityValues,
): Promise<number> {
  const text = `INSERT INTO activities (state, source_system, source_id, title, institution_id, place_id, mode, format, topics,
      price_min, price_max, starts_time, ends_time, session_dates, more_starts, more_ends)
    VALUES (${RECORD}, $2, $3, $4, $8, 'lecture', $5, $6, $6, $9, $10, $7, $11, $12)`;
  const [starts, ends] = [times.map((time) => time.slice(0, 5)), times.map((time) => time.slice(6))];
  const clocks = [starts[0], ends[0], starts.slice(1), ends.slice(1)];
  return insertId(pool, text, [sourceId(), title, institution, place, topics, price, dates, mode, ...clocks]);
}
