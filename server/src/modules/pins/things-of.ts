import type { NamedThing } from '../../contract/common.ts';
import type { Kind } from '../../contract/kinds.ts';
import type { FieldProblem, FormBody, PinForm } from '../../contract/form.ts';
import { valuesOf } from '../../contract/form-rows.ts';
import type { StoredThing, Tx } from '../../db/index.ts';
import * as queries from './queries.ts';

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
  return queries.listNamedThings(tx, things, named);
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
  const others = await queries.listNotWritable(tx, own);
  return added.flatMap(({ pointer, kind, id, isOwn }) => {
    if (!known.some((one) => one.kind === kind && one.id === id))
      return [{ field: pointer, message: 'is not public here' }];
    if (isOwn && others.includes(id))
      return [{ field: pointer, message: 'must be an institution that you may publish for' }];
    return [];
  });
}
