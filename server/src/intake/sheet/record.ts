import { sql, type RawBuilder } from 'kysely';

// What the files of several kinds tell alike, read back by `fields.ts`.

/** 0, 30 or 30-50 yuan. */
export const sayPrice = sql`CASE WHEN t.price_max > t.price_min
  THEN trim_scale(t.price_min)::text || '-' || trim_scale(t.price_max)::text ELSE trim_scale(t.price_min)::text END`;

export const enrolCells = (of: RawBuilder<unknown>) => ({
  capacity: sql`${of}.capacity`,
  seats_left: sql`${of}.seats_left`,
  enrol_method: sql`${of}.enrol_method`,
  enrol_contact: sql`${of}.enrol_contact`,
  enrol_deadline: sql`to_char(${of}.enrol_deadline AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI')`,
  status: sql`${of}.status`,
});
export const enrolTerms = { enrol_method: 'enrol_method', status: 'status' } as const;
