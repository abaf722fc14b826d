import type { FormBody, FormField, FormPlace, RowField } from './form.ts';

// Bodies of forms whose groups hold rows. No zod here: the browser reads them alike.

/** One row of a group: values by the names of its fields, and its id where it is public already. */
export type FormRow = { id?: number } & Record<string, unknown>;

/** Rows of a group as they were typed; what is none is left out. */
export const rowsOf = (value: unknown): FormRow[] =>
  Array.isArray(value) ? value.filter((row): row is FormRow => typeof row === 'object' && row !== null) : [];

/** Each value of a body with its field and its pointer, those of rows too. */
export function* valuesOf(
  fields: readonly (FormField | RowField)[],
  body: FormBody,
  above = '',
): Generator<{ field: FormField | RowField; value: unknown; pointer: string }> {
  for (const field of fields) {
    const value = body[field.name];
    if (value === undefined) continue;
    const pointer = `${above}/${field.name}`;
    yield { field, value, pointer };
    if (field.type !== 'group') continue;
    for (const [at, row] of rowsOf(value).entries()) yield* valuesOf(field.fields, row, `${pointer}/${at}`);
  }
}

/** Where it is: by a field of its own, else by the first row that says so. */
export function placeOf(body: FormBody): FormPlace | undefined {
  const places = [body, ...Object.values(body).flatMap(rowsOf)].map((one) => one['place']);
  return places.find((place): place is FormPlace => typeof place === 'object' && place !== null);
}
