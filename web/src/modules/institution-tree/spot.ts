/** What the page shows: the top, an area or a branch, today or on a day; one word of the address. */
export interface Spot {
  institution: number | null;
  /** A division code. */
  area: string | null;
  /** Null: today. */
  day: string | null;
}

const TOP: Spot = { institution: null, area: null, day: null };

/** `25001`, `area-330106`, each with `@2020-01-01` behind it or not; `@2020-01-01` alone is the top. */
export function parseSpot(text = ''): Spot {
  const [place = '', day = null] = text.split('@');
  if (place.startsWith('area-')) return { ...TOP, area: place.slice(5), day };
  return { ...TOP, institution: place === '' ? null : Number(place), day };
}

export function formatSpot({ institution, area, day }: Spot): string | undefined {
  const place = area ? `area-${area}` : (institution ?? '');
  return `${place}${day ? `@${day}` : ''}` || undefined;
}

/** Today, unless told otherwise. */
export const spotAt = (change: Partial<Spot>): Spot => ({ ...TOP, ...change });
