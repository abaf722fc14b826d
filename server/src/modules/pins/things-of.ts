import { sql } from 'kysely';
import type { NamedThing } from '../../contract/common.ts';
import { ORGANISER, traitsOf, type Kind } from '../../contract/kinds.ts';
import type { FieldProblem, FormBody, PinForm } from '../../contract/form.ts';
import { valuesOf } from '../../contract/form-rows.ts';
import type { StoredThing, Tx } from '../../db/index.ts';

interface Naming {
  pointer: string;
  kind: Kind;
  id: number;
  isOwn: boolean;
}

const namingsOf = ({ fields }: PinForm, body: FormBody | null): Naming[] =>
  [...valuesOf(fields, body ?? {})].flatMap(({ field, value, pointer }) =>
    field.type === 'thing' && typeof value === 'number' && Number.isSafeInteger(value)
      ? [{ pointer, kind: field.kind, id: value, isOwn: field.isOwn }]
      : [],
  );

/** The public things that bodies name, with where they are. */
export async function listThingsOf(
  tx: Tx,
  things: readonly StoredThing[],
  form: PinForm,
  bodies: readonly (FormBody | null)[],
): Promise<NamedThing[]> {
  const named = bodies.flatMap((body) => namingsOf(form, body));
  if (named.length === 0) return [];
  const selects = things.map(({ kind, view, title }) => {
    const ids = named.filter((one) => one.kind === kind).map(({ id }) => id);
    return sql`SELECT DISTINCT ON (t.id) t.id, ${kind}::text AS kind, t.${sql.ref(title)} AS title, ${divisionOf(kind)} AS division
      FROM ${sql.table(view)} t WHERE t.id = ANY (${ids}::bigint[])`;
  });
  const { rows } = await sql<NamedThing>`${sql.join(
    selects.map((select) => sql`(${select})`),
    sql` UNION ALL `,
  )}`.execute(tx);
  return rows;
}
function divisionOf(kind: Kind) {
  if (kind === ORGANISER) return sql`t.division`;
  const ofOrganiser = sql`(SELECT i.division FROM public_institution_nodes i WHERE i.id = t.institution_id)`;
  return traitsOf(kind).places === 'none'
    ? ofOrganiser
    : sql`coalesce((SELECT p.division FROM public_places p WHERE p.id = t.place_id), ${ofOrganiser})`;
}

/** Of those named in `body`: what is not public, and what is not theirs to name; what `base` names stays. */
export async function listNamingProblems(
  tx: Tx,
  form: PinForm,
  { body, base }: { body: FormBody; base: FormBody | null },
  known: readonly NamedThing[],
): Promise<FieldProblem[]> {
  const before = new Set(namingsOf(form, base).map(({ kind, id }) => `${kind} ${id}`));
  const added = namingsOf(form, body).filter(({ kind, id }) => !before.has(`${kind} ${id}`));
  const own = added.filter(({ isOwn }) => isOwn).map(({ id }) => id);
  const { rows } =
    own.length === 0
      ? { rows: [] }
      : await sql<{ id: number }>`
          SELECT id FROM unnest(${own}::bigint[]) t (id) WHERE NOT app_may('things.write', id)`.execute(tx);
  return added.flatMap(({ pointer, kind, id, isOwn }) => {
    if (!known.some((one) => one.kind === kind && one.id === id))
      return [{ field: pointer, message: 'is not public here' }];
    if (isOwn && rows.some((row) => row.id === id))
      return [{ field: pointer, message: 'must be an institution that you may publish for' }];
    return [];
  });
}
