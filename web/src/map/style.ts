import type { BaseMap } from '@zlm/server/contract';
import type { FeatureCollection, Point, Polygon } from 'geojson';
import type { StyleSpecification } from 'maplibre-gl';
import { buildBase } from './base-style.ts';
import {
  focusLayers,
  LEARNING_SOURCE,
  learningLayers,
  originLayers,
  roughLayers,
  type Counted,
} from './learning-layers.ts';
import { TILE_URL } from './learning-tiles.ts';
import { areaLayers, draftLayers, symbolLayers, type OverlaySources } from './overlay.ts';
import { getPalette } from './palette.ts';
import type { Look } from '../state/theme.ts';
import type { MapLang } from './types.ts';

/** What the app puts on the map, by source. */
export type Spots = Record<'spot-names' | 'origin' | 'focus', FeatureCollection<Point>> &
  Record<'rough', FeatureCollection<Polygon>> &
  OverlaySources;

export interface StyleInput extends Counted {
  look: Look;
  /** How much larger than usual marks and words are. */
  scale: number;
  lang: MapLang;
  spots: Spots;
  base: BaseMap;
  bareAreas: readonly string[];
  /** Where the base map comes from, without a slash at the end. */
  origin: string;
}

const NAMES_OF_DIVISIONS = [
  'city-names',
  'bare-city-names',
  'county-names',
  'bare-county-names',
  'township-names',
  'quarter-names',
];

/** The whole style; what can be learned comes by a scheme of its own. */
export function buildStyle(input: StyleInput): StyleSpecification {
  const { look, scale, lang, spots, base, bareAreas, origin, ...counted } = input;
  const palette = getPalette(look);
  const drawn = { palette, look, lang, scale, bareAreas };
  const ground = buildBase(base, drawn, origin);
  const isTheme = spots.symbols.features.length > 0;
  const points = Object.entries(spots).map(([id, data]) => [id, { type: 'geojson', data }] as const);
  return {
    version: 8,
    sources: {
      ...ground.sources,
      [LEARNING_SOURCE]: { type: 'vector', tiles: [TILE_URL], minzoom: 5, maxzoom: 16 },
      ...Object.fromEntries(points),
    },
    layers: [
      ...ground.layers.filter(({ id }) => !isTheme || !NAMES_OF_DIVISIONS.includes(id)),
      ...areaLayers(palette),
      ...roughLayers(drawn),
      ...originLayers(drawn),
      // Symbols of a theme stand alone and bring their names: beside them bubbles would be a second number.
      ...(isTheme ? symbolLayers(drawn) : learningLayers(drawn, counted)),
      ...focusLayers(drawn),
      ...draftLayers(palette),
    ],
  };
}
