import type { Migration } from '../../../db/migrate.ts';

/** Where a role is narrowed to an area its divisions are listed once, not walked up to from each institution. */
export const grantsScope: Migration = {
  name: '20261130002150_grants_scope',
  up: async (client) => {
    await client.query(`
      DO $migration$
      DECLARE
        -- Whatever it asks of the session stays; what is behind its list of branches is another.
        body text := regexp_replace(pg_get_functiondef('app_scope(text)'::regprocedure),
          $old$\\)\\s+SELECT b\\.id FROM below b JOIN institutions i USING \\(id\\).*(?=\\$function\\$)$old$, $new$), areas AS (
          SELECT m.division AS area, m.division AS code FROM mine m WHERE m.division IS NOT NULL
          UNION
          SELECT a.area, d.code FROM divisions d JOIN areas a ON d.parent = a.code
        )
        SELECT b.id FROM below b WHERE b.division IS NULL
        UNION
        SELECT b.id FROM below b JOIN institutions i USING (id) JOIN areas a ON a.area = b.division AND a.code = i.division
        UNION
        SELECT i.id FROM mine m, institutions i WHERE m.institution_id IS NULL AND m.division IS NULL
        UNION
        SELECT i.id FROM mine m JOIN areas a ON a.area = m.division JOIN institutions i ON i.division = a.code
          WHERE m.institution_id IS NULL
      $new$);
      BEGIN
        IF position('areas' IN body) = 0 THEN RAISE 'what app_scope lists is not known'; END IF;
        EXECUTE body;
      END $migration$;
    `);
  },
};
