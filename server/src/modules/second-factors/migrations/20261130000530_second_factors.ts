import type { Migration } from '../../../db/migrate.ts';

export const secondFactors: Migration = {
  name: '20261130000530_second_factors',
  up: async (client) => {
    await client.query(`
      -- Takes a step of an authenticator once, for the functions below alone.
      CREATE FUNCTION use_second_factor(of_account uuid, of_step bigint, of_code text) RETURNS boolean
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      BEGIN
        IF of_step IS NOT NULL THEN
          UPDATE credentials SET used_at = now(), data = data || jsonb_build_object('lastStep', of_step)
            WHERE account_id = of_account AND kind = 'totp' AND (data ->> 'isOn')::boolean AND (data ->> 'lastStep')::bigint < of_step;
        ELSE
          UPDATE credentials SET used_at = now()
            WHERE account_id = of_account AND kind = 'recovery' AND handle = of_code AND used_at IS NULL;
        END IF;
        RETURN FOUND;
      END $$;
      CREATE FUNCTION use_own_second_factor(of_step bigint, of_code text) RETURNS boolean
      LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT use_second_factor(app_account(), of_step, of_code)
      $$;

      -- Begins one of five tries for a ticket: what a code is compared with. No row for a ticket that is worth nothing.
      -- Many tickets are no way round: the account, and apart from it each of its devices, has its tries.
      CREATE FUNCTION begin_second_try(of_ticket bytea)
      RETURNS TABLE (wait integer, account uuid, person uuid, data_key bytea, totp jsonb, bucket bytea)
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      DECLARE
        pending pending_sign_ins;
      BEGIN
        SELECT * INTO pending FROM pending_sign_ins p
          WHERE p.ticket_hash = of_ticket AND p.tries < 5 AND p.expires_at > now() AND p.for_account IS NOT DISTINCT FROM app_account()
          FOR UPDATE;
        IF NOT FOUND THEN RETURN; END IF;
        bucket := sha256(convert_to('second:' || pending.account_id, 'UTF8')
          || CASE WHEN is_known_device(pending.device_hash, pending.account_id) THEN pending.device_hash ELSE '' END);
        wait := begin_try(bucket);
        IF wait = 0 THEN
          UPDATE pending_sign_ins p SET tries = p.tries + 1 WHERE p.ticket_hash = of_ticket;
        END IF;
        RETURN QUERY SELECT wait, a.id, a.person_id, h.data_key, c.data, bucket
          FROM accounts a JOIN persons h ON h.id = a.person_id
            LEFT JOIN credentials c ON c.account_id = a.id AND c.kind = 'totp' AND (c.data ->> 'isOn')::boolean
          WHERE a.id = pending.account_id;
      END $$;
      -- No row where the code was used before; a session of null where nobody may sign in any more.
      CREATE FUNCTION finish_sign_in(of_ticket bytea, of_hash bytea, of_step bigint, of_code text)
      RETURNS TABLE (session uuid, seconds integer)
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      DECLARE
        pending pending_sign_ins;
      BEGIN
        SELECT * INTO pending FROM pending_sign_ins p
          WHERE p.ticket_hash = of_ticket AND p.expires_at > now() AND p.for_account IS NULL FOR UPDATE;
        IF NOT FOUND OR NOT use_second_factor(pending.account_id, of_step, of_code) THEN RETURN; END IF;
        DELETE FROM pending_sign_ins p WHERE p.ticket_hash = of_ticket;
        session := open_session(pending.account_id, of_hash, pending.device,
          pending.way || CASE WHEN of_step IS NULL THEN '+recovery' ELSE '+totp' END, pending.lasts, pending.device_hash);
        seconds := extract(epoch FROM pending.lasts);
        RETURN NEXT;
      END $$;

      -- No row for a ticket that is worth nothing; is_by_code: a contact was proved, which a password does not.
      CREATE FUNCTION begin_recovery(of_ticket bytea) RETURNS TABLE (account uuid, is_by_code boolean, begun_at timestamptz, ready_at timestamptz)
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      DECLARE
        pending pending_sign_ins;
      BEGIN
        SELECT * INTO pending FROM pending_sign_ins p WHERE p.ticket_hash = of_ticket AND p.expires_at > now() AND p.for_account IS NULL;
        IF NOT FOUND THEN RETURN; END IF;
        is_by_code := pending.way LIKE 'code:%';
        account := pending.account_id;
        IF is_by_code THEN
          DELETE FROM recoveries r WHERE r.account_id = account AND NOT EXISTS (SELECT FROM live_recoveries l WHERE l.account_id = account);
          INSERT INTO recoveries (account_id) VALUES (account) ON CONFLICT DO NOTHING;
          IF FOUND THEN
            INSERT INTO notices (account_id, kind, device) VALUES (account, 'recovery_begun', pending.device);
          END IF;
        END IF;
        RETURN QUERY SELECT account, is_by_code, r.begun_at, r.ready_at FROM (SELECT 1) AS one
          LEFT JOIN live_recoveries r ON r.account_id = account;
      END $$;
      -- A session without the second factor, which is no more; no row where the time is not over, or it was stopped.
      CREATE FUNCTION finish_recovery(of_ticket bytea, of_hash bytea) RETURNS TABLE (session uuid, seconds integer)
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      DECLARE
        pending pending_sign_ins;
      BEGIN
        SELECT * INTO pending FROM pending_sign_ins p
          WHERE p.ticket_hash = of_ticket AND p.expires_at > now() AND p.for_account IS NULL AND p.way LIKE 'code:%';
        IF NOT FOUND THEN RETURN; END IF;
        DELETE FROM recoveries r USING live_recoveries l
          WHERE r.account_id = pending.account_id AND l.account_id = r.account_id AND r.ready_at <= now();
        IF NOT FOUND THEN RETURN; END IF;
        DELETE FROM credentials c WHERE c.account_id = pending.account_id AND c.kind IN ('totp', 'recovery');
        DELETE FROM sessions s WHERE s.account_id = pending.account_id;
        DELETE FROM known_devices k WHERE k.account_id = pending.account_id;
        DELETE FROM pending_sign_ins p WHERE p.account_id = pending.account_id;
        INSERT INTO notices (account_id, kind, device) VALUES (pending.account_id, 'recovery_done', pending.device);
        session := open_session(pending.account_id, of_hash, pending.device, pending.way || '+wait', pending.lasts, pending.device_hash);
        seconds := extract(epoch FROM pending.lasts);
        RETURN NEXT;
      END $$;
      REVOKE ALL ON FUNCTION use_second_factor, use_own_second_factor, begin_second_try, finish_sign_in, begin_recovery,
        finish_recovery FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION use_own_second_factor, begin_second_try, finish_sign_in, begin_recovery, finish_recovery TO zlm_app;
    `);
  },
};
