import type { Map as MapLibreMap } from 'maplibre-gl';
import { COUNTY_ZOOM, RING_ZOOM } from './area-zooms.ts';
import type { Areas } from './areas.ts';
import type { LngLat } from '../geometry/lng-lat.ts';
import { LEARNING_SOURCE } from './learning-layers.ts';

/** Names of the areas in sight that have no bubble to say them: nothing that is asked for lies there. */
export function listBareAreas(map: MapLibreMap, areas: Areas): string[] {
  const zoom = map.getZoom();
  if (zoom >= RING_ZOOM) return [];
  const level = zoom < COUNTY_ZOOM ? 'city' : 'county';
  const bubbles = map.querySourceFeatures(LEARNING_SOURCE, { sourceLayer: 'areas' });
  const counted = new Set(bubbles.map(({ properties }) => properties['division'] as unknown));
  return [...areas.values()].flatMap(({ code, level: own, name, position }) => {
    const isBare = own === level && position && !counted.has(code) && isInSight(map, position);
    return isBare ? [name] : [];
  });
}

// A bubble may stand off its seat, in a tile that is not shown.
const EDGE = 70; // px

function isInSight(map: MapLibreMap, [lng, lat]: LngLat): boolean {
  const { x, y } = map.project([lng, lat]);
  const { clientWidth, clientHeight } = map.getContainer();
  return x > EDGE && y > EDGE && x < clientWidth - EDGE && y < clientHeight - EDGE;
}
