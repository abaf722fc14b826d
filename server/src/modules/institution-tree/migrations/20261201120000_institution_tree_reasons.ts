import type { Migration } from '../../../db/migrate.ts';

/** Why the tree was changed, as somebody wrote it: by the key of their account in the record, with which it goes. */
export const institutionTreeReasons: Migration = {
  name: '20261201120000_institution_tree_reasons',
  up: async (client) => {
    await client.query(`
      ALTER TABLE tree_acts DROP COLUMN reason;
      -- null: the account was erased, or none did it
      ALTER TABLE tree_acts ADD COLUMN reason bytea;

      CREATE OR REPLACE FUNCTION note_tree_act(act jsonb) RETURNS bigint LANGUAGE plpgsql
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
          VALUES (act->>'kind', (act->>'asOf')::date, act->'payload', decode(act->>'reason', 'base64'), act->'difference',
            act->>'declared', act->>'state', act->'before', act->'after', coalesce(app_account()::text, act->>'by'))
          RETURNING id INTO number;
        INSERT INTO tree_act_institutions SELECT number, t.id::bigint
          FROM jsonb_array_elements_text(act->'institutions') t (id);
        RETURN number;
      END $$;

      DROP FUNCTION list_tree_acts(bigint, bigint, integer);
      -- Whoever sees an act may read why: the key comes along, sealed by that of the installation.
      CREATE FUNCTION list_tree_acts(of_institution bigint, before_id bigint, most integer) RETURNS TABLE (id bigint,
        kind text, as_of date, payload jsonb, reason bytea, reason_key bytea, difference jsonb, state text, done_by text,
        done_at timestamptz)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT a.id, a.kind, a.as_of, a.payload, a.reason, k.data_key, a.difference,
          CASE WHEN a.state = 'planned' AND a.as_of <= app_today() THEN 'done' ELSE a.state END, a.done_by, a.done_at
        FROM tree_acts a LEFT JOIN record_keys k ON k.account_id::text = a.done_by
        WHERE (before_id IS NULL OR a.id < before_id)
          AND (of_institution IS NULL OR EXISTS (
            SELECT FROM tree_act_institutions t WHERE t.act_id = a.id AND t.institution_id = of_institution))
          AND EXISTS (SELECT FROM tree_act_institutions t
            WHERE t.act_id = a.id AND t.institution_id IN (SELECT app_scope('tree.change')))
        ORDER BY a.id DESC LIMIT most
      $$;
      REVOKE ALL ON FUNCTION list_tree_acts FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION list_tree_acts TO zlm_app;
    `);
  },
};
