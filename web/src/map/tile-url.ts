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

/** The address of the tile `z/x/y` under filters. */
export function toTileUrl(filters: FilterInput, origin: string, tile: string): string {
  const query = toTileQuery(filters);
  return `${origin}/tiles/learning/${tile}.mvt${query && `?${query}`}`;
}

function sortList(text: string): string {
  return [...new Set(text.split(',').map((part) => part.trim()))].sort().join(',');
}
