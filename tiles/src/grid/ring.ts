type Point = readonly [lng: number, lat: number];
type Polygon = readonly (readonly Point[])[];
type Edge = readonly [from: Point, to: Point];

const BANDS = 256;

/** Even-odd test against the rings of one polygon, holes among them; edges sorted into bands of latitude. */
export function ringsTest(rings: Polygon): (lng: number, lat: number) => boolean {
  const edges = rings.flatMap((ring) => ring.map((point, at): Edge => [point, ring[(at + 1) % ring.length]!]));
  const [south, north] = latsOf(rings);
  const scale = north > south ? BANDS / (north - south) : 0;
  const bandOf = (lat: number): number => Math.min(BANDS - 1, Math.max(0, Math.floor((lat - south) * scale)));
  const bands = Array.from({ length: BANDS }, (): Edge[] => []);
  for (const edge of edges) {
    const [from, to] = [bandOf(edge[0][1]), bandOf(edge[1][1])];
    for (let band = Math.min(from, to); band <= Math.max(from, to); band++) bands[band]!.push(edge);
  }
  return (lng, lat) => {
    if (!(lat >= south && lat <= north)) return false;
    let inside = false;
    for (const [[lng1, lat1], [lng2, lat2]] of bands[bandOf(lat)]!) {
      const crosses = lat1 > lat !== lat2 > lat;
      if (crosses && lng < ((lng2 - lng1) * (lat - lat1)) / (lat2 - lat1) + lng1) inside = !inside;
    }
    return inside;
  };
}

function latsOf(rings: Polygon): [south: number, north: number] {
  let [south, north] = [Infinity, -Infinity];
  for (const ring of rings) {
    for (const [, lat] of ring) {
      south = Math.min(south, lat);
      north = Math.max(north, lat);
    }
  }
  return [south, north];
}

/** west, south, east, north of a polygon; null without a point. */
export function bboxOf(rings: Polygon): [number, number, number, number] | null {
  const [south, north] = latsOf(rings);
  let [west, east] = [Infinity, -Infinity];
  for (const ring of rings) {
    for (const [lng] of ring) {
      west = Math.min(west, lng);
      east = Math.max(east, lng);
    }
  }
  return west <= east ? [west, south, east, north] : null;
}
