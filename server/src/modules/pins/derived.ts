import { STATUSES } from '../../contract/lists.ts';
import {
  OPEN_STATES,
  PIN_MOVES,
  PIN_PRESENCES,
  PIN_STATES,
  REVISION_MOVES,
  toPinState,
} from '../../contract/lifecycle.ts';
import type { Derived, PinnedKind } from '../../db/index.ts';

const DEFINER = 'SECURITY DEFINER SET search_path = public, pg_temp';

/** Which moves there are, and how each kind is found, read and written, as the database asks for it. */
export const derivePins = (pinned: readonly PinnedKind[]): Derived[] => [
  moves('is_revision_move', REVISION_MOVES),
  moves('is_pin_move', PIN_MOVES),
  states(),
  {
    name: 'kind_of_thing',
    sql: `CREATE OR REPLACE FUNCTION kind_of_thing(of_thing bigint) RETURNS text LANGUAGE sql STABLE ${DEFINER} AS $$
      ${pinned.map(({ kind, table }) => `SELECT '${kind}' FROM ${table} WHERE id = of_thing`).join(' UNION ALL ')} LIMIT 1 $$`,
  },
  ask('organiser_of_thing', 'bigint', pinned, ({ organiser }) => organiser),
  ask('state_of_thing', 'text', pinned, () => 'state'),
  ask('status_of_thing', 'text', pinned, ({ status }) => status ?? null),
  {
    name: 'photos_of',
    sql: `CREATE OR REPLACE FUNCTION photos_of(of_kind text, of_thing bigint) RETURNS jsonb LANGUAGE sql STABLE ${DEFINER} AS $$
      SELECT jsonb_agg(jsonb_build_object('file', p.sha256, 'alt', p.alt, 'width', f.width, 'height', f.height) ORDER BY p.position)
      FROM thing_photos p JOIN files f USING (sha256) WHERE p.kind = of_kind AND p.thing_id = of_thing $$;
      REVOKE ALL ON FUNCTION photos_of FROM PUBLIC`,
  },
  {
    name: 'read_thing',
    sql: `CREATE OR REPLACE FUNCTION read_thing(of_kind text, of_thing bigint) RETURNS jsonb LANGUAGE sql STABLE ${DEFINER} AS $$
      SELECT jsonb_object_agg(key, value) FROM jsonb_each(CASE of_kind ${pinned.map(({ kind, read }) => `WHEN '${kind}' THEN (${read})`).join(' ')} END
        || jsonb_build_object('photos', photos_of(of_kind, of_thing))) WHERE value <> 'null' $$`,
  },
  {
    name: 'publish_thing',
    sql: `CREATE OR REPLACE FUNCTION publish_thing(of_kind text, of_thing bigint, of_institution bigint, body jsonb)
      RETURNS void LANGUAGE plpgsql ${DEFINER} AS $$
      DECLARE
        of_place bigint := place_for(of_thing, body->'place');
      BEGIN
        CASE of_kind ${pinned.map(({ kind, write }) => `WHEN '${kind}' THEN ${write}`).join('\n')} END CASE;
        PERFORM set_thing_photos(of_kind, of_thing, coalesce((SELECT jsonb_agg(jsonb_build_object('file', p->>'file', 'alt', p->>'alt'))
          FROM jsonb_array_elements(body->'photos') p), '[]'));
      END $$`,
  },
  {
    name: 'set_thing_state',
    sql: `CREATE OR REPLACE FUNCTION set_thing_state(of_kind text, of_thing bigint, becomes text)
      RETURNS void LANGUAGE plpgsql ${DEFINER} AS $$
      BEGIN
        CASE of_kind ${pinned
          .map(
            ({ kind, table }) =>
              `WHEN '${kind}' THEN UPDATE ${table} SET state = becomes, updated_at = now() WHERE id = of_thing;`,
          )
          .join('\n')} END CASE;
      END $$`,
  },
  {
    name: 'set_thing_status',
    sql: `CREATE OR REPLACE FUNCTION set_thing_status(of_kind text, of_thing bigint, becomes text, of_day date, said text)
      RETURNS boolean LANGUAGE plpgsql ${DEFINER} AS $$
      BEGIN
        CASE of_kind ${pinned.flatMap(({ kind, setStatus }) => (setStatus ? [`WHEN '${kind}' THEN ${setStatus}`] : [])).join('\n')}
        ELSE RETURN false;
        END CASE;
      END $$`,
  },
];

function moves(name: string, table: Record<string, readonly string[]>): Derived {
  const pairs = Object.entries(table).flatMap(([was, next]) => next.map((becomes) => `('${was}', '${becomes}')`));
  return {
    name,
    sql: `CREATE OR REPLACE FUNCTION ${name}(was text, becomes text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
      SELECT (was, becomes) IN (${pairs.join(', ')}) $$`,
  };
}

/** What `toPinState` says of each case, for the database to filter by. */
function states(): Derived {
  const cases = PIN_PRESENCES.flatMap((presence) =>
    [null, ...OPEN_STATES].flatMap((open) =>
      [null, ...STATUSES].map((status) => ({
        key: `'${presence} ${open ?? ''} ${status ?? ''}'`,
        is: toPinState({ presence, open, status }),
      })),
    ),
  );
  const whens = PIN_STATES.flatMap((state) => {
    const keys = cases.filter(({ is }) => is === state).map(({ key }) => key);
    return keys.length === 0 ? [] : [`WHEN key IN (${keys.join(', ')}) THEN '${state}'`];
  });
  return {
    name: 'pin_state',
    sql: `CREATE OR REPLACE FUNCTION pin_state(presence text, open text, status text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
      SELECT CASE ${whens.join(' ')} END FROM (SELECT presence || ' ' || coalesce(open, '') || ' ' || coalesce(status, '')) t (key) $$`,
  };
}

/** One column of a thing of any kind. */
function ask(
  name: string,
  type: string,
  pinned: readonly PinnedKind[],
  columnOf: (kind: PinnedKind) => string | null,
): Derived {
  const cases = pinned.flatMap((one) => {
    const column = columnOf(one);
    return column === null ? [] : [`WHEN '${one.kind}' THEN (SELECT ${column} FROM ${one.table} WHERE id = of_thing)`];
  });
  return {
    name,
    sql: `CREATE OR REPLACE FUNCTION ${name}(of_kind text, of_thing bigint) RETURNS ${type} LANGUAGE sql STABLE ${DEFINER} AS $$
      SELECT CASE of_kind ${cases.join(' ')} END $$`,
  };
}
