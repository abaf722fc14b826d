/** What the page shows: the top, an area or a branch, today or on a day; one word of the address. */
export interface Spot {
  institution: number | null;
  /** A division code. */
  area: string | null;
  /** Null: today. */
  day: string | null;
}

const TOP: Spot = { institution: null, area: null, day: null };

const WRITTEN = /^(?:(\d{1,15})|area-(\d{6}(?:\d{3})?))?(?:@(\d{4}-\d{2}-\d{2}))?$/;

/** `25001`, `area-330106`, each with `@2020-01-01` behind it or not; `@2020-01-01` alone is the top. Null: none of them. */
export function parseSpot(text = ''): Spot | null {
  const parts = WRITTEN.exec(text);
  if (!parts) return null;
  const [, institution, area = null, day = null] = parts;
  return { institution: institution === undefined ? null : Number(institution), area, day };
}

export function formatSpot({ institution, area, day }: Spot): string | undefined {
  const place = area ? `area-${area}` : (institution ?? '');
  return `${place}${day ? `@${day}` : ''}` || undefined;
}

/** Today, unless told otherwise. */
export const spotAt = (change: Partial<Spot>): Spot => ({ ...TOP, ...change });
