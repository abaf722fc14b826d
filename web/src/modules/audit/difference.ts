/** One fact of an entry that was, is, or became another; null: it was not there. */
export interface Line {
  path: string;
  before: string | null;
  after: string | null;
  isChanged: boolean;
}

/** What an entry keeps of before and after, fact by fact in the order it is written; alike ones too. */
export function toLines(before: unknown, after: unknown): Line[] {
  const [was, is] = [flatten(before), flatten(after)];
  return [...new Set([...was.keys(), ...is.keys()])].map((path) => {
    const [one, two] = [was.get(path) ?? null, is.get(path) ?? null];
    return { path, before: one, after: two, isChanged: one !== two };
  });
}

function flatten(value: unknown, path = '', into = new Map<string, string>()): Map<string, string> {
  if (value === null || value === undefined) {
    if (path !== '' && value === null) into.set(path, '—');
  } else if (Array.isArray(value) && value.every((one) => typeof one !== 'object' || one === null)) {
    into.set(path, value.length === 0 ? '—' : value.join(', '));
  } else if (typeof value === 'object') {
    for (const [key, one] of Object.entries(value)) flatten(one, path === '' ? key : `${path}.${key}`, into);
  } else into.set(path, typeof value === 'string' ? value : JSON.stringify(value));
  return into;
}
