import type { Migration } from '../../../db/migrate.ts';

const DEFINER = 'SECURITY DEFINER SET search_path = public, pg_temp';

/** Where something is may stand in one of its rows: the first one that says so counts. */
export const pinsRows: Migration = {
  name: '20261202000310_pins_rows',
  up: async (client) => {
    await client.query(`
      CREATE OR REPLACE FUNCTION flags_of_author(r revisions) RETURNS text[] LANGUAGE sql STABLE ${DEFINER} AS $$
        SELECT ARRAY(
          SELECT 'new_account' FROM accounts a WHERE a.id = r.author AND NOT EXISTS (
            SELECT FROM revisions o WHERE o.author = r.author AND o.state IN ('published', 'superseded'))
          UNION ALL
          SELECT 'dormant_account' WHERE EXISTS (SELECT FROM revisions o WHERE o.author = r.author AND o.state IN ('published', 'superseded'))
            AND NOT EXISTS (SELECT FROM revisions o WHERE o.author = r.author AND o.submitted_at > now() - interval '1 year')
          UNION ALL
          SELECT 'outside_area' FROM pins p JOIN institutions i ON i.id = p.institution_id
            WHERE p.id = r.pin_id AND EXISTS (
              SELECT FROM (
                SELECT r.body->'place' AS place WHERE r.body ? 'place' OR NOT jsonb_path_exists(r.body, '$.*[*].place')
                UNION ALL
                SELECT jsonb_path_query(r.body, '$.*[*].place')
              ) w WHERE NOT coalesce(lies_in(
                coalesce(w.place#>>'{position,division}', r.body#>>'{position,division}',
                  (SELECT division FROM places WHERE id = (w.place->>'id')::bigint), i.division), i.division), true))
        )
      $$;
    `);
  },
};
