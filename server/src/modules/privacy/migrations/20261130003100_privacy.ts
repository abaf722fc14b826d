import type { Migration } from '../../../db/migrate.ts';

/** What people agreed to, and the end of accounts. What is told and erased is derived from what the modules say they keep. */
export const privacy: Migration = {
  name: '20261130003100_privacy',
  up: async (client) => {
    await client.query(`
      ALTER TABLE consents ADD COLUMN text_hash bytea CHECK (octet_length(text_hash) = 32);
      CREATE UNIQUE INDEX consents_live ON consents (account_id, purpose, version) WHERE withdrawn_at IS NULL;
      -- Written by functions: nobody dates back what they agreed to, or takes a withdrawal back.
      REVOKE INSERT, UPDATE ON consents FROM zlm_app;
      REVOKE INSERT (account_id, purpose, version), UPDATE (withdrawn_at) ON consents FROM zlm_app;

      CREATE FUNCTION give_consent(for_purpose text, of_version text, of_hash bytea) RETURNS void
      LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
        INSERT INTO consents (account_id, purpose, version, text_hash) VALUES (app_account(), for_purpose, of_version, of_hash)
          ON CONFLICT (account_id, purpose, version) WHERE withdrawn_at IS NULL DO NOTHING
      $$;
      -- Of an account that this very transaction makes.
      CREATE FUNCTION give_first_consent(of_account uuid, of_version text, of_hash bytea) RETURNS void
      LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
        INSERT INTO consents (account_id, purpose, version, text_hash)
          SELECT id, 'account', of_version, of_hash FROM accounts WHERE id = of_account AND made_at = now()
      $$;
      -- Whether who acts agrees to it now: what is done for a purpose asks this first, in its transaction.
      CREATE FUNCTION app_consents(to_purpose text) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT EXISTS (SELECT FROM consents WHERE account_id = app_account() AND purpose = to_purpose AND withdrawn_at IS NULL)
      $$;
      -- What was done for the purpose stops with it. False where it was not given.
      CREATE FUNCTION withdraw_consent(of_purpose text) RETURNS boolean
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      BEGIN
        IF of_purpose = 'account' THEN RAISE insufficient_privilege USING MESSAGE = 'without it there is no account'; END IF;
        UPDATE consents SET withdrawn_at = now() WHERE account_id = app_account() AND purpose = of_purpose AND withdrawn_at IS NULL;
        IF NOT FOUND THEN RETURN false; END IF;
        -- How old a minor is stays known: it protects them.
        IF of_purpose = 'real_name' THEN
          UPDATE persons SET name = NULL, id_number = NULL, id_number_index = NULL, verified_at = NULL WHERE id = app_person();
        ELSIF of_purpose = 'delegation' THEN
          UPDATE delegations SET ended_at = now() WHERE principal = app_person() AND ended_at IS NULL AND kind = 'invited';
          DELETE FROM delegation_invitations WHERE account_id = app_account();
        ELSIF of_purpose = 'guardian' THEN
          UPDATE delegations SET ended_at = now() WHERE delegate = app_account() AND ended_at IS NULL AND kind = 'guardian';
        END IF;
        RETURN true;
      END $$;

      -- When it will be erased; null for the last administrator of a kind. All other sessions end.
      CREATE FUNCTION begin_erasing() RETURNS timestamptz
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      DECLARE
        own accounts;
      BEGIN
        SELECT * INTO own FROM accounts WHERE id = app_account() FOR UPDATE;
        IF NOT FOUND OR app_on_behalf() IS NOT NULL THEN RAISE insufficient_privilege; END IF;
        IF own.state = 'erasing' THEN RETURN own.erase_at; END IF;
        -- One after the other: of two that go at once the second is the last.
        PERFORM FROM grants WHERE role = ANY (SELECT role FROM live_grants WHERE account_id = own.id AND roles_apart_from(role) <> '{}') FOR UPDATE;
        IF EXISTS (SELECT FROM live_grants g WHERE g.account_id = own.id AND roles_apart_from(g.role) <> '{}' AND NOT EXISTS (
            SELECT FROM live_grants o JOIN accounts a ON a.id = o.account_id
            WHERE o.role = g.role AND o.account_id <> own.id AND a.state = 'active')) THEN
          RETURN NULL;
        END IF;
        UPDATE accounts SET state = 'erasing', erase_at = now() + interval '15 days' WHERE id = own.id RETURNING * INTO own;
        DELETE FROM sessions WHERE account_id = own.id AND id <> (SELECT s.id FROM app_session() s);
        DELETE FROM delegation_invitations WHERE account_id = own.id;
        RETURN own.erase_at;
      END $$;
      CREATE FUNCTION undo_erasing() RETURNS boolean
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      BEGIN
        UPDATE accounts SET state = 'active', erase_at = NULL WHERE id = app_account() AND state = 'erasing';
        RETURN FOUND;
      END $$;
      -- The next account whose time has come, with what it takes to find its contacts in what others wrote.
      CREATE FUNCTION next_erasure() RETURNS TABLE (account uuid, person uuid, data_key bytea, contacts bytea[])
      LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT a.id, p.id, p.data_key, ARRAY(SELECT c.value FROM contacts c WHERE c.account_id = a.id)
        FROM accounts a JOIN persons p ON p.id = a.person_id
        WHERE a.state = 'erasing' AND a.erase_at <= now() ORDER BY a.erase_at LIMIT 1 FOR UPDATE OF a SKIP LOCKED
      $$;
      -- Made anew from what the modules keep, after the migrations.
      CREATE FUNCTION personal_data() RETURNS TABLE (of_table text, told jsonb) LANGUAGE sql STABLE AS $$ SELECT '', '{}'::jsonb WHERE false $$;
      CREATE FUNCTION erase_due_account(of_account uuid, known_contacts text[]) RETURNS void LANGUAGE sql AS $$ SELECT $$;
      CREATE FUNCTION remove_outdated() RETURNS TABLE (of_table text, removed bigint) LANGUAGE sql AS $$ SELECT '', 0::bigint WHERE false $$;

      REVOKE ALL ON FUNCTION give_consent, give_first_consent, app_consents, withdraw_consent, begin_erasing, undo_erasing, next_erasure,
        personal_data, erase_due_account, remove_outdated FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION give_consent, give_first_consent, app_consents, withdraw_consent, begin_erasing, undo_erasing, next_erasure,
        personal_data, erase_due_account, remove_outdated TO zlm_app;
    `);
  },
};
