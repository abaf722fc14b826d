export interface Position {
  lng: number;
  lat: number;
}

// Flat, which is good for neighbours. Where demo places lie depends on every bit of these sums: their order stays.
const KM_PER_LAT = 111.2;
const KM_PER_LNG = 111.3;
const shrink = (lat: number) => Math.cos((lat * Math.PI) / 180);

/** In kilometres. */
export function distance(a: Position, b: Position): number {
  return Math.hypot((a.lng - b.lng) * KM_PER_LNG * shrink(a.lat), (a.lat - b.lat) * KM_PER_LAT);
}

/** The point `km` away in the direction `turn`, a share of the full circle. */
export function offset(from: Position, km: number, turn: number): Position {
  const angle = 2 * Math.PI * turn;
  const lat = from.lat + (km * Math.sin(angle)) / KM_PER_LAT;
  const lng = from.lng + (km * Math.cos(angle)) / (KM_PER_LNG * shrink(from.lat));
  return { lng: round(lng), lat: round(lat) };
}

function round(degrees: number): number {
  return Math.round(degrees * 1e5) / 1e5;
}
