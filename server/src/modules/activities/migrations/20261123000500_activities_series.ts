import type { Migration } from '../../../db/migrate.ts';
import { changeTriggers, recordColumns, termTriggers } from '../../../db/record.ts';

/** A series keeps its Asia/Shanghai wall time and expanded dates; only sessions that differ have a row (docs/adr/0003). */
export const activitiesSeries: Migration = {
  name: '20261123000500_activities_series',
  up: async (client) => {
    await client.query(`
      CREATE TABLE activities (
        id bigint PRIMARY KEY DEFAULT nextval('thing_id'),
        title text NOT NULL CHECK (char_length(title) BETWEEN 1 AND 200),
        description text NOT NULL DEFAULT '',
        institution_id bigint NOT NULL REFERENCES institutions,
        place_id bigint REFERENCES places,
        mode text NOT NULL CHECK (mode IN ('offline', 'online', 'mixed')),
        format text NOT NULL,
        topics text[] NOT NULL CHECK (cardinality(topics) BETWEEN 1 AND 5),
        audiences text[] NOT NULL DEFAULT '{}',
        -- yuan; null = not stated
        price_min numeric(10, 2) CHECK (price_min >= 0),
        price_max numeric(10, 2) CHECK (price_max >= price_min),
        capacity integer CHECK (capacity > 0),
        seats_left integer CHECK (seats_left BETWEEN 0 AND capacity),
        enrol_method text CHECK (enrol_method IN ('phone', 'walk_in', 'link', 'here')),
        enrol_contact text,
        enrol_deadline timestamptz,
        lecturer text,
        status text NOT NULL DEFAULT 'scheduled'
          CHECK (status IN ('scheduled', 'moved_online', 'postponed', 'rescheduled', 'full', 'cancelled')),
        -- RFC 5545 RRULE the dates came from, null for single dates
        recurrence text CHECK (recurrence ~ '^FREQ=(DAILY|WEEKLY|MONTHLY)(;|$)'),
        starts_time time NOT NULL,
        ends_time time NOT NULL,
        session_dates date[] NOT NULL CHECK (dates_ascend(session_dates)),
        first_date date GENERATED ALWAYS AS (session_dates[1]) STORED,
        last_date date GENERATED ALWAYS AS (session_dates[cardinality(session_dates)]) STORED,
        CHECK (ends_time > starts_time),
        CHECK (mode <> 'online' OR place_id IS NULL),
        CHECK (enrol_method <> 'link' OR enrol_contact ~ '^https?://'),
        ${recordColumns}
      );
      CREATE INDEX activities_institution ON activities (institution_id);
      CREATE INDEX activities_place ON activities (place_id);
      ${termTriggers('activities', 'format', 'format')}
      ${termTriggers('activities', 'topics', 'topic')}
      ${termTriggers('activities', 'audiences', 'audience')}
      ${changeTriggers('activities', 'activity')}

      -- Only what differs from the series: a cancelled or moved session, its own seats.
      CREATE TABLE activity_sessions (
        activity_id bigint NOT NULL REFERENCES activities ON DELETE CASCADE,
        session_date date NOT NULL,
        status text NOT NULL DEFAULT 'scheduled'
          CHECK (status IN ('scheduled', 'moved_online', 'postponed', 'rescheduled', 'full', 'cancelled')),
        starts_at timestamptz,
        ends_at timestamptz,
        capacity integer CHECK (capacity > 0),
        seats_left integer CHECK (seats_left BETWEEN 0 AND capacity),
        note text,
        PRIMARY KEY (activity_id, session_date),
        CHECK ((starts_at IS NULL) = (ends_at IS NULL)),
        CHECK (ends_at > starts_at)
      );
      ${changeTriggers('activity_sessions', 'activity', { idColumn: 'activity_id', own: false })}

      CREATE VIEW public_activities AS
        SELECT a.* FROM activities a JOIN institutions i ON i.id = a.institution_id AND i.state = 'published'
        WHERE a.state = 'published';
      -- Every session with what holds for it; is_on: it takes place.
      CREATE VIEW public_sessions AS
        SELECT a.id AS activity_id, d.session_date,
          coalesce(s.starts_at, (d.session_date + a.starts_time) AT TIME ZONE 'Asia/Shanghai') AS starts_at,
          coalesce(s.ends_at, (d.session_date + a.ends_time) AT TIME ZONE 'Asia/Shanghai') AS ends_at,
          CASE WHEN a.status IN ('cancelled', 'postponed') THEN a.status ELSE coalesce(s.status, a.status) END AS status,
          coalesce(s.capacity, a.capacity) AS capacity,
          CASE WHEN s.capacity IS NULL AND s.seats_left IS NULL THEN a.seats_left ELSE s.seats_left END AS seats_left,
          s.note,
          a.status NOT IN ('cancelled', 'postponed') AND coalesce(s.status, 'scheduled') NOT IN ('cancelled', 'postponed') AS is_on
        FROM public_activities a
          CROSS JOIN LATERAL unnest(a.session_dates) AS d (session_date)
          LEFT JOIN activity_sessions s ON s.activity_id = a.id AND s.session_date = d.session_date;
      -- What differs only, for the catalogue.
      CREATE VIEW public_session_differences AS
        SELECT s.* FROM activity_sessions s JOIN public_activities a ON a.id = s.activity_id
        WHERE s.session_date = ANY (a.session_dates);
      GRANT SELECT ON public_activities, public_sessions, public_session_differences TO zlm_app;
    `);
  },
};
