import type { Migration } from '../../../db/migrate.ts';

/** Who may read the record, and the turn in which one process of several signs it. */
export const auditReading: Migration = {
  name: '20261130002000_audit_reading',
  up: async (client) => {
    await client.query(`
      CREATE INDEX audit_at ON audit (at_ms, seq);
      CREATE INDEX audit_action ON audit (action, seq);
      ALTER TABLE audit ENABLE ROW LEVEL SECURITY;
      CREATE POLICY read ON audit FOR SELECT TO zlm_app USING ((SELECT app_may('audit.read', NULL)));
      GRANT SELECT ON audit TO zlm_app;

      -- What concerns who is signed in, and what was done in their name; nobody else's.
      CREATE FUNCTION own_audit(before bigint, most integer) RETURNS TABLE (seq bigint, payload text)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        WITH own AS MATERIALIZED (SELECT app_account() AS account, app_person() AS person)
        SELECT e.seq, a.payload FROM (
          (SELECT a.seq FROM audit a, own WHERE a.subject = 'account:' || own.account AND a.seq < before ORDER BY a.seq DESC LIMIT most)
          UNION
          (SELECT a.seq FROM audit a, own WHERE a.subject = 'person:' || own.person AND a.seq < before ORDER BY a.seq DESC LIMIT most)
          UNION
          -- What they did for others, or to do so.
          (SELECT a.seq FROM audit a, own WHERE a.actor = 'account:' || own.account AND (a.on_behalf_of IS NOT NULL OR a.action LIKE 'delegations.%')
            AND a.seq < before ORDER BY a.seq DESC LIMIT most)
          UNION
          (SELECT a.seq FROM audit a, own WHERE a.on_behalf_of = 'person:' || own.person AND a.seq < before ORDER BY a.seq DESC LIMIT most)
        ) e JOIN audit a USING (seq) ORDER BY e.seq DESC LIMIT most
      $$;
      CREATE FUNCTION audit_size() RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT size FROM audit_head WHERE app_may('audit.read', NULL)
      $$;
      REVOKE ALL ON FUNCTION own_audit, audit_size FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION own_audit, audit_size TO zlm_app;

      -- What staff wrote of an account is sealed by its key, which goes with the account: the record stays as it was signed.
      CREATE TABLE record_keys (
        account_id uuid PRIMARY KEY REFERENCES accounts ON DELETE CASCADE,
        -- sealed by the keys of the installation
        data_key bytea NOT NULL
      );
      ALTER TABLE record_keys ENABLE ROW LEVEL SECURITY;
      REVOKE ALL ON record_keys FROM PUBLIC, zlm_app;
      -- For who may do anything at all to others; null for an account that was erased.
      CREATE FUNCTION keep_record_key(of_account uuid, fresh bytea) RETURNS bytea
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      BEGIN
        IF actions_of(app_account()) = '{}' THEN RAISE insufficient_privilege; END IF;
        INSERT INTO record_keys (account_id, data_key)
          SELECT id, fresh FROM accounts WHERE id = of_account AND state <> 'erased' FOR SHARE
          ON CONFLICT (account_id) DO NOTHING;
        RETURN (SELECT data_key FROM record_keys WHERE account_id = of_account);
      END $$;
      CREATE FUNCTION record_keys_of(of_accounts uuid[]) RETURNS TABLE (account uuid, data_key bytea)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT k.account_id, k.data_key FROM record_keys k
        WHERE k.account_id = ANY (of_accounts) AND (k.account_id = (SELECT app_account()) OR (SELECT app_may('audit.read', NULL)))
      $$;
      REVOKE ALL ON FUNCTION keep_record_key, record_keys_of FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION keep_record_key, record_keys_of TO zlm_app;

      -- Who has this row locked signs the record, of several processes one.
      CREATE TABLE audit_turn (single boolean PRIMARY KEY DEFAULT true CHECK (single));
      INSERT INTO audit_turn DEFAULT VALUES;
      REVOKE ALL ON audit_turn FROM PUBLIC, zlm_app;
    `);
  },
};
