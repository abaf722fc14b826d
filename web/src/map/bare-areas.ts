import type { Map as MapLibreMap } from 'maplibre-gl';
import { COUNTY_ZOOM, RING_ZOOM } from './area-zooms.ts';
import type { Areas } from './areas.ts';
import { LEARNING_SOURCE } from './learning-layers.ts';

/** Names of the areas in sight that have no bubble to say them: nothing that is asked for lies there. */
export function listBareAreas(map: MapLibreMap, areas: Areas): string[] {
  const zoom = map.getZoom();
  if (zoom >= RING_ZOOM) return [];
  const level = zoom < COUNTY_ZOOM ? 'city' : 'county';
  const sight = map.getBounds();
  const bubbles = map.querySourceFeatures(LEARNING_SOURCE, { sourceLayer: 'areas' });
  const counted = new Set(bubbles.map(({ properties }) => properties['division'] as unknown));
  return [...areas.values()].flatMap(({ code, level: own, name, position }) => {
    const isBare = own === level && position && sight.contains([position[0], position[1]]) && !counted.has(code);
    return isBare ? [name] : [];
  });
}
