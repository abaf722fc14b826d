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
      -- Who reviews sees and says it where both are theirs.
      ALTER TABLE not_duplicates ENABLE ROW LEVEL SECURITY;
      CREATE POLICY review ON not_duplicates TO zlm_app
        USING (a IN (SELECT app_scope('tree.review')) AND b IN (SELECT app_scope('tree.review')))
        WITH CHECK (a IN (SELECT app_scope('tree.review')) AND b IN (SELECT app_scope('tree.review')));

      -- Acts change the tree one after another.
      CREATE TABLE institution_tree_turn (single boolean PRIMARY KEY DEFAULT true CHECK (single));
      INSERT INTO institution_tree_turn DEFAULT VALUES;
      REVOKE ALL ON tree_acts, tree_act_institutions, not_duplicates, institution_tree_turn FROM zlm_app, PUBLIC;
      GRANT SELECT, INSERT, DELETE ON not_duplicates TO zlm_app;
      GRANT SELECT, UPDATE ON institution_tree_turn TO zlm_app;

      -- Whether who is signed in may do this anywhere; the owner may.
      CREATE FUNCTION app_holds(wanted text) RETURNS boolean LANGUAGE sql STABLE
        SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT current_setting('role') <> 'zlm_app' OR wanted = ANY (actions_of(app_account()))
      $$;
      CREATE FUNCTION demand_tree(ids bigint[]) RETURNS void LANGUAGE plpgsql STABLE
        SECURITY DEFINER SET search_path = public, pg_temp AS $$
      BEGIN
        IF current_setting('role') = 'zlm_app'
            AND (cardinality(ids) = 0 OR EXISTS (SELECT FROM unnest(ids) t (id) WHERE NOT app_may('tree.change', t.id))) THEN
          RAISE insufficient_privilege USING MESSAGE = 'not within the scope of who is signed in';
        END IF;
      END $$;

      -- The whole tree, published or not, for who changes it: nothing may be orphaned unseen.
      CREATE FUNCTION all_institution_nodes() RETURNS TABLE (id bigint, name text, aliases text[], type text, level text,
        division text, opened_on date, closed_on date) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT i.id, i.name, i.aliases, i.type, i.level, i.division, i.opened_on, i.closed_on FROM institutions i
        WHERE app_holds('tree.change')
      $$;
      CREATE FUNCTION all_institution_names() RETURNS SETOF institution_names LANGUAGE sql STABLE
        SECURITY DEFINER SET search_path = public, pg_temp AS $$ SELECT * FROM institution_names WHERE app_holds('tree.change') $$;
      CREATE FUNCTION all_institution_parents() RETURNS SETOF institution_parents LANGUAGE sql STABLE
        SECURITY DEFINER SET search_path = public, pg_temp AS $$ SELECT * FROM institution_parents WHERE app_holds('tree.change') $$;
      CREATE FUNCTION all_institution_heirs() RETURNS SETOF institution_heirs LANGUAGE sql STABLE
        SECURITY DEFINER SET search_path = public, pg_temp AS $$ SELECT * FROM institution_heirs WHERE app_holds('tree.change') $$;
      -- Whose scope an act may change.
      CREATE FUNCTION tree_scopes() RETURNS TABLE (institution bigint, holder text, role text) LANGUAGE sql STABLE
        SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT DISTINCT g.institution_id, g.account_id::text, g.role FROM live_grants g
        WHERE g.institution_id IS NOT NULL AND app_holds('tree.change')
      $$;
      CREATE FUNCTION new_institution_ids(count integer) RETURNS SETOF bigint LANGUAGE sql
        SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT nextval('thing_id') FROM generate_series(1, least(count, 100)) WHERE app_holds('tree.change')
      $$;

      -- Writes institutions as an act leaves them: [{ id, made, gone, name, opened, closed, names, parents, heirs }].
      CREATE FUNCTION write_institution_tree(nodes jsonb) RETURNS void LANGUAGE plpgsql
        SECURITY DEFINER SET search_path = public, pg_temp AS $$
      DECLARE
        ids bigint[] := ARRAY(SELECT (n->>'id')::bigint FROM jsonb_array_elements(nodes) n);
        gone bigint[] := ARRAY(SELECT (n->>'id')::bigint FROM jsonb_array_elements(nodes) n WHERE (n->>'gone')::boolean);
      BEGIN
        -- The branch it leaves, and the one it enters.
        PERFORM demand_tree(ARRAY(
          SELECT i.id FROM institutions i WHERE i.id = ANY (ids) AND i.id <> ALL (gone)
          UNION
          -- One whose day is to come is in no branch yet.
          SELECT p.parent_id FROM unnest(gone) g (id) LEFT JOIN institution_parents p ON p.institution_id = g.id
          UNION
          SELECT (s->>'value')::bigint FROM jsonb_array_elements(nodes) n, jsonb_array_elements(n->'parents') s
          WHERE NOT (n->>'gone')::boolean AND NOT EXISTS (SELECT FROM institution_parents p
            WHERE p.institution_id = (n->>'id')::bigint AND p.parent_id = (s->>'value')::bigint)
            AND EXISTS (SELECT FROM institutions i WHERE i.id = (s->>'value')::bigint)
          UNION
          SELECT NULL FROM jsonb_array_elements(nodes) n
          WHERE jsonb_typeof(n->'made') = 'object' AND jsonb_array_length(n->'parents') = 0));
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

      CREATE FUNCTION changed_by_act(states jsonb) RETURNS bigint[] LANGUAGE sql STABLE AS $$
        SELECT ARRAY(SELECT (s->>'id')::bigint FROM jsonb_array_elements(states) s WHERE jsonb_typeof(s->'node') = 'object')
      $$;
      CREATE FUNCTION note_tree_act(act jsonb) RETURNS bigint LANGUAGE plpgsql
        SECURITY DEFINER SET search_path = public, pg_temp AS $$
      DECLARE
        number bigint;
        ids bigint[] := changed_by_act(act->'before');
      BEGIN
        -- One that is made is in the branch it enters.
        IF cardinality(ids) = 0 THEN
          ids := ARRAY(SELECT t.id::bigint FROM jsonb_array_elements_text(act->'institutions') t (id)
            WHERE t.id NOT IN (SELECT s->>'id' FROM jsonb_array_elements(act->'after') s));
        END IF;
        PERFORM demand_tree(CASE cardinality(ids) WHEN 0 THEN ARRAY[NULL::bigint] ELSE ids END);
        INSERT INTO tree_acts (kind, as_of, payload, reason, difference, declared, state, before, after, done_by)
          VALUES (act->>'kind', (act->>'asOf')::date, act->'payload', act->>'reason', act->'difference', act->>'declared',
            act->>'state', act->'before', act->'after', coalesce(app_account()::text, act->>'by'))
          RETURNING id INTO number;
        INSERT INTO tree_act_institutions SELECT number, t.id::bigint
          FROM jsonb_array_elements_text(act->'institutions') t (id);
        RETURN number;
      END $$;
      CREATE FUNCTION find_tree_act(of_id bigint) RETURNS TABLE (id bigint, state text, before jsonb, after jsonb)
        LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT a.id, a.state, a.before, a.after FROM tree_acts a WHERE a.id = of_id AND app_holds('tree.change') FOR UPDATE
      $$;
      -- Acts that came later on one of the same institutions and still hold.
      CREATE FUNCTION later_tree_acts(of_id bigint) RETURNS SETOF bigint LANGUAGE sql STABLE
        SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT DISTINCT a.id FROM tree_act_institutions own
          JOIN tree_act_institutions n ON n.institution_id = own.institution_id AND n.act_id > own.act_id
          JOIN tree_acts a ON a.id = n.act_id AND a.state <> 'undone'
        WHERE own.act_id = of_id AND app_holds('tree.change') ORDER BY a.id
      $$;
      CREATE FUNCTION note_tree_act_undone(of_id bigint, by text) RETURNS void LANGUAGE plpgsql
        SECURITY DEFINER SET search_path = public, pg_temp AS $$
      DECLARE
        -- What it made is gone by now.
        ids bigint[] := ARRAY(SELECT i.id FROM tree_acts a JOIN institutions i ON i.id = ANY (changed_by_act(a.before))
          WHERE a.id = of_id);
      BEGIN
        IF cardinality(ids) = 0 THEN
          ids := ARRAY(SELECT i.id FROM tree_act_institutions t JOIN institutions i ON i.id = t.institution_id
            WHERE t.act_id = of_id);
        END IF;
        -- One that stood at the top alone.
        PERFORM demand_tree(CASE cardinality(ids) WHEN 0 THEN ARRAY[NULL::bigint] ELSE ids END);
        UPDATE tree_acts SET state = 'undone', undone_by = coalesce(app_account()::text, by), undone_at = now()
          WHERE id = of_id;
      END $$;
      CREATE FUNCTION list_tree_acts(of_institution bigint, before_id bigint, most integer) RETURNS TABLE (id bigint,
        kind text, as_of date, payload jsonb, reason text, difference jsonb, state text, done_by text, done_at timestamptz)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT a.id, a.kind, a.as_of, a.payload, a.reason, a.difference,
          CASE WHEN a.state = 'planned' AND a.as_of <= app_today() THEN 'done' ELSE a.state END, a.done_by, a.done_at
        FROM tree_acts a
        WHERE (before_id IS NULL OR a.id < before_id)
          AND (of_institution IS NULL OR EXISTS (
            SELECT FROM tree_act_institutions t WHERE t.act_id = a.id AND t.institution_id = of_institution))
          AND EXISTS (SELECT FROM tree_act_institutions t
            WHERE t.act_id = a.id AND t.institution_id IN (SELECT app_scope('tree.change')))
        ORDER BY a.id DESC LIMIT most
      $$;
      REVOKE ALL ON FUNCTION app_holds, demand_tree, all_institution_nodes, all_institution_names,
        all_institution_parents, all_institution_heirs, tree_scopes, new_institution_ids, write_institution_tree,
        note_tree_act, find_tree_act, later_tree_acts, note_tree_act_undone, list_tree_acts FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION all_institution_nodes, all_institution_names, all_institution_parents,
        all_institution_heirs, tree_scopes, new_institution_ids, write_institution_tree, note_tree_act, find_tree_act,
        later_tree_acts, note_tree_act_undone, list_tree_acts TO zlm_app;
    `);
  },
};
