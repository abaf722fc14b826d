import type { FeatureCollection, Point } from 'geojson';
import type { StyleSpecification } from 'maplibre-gl';
import { BASE_SOURCE, baseLayers } from './base-layers.ts';
import { focusLayers, LEARNING_SOURCE, learningLayers } from './learning-layers.ts';
import { TILE_URL } from './learning-tiles.ts';
import { areaLayers, draftLayers, symbolLayers, type OverlaySources } from './overlay.ts';
import { getPalette } from './palette.ts';
import type { MapLang } from './types.ts';

/** What the app puts on the map, by source. */
export type Spots = Record<'spot-names' | 'origin' | 'focus', FeatureCollection<Point>> & OverlaySources;

export interface StyleInput {
  isDark: boolean;
  lang: MapLang;
  spots: Spots;
  /** Where the base map comes from, without a slash at the end. */
  origin: string;
}

/** The whole style; what can be learned comes by a scheme of its own. */
export function buildStyle({ isDark, lang, spots, origin }: StyleInput): StyleSpecification {
  const palette = getPalette(isDark);
  const look = { palette, isDark, lang };
  const points = Object.entries(spots).map(([id, data]) => [id, { type: 'geojson', data }] as const);
  return {
    version: 8,
    sources: {
      [BASE_SOURCE]: { type: 'vector', tiles: [`${origin}/basemap/{z}/{x}/{y}.mvt`], minzoom: 0, maxzoom: 12 },
      [LEARNING_SOURCE]: { type: 'vector', tiles: [TILE_URL], minzoom: 5, maxzoom: 16 },
      ...Object.fromEntries(points),
    },
    layers: [
      ...baseLayers(palette, lang),
      ...areaLayers(palette),
      // Symbols of a theme stand alone: beside them bubbles would be a second number.
      ...(spots.symbols.features.length > 0 ? symbolLayers(palette) : learningLayers(look)),
      ...focusLayers(look),
      ...draftLayers(palette),
    ],
  };
}
