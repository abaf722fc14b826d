/** `/series/times/0/starts` in its parts. */
export function partsOf(pointer: string): string[] {
  return pointer
    .replace(/^\//, '')
    .split('/')
    .map((part) => part.replace(/~1/g, '/').replace(/~0/g, '~'));
}

/** The field that a pointer is about: `series`, or of rows `offerings/1/endsOn`. */
export function keyOf(fields: readonly { name: string; type: string }[], pointer: string): string {
  const [name = '', ...rest] = partsOf(pointer);
  const isGroup = fields.some((field) => field.name === name && field.type === 'group');
  return [name, ...(isGroup ? rest.slice(0, 2) : [])].join('/');
}
export const valueAt = (body: object, key: string): unknown =>
  key.split('/').reduce<unknown>((value, part) => (value as Record<string, unknown> | undefined)?.[part], body);

/** Sentences of one field by what is left of their pointers: '' for the whole of it. The first one of each counts. */
export function problemsOf(
  problems: readonly { field: string; message: string }[],
  name: string,
): Record<string, string> {
  const own: Record<string, string> = {};
  for (const { field, message } of problems) {
    const [first, ...rest] = partsOf(field);
    if (first === name) own[rest.join('/')] ??= message;
  }
  return own;
}
