import type { Migration } from '../../../db/migrate.ts';
import { changeTriggers, recordColumns, termTriggers } from '../../../db/record.ts';

export const institutionsTree: Migration = {
  name: '20261123000400_institutions_tree',
  up: async (client) => {
    await client.query(`
      CREATE TABLE institutions (
        id bigint PRIMARY KEY DEFAULT nextval('thing_id'),
        name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 200),
        aliases text[] NOT NULL DEFAULT '{}',
        type text NOT NULL,
        level text NOT NULL CHECK (level IN ('province', 'city', 'county', 'township', 'village', 'none')),
        division text REFERENCES divisions,
        description text NOT NULL DEFAULT '',
        phone text,
        website text CHECK (website ~ '^https?://'),
        audiences text[] NOT NULL DEFAULT '{}',
        topics text[] NOT NULL DEFAULT '{}',
        opened_on date,
        closed_on date,
        CHECK (closed_on > opened_on),
        ${recordColumns}
      );
      ${termTriggers('institutions', 'type', 'institution_type')}
      ${termTriggers('institutions', 'audiences', 'audience')}
      ${termTriggers('institutions', 'topics', 'topic')}
      ${changeTriggers('institutions', 'institution')}

      -- Governance, with effective dates: at any day an institution has at most one parent.
      CREATE TABLE institution_parents (
        institution_id bigint NOT NULL REFERENCES institutions ON DELETE CASCADE,
        parent_id bigint NOT NULL REFERENCES institutions ON DELETE CASCADE,
        during daterange NOT NULL CHECK (NOT isempty(during)),
        CHECK (institution_id <> parent_id),
        EXCLUDE USING gist (institution_id WITH =, during WITH &&)
      );
      CREATE INDEX institution_parents_parent ON institution_parents (parent_id);
      ${changeTriggers('institution_parents', 'institution', { idColumn: 'institution_id', own: false })}

      -- A tree at every day: no institution is above itself.
      CREATE FUNCTION refuse_institution_cycle() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      BEGIN
        IF EXISTS (
          WITH RECURSIVE above AS (
            SELECT n.institution_id AS start, n.parent_id AS at, n.during FROM new_rows n
            UNION
            SELECT a.start, p.parent_id, a.during * p.during FROM above a
              JOIN institution_parents p ON p.institution_id = a.at AND p.during && a.during
              WHERE a.at <> a.start
          ) SELECT FROM above WHERE at = start
        ) THEN
          RAISE check_violation USING MESSAGE = 'an institution cannot be above itself', TABLE = 'institution_parents';
        END IF;
        RETURN NULL;
      END $$;
      CREATE TRIGGER institution_cycle_insert AFTER INSERT ON institution_parents
        REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION refuse_institution_cycle();
      CREATE TRIGGER institution_cycle_update AFTER UPDATE ON institution_parents
        REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION refuse_institution_cycle();

      CREATE TABLE institution_places (
        institution_id bigint NOT NULL REFERENCES institutions ON DELETE CASCADE,
        place_id bigint NOT NULL REFERENCES places ON DELETE CASCADE,
        name text,
        is_main boolean NOT NULL DEFAULT false,
        PRIMARY KEY (institution_id, place_id)
      );
      CREATE INDEX institution_places_place ON institution_places (place_id);
      CREATE UNIQUE INDEX institution_places_main ON institution_places (institution_id) WHERE is_main;
      ${changeTriggers('institution_places', 'institution', { idColumn: 'institution_id', own: false })}

      -- One row per institution and place; an institution without a place has one row with a null place.
      CREATE VIEW public_institutions AS
        SELECT i.*, p.id AS place_id, ip.name AS campus, coalesce(ip.is_main, true) AS is_main
        FROM institutions i
          LEFT JOIN (institution_places ip JOIN public_places p ON p.id = ip.place_id) ON ip.institution_id = i.id
        WHERE i.state = 'published';
      CREATE VIEW public_institution_parents AS
        SELECT ip.* FROM institution_parents ip
          JOIN institutions c ON c.id = ip.institution_id AND c.state = 'published'
          JOIN institutions p ON p.id = ip.parent_id AND p.state = 'published';
      GRANT SELECT ON public_institutions, public_institution_parents TO zlm_app;
    `);
  },
};
