import type { Feature, FeatureCollection, Geometry, Position } from 'geojson';

const CUT = 0.001; // degrees, about 100 m: no corner moves further
const ROUNDS = 2;

/** Rounds corners by cutting them (Chaikin 1974), so that a surveyed staircase reads as a shore when seen close. */
export function smooth(features: FeatureCollection): FeatureCollection {
  return { ...features, features: features.features.map(smoothFeature) };
}

function smoothFeature(feature: Feature): Feature {
  return { ...feature, geometry: smoothGeometry(feature.geometry) };
}

function smoothGeometry(geometry: Geometry): Geometry {
  if (geometry.type === 'Polygon') return { ...geometry, coordinates: geometry.coordinates.map(smoothRing) };
  if (geometry.type === 'LineString') return { ...geometry, coordinates: smoothLine(geometry.coordinates) };
  return geometry;
}

export function smoothRing(ring: Position[]): Position[] {
  let open = ring.slice(0, -1);
  for (let round = 0; round < ROUNDS; round++) {
    const corners = open;
    open = corners.flatMap((corner, i) => cutCorner(corners.at(i - 1)!, corner, corners[(i + 1) % corners.length]!));
  }
  return [...open, open[0]!];
}

/** The ends stay where they are. */
export function smoothLine(line: Position[]): Position[] {
  let points = line;
  for (let round = 0; round < ROUNDS; round++) {
    const corners = points;
    points = corners.flatMap((corner, i) => {
      const before = corners[i - 1];
      const after = corners[i + 1];
      return before && after ? cutCorner(before, corner, after) : [corner];
    });
  }
  return points;
}

function cutCorner(before: Position, corner: Position, after: Position): [Position, Position] {
  return [toward(corner, before), toward(corner, after)];
}

function toward([x = 0, y = 0]: Position, [tx = 0, ty = 0]: Position): Position {
  const length = Math.hypot(tx - x, ty - y);
  const share = length === 0 ? 0 : Math.min(0.25, CUT / length);
  return [x + (tx - x) * share, y + (ty - y) * share];
}
