/** The words of a query as they came: name → text, values of a list joined by commas. */
export type Raw = Readonly<Record<string, string>>;

/** Not part of the question itself; `said` are the words it was read from. */
const PAGE_WORDS = ['cursor', 'limit', 'lang', 'said'];

export const valuesOf = (raw: Raw, name: string): string[] =>
  (raw[name] ?? '')
    .split(',')
    .map((value) => value.trim())
    .filter((value) => value !== '');

/** `?kind=activity&topic=arts`, empty words left out. */
export function toSearch(raw: Raw): string {
  const pairs = Object.entries(raw).filter(([, value]) => value !== '');
  const text = pairs.map(([name, value]) => `${name}=${encodeURIComponent(value).replaceAll('%2C', ',')}`).join('&');
  return text === '' ? '' : `?${text}`;
}

/** The same question with some words changed; undefined removes one; it begins at its first page. */
export function withWords(raw: Raw, change: Record<string, string | undefined>): Raw {
  const all: Record<string, string | undefined> = { ...raw, ...change };
  for (const name of PAGE_WORDS) if (!(name in change)) delete all[name];
  return Object.fromEntries(Object.entries(all).filter((pair): pair is [string, string] => pair[1] !== undefined));
}

export function withoutValue(raw: Raw, name: string, value: string): Raw {
  const rest = valuesOf(raw, name).filter((one) => one !== value);
  return withWords(raw, { [name]: rest.length > 0 ? rest.join(',') : undefined });
}
