import type { FilterInput } from '@zlm/server/contract';

const ORDERED: ReadonlySet<string> = new Set(['q', 'near', 'within', 'at', 'from', 'to', 'when', 'open']);

/** The filters as one query text: same meaning, same text, so that caches meet. */
export function toTileQuery(filters: FilterInput): string {
  const query = new URLSearchParams();
  for (const name of Object.keys(filters).sort()) {
    const value = filters[name as keyof FilterInput];
    if (value === undefined || value === '') continue;
    query.set(name, ORDERED.has(name) ? value : sortList(value));
  }
  return query.toString();
}

export function toTileUrl(filters: FilterInput, origin: string): string {
  const query = toTileQuery(filters);
  return `${origin}/tiles/learning/{z}/{x}/{y}.mvt${query && `?${query}`}`;
}

function sortList(text: string): string {
  return [...new Set(text.split(',').map((part) => part.trim()))].sort().join(',');
}
