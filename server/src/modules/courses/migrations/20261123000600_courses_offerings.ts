import type { Migration } from '../../../db/migrate.ts';
import { changeTriggers, recordColumns, termTriggers } from '../../../db/record.ts';

export const coursesOfferings: Migration = {
  name: '20261123000600_courses_offerings',
  up: async (client) => {
    await client.query(`
      -- 学习专业: groups academic courses
      CREATE TABLE professions (
        code text PRIMARY KEY CHECK (code ~ '^[a-z0-9-]+$'),
        name text NOT NULL,
        name_en text NOT NULL,
        degree text NOT NULL CHECK (degree IN ('secondary', 'junior_college', 'bachelor', 'postgraduate')),
        is_demo boolean NOT NULL DEFAULT false
      );
      CREATE TABLE courses (
        id bigint PRIMARY KEY DEFAULT nextval('thing_id'),
        title text NOT NULL CHECK (char_length(title) BETWEEN 1 AND 200),
        description text NOT NULL DEFAULT '',
        institution_id bigint NOT NULL REFERENCES institutions,
        level text NOT NULL CHECK (level IN ('academic', 'skills')),
        profession text REFERENCES professions,
        edition text NOT NULL DEFAULT '1',
        credits numeric(5, 1) CHECK (credits >= 0),
        hours integer CHECK (hours > 0),
        topics text[] NOT NULL CHECK (cardinality(topics) BETWEEN 1 AND 5),
        audiences text[] NOT NULL DEFAULT '{}',
        price_min numeric(10, 2) CHECK (price_min >= 0),
        price_max numeric(10, 2) CHECK (price_max >= price_min),
        CHECK (profession IS NULL OR level = 'academic'),
        ${recordColumns}
      );
      CREATE INDEX courses_institution ON courses (institution_id);
      ${termTriggers('courses', 'topics', 'topic')}
      ${termTriggers('courses', 'audiences', 'audience')}
      ${changeTriggers('courses', 'course')}

      CREATE TABLE course_offerings (
        id bigint PRIMARY KEY DEFAULT nextval('thing_id'),
        course_id bigint NOT NULL REFERENCES courses ON DELETE CASCADE,
        institution_id bigint NOT NULL REFERENCES institutions,
        place_id bigint REFERENCES places,
        mode text NOT NULL CHECK (mode IN ('offline', 'online', 'mixed')),
        starts_on date,
        ends_on date,
        timetable text,
        capacity integer CHECK (capacity > 0),
        seats_left integer CHECK (seats_left BETWEEN 0 AND capacity),
        enrol_method text CHECK (enrol_method IN ('phone', 'walk_in', 'link', 'here')),
        enrol_contact text,
        enrol_deadline timestamptz,
        status text NOT NULL DEFAULT 'scheduled'
          CHECK (status IN ('scheduled', 'moved_online', 'postponed', 'rescheduled', 'full', 'cancelled')),
        CHECK (ends_on >= starts_on),
        CHECK (mode <> 'online' OR place_id IS NULL),
        CHECK (enrol_method <> 'link' OR enrol_contact ~ '^https?://')
      );
      CREATE INDEX course_offerings_course ON course_offerings (course_id);
      CREATE INDEX course_offerings_place ON course_offerings (place_id);
      ${changeTriggers('course_offerings', 'course', { idColumn: 'course_id', own: false })}

      CREATE VIEW public_course_offerings AS
        SELECT o.* FROM course_offerings o
          JOIN courses c ON c.id = o.course_id AND c.state = 'published'
          JOIN institutions i ON i.id = o.institution_id AND i.state = 'published';
      -- One row per course and place; a course without offerings has one row with a null place.
      CREATE VIEW public_courses AS
        SELECT c.*, o.place_id, o.modes, o.ends_on, o.seats_left
        FROM courses c JOIN institutions i ON i.id = c.institution_id AND i.state = 'published'
          LEFT JOIN (
            SELECT course_id, place_id, array_agg(DISTINCT mode) AS modes,
              -- null: an offering without an end
              CASE WHEN bool_or(ends_on IS NULL) THEN NULL ELSE max(ends_on) END AS ends_on,
              CASE WHEN bool_or(seats_left IS NULL) THEN NULL ELSE sum(seats_left) END AS seats_left
            FROM public_course_offerings WHERE status <> 'cancelled' GROUP BY course_id, place_id
          ) o ON o.course_id = c.id
        WHERE c.state = 'published';
      GRANT SELECT ON professions, public_courses, public_course_offerings TO zlm_app;
    `);
  },
};
