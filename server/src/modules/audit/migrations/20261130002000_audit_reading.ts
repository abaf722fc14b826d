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
          (SELECT a.seq FROM audit a, own WHERE a.on_behalf_of = 'person:' || own.person AND a.seq < before ORDER BY a.seq DESC LIMIT most)
        ) e JOIN audit a USING (seq) ORDER BY e.seq DESC LIMIT most
      $$;
      CREATE FUNCTION audit_size() RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT size FROM audit_head WHERE app_may('audit.read', NULL)
      $$;
      REVOKE ALL ON FUNCTION own_audit, audit_size FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION own_audit, audit_size TO zlm_app;

      -- Who has this row locked signs the record, of several processes one.
      CREATE TABLE audit_turn (single boolean PRIMARY KEY DEFAULT true CHECK (single));
      INSERT INTO audit_turn DEFAULT VALUES;
      REVOKE ALL ON audit_turn FROM PUBLIC, zlm_app;
    `);
  },
};
