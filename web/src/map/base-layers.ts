import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import { COUNTY_ZOOM, RING_ZOOM } from './area-zooms.ts';
import { BOLD, MEDIUM, REGULAR } from './fonts.ts';
import { BASE_SOURCE, nameLayer } from './name-layer.ts';
import type { Palette } from './palette.ts';
import type { Drawn } from './types.ts';

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

const hasRank = (rank: string): ExpressionSpecification => ['==', ['get', 'rank'], rank];

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

// zoom, px, zoom, px
const COUNTY_SIZE: [number, number, number, number] = [8, 11.5, 13, 16];
const CITY_SIZE: [number, number, number, number] = [5, 12, 11, 19];

function nameLayers({ palette, lang, scale, bareAreas = [] }: Drawn): LayerSpecification[] {
  const name: ExpressionSpecification = lang === 'en' ? ['get', 'name_en'] : ['get', 'name'];
  const guessed: ExpressionSpecification = [
    'case',
    ['has', 'approximate'],
    ['concat', lang === 'en' ? '~ ' : '约 ', name],
    name,
  ];
  const shared = { text: name, halo: palette.halo, layer: 'labels', scale };
  const isBare = (rank: string): ExpressionSpecification => [
    'all',
    hasRank(rank),
    ['in', ['get', 'name'], ['literal', [...bareAreas]]],
  ];
  const county = { ...shared, color: palette.countyName, font: MEDIUM, size: COUNTY_SIZE };
  const city = { ...shared, color: palette.cityName, font: BOLD, size: CITY_SIZE, padding: 1 };
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
      filter: hasRank('township'),
      color: palette.townshipName,
      font: REGULAR,
      size: [11, 11, 15, 13],
      minzoom: 11,
    }),
    // Far out a bubble names its area; where there is none the ground does.
    nameLayer({
      ...county,
      id: 'bare-county-names',
      filter: isBare('county'),
      minzoom: COUNTY_ZOOM,
      maxzoom: RING_ZOOM,
    }),
    nameLayer({ ...county, id: 'county-names', filter: hasRank('county'), minzoom: RING_ZOOM }),
    nameLayer({ ...city, id: 'bare-city-names', filter: isBare('city'), minzoom: 5, maxzoom: COUNTY_ZOOM }),
    nameLayer({ ...city, id: 'city-names', filter: hasRank('city'), minzoom: COUNTY_ZOOM, maxzoom: 12.5 }),
  ];
}
