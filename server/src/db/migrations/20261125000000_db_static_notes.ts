import type { Migration } from '../migrate.ts';

/** Other columns work as well, but their statements are planned by every call. */
const ID_COLUMNS = ['id', 'place_id', 'institution_id', 'activity_id', 'course_id'];

const sources = (column: string) => [
  ['INSERT', `SELECT ${column} FROM new_rows`],
  ['UPDATE', `SELECT ${column} FROM new_rows UNION ALL SELECT ${column} FROM old_rows`],
  ['DELETE', `SELECT ${column} FROM old_rows`],
];
const branches = ID_COLUMNS.flatMap((column) =>
  sources(column).map(([op, source]) => `WHEN '${op} ${column}' THEN ids := ARRAY(${source});`),
);

/** Static statements are planned once per connection; their planning was most of what a small UPDATE cost. */
export const dbStaticNotes: Migration = {
  name: '20261125000000_db_static_notes',
  up: async (client) => {
    await client.query(`
      CREATE OR REPLACE FUNCTION note_changes() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
        SET search_path = public, pg_temp AS $$
      DECLARE
        ids bigint[];
      BEGIN
        IF current_setting('app.bulk', true) = 'on' THEN
          INSERT INTO changes (kind, id) VALUES ('*', 0)
            ON CONFLICT (kind, id) DO UPDATE SET seq = nextval('change_seq'), xid = pg_current_xact_id();
        ELSE
          CASE TG_OP || ' ' || TG_ARGV[1]
            ${branches.join('\n            ')}
            ELSE
              EXECUTE format(
                CASE TG_OP
                  WHEN 'INSERT' THEN 'SELECT ARRAY(SELECT %1$I FROM new_rows)'
                  WHEN 'DELETE' THEN 'SELECT ARRAY(SELECT %1$I FROM old_rows)'
                  ELSE 'SELECT ARRAY(SELECT %1$I FROM new_rows UNION ALL SELECT %1$I FROM old_rows)' END, TG_ARGV[1])
                INTO ids;
          END CASE;
          -- In order, so that two writers wait for each other instead of deadlocking.
          INSERT INTO changes (kind, id, deleted)
            SELECT TG_ARGV[0], s.id, TG_OP = 'DELETE' AND TG_ARGV[2]::boolean
            FROM (SELECT DISTINCT t.id FROM unnest(ids) t (id) ORDER BY t.id) s
            ON CONFLICT (kind, id) DO UPDATE
              SET seq = nextval('change_seq'), xid = pg_current_xact_id(), deleted = excluded.deleted;
        END IF;
        PERFORM pg_notify('zlm_changes', '');
        RETURN NULL;
      END $$;
    `);
  },
};
