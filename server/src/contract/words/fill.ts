/** Puts values into the `{names}` of a text. */
export function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
}

/** Of a text in cases, 'one | many', the one for `n`; a text without | has one case. */
export function fillCase(text: string, n: number, values: Readonly<Record<string, string | number>>): string {
  const cases = text.split(' | ');
  return fill((n === 1 ? cases[0] : cases.at(-1))!, values);
}
