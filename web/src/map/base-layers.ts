import type {
  ExpressionSpecification,
  LayerSpecification,
  SymbolLayerSpecification,
  VariableAnchorOffsetCollectionSpecification,
} from 'maplibre-gl';
import { BOLD, MEDIUM, REGULAR } from './fonts.ts';
import type { Palette } from './palette.ts';
import type { MapLang } from './types.ts';

export const BASE_SOURCE = 'base';

interface Drawn {
  palette: Palette;
  lang: MapLang;
  /** How much larger than usual names are. */
  scale: number;
}

/** Land, water and names of the built-in map; no border of any kind. */
export function baseLayers(drawn: Drawn): LayerSpecification[] {
  return [...groundLayers(drawn.palette), ...nameLayers(drawn)];
}

function groundLayers(palette: Palette): LayerSpecification[] {
  const base = { source: BASE_SOURCE } as const;
  const shoreWidth: ExpressionSpecification = ['interpolate', ['linear'], ['zoom'], 6, 0.6, 10, 1, 14, 2];
  return [
    { id: 'water', type: 'background', paint: { 'background-color': palette.water } },
    { ...base, id: 'land', type: 'fill', 'source-layer': 'land', paint: { 'fill-color': palette.land } },
    {
      ...base,
      id: 'rivers',
      type: 'line',
      'source-layer': 'rivers',
      layout: { 'line-cap': 'round', 'line-join': 'round' },
      paint: { 'line-color': palette.river, 'line-width': riverWidth },
    },
    { ...base, id: 'lakes', type: 'fill', 'source-layer': 'lakes', paint: { 'fill-color': palette.water } },
    {
      ...base,
      id: 'land-shore',
      type: 'line',
      'source-layer': 'land',
      layout: { 'line-join': 'round' },
      paint: { 'line-color': palette.shore, 'line-width': shoreWidth },
    },
    {
      ...base,
      id: 'lake-shore',
      type: 'line',
      'source-layer': 'lakes',
      layout: { 'line-join': 'round' },
      paint: { 'line-color': palette.shore, 'line-width': shoreWidth },
    },
  ];
}

// Rank 1 is the widest river, 4 a brook.
const byRank = (one: number, two: number, rest: number): ExpressionSpecification => [
  'match',
  ['get', 'rank'],
  1,
  one,
  2,
  two,
  rest,
];
const riverWidth: ExpressionSpecification = [
  'interpolate',
  ['exponential', 1.4],
  ['zoom'],
  6,
  byRank(1.2, 0.6, 0.3),
  10,
  byRank(2.6, 1.8, 1),
  14,
  byRank(7, 5, 3),
];

function nameLayers({ palette, lang, scale }: Drawn): LayerSpecification[] {
  const name: ExpressionSpecification = lang === 'en' ? ['get', 'name_en'] : ['get', 'name'];
  const guessed: ExpressionSpecification = [
    'case',
    ['has', 'approximate'],
    ['concat', lang === 'en' ? '~ ' : '约 ', name],
    name,
  ];
  const shared = { text: name, halo: palette.halo, scale };
  return [
    nameLayer({
      ...shared,
      id: 'lake-names',
      layer: 'lake_labels',
      color: palette.waterName,
      font: REGULAR,
      size: [6, 11, 12, 15],
      minzoom: 7,
    }),
    nameLayer({
      ...shared,
      id: 'township-names',
      text: guessed,
      rank: 'township',
      color: palette.townshipName,
      font: REGULAR,
      size: [11, 11, 15, 13],
      minzoom: 11,
    }),
    nameLayer({
      ...shared,
      id: 'county-names',
      rank: 'county',
      color: palette.countyName,
      font: MEDIUM,
      size: [8, 11.5, 13, 16],
      minzoom: 8.2,
    }),
    nameLayer({
      ...shared,
      id: 'city-names',
      rank: 'city',
      color: palette.cityName,
      font: BOLD,
      size: [5, 12, 11, 19],
      minzoom: 5,
      maxzoom: 12.5,
    }),
  ];
}

// A name steps aside from the bubble on its spot; offsets in ems, nearest first.
const STEP_ASIDE: VariableAnchorOffsetCollectionSpecification = [
  ['center', [0, 0]],
  ...[1.2, 1.6, 2, 2.5, 3, 3.6].flatMap((away) => [
    ['top', [0, away]] as const,
    ['bottom', [0, -away]] as const,
    ['left', [away, 0]] as const,
    ['right', [-away, 0]] as const,
    ['top-left', [away * 0.75, away * 0.75]] as const,
    ['top-right', [-away * 0.75, away * 0.75]] as const,
    ['bottom-left', [away * 0.75, -away * 0.75]] as const,
    ['bottom-right', [-away * 0.75, -away * 0.75]] as const,
  ]),
].flat() as VariableAnchorOffsetCollectionSpecification;

interface NameLayer {
  id: string;
  layer?: string;
  rank?: string;
  text: ExpressionSpecification;
  color: string;
  halo: string;
  font: string[];
  scale: number;
  /** zoom, px, zoom, px */
  size: [number, number, number, number];
  minzoom: number;
  maxzoom?: number;
}

function nameLayer(name: NameLayer) {
  const { id, layer = 'labels', rank, text, color, halo, font, scale, minzoom, maxzoom } = name;
  const [near, small, far, large] = name.size;
  return {
    id,
    type: 'symbol',
    source: BASE_SOURCE,
    'source-layer': layer,
    minzoom,
    ...(maxzoom !== undefined && { maxzoom }),
    ...(rank !== undefined && { filter: ['==', ['get', 'rank'], rank] }),
    layout: {
      'text-field': text,
      'text-font': font,
      'text-size': ['interpolate', ['linear'], ['zoom'], near, small * scale, far, large * scale],
      'text-letter-spacing': 0.04,
      'text-max-width': 8,
      'text-variable-anchor-offset': STEP_ASIDE,
      'text-justify': 'auto',
      'text-padding': rank === 'city' ? 1 : 4,
    },
    paint: { 'text-color': color, 'text-halo-color': halo, 'text-halo-width': 1.6, 'text-halo-blur': 0.4 },
  } satisfies SymbolLayerSpecification as SymbolLayerSpecification;
}
