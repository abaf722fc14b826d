import type { Feature, FeatureCollection } from 'geojson';
import { LANDMARKS } from '../../contract/landmarks.ts';

export interface Railway {
  name: string;
  name_en: string;
  /** Ids of landmarks in the order a train calls at them. */
  stations: readonly string[];
}
type Spot = readonly [number, number];

const PARTS = 10; // between two stations

/** Railways as a scheme shows them: smooth from station to station; the true course is not known here. */
export function drawRailways(railways: readonly Railway[]): FeatureCollection {
  const at = new Map(LANDMARKS.map(({ id, lngLat }) => [id, lngLat]));
  const features = railways.map(({ name, name_en, stations }): Feature => {
    const spots = stations.map((id) => {
      const spot = at.get(id);
      if (!spot) throw new Error(`${name} calls at an unknown station: ${id}`);
      return spot;
    });
    return {
      type: 'Feature',
      geometry: { type: 'LineString', coordinates: smooth(spots) },
      properties: { name, name_en, approximate: true },
    };
  });
  return { type: 'FeatureCollection', features };
}

/** Through every spot, along the direction of its neighbours (Hermite). */
function smooth(spots: readonly Spot[]): number[][] {
  const line: number[][] = [];
  for (let i = 0; i + 1 < spots.length; i++) {
    const [a, b, c, d] = [spots[i - 1] ?? spots[i]!, spots[i]!, spots[i + 1]!, spots[i + 2] ?? spots[i + 1]!];
    for (let part = 0; part < PARTS; part++) {
      const t = part / PARTS;
      line.push([0, 1].map((axis) => between(a[axis]!, b[axis]!, c[axis]!, d[axis]!, t)));
    }
  }
  line.push([...spots.at(-1)!]);
  return line;
}

function between(a: number, b: number, c: number, d: number, t: number): number {
  // Half the usual pull: stations are unevenly far apart.
  const [out, into] = [(c - a) / 4, (d - b) / 4];
  return (
    (2 * t ** 3 - 3 * t ** 2 + 1) * b +
    (t ** 3 - 2 * t ** 2 + t) * out +
    (3 * t ** 2 - 2 * t ** 3) * c +
    (t ** 3 - t ** 2) * into
  );
}
