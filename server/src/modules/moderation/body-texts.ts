import type { FormBody, FormField, PinForm } from '../../contract/form.ts';
import { valuesOf } from '../../contract/form-rows.ts';

/** What people wrote freely, by the field it stands in; of a row by that of the rows. */
export function* textsOf({ fields }: PinForm, body: FormBody): Generator<{ field: string; text: string }> {
  for (const { field, value, pointer } of valuesOf(fields, body))
    for (const text of stringsOf(field, value)) yield { field: pointer.split('/')[1]!, text };
}

const NAMED: Partial<Record<FormField['type'], readonly string[]>> = {
  place: ['name', 'address'],
  series: ['words'],
  photos: ['alt'],
};
function stringsOf({ type }: Pick<FormField, 'type'>, value: unknown): string[] {
  if (type === 'text' || type === 'link' || type === 'phone') return typeof value === 'string' ? [value] : [];
  return [value].flat().flatMap((one: unknown) =>
    (NAMED[type] ?? []).flatMap((name) => {
      const text = (one as Record<string, unknown> | null)?.[name];
      return typeof text === 'string' ? [text] : [];
    }),
  );
}
