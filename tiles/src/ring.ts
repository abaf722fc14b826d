type Ring = readonly (readonly [number, number])[];

const BANDS = 256;

/** Even-odd test against one ring of [lng, lat], its edges sorted into bands of latitude. */
export function ringTest(ring: Ring): (lng: number, lat: number) => boolean {
  let [south, north] = [Infinity, -Infinity];
  for (const [, lat] of ring) {
    south = Math.min(south, lat);
    north = Math.max(north, lat);
  }
  const scale = north > south ? BANDS / (north - south) : 0;
  const bandOf = (lat: number): number => Math.min(BANDS - 1, Math.max(0, Math.floor((lat - south) * scale)));
  const bands = Array.from({ length: BANDS }, (): number[] => []);
  for (let edge = 0; edge < ring.length; edge++) {
    const [from, to] = [bandOf(ring[edge]![1]), bandOf(ring[(edge + 1) % ring.length]![1])];
    for (let band = Math.min(from, to); band <= Math.max(from, to); band++) bands[band]!.push(edge);
  }
  return (lng, lat) => {
    if (lat < south || lat > north) return false;
    let inside = false;
    for (const edge of bands[bandOf(lat)]!) {
      const [lng1, lat1] = ring[edge]!;
      const [lng2, lat2] = ring[(edge + 1) % ring.length]!;
      const crosses = lat1 > lat !== lat2 > lat;
      if (crosses && lng < ((lng2 - lng1) * (lat - lat1)) / (lat2 - lat1) + lng1) inside = !inside;
    }
    return inside;
  };
}
