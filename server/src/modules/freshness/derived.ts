import { FRESH_DAYS } from '../../contract/freshness.ts';
import { isKind, KINDS, traitsOf, type Kind } from '../../contract/kinds.ts';
import type { Derived, PinnedKind, StoredThing } from '../../db/index.ts';

const DEFINER = 'SECURITY DEFINER SET search_path = public, pg_temp';

/** Every thing with its days, and how its confirmation is written. */
export const deriveFreshness = (things: readonly StoredThing[], pinned: readonly PinnedKind[]): Derived[] => [
  {
    name: 'thing_records',
    sql: `CREATE OR REPLACE VIEW thing_records AS ${KINDS.map((kind) => selectRecord(kind, things, pinned)).join(' UNION ALL ')}`,
  },
  {
    name: 'set_confirmation',
    sql: `CREATE OR REPLACE FUNCTION set_confirmation(of_kind text, of_thing bigint, of_day date, by_whom text)
      RETURNS void LANGUAGE plpgsql ${DEFINER} AS $$
      BEGIN
        CASE of_kind ${pinned
          .filter(({ kind }) => isKind(kind))
          .map(
            ({ kind, table }) =>
              `WHEN '${kind}' THEN UPDATE ${table} SET confirmed_on = of_day, confirmed_by = by_whom WHERE id = of_thing;`,
          )
          .join('\n')} END CASE;
      END $$`,
  },
];

function selectRecord(of: Kind, things: readonly StoredThing[], pinned: readonly PinnedKind[]): string {
  const { table, title } = things.find(({ kind }) => kind === of)!;
  const { organiser, lastDay = 'NULL::date' } = pinned.find(({ kind }) => kind === of)!;
  const { ageing, stale, hides } = FRESH_DAYS[of];
  const { places, isOffer } = traitsOf(of);
  const own = organiser === 'id' ? 't.division' : places === 'one' ? 'p.division' : 'NULL';
  return `SELECT '${of}'::text AS kind, t.id, t.${title} AS title, t.${organiser} AS institution_id,
      coalesce(${own}, o.division) AS division, t.state, t.state = 'published'${isOffer ? " AND o.state = 'published'" : ''} AS is_public,
      t.is_demo, t.revision, t.confirmed_on, t.confirmed_by, t.confirmed_on + ${ageing} AS ageing_on, t.confirmed_on + ${stale} AS stale_on,
      ${hides === null ? 'NULL::date' : `coalesce(t.confirmed_on, (t.created_at AT TIME ZONE 'Asia/Shanghai')::date) + ${hides}`} AS hides_on,
      ${lastDay} AS last_day
    FROM ${table} t LEFT JOIN institutions o ON o.id = t.${organiser}
      ${places === 'one' ? 'LEFT JOIN places p ON p.id = t.place_id' : ''}`;
}
