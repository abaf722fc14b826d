import type { Migration } from '../../../db/migrate.ts';

export const passkeys: Migration = {
  name: '20261130000520_passkeys',
  up: async (client) => {
    await client.query(`
      -- What an authenticator is to sign: once, and soon.
      CREATE TABLE passkey_challenges (
        challenge_hash bytea PRIMARY KEY,
        purpose text NOT NULL CHECK (purpose IN ('sign_in', 'add', 'step_up')),
        account_id uuid REFERENCES accounts ON DELETE CASCADE,
        expires_at timestamptz NOT NULL DEFAULT now() + interval '5 minutes'
      );
      CREATE INDEX passkey_challenges_expires_at ON passkey_challenges (expires_at);
      CREATE INDEX passkey_challenges_account ON passkey_challenges (account_id);
      ALTER TABLE passkey_challenges ENABLE ROW LEVEL SECURITY;
      REVOKE ALL ON passkey_challenges FROM PUBLIC, zlm_app;

      CREATE FUNCTION begin_passkey_challenge(of_hash bytea, for_purpose text) RETURNS void
      LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
        DELETE FROM passkey_challenges WHERE expires_at < now();
        INSERT INTO passkey_challenges (challenge_hash, purpose, account_id) VALUES (of_hash, for_purpose, app_account());
      $$;
      -- Whether it was given to who asks, for this, and not used yet; it is used from then on.
      CREATE FUNCTION take_passkey_challenge(of_hash bytea, for_purpose text) RETURNS boolean
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      BEGIN
        DELETE FROM passkey_challenges WHERE challenge_hash = of_hash AND purpose = for_purpose AND expires_at > now()
          AND account_id IS NOT DISTINCT FROM app_account();
        RETURN FOUND;
      END $$;
      CREATE FUNCTION passkey_of(of_handle text) RETURNS TABLE (id uuid, account uuid, data jsonb)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT c.id, c.account_id, c.data FROM credentials c JOIN accounts a ON a.id = c.account_id
        WHERE c.kind = 'passkey' AND c.handle = of_handle AND a.state IN ('active', 'erasing')
      $$;
      -- False where its counter did not go on: somebody has a copy, or the same answer came twice.
      CREATE FUNCTION note_passkey_use(of_id uuid, with_counter bigint, is_backed_up boolean) RETURNS boolean
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      BEGIN
        UPDATE credentials SET used_at = now(), data = data || jsonb_build_object('counter', with_counter, 'isSynced', is_backed_up)
          WHERE id = of_id AND kind = 'passkey'
            AND ((data ->> 'counter')::bigint < with_counter OR ((data ->> 'counter')::bigint = 0 AND with_counter = 0));
        RETURN FOUND;
      END $$;
      REVOKE ALL ON FUNCTION begin_passkey_challenge, take_passkey_challenge, passkey_of, note_passkey_use FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION begin_passkey_challenge, take_passkey_challenge, passkey_of, note_passkey_use TO zlm_app;
    `);
  },
};
