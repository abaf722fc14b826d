import { traitsOf } from '../../contract/kinds.ts';
import type { Derived, StoredThing } from '../../db/index.ts';

/** Things that were public or are, with what else their records tell of: a change of that is one of theirs. */
export const deriveTold = (things: readonly StoredThing[]): Derived[] => [
  {
    name: 'public_told',
    sql: `CREATE OR REPLACE VIEW public_told (kind, id, organiser, place) AS
      ${things.map(selectTold).join('\nUNION ALL ')};
      GRANT SELECT ON public_told TO zlm_app`,
  },
];

function selectTold({ kind, table, organiser, told }: StoredThing): string {
  const place = traitsOf(kind).places === 'one' ? 'place_id' : 'NULL::bigint';
  const own = `SELECT id, ${organiser ?? 'NULL::bigint'}, ${place} FROM ${table}`;
  return `SELECT '${kind}', t.id, t.organiser, t.place FROM (${[own, ...(told ?? [])].join(' UNION ALL ')})
    t (id, organiser, place) JOIN ${table} s ON s.id = t.id WHERE s.state IN ('published', 'withdrawn', 'archived')`;
}
