type Ring = readonly (readonly number[])[];

// Degrees of latitude: an edge is listed in every band it crosses.
const BAND = 0.01;

/** Whether a point lies in areas drawn by these rings, by the even-odd rule: a hole is a ring like any other. */
export function createAreaTest(rings: readonly Ring[]): (lng: number, lat: number) => boolean {
  const bands = new Map<number, number[]>();
  for (const ring of rings) {
    for (let i = 1; i < ring.length; i++) addEdge(bands, ring[i - 1]!, ring[i]!);
  }
  return (lng, lat) => {
    const edges = bands.get(Math.floor(lat / BAND));
    if (!edges) return false;
    let inside = false;
    for (let i = 0; i < edges.length; i += 4) {
      const y1 = edges[i + 1]!;
      const y2 = edges[i + 3]!;
      if (y1 > lat === y2 > lat) continue;
      const x1 = edges[i]!;
      if (lng < x1 + ((edges[i + 2]! - x1) * (lat - y1)) / (y2 - y1)) inside = !inside;
    }
    return inside;
  };
}

function addEdge(bands: Map<number, number[]>, from: readonly number[], to: readonly number[]): void {
  const [x1 = 0, y1 = 0] = from;
  const [x2 = 0, y2 = 0] = to;
  const low = Math.floor(Math.min(y1, y2) / BAND);
  const high = Math.floor(Math.max(y1, y2) / BAND);
  for (let band = low; band <= high; band++) {
    let edges = bands.get(band);
    if (!edges) bands.set(band, (edges = []));
    edges.push(x1, y1, x2, y2);
  }
}
