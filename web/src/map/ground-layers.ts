import type { ExpressionSpecification, FillLayerSpecification, LayerSpecification } from 'maplibre-gl';
import { BASE_SOURCE } from './name-layer.ts';
import type { Palette } from './palette.ts';

const base = { source: BASE_SOURCE } as const;
const round = { 'line-cap': 'round', 'line-join': 'round' } as const;
const OVERLAPPING = new Set(['hills', 'built_up']);
const fill = (id: string, layer: string, color: ExpressionSpecification | string): FillLayerSpecification => ({
  ...base,
  id,
  type: 'fill',
  'source-layer': layer,
  // Where pieces of one colour overlap, their edges must not show.
  paint: { 'fill-color': color, ...(OVERLAPPING.has(layer) && { 'fill-antialias': false }) },
});

/** Land with hills and towns, water with its shores; no border of any kind. */
export function groundLayers(palette: Palette): LayerSpecification[] {
  const shore = (id: string, layer: string): LayerSpecification => ({
    ...base,
    id,
    type: 'line',
    'source-layer': layer,
    layout: round,
    paint: { 'line-color': palette.shore, 'line-width': shoreWidth },
  });
  const byLevel = (low: string, high: string): ExpressionSpecification => ['match', ['get', 'level'], 2, high, low];
  return [
    { id: 'water', type: 'background', paint: { 'background-color': palette.water } },
    fill('land', 'land', palette.land),
    fill('hills', 'hills', byLevel(palette.hill, palette.hillHigh)),
    { ...fill('built-up', 'built_up', palette.town), minzoom: 9 },
    {
      ...fill('built-up-core', 'built_up', palette.townCore),
      minzoom: 9,
      filter: ['==', ['get', 'level'], 2],
      // At the scale of streets an edge would claim more than is known.
      paint: {
        'fill-color': palette.townCore,
        'fill-antialias': false,
        'fill-opacity': ['interpolate', ['linear'], ['zoom'], 13, 1, 14.5, 0],
      },
    },
    fill('wetlands', 'wetlands', palette.wetland),
    {
      ...base,
      id: 'rivers',
      type: 'line',
      'source-layer': 'rivers',
      layout: round,
      paint: { 'line-color': palette.river, 'line-width': riverWidth },
    },
    ...railways(palette),
    fill('lakes', 'lakes', palette.water),
    shore('land-shore', 'land'),
    shore('lake-shore', 'lakes'),
    {
      ...base,
      id: 'causeways',
      type: 'line',
      'source-layer': 'causeways',
      minzoom: 11,
      layout: round,
      paint: {
        'line-color': palette.land,
        'line-width': ['interpolate', ['exponential', 1.6], ['zoom'], 11, 1.2, 13, 3, 16, 10],
      },
    },
  ];
}

/** A scheme of lines between stations: nearer by, where the course would matter, they fade. */
function railways({ landmark, land }: Palette): LayerSpecification[] {
  const opacity: ExpressionSpecification = ['interpolate', ['linear'], ['zoom'], 10, 0.55, 12.5, 0.55, 13.5, 0];
  const line = { ...base, type: 'line', 'source-layer': 'railways', minzoom: 10, maxzoom: 13.5 } as const;
  return [
    {
      ...line,
      id: 'railways',
      layout: { 'line-join': 'round' },
      paint: { 'line-color': landmark, 'line-width': 2.4, 'line-opacity': opacity },
    },
    {
      ...line,
      id: 'railway-sleepers',
      layout: { 'line-join': 'round' },
      paint: { 'line-color': land, 'line-width': 1.2, 'line-dasharray': [6, 6], 'line-opacity': opacity },
    },
  ];
}

const shoreWidth: ExpressionSpecification = ['interpolate', ['linear'], ['zoom'], 6, 0.6, 10, 1, 14, 2];
// Rank 1 is the widest river, 4 a brook.
const byRank = (two: number, three: number, rest: number): ExpressionSpecification => [
  'match',
  ['get', 'rank'],
  [1, 2],
  two,
  3,
  three,
  rest,
];
const riverWidth: ExpressionSpecification = [
  'interpolate',
  ['exponential', 1.5],
  ['zoom'],
  6,
  byRank(1.2, 0.6, 0.3),
  10,
  byRank(3.4, 2, 1.1),
  14,
  byRank(14, 8, 4),
  17,
  byRank(40, 22, 10),
];
