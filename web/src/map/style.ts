import type { FeatureCollection, Point } from 'geojson';
import type { StyleSpecification } from 'maplibre-gl';
import { BASE_SOURCE, baseLayers } from './base-layers.ts';
import { focusLayers, LEARNING_SOURCE, learningLayers } from './learning-layers.ts';
import { TILE_URL } from './learning-tiles.ts';
import { getPalette } from './palette.ts';
import type { Look } from '../state/theme.ts';
import type { MapLang } from './types.ts';

/** Points the app puts on the map, by source. */
export type Spots = Record<'spot-names' | 'origin' | 'focus', FeatureCollection<Point>>;

export interface StyleInput {
  look: Look;
  /** How much larger than usual marks and words are. */
  scale: number;
  lang: MapLang;
  spots: Spots;
  /** Where the base map comes from, without a slash at the end. */
  origin: string;
}

/** The whole style; what can be learned comes by a scheme of its own. */
export function buildStyle({ look, scale, lang, spots, origin }: StyleInput): StyleSpecification {
  const palette = getPalette(look);
  const drawn = { palette, look, lang, scale };
  const points = Object.entries(spots).map(([id, data]) => [id, { type: 'geojson', data }] as const);
  return {
    version: 8,
    sources: {
      [BASE_SOURCE]: { type: 'vector', tiles: [`${origin}/basemap/{z}/{x}/{y}.mvt`], minzoom: 0, maxzoom: 12 },
      [LEARNING_SOURCE]: { type: 'vector', tiles: [TILE_URL], minzoom: 5, maxzoom: 16 },
      ...Object.fromEntries(points),
    },
    layers: [...baseLayers(drawn), ...learningLayers(drawn), ...focusLayers(drawn)],
  };
}
