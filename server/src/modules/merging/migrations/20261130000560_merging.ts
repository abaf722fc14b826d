import type { Migration } from '../../../db/migrate.ts';

export const merging: Migration = {
  name: '20261130000560_merging',
  up: async (client) => {
    await client.query(`
      -- Two accounts of which somebody has proved both.
      CREATE TABLE merges (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        account_id uuid NOT NULL REFERENCES accounts ON DELETE CASCADE,
        other_id uuid NOT NULL REFERENCES accounts ON DELETE CASCADE,
        expires_at timestamptz NOT NULL DEFAULT now() + interval '30 minutes',
        done_at timestamptz,
        CHECK (account_id <> other_id)
      );
      CREATE INDEX merges_account ON merges (account_id);
      CREATE INDEX merges_other ON merges (other_id);
      ALTER TABLE merges ENABLE ROW LEVEL SECURITY;
      REVOKE ALL ON merges FROM PUBLIC, zlm_app;

      -- After its first factor was proved; where it has a second one that is awaited for the ticket. No row for oneself, and
      -- for an account that is not in use.
      CREATE FUNCTION begin_merge(of_other uuid, of_ticket bytea) RETURNS TABLE (merge uuid, needs_second boolean)
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      BEGIN
        IF of_other = app_account() OR (SELECT count(*) FROM accounts WHERE id IN (of_other, app_account()) AND state = 'active') < 2 THEN
          RETURN;
        END IF;
        needs_second := EXISTS (SELECT FROM credentials WHERE account_id = of_other AND kind = 'totp' AND (data ->> 'isOn')::boolean);
        IF needs_second THEN
          INSERT INTO pending_sign_ins (ticket_hash, account_id, for_account, way, device, lasts)
            VALUES (of_ticket, of_other, app_account(), 'merge', '', interval '0');
        ELSE
          INSERT INTO merges (account_id, other_id) VALUES (app_account(), of_other) RETURNING id INTO merge;
        END IF;
        RETURN NEXT;
      END $$;
      CREATE FUNCTION begin_merge_by_second(of_ticket bytea, of_step bigint) RETURNS uuid
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      DECLARE
        pending pending_sign_ins;
        made uuid;
      BEGIN
        DELETE FROM pending_sign_ins p WHERE p.ticket_hash = of_ticket AND p.expires_at > now() AND p.for_account = app_account()
          RETURNING p.* INTO pending;
        IF NOT FOUND OR NOT use_second_factor(pending.account_id, of_step, NULL) THEN RETURN NULL; END IF;
        INSERT INTO merges (account_id, other_id) VALUES (app_account(), pending.account_id) RETURNING id INTO made;
        RETURN made;
      END $$;

      -- What there is to move, for who has proved both; null for anybody else, and when it is too late.
      CREATE FUNCTION merge_state(of_merge uuid) RETURNS jsonb
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      DECLARE
        asked merges;
        state jsonb;
      BEGIN
        SELECT * INTO asked FROM merges m WHERE m.id = of_merge AND m.account_id = app_account() AND m.done_at IS NULL AND m.expires_at > now() FOR UPDATE;
        IF NOT FOUND THEN RETURN NULL; END IF;
        PERFORM FROM accounts a WHERE a.id IN (asked.account_id, asked.other_id) ORDER BY a.id FOR UPDATE;
        SELECT jsonb_build_object(
          'expiresAt', asked.expires_at, 'other', o.id, 'displayName', o.display_name, 'madeAt', o.made_at,
          'otherPerson', o.person_id, 'otherKey', encode(op.data_key, 'base64'),
          'ownPerson', a.person_id, 'ownKey', encode(ap.data_key, 'base64'),
          'isOtherVerified', op.verified_at IS NOT NULL, 'isOwnVerified', ap.verified_at IS NOT NULL,
          'name', encode(op.name, 'base64'), 'idNumber', encode(op.id_number, 'base64'),
          'contacts', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'kind', c.kind, 'value', encode(c.value, 'base64')) ORDER BY c.id), '[]')
            FROM contacts c WHERE c.account_id = o.id),
          'passkeys', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'name', c.label) ORDER BY c.id), '[]')
            FROM credentials c WHERE c.account_id = o.id AND c.kind = 'passkey'),
          'otherPassword', (SELECT c.id FROM credentials c WHERE c.account_id = o.id AND c.kind = 'password'),
          'hasPassword', EXISTS (SELECT FROM credentials c WHERE c.account_id = a.id AND c.kind = 'password'),
          'otherTotp', (SELECT jsonb_build_object('id', c.id, 'data', c.data) FROM credentials c
            WHERE c.account_id = o.id AND c.kind = 'totp' AND (c.data ->> 'isOn')::boolean),
          'hasTotp', EXISTS (SELECT FROM credentials c WHERE c.account_id = a.id AND c.kind = 'totp' AND (c.data ->> 'isOn')::boolean),
          'identities', (SELECT coalesce(jsonb_agg(jsonb_build_object('issuer', i.issuer, 'subject', i.subject) ORDER BY i.issuer, i.subject), '[]')
            FROM identities i WHERE i.account_id = o.id),
          'roles', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', g.id, 'role', g.role, 'institution', g.institution_id, 'division', g.division,
              'topics', g.topics, 'name', organiser_name(g.institution_id), 'valid', g.valid::text,
              'until', upper(g.valid)) ORDER BY g.id), '[]')
            FROM grants g WHERE g.account_id = o.id AND (upper(g.valid) IS NULL OR upper(g.valid) > now())),
          'delegations', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', d.id, 'isPrincipal', d.principal = o.person_id,
              'principalName', encode(d.principal_name, 'base64'), 'delegateName', encode(d.delegate_name, 'base64')) ORDER BY d.id), '[]')
            FROM delegations d WHERE d.principal = o.person_id OR d.delegate = o.id),
          'devices', (SELECT count(*) FROM sessions s WHERE s.account_id = o.id AND s.expires_at > now()),
          -- One person would have roles that are kept apart, or would have given, or confirmed, a role to themselves.
          'isApart', EXISTS (SELECT FROM grants g JOIN grants h ON h.account_id = a.id AND h.valid && g.valid
              AND h.role = ANY (roles_apart_from(g.role)) WHERE g.account_id = o.id)
            OR EXISTS (SELECT FROM grants g WHERE
              (g.account_id IN (a.id, o.id) AND (g.granted_by IN (a.id, o.id) OR g.confirmed_by IN (a.id, o.id)))
              OR (g.granted_by IN (a.id, o.id) AND g.confirmed_by IN (a.id, o.id)))
        ) INTO state
        FROM accounts a JOIN persons ap ON ap.id = a.person_id, accounts o JOIN persons op ON op.id = o.person_id
        WHERE a.id = asked.account_id AND o.id = asked.other_id AND a.state = 'active' AND o.state = 'active';
        RETURN state;
      END $$;

      -- Moves everything of the other account to the one who acts; what was sealed comes sealed anew.
      CREATE FUNCTION merge_accounts(of_merge uuid, of_contacts jsonb, of_name bytea, of_number bytea, of_totp jsonb, of_delegations jsonb) RETURNS void
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      DECLARE
        own accounts;
        other accounts;
        vouched persons;
      BEGIN
        SELECT a.* INTO STRICT own FROM accounts a WHERE a.id = app_account();
        UPDATE merges m SET done_at = now() WHERE m.id = of_merge AND m.account_id = own.id AND m.done_at IS NULL;
        IF NOT FOUND THEN RAISE insufficient_privilege; END IF;
        SELECT a.* INTO STRICT other FROM accounts a JOIN merges m ON m.other_id = a.id WHERE m.id = of_merge;

        UPDATE contacts c SET account_id = own.id, value = decode(x ->> 'value', 'base64')
          FROM jsonb_array_elements(of_contacts) AS x WHERE c.id = (x ->> 'id')::uuid AND c.account_id = other.id;
        IF EXISTS (SELECT FROM contacts WHERE account_id = other.id) THEN RAISE 'a contact would be lost'; END IF;
        DELETE FROM credentials WHERE account_id = own.id AND kind = 'totp' AND NOT (data ->> 'isOn')::boolean;
        IF EXISTS (SELECT FROM credentials WHERE account_id = own.id AND kind = 'totp') THEN
          DELETE FROM credentials WHERE account_id = other.id AND kind IN ('totp', 'recovery');
        ELSE
          DELETE FROM credentials WHERE account_id = other.id AND kind = 'totp' AND NOT (data ->> 'isOn')::boolean;
          UPDATE credentials SET account_id = own.id, data = of_totp WHERE account_id = other.id AND kind = 'totp';
          UPDATE credentials SET account_id = own.id WHERE account_id = other.id AND kind = 'recovery';
        END IF;
        DELETE FROM credentials WHERE account_id = other.id AND kind = 'password'
          AND EXISTS (SELECT FROM credentials WHERE account_id = own.id AND kind = 'password');
        UPDATE credentials SET account_id = own.id WHERE account_id = other.id;
        UPDATE identities SET account_id = own.id WHERE account_id = other.id;
        UPDATE grants SET account_id = own.id WHERE account_id = other.id;
        -- One live consent to a text: the other ends, and stays to be shown.
        UPDATE consents c SET withdrawn_at = now() WHERE c.account_id = other.id AND c.withdrawn_at IS NULL AND EXISTS (SELECT FROM consents k
          WHERE k.account_id = own.id AND (k.purpose, k.version) = (c.purpose, c.version) AND k.withdrawn_at IS NULL);
        UPDATE consents c SET account_id = own.id WHERE c.account_id = other.id AND NOT EXISTS (SELECT FROM consents k
          WHERE k.account_id = own.id AND (k.purpose, k.version, k.given_at) = (c.purpose, c.version, c.given_at));
        UPDATE notices SET account_id = own.id WHERE account_id = other.id;
        -- Nobody acts for themselves; who acted for one acts for both now.
        UPDATE delegations SET ended_at = coalesce(ended_at, now())
          WHERE (principal = own.person_id AND delegate = other.id) OR (principal = other.person_id AND delegate = own.id);
        UPDATE delegations SET delegate = own.id WHERE delegate = other.id;
        UPDATE delegations d SET principal = own.person_id, principal_name = decode(x ->> 'principalName', 'base64'),
            delegate_name = decode(x ->> 'delegateName', 'base64')
          FROM jsonb_array_elements(of_delegations) AS x WHERE d.id = (x ->> 'id')::uuid AND d.principal = other.person_id;
        IF EXISTS (SELECT FROM delegations WHERE principal = other.person_id) THEN RAISE 'a delegation would be lost'; END IF;
        DELETE FROM delegation_invitations WHERE account_id = other.id;
        INSERT INTO known_devices (token_hash, account_id) SELECT token_hash, own.id FROM known_devices WHERE account_id = other.id
          ON CONFLICT DO NOTHING;

        UPDATE persons SET guardian = own.person_id WHERE guardian = other.person_id AND id <> own.person_id;
        SELECT * INTO STRICT vouched FROM persons WHERE id = other.person_id;
        UPDATE persons SET data_key = NULL, name = NULL, id_number = NULL, id_number_index = NULL WHERE id = other.person_id;
        IF vouched.verified_at IS NOT NULL THEN
          UPDATE persons SET name = of_name, id_number = of_number, id_number_index = vouched.id_number_index,
              minor_until = vouched.minor_until, guardian = coalesce(guardian, nullif(vouched.guardian, own.person_id)), verified_at = vouched.verified_at
            WHERE id = own.person_id AND verified_at IS NULL;
          IF NOT FOUND THEN RAISE 'two persons cannot be one'; END IF;
        END IF;

        UPDATE sessions SET on_behalf_of = CASE WHEN account_id <> own.id THEN own.person_id END WHERE on_behalf_of = other.person_id;
        DELETE FROM sessions WHERE account_id = other.id;
        DELETE FROM known_devices WHERE account_id = other.id;
        DELETE FROM pending_sign_ins WHERE account_id = other.id OR for_account = other.id;
        DELETE FROM challenges WHERE account_id = other.id;
        DELETE FROM passkey_challenges WHERE account_id = other.id;
        DELETE FROM recoveries WHERE account_id IN (own.id, other.id);
        DELETE FROM merges WHERE done_at IS NULL AND (account_id = other.id OR other_id = other.id);
        UPDATE accounts SET display_name = coalesce(display_name, other.display_name) WHERE id = own.id;
        UPDATE accounts SET merged_into = own.id WHERE merged_into = other.id;
        UPDATE accounts SET state = 'merged', merged_into = own.id, display_name = NULL WHERE id = other.id;
        INSERT INTO notices (account_id, kind) VALUES (own.id, 'accounts_merged');
      END $$;
      REVOKE ALL ON FUNCTION begin_merge, begin_merge_by_second, merge_state, merge_accounts FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION begin_merge, begin_merge_by_second, merge_state, merge_accounts TO zlm_app;
    `);
  },
};
