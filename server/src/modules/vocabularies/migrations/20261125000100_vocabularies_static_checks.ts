import type { Migration } from '../../../db/migrate.ts';

/** Other columns work as well, but their statements are planned by every call. */
const LISTS = ['topics', 'audiences', 'accessibility'];
const SINGLES = ['type', 'format', 'medium', 'tier'];

const codes = [
  ...LISTS.map((column) => [column, `SELECT DISTINCT unnest(r.${column}) FROM new_rows r`]),
  ...SINGLES.map((column) => [column, `SELECT DISTINCT r.${column} FROM new_rows r`]),
];
const branches = codes.map(([column, source]) => `WHEN '${column}' THEN used := ARRAY(${source});`);

/** Static statements are planned once per connection. */
export const vocabulariesStaticChecks: Migration = {
  name: '20261125000100_vocabularies_static_checks',
  up: async (client) => {
    await client.query(`
      CREATE OR REPLACE FUNCTION check_terms() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
        SET search_path = public, pg_temp AS $$
      DECLARE
        used text[];
        unknown text;
        listed boolean;
      BEGIN
        CASE TG_ARGV[0]
          ${branches.join('\n          ')}
          ELSE
            SELECT a.attndims > 0 OR t.typcategory = 'A' INTO listed
              FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
              WHERE a.attrelid = TG_RELID AND a.attname = TG_ARGV[0];
            EXECUTE format('SELECT ARRAY(SELECT DISTINCT %s FROM new_rows)',
              CASE WHEN listed THEN format('unnest(%I)', TG_ARGV[0]) ELSE format('%I', TG_ARGV[0]) END) INTO used;
        END CASE;
        SELECT u.code INTO unknown FROM unnest(used) u (code)
          WHERE u.code IS NOT NULL AND NOT EXISTS (
            SELECT FROM terms WHERE terms.vocabulary = TG_ARGV[1] AND terms.code = u.code)
          LIMIT 1;
        IF unknown IS NOT NULL THEN
          RAISE foreign_key_violation USING
            MESSAGE = format('%s is not a known %s', unknown, TG_ARGV[1]), COLUMN = TG_ARGV[0], TABLE = TG_TABLE_NAME;
        END IF;
        RETURN NULL;
      END $$;
    `);
  },
};
