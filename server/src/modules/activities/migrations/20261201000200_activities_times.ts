import type { Migration } from '../../../db/migrate.ts';

/**
 * Several sessions a day and sessions that end on the next one. The first of a day stays where it was; a difference of
 * another one names its start (docs/adr/0003). Rows that are there keep their meaning.
 */
export const activitiesTimes: Migration = {
  name: '20261201000200_activities_times',
  up: async (client) => {
    await client.query(`
      -- Each starts after the one before has ended; the last may end on the next day, at its own start at the latest.
      CREATE FUNCTION session_times_valid(starts time[], ends time[]) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
        SELECT cardinality(starts) = cardinality(ends) AND NOT EXISTS (
          SELECT FROM unnest(starts, ends) WITH ORDINALITY AS t (s, e, n)
          WHERE s IS NULL OR e IS NULL OR (n < cardinality(starts) AND (e <= s OR e > starts[n + 1])))
      $$;
      ALTER TABLE activities
        -- further sessions of each of the dates, after the first
        ADD COLUMN more_starts time[] NOT NULL DEFAULT '{}' CHECK (cardinality(more_starts) <= 7),
        ADD COLUMN more_ends time[] NOT NULL DEFAULT '{}';
      DO $$
      DECLARE
        old text;
      BEGIN
        SELECT conname INTO STRICT old FROM pg_constraint
          WHERE conrelid = 'activities'::regclass AND contype = 'c' AND pg_get_constraintdef(oid) = 'CHECK ((ends_time > starts_time))';
        EXECUTE format('ALTER TABLE activities DROP CONSTRAINT %I', old);
      END $$;
      ALTER TABLE activities ADD CONSTRAINT activities_times
        CHECK (session_times_valid(starts_time || more_starts, ends_time || more_ends));

      ALTER TABLE activity_sessions
        -- which session of the day, by its start; null = the first
        ADD COLUMN of_start time,
        DROP CONSTRAINT activity_sessions_pkey;
      CREATE UNIQUE INDEX activity_sessions_one ON activity_sessions (activity_id, session_date, of_start) NULLS NOT DISTINCT;

      CREATE OR REPLACE VIEW public_activities AS
        SELECT a.* FROM activities a JOIN institutions i ON i.id = a.institution_id AND i.state = 'published'
        WHERE a.state = 'published';
      CREATE OR REPLACE VIEW public_sessions AS
        SELECT a.id AS activity_id, d.session_date,
          coalesce(s.starts_at, (d.session_date + t.starts) AT TIME ZONE 'Asia/Shanghai') AS starts_at,
          coalesce(s.ends_at, (d.session_date + CASE WHEN t.ends <= t.starts THEN 1 ELSE 0 END + t.ends)
            AT TIME ZONE 'Asia/Shanghai') AS ends_at,
          CASE WHEN a.status IN ('cancelled', 'postponed') THEN a.status ELSE coalesce(s.status, a.status) END AS status,
          coalesce(s.capacity, a.capacity) AS capacity,
          CASE WHEN s.capacity IS NULL AND s.seats_left IS NULL THEN a.seats_left ELSE s.seats_left END AS seats_left,
          s.note,
          a.status NOT IN ('cancelled', 'postponed') AND coalesce(s.status, 'scheduled') NOT IN ('cancelled', 'postponed') AS is_on,
          t.of_start
        FROM public_activities a
          CROSS JOIN LATERAL unnest(a.session_dates) AS d (session_date)
          CROSS JOIN LATERAL (
            SELECT NULL::time AS of_start, a.starts_time AS starts, a.ends_time AS ends
            UNION ALL SELECT m.starts, m.starts, m.ends FROM unnest(a.more_starts, a.more_ends) AS m (starts, ends)
          ) t
          LEFT JOIN activity_sessions s ON s.activity_id = a.id AND s.session_date = d.session_date
            AND s.of_start IS NOT DISTINCT FROM t.of_start;
      CREATE OR REPLACE VIEW public_session_differences AS
        SELECT s.* FROM activity_sessions s JOIN public_activities a ON a.id = s.activity_id
        WHERE s.session_date = ANY (a.session_dates) AND (s.of_start IS NULL OR s.of_start = ANY (a.more_starts));
    `);
  },
};
