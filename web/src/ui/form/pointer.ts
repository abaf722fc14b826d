/** `/series/times/0/starts` in its parts. */
export function partsOf(pointer: string): string[] {
  return pointer
    .replace(/^\//, '')
    .split('/')
    .map((part) => part.replace(/~1/g, '/').replace(/~0/g, '~'));
}

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
