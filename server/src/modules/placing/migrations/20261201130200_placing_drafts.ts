import type { Migration } from '../../../db/migrate.ts';

/** Who writes something new says before it is public that it is not what is there already. */
export const placingDrafts: Migration = {
  name: '20261201130200_placing_drafts',
  up: async (client) => {
    await client.query(`
      CREATE OR REPLACE FUNCTION note_not_same(of_kind text, one bigint, other bigint, is_not boolean) RETURNS boolean
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      DECLARE
        within integer;
        seen integer;
      BEGIN
        SELECT count(*) FILTER (WHERE o.is_within), count(*) FILTER (WHERE o.is_within OR o.is_public) INTO within, seen FROM (
          SELECT t.is_public, app_may('things.write', t.institution, t.topics)
            OR app_may('things.review', t.institution, t.topics) AS is_within
          FROM thing_offerers(of_kind, ARRAY[one, other]) t
          UNION ALL
          -- A draft is its author's alone, what was submitted also theirs who review it.
          SELECT false, r.author = app_account() OR r.state <> 'draft' AND app_may('things.review', p.institution_id, body_topics(r.body))
          FROM pins p JOIN revisions r ON r.pin_id = p.id AND r.state IN ('draft', 'submitted', 'returned', 'approved')
          WHERE p.kind = of_kind AND p.id IN (one, other) AND kind_of_thing(p.id) IS NULL
        ) o;
        IF one = other OR within < 1 OR seen < 2 THEN
          RETURN false;
        END IF;
        IF is_not THEN
          INSERT INTO not_same_things (kind, a, b, said_by)
            VALUES (of_kind, least(one, other), greatest(one, other), app_account()) ON CONFLICT DO NOTHING;
        ELSE
          DELETE FROM not_same_things n WHERE n.kind = of_kind AND n.a = least(one, other) AND n.b = greatest(one, other);
        END IF;
        RETURN true;
      END $$;
    `);
  },
};
