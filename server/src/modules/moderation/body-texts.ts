import type { FormBody, FormField, PinForm } from '../../contract/form.ts';

/** What people wrote freely, by the field it stands in. */
export function* textsOf({ fields }: PinForm, body: FormBody): Generator<{ field: string; text: string }> {
  for (const field of fields) {
    const value = body[field.name];
    if (value !== undefined) for (const text of stringsOf(field, value)) yield { field: field.name, text };
  }
}

const NAMED: Partial<Record<FormField['type'], readonly string[]>> = {
  place: ['name', 'address'],
  series: ['words'],
  photos: ['alt'],
};
function stringsOf({ type }: FormField, value: unknown): string[] {
  if (type === 'text' || type === 'link' || type === 'phone') return typeof value === 'string' ? [value] : [];
  return [value].flat().flatMap((one: unknown) =>
    (NAMED[type] ?? []).flatMap((name) => {
      const text = (one as Record<string, unknown> | null)?.[name];
      return typeof text === 'string' ? [text] : [];
    }),
  );
}
