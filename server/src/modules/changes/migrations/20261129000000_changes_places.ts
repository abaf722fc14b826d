import type { Migration } from '../../../db/migrate.ts';

/** Of each table what it shows at a place, as (kind, id, place). */
const SHOWN = {
  activities: { kind: 'activity', id: 'id', published: `state = 'published'` },
  credit_points: { kind: 'credit_point', id: 'id', published: `state = 'published'` },
  course_offerings: { kind: 'course', id: 'course_id', published: 'true' },
  institution_places: { kind: 'institution', id: 'institution_id', published: 'true' },
};

const leftPlaces = Object.entries(SHOWN).map(([table, { kind, id, published }]) => {
  const rows = (from: string) =>
    `SELECT '${kind}', ${id}, place_id FROM ${from} WHERE place_id IS NOT NULL AND ${published}`;
  return branch(table, 'left_places', rows);
});
const leftSpots = branch(
  'places',
  'left_spots',
  (from) => `SELECT id, lng, lat FROM ${from} WHERE state = 'published'`,
);

function branch(table: string, into: string, rows: (from: string) => string): string {
  const insert = (left: string) =>
    `INSERT INTO ${into} SELECT * FROM (${left}) l ORDER BY 1, 2, 3 ON CONFLICT DO NOTHING;`;
  // EXCEPT, not a join: a plan kept from a small statement must not meet a large one.
  return `
    WHEN 'UPDATE ${table}' THEN ${insert(`${rows('old_rows')} EXCEPT ${rows('new_rows')}`)}
    WHEN 'DELETE ${table}' THEN ${insert(rows('old_rows'))}`;
}

const triggers = [...Object.keys(SHOWN), 'places'].map(
  (table) => `
    CREATE TRIGGER left_${table}_update AFTER UPDATE ON ${table}
      REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION note_left();
    CREATE TRIGGER left_${table}_delete AFTER DELETE ON ${table}
      REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION note_left();`,
);

/** Where things were: a reader of the changes sees only the last of several. */
export const changesPlaces: Migration = {
  name: '20261129000000_changes_places',
  up: async (client) => {
    await client.query(`
      CREATE TABLE left_places (kind text, id bigint, place_id bigint, PRIMARY KEY (kind, id, place_id));
      CREATE TABLE left_spots (
        place_id bigint, lng double precision, lat double precision, PRIMARY KEY (place_id, lng, lat));

      CREATE FUNCTION note_left() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
        SET search_path = public, pg_temp AS $$
      BEGIN
        IF current_setting('app.bulk', true) = 'on' THEN RETURN NULL; END IF;
        CASE TG_OP || ' ' || TG_TABLE_NAME ${[...leftPlaces, leftSpots].join('')}
        END CASE;
        RETURN NULL;
      END $$;
      ${triggers.join('')}

      CREATE VIEW place_spots AS
        SELECT id AS place_id, lng, lat FROM places WHERE state = 'published' UNION ALL SELECT * FROM left_spots;
      -- Which places a change of a thing may concern; what hangs on an institution comes and goes with it.
      CREATE VIEW change_places AS
        SELECT kind, id, place_id FROM left_places
        UNION ALL SELECT 'place', place_id, place_id FROM place_spots
        UNION ALL SELECT 'institution', institution_id, place_id FROM institution_places
        UNION ALL SELECT 'institution', institution_id, place_id FROM activities WHERE state = 'published'
        UNION ALL SELECT 'institution', institution_id, place_id FROM credit_points WHERE state = 'published'
        UNION ALL SELECT 'institution', institution_id, place_id FROM course_offerings
        UNION ALL SELECT 'institution', c.institution_id, o.place_id
          FROM courses c JOIN course_offerings o ON o.course_id = c.id
        UNION ALL SELECT 'course', course_id, place_id FROM course_offerings;
    `);
  },
};
