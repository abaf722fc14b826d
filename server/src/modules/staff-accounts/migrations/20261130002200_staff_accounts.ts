import type { Migration } from '../../../db/migrate.ts';

/** What staff may see of accounts: those with a role in their branch, all of them for who may see all. */
export const staffAccounts: Migration = {
  name: '20261130002200_staff_accounts',
  up: async (client) => {
    await client.query(`
      CREATE INDEX accounts_made_at ON accounts (made_at DESC, id DESC);

      -- Roles that have not ended, where who is signed in may read accounts.
      CREATE FUNCTION app_seen_grants() RETURNS SETOF grants
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT g.* FROM grants g WHERE (upper(g.valid) IS NULL OR upper(g.valid) > now())
          AND ((SELECT app_may('accounts.read', NULL)) OR g.institution_id IN (SELECT app_scope('accounts.read')))
      $$;
      CREATE FUNCTION app_seen_accounts() RETURNS SETOF uuid
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT id FROM accounts WHERE (SELECT app_may('accounts.read', NULL))
        UNION
        SELECT account_id FROM app_seen_grants()
      $$;
      -- What is filtered by is seen too: a role elsewhere neither shows nor selects.
      CREATE FUNCTION staff_accounts(of_account uuid, of_role text, of_state text, before_micros bigint, before_id uuid, most integer)
      RETURNS TABLE (id uuid, state text, is_demo boolean, made_at timestamptz, micros bigint)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT a.id, a.state, a.is_demo, a.made_at, (extract(epoch FROM a.made_at) * 1000000)::bigint
        FROM accounts a
        WHERE ((SELECT app_may('accounts.read', NULL)) OR a.id IN (SELECT account_id FROM app_seen_grants()))
          AND (of_account IS NULL OR a.id = of_account) AND (of_state IS NULL OR a.state = of_state)
          AND (of_role IS NULL OR a.id IN (SELECT account_id FROM app_seen_grants() WHERE role = of_role))
          AND (before_id IS NULL
            OR (a.made_at, a.id) < (timestamptz 'epoch' + before_micros * interval '1 microsecond', before_id))
        ORDER BY a.made_at DESC, a.id DESC LIMIT most
      $$;
      -- Sealed: without the keys of the installation nobody reads them.
      CREATE FUNCTION seen_contacts(of_accounts uuid[])
      RETURNS TABLE (account_id uuid, person_id uuid, data_key bytea, kind text, value bytea)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT c.account_id, a.person_id, p.data_key, c.kind, c.value
        FROM contacts c JOIN accounts a ON a.id = c.account_id JOIN persons p ON p.id = a.person_id
        WHERE c.account_id = ANY (of_accounts) AND c.account_id IN (SELECT app_seen_accounts())
        ORDER BY c.account_id, c.verified_at, c.id
      $$;
      CREATE FUNCTION seen_account_of(of_kind text, of_index bytea) RETURNS uuid
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT c.account_id FROM contacts c
        WHERE c.kind = of_kind AND c.value_index = of_index AND c.account_id IN (SELECT app_seen_accounts())
      $$;

      -- Its sessions end at once. False where it is not in the state before, or none that who is signed in may suspend.
      CREATE FUNCTION suspend_account(of_account uuid) RETURNS boolean
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      BEGIN
        IF NOT app_may('accounts.suspend', NULL) OR of_account = app_account() THEN RETURN false; END IF;
        UPDATE accounts SET state = 'suspended' WHERE id = of_account AND state = 'active';
        IF NOT FOUND THEN RETURN false; END IF;
        DELETE FROM sessions WHERE account_id = of_account;
        RETURN true;
      END $$;
      CREATE FUNCTION resume_account(of_account uuid) RETURNS boolean
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      BEGIN
        IF NOT app_may('accounts.suspend', NULL) OR of_account = app_account() THEN RETURN false; END IF;
        UPDATE accounts SET state = 'active' WHERE id = of_account AND state = 'suspended';
        RETURN FOUND;
      END $$;
      REVOKE ALL ON FUNCTION app_seen_grants, app_seen_accounts, staff_accounts, seen_contacts, seen_account_of,
        suspend_account, resume_account FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION staff_accounts, seen_contacts, seen_account_of, suspend_account, resume_account TO zlm_app;
    `);
  },
};
