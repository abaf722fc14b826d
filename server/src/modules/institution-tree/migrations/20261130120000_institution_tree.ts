import type { Migration } from '../../../db/migrate.ts';
import { changeTriggers } from '../../../db/record.ts';

const TODAY = `(now() AT TIME ZONE 'Asia/Shanghai')::date`;
const COLUMNS = `i.type, i.level, i.division, i.description, i.phone, i.website, i.audiences, i.topics, i.opened_on,
  i.closed_on, i.state, i.revision, i.lang, i.translations, i.source_system, i.source_id, i.source_url,
  i.source_record, i.is_demo, i.confirmed_on, i.confirmed_by, i.created_at, i.updated_at`;
const PART = { idColumn: 'institution_id', own: false };

/** Names by date, where what closed went to, the acts that changed the tree, and reviews of duplicates. */
export const institutionTree: Migration = {
  name: '20261130120000_institution_tree',
  up: async (client) => {
    await client.query(`
      -- One row for every day of an institution that was or will be called otherwise; none for the others.
      CREATE TABLE institution_names (
        institution_id bigint NOT NULL REFERENCES institutions ON DELETE CASCADE,
        name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 200),
        during daterange NOT NULL CHECK (NOT isempty(during)),
        EXCLUDE USING gist (institution_id WITH =, during WITH &&)
      );
      ${changeTriggers('institution_names', 'institution', PART)}

      -- Where an institution went when it closed, the one that took the rest first.
      CREATE TABLE institution_heirs (
        institution_id bigint NOT NULL REFERENCES institutions ON DELETE CASCADE,
        heir_id bigint NOT NULL REFERENCES institutions ON DELETE CASCADE,
        position smallint NOT NULL,
        PRIMARY KEY (institution_id, heir_id),
        CHECK (institution_id <> heir_id)
      );
      CREATE INDEX institution_heirs_heir ON institution_heirs (heir_id);
      ${changeTriggers('institution_heirs', 'institution', PART)}

      -- Who edits the name edits that of today.
      CREATE FUNCTION name_today() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      BEGIN
        UPDATE institution_names SET name = NEW.name
          WHERE institution_id = NEW.id AND during @> ${TODAY} AND name <> NEW.name;
        RETURN NULL;
      END $$;
      CREATE TRIGGER name_today AFTER UPDATE OF name ON institutions
        FOR EACH ROW WHEN (NEW.name <> OLD.name) EXECUTE FUNCTION name_today();

      CREATE OR REPLACE VIEW public_institutions AS
        SELECT i.id, coalesce(n.name, i.name) AS name,
          CASE WHEN n.name IS NULL THEN i.aliases ELSE i.aliases || ARRAY(
            SELECT DISTINCT f.name FROM institution_names f
            WHERE f.institution_id = i.id AND upper(f.during) <= ${TODAY} AND f.name <> n.name
              AND f.name <> ALL (i.aliases)) END AS aliases,
          ${COLUMNS}, p.id AS place_id, ip.name AS campus, coalesce(ip.is_main, true) AS is_main
        FROM institutions i
          LEFT JOIN (institution_places ip JOIN public_places p ON p.id = ip.place_id) ON ip.institution_id = i.id
          LEFT JOIN institution_names n ON n.institution_id = i.id AND n.during @> ${TODAY}
        WHERE i.state = 'published';

      CREATE VIEW public_institution_names AS
        SELECT n.* FROM institution_names n JOIN institutions i ON i.id = n.institution_id AND i.state = 'published';
      CREATE VIEW public_institution_heirs AS
        SELECT h.* FROM institution_heirs h
          JOIN institutions i ON i.id = h.institution_id AND i.state = 'published'
          JOIN institutions t ON t.id = h.heir_id AND t.state = 'published';
      -- What the tree of any day is made of, without places.
      CREATE VIEW public_institution_nodes AS
        SELECT id, name, aliases, type, level, division, phone, opened_on, closed_on FROM institutions
        WHERE state = 'published';
      GRANT SELECT ON public_institution_names, public_institution_heirs, public_institution_nodes TO zlm_app;

      CREATE TABLE tree_acts (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        kind text NOT NULL CHECK (kind IN ('rename', 'move', 'open', 'close', 'merge', 'split')),
        as_of date NOT NULL,
        payload jsonb NOT NULL,
        reason text NOT NULL CHECK (char_length(reason) BETWEEN 1 AND 500),
        -- the difference of scope that was shown before it was done, and its SHA-256
        difference jsonb NOT NULL,
        declared text NOT NULL CHECK (declared ~ '^[0-9a-f]{64}$'),
        -- planned: its day is to come
        state text NOT NULL CHECK (state IN ('planned', 'done', 'undone')),
        -- the institutions it changed, as they were and as it left them
        before jsonb NOT NULL,
        after jsonb NOT NULL,
        done_by text NOT NULL,
        done_at timestamptz NOT NULL DEFAULT now(),
        undone_by text,
        undone_at timestamptz,
        CHECK ((state = 'undone') = (undone_at IS NOT NULL))
      );
      -- Every institution it changed or named: what came later on one of them has to be undone first.
      CREATE TABLE tree_act_institutions (
        act_id bigint NOT NULL REFERENCES tree_acts,
        institution_id bigint NOT NULL,
        PRIMARY KEY (institution_id, act_id)
      );

      CREATE TABLE not_duplicates (
        a bigint NOT NULL,
        b bigint NOT NULL,
        said_by text NOT NULL,
        said_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (a, b),
        CHECK (a < b)
      );
      REVOKE ALL ON tree_acts, tree_act_institutions, not_duplicates FROM zlm_app, PUBLIC;

      -- Acts change the tree one after another.
      CREATE TABLE institution_tree_turn (single boolean PRIMARY KEY DEFAULT true CHECK (single));
      INSERT INTO institution_tree_turn DEFAULT VALUES;

      -- Writes institutions as an act leaves them: [{ id, made, gone, name, opened, closed, names, parents, heirs }].
      CREATE FUNCTION write_institution_tree(nodes jsonb) RETURNS void LANGUAGE plpgsql
        SECURITY DEFINER SET search_path = public, pg_temp AS $$
      DECLARE
        ids bigint[] := ARRAY(SELECT (n->>'id')::bigint FROM jsonb_array_elements(nodes) n);
        gone bigint[] := ARRAY(SELECT (n->>'id')::bigint FROM jsonb_array_elements(nodes) n WHERE (n->>'gone')::boolean);
      BEGIN
        DELETE FROM institution_parents WHERE institution_id = ANY (ids);
        DELETE FROM institution_names WHERE institution_id = ANY (ids);
        DELETE FROM institution_heirs WHERE institution_id = ANY (ids);
        IF EXISTS (SELECT FROM institution_parents WHERE parent_id = ANY (gone)
            UNION ALL SELECT FROM institution_heirs WHERE heir_id = ANY (gone)) THEN
          RAISE foreign_key_violation USING MESSAGE = 'something hangs below it', TABLE = 'institution_parents';
        END IF;
        DELETE FROM institutions WHERE id = ANY (gone);

        INSERT INTO institutions (id, name, type, level, division, opened_on, state, source_system, source_id)
          SELECT (n->>'id')::bigint, n->>'name', n->'made'->>'type', n->'made'->>'level', n->'made'->>'division',
            (n->>'opened')::date, 'published', 'institution-tree', n->>'id'
          FROM jsonb_array_elements(nodes) n WHERE jsonb_typeof(n->'made') = 'object';
        UPDATE institutions i SET name = n->>'name', opened_on = (n->>'opened')::date,
            closed_on = (n->>'closed')::date, updated_at = now()
          FROM jsonb_array_elements(nodes) n
          WHERE i.id = (n->>'id')::bigint AND (i.name, i.opened_on, i.closed_on)
            IS DISTINCT FROM (n->>'name', (n->>'opened')::date, (n->>'closed')::date);

        INSERT INTO institution_names (institution_id, name, during)
          SELECT (n->>'id')::bigint, s->>'value', daterange((s->>'from')::date, (s->>'to')::date)
          FROM jsonb_array_elements(nodes) n, jsonb_array_elements(n->'names') s
          WHERE NOT (n->>'gone')::boolean;
        INSERT INTO institution_parents (institution_id, parent_id, during)
          SELECT (n->>'id')::bigint, (s->>'value')::bigint, daterange((s->>'from')::date, (s->>'to')::date)
          FROM jsonb_array_elements(nodes) n, jsonb_array_elements(n->'parents') s
          WHERE NOT (n->>'gone')::boolean;
        INSERT INTO institution_heirs (institution_id, heir_id, position)
          SELECT (n->>'id')::bigint, h.id::bigint, h.at
          FROM jsonb_array_elements(nodes) n, jsonb_array_elements_text(n->'heirs') WITH ORDINALITY h (id, at)
          WHERE NOT (n->>'gone')::boolean;
      END $$;
      REVOKE ALL ON FUNCTION write_institution_tree FROM PUBLIC;
    `);
  },
};
