import type { Migration } from '../../../db/migrate.ts';

const DEFINER = 'SECURITY DEFINER SET search_path = public, pg_temp';

/** Several acts of several people in one transaction, each with its own key, answer and entries. */
export const auditTogether: Migration = {
  name: '20261206010000_audit_together',
  up: async (client) => {
    await client.query(`
      -- From here on the transaction runs in another name: {actor, proof, behalf}.
      CREATE FUNCTION act_as(who jsonb) RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
      BEGIN
        PERFORM set_config('app.actor', who ->> 'actor', true), set_config('app.proof', coalesce(who ->> 'proof', ''), true),
          set_config('app.on_behalf_of', coalesce(who ->> 'behalf', ''), true);
      END $$;

      -- A row for each that was done before, by its place. Keys come in one order: two of these never wait for each other.
      CREATE FUNCTION begin_acts(acts jsonb) RETURNS TABLE (place integer, is_same boolean, answer text) LANGUAGE plpgsql ${DEFINER} AS $$
      DECLARE
        one record;
      BEGIN
        FOR one IN SELECT a.value AS act, a.ordinality::integer - 1 AS at FROM jsonb_array_elements(acts) WITH ORDINALITY a
            WHERE a.value ->> 'key' IS NOT NULL ORDER BY a.value ->> 'actor', a.value ->> 'key' LOOP
          PERFORM act_as(one.act);
          RETURN QUERY SELECT one.at, b.is_same, b.answer FROM begin_act((one.act ->> 'key')::uuid, decode(one.act ->> 'hash', 'hex')) b;
        END LOOP;
      END $$;

      -- Called last: keeps the answer of each, or lets go the key of what was refused, then adds their entries.
      CREATE FUNCTION end_acts(acts jsonb) RETURNS void LANGUAGE plpgsql ${DEFINER} AS $$
      DECLARE
        act jsonb;
        entries text[];
      BEGIN
        FOR act IN SELECT a.value FROM jsonb_array_elements(acts) a WHERE a.value ->> 'key' IS NOT NULL LOOP
          PERFORM act_as(act);
          IF act ->> 'answer' IS NOT NULL THEN PERFORM end_act((act ->> 'key')::uuid, act ->> 'answer');
          ELSE DELETE FROM acts_done d WHERE d.actor = app_actor() AND d.key = (act ->> 'key')::uuid AND d.answer IS NULL;
          END IF;
        END LOOP;
        FOR act IN SELECT a.value FROM jsonb_array_elements(acts) a LOOP
          entries := ARRAY(SELECT jsonb_array_elements_text(act -> 'entries'));
          CONTINUE WHEN cardinality(entries) = 0;
          PERFORM act_as(act);
          PERFORM append_audit(entries);
        END LOOP;
      END $$;
      REVOKE ALL ON FUNCTION act_as, begin_acts, end_acts FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION begin_acts, end_acts TO zlm_app;
    `);
  },
};
