import type { Derived } from '../../db/derived.ts';
import type { StoredThing } from '../../db/index.ts';

/** Who offers things of a kind, for functions that ask who may; published or not. */
export const deriveOfferers = (things: readonly StoredThing[]): Derived[] => [
  {
    name: 'thing_offerers',
    sql: `CREATE OR REPLACE FUNCTION thing_offerers(of_kind text, ids bigint[])
      RETURNS TABLE (id bigint, institution bigint, topics text[], is_public boolean) LANGUAGE sql STABLE
      SECURITY DEFINER SET search_path = public, pg_temp AS $$
      ${things.map(selectOfferers).join('\nUNION ALL ')} $$;
      REVOKE ALL ON FUNCTION thing_offerers FROM PUBLIC, zlm_app`,
  },
];

const selectOfferers = ({ kind, table, organiser }: StoredThing): string =>
  `SELECT t.id, t.${organiser ?? 'id'}, ARRAY(SELECT jsonb_array_elements_text(to_jsonb(t) -> 'topics')), t.state = 'published'
    FROM ${table} t WHERE of_kind = '${kind}' AND t.id = ANY (ids)`;
