import type { Seat } from './nearest-seat.ts';

/** The county seats as the base map's TileJSON names them; none when it cannot be had. */
export async function loadSeats(): Promise<readonly Seat[]> {
  try {
    const response = await fetch('/basemap.json');
    if (!response.ok) return [];
    const { seats } = (await response.json()) as { seats?: Seat[] };
    return seats ?? [];
  } catch {
    return [];
  }
}
