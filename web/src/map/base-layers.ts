import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import { COUNTY_ZOOM, RING_ZOOM } from './area-zooms.ts';
import { BOLD, MEDIUM, REGULAR } from './fonts.ts';
import { groundLayers } from './ground-layers.ts';
import { areaNameLayer, landmarkLayer, quarterNameLayer, riverNameLayer, seaNameLayer } from './landmark-layers.ts';
import { nameLayer } from './name-layer.ts';
import type { Drawn } from './types.ts';

/** Land, water and names of the built-in map; no border of any kind. */
export function baseLayers(drawn: Drawn): LayerSpecification[] {
  return [...groundLayers(drawn.palette), ...nameLayers(drawn)];
}

const hasRank = (rank: string): ExpressionSpecification => ['==', ['get', 'rank'], rank];

/** Towns first, then subdistricts, then rural townships, by their sort key. Zooms of a filter are whole. */
const townshipByZoom: ExpressionSpecification = [
  'step',
  ['zoom'],
  ['==', ['slice', ['get', 'name'], -1], '镇'],
  11,
  ['<=', ['get', 'sort'], 3],
  12,
  true,
];

// zoom, px, zoom, px
const COUNTY_SIZE: [number, number, number, number] = [8, 11.5, 13, 16];
const CITY_SIZE: [number, number, number, number] = [5, 12, 11, 19];

/** The last is placed first: where two names meet, it stays. */
function nameLayers(drawn: Drawn): LayerSpecification[] {
  const { palette, lang, scale, bareAreas = [] } = drawn;
  const name: ExpressionSpecification = lang === 'en' ? ['get', 'name_en'] : ['get', 'name'];
  const shared = { text: name, halo: palette.halo, layer: 'labels', scale };
  const isBare = (rank: string): ExpressionSpecification => [
    'all',
    hasRank(rank),
    ['in', ['get', 'name'], ['literal', [...bareAreas]]],
  ];
  const county = { ...shared, color: palette.countyName, font: MEDIUM, size: COUNTY_SIZE };
  const city = { ...shared, color: palette.cityName, font: BOLD, size: CITY_SIZE, padding: 1 };
  return [
    quarterNameLayer(drawn, name),
    seaNameLayer(drawn, name),
    riverNameLayer(drawn, name),
    nameLayer({
      ...shared,
      id: 'township-names',
      filter: ['all', hasRank('township'), townshipByZoom],
      sort: ['get', 'sort'],
      color: palette.townshipName,
      font: REGULAR,
      size: [11, 11, 15, 14],
      minzoom: 10,
    }),
    landmarkLayer(drawn, name),
    areaNameLayer(drawn, name),
    nameLayer({
      ...shared,
      id: 'lake-names',
      layer: 'lake_labels',
      color: palette.waterName,
      font: REGULAR,
      size: [6, 11, 12, 15],
      minzoom: 7,
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
