import type { Migration } from '../../../db/migrate.ts';

export const vocabulariesTerms: Migration = {
  name: '20261123000100_vocabularies_terms',
  up: async (client) => {
    await client.query(`
      CREATE TABLE terms (
        vocabulary text NOT NULL,
        code text NOT NULL CHECK (code ~ '^[a-z0-9_-]+$'),
        parent text,
        zh text NOT NULL,
        en text NOT NULL,
        synonyms text[] NOT NULL DEFAULT '{}',
        position integer NOT NULL,
        version integer NOT NULL DEFAULT 1,
        replaced_by text,
        PRIMARY KEY (vocabulary, code),
        FOREIGN KEY (vocabulary, parent) REFERENCES terms (vocabulary, code) DEFERRABLE INITIALLY DEFERRED,
        FOREIGN KEY (vocabulary, replaced_by) REFERENCES terms (vocabulary, code) DEFERRABLE INITIALLY DEFERRED
      );
      GRANT SELECT ON terms TO zlm_app;
      CREATE TRIGGER note_terms AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON terms
        FOR EACH STATEMENT EXECUTE FUNCTION note_reset();

      CREATE FUNCTION check_terms() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      DECLARE
        unknown text;
        listed boolean;
      BEGIN
        SELECT a.attndims > 0 OR t.typcategory = 'A' INTO listed
          FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
          WHERE a.attrelid = TG_RELID AND a.attname = TG_ARGV[0];
        EXECUTE format(
          'SELECT used.code FROM (SELECT DISTINCT %s AS code FROM new_rows) used
             LEFT JOIN terms ON terms.vocabulary = %L AND terms.code = used.code
             WHERE used.code IS NOT NULL AND terms.code IS NULL LIMIT 1',
          CASE WHEN listed THEN format('unnest(%I)', TG_ARGV[0]) ELSE format('%I', TG_ARGV[0]) END, TG_ARGV[1])
          INTO unknown;
        IF unknown IS NOT NULL THEN
          RAISE foreign_key_violation USING
            MESSAGE = format('%s is not a known %s', unknown, TG_ARGV[1]), COLUMN = TG_ARGV[0], TABLE = TG_TABLE_NAME;
        END IF;
        RETURN NULL;
      END $$;
    `);
  },
};
