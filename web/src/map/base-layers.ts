import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import { BOLD, MEDIUM, REGULAR } from './fonts.ts';
import { groundLayers } from './ground-layers.ts';
import { areaNameLayer, landmarkLayer, riverNameLayer, seaNameLayer } from './landmark-layers.ts';
import { BASE_SOURCE, nameLayer } from './name-layer.ts';
import type { Drawn } from './types.ts';

/** Land, water and names of the built-in map; no border of any kind. */
export function baseLayers(drawn: Drawn): LayerSpecification[] {
  return [...groundLayers(drawn.palette), ...nameLayers(drawn)];
}

const hasRank = (rank: string): ExpressionSpecification => ['==', ['get', 'rank'], rank];

/** The last is placed first: where two names meet, it stays. */
function nameLayers(drawn: Drawn): LayerSpecification[] {
  const { palette, lang, scale } = drawn;
  const name: ExpressionSpecification = lang === 'en' ? ['get', 'name_en'] : ['get', 'name'];
  const shared = { text: name, halo: palette.halo, layer: 'labels', scale };
  return [
    seaNameLayer(drawn, name),
    riverNameLayer(drawn, name),
    nameLayer({
      ...shared,
      id: 'township-names',
      // Rural townships come nearer: the sort key is their rank. Zooms of a filter are whole.
      filter: ['all', hasRank('township'), ['<=', ['get', 'sort'], ['step', ['zoom'], 3, 12, 4]]],
      sort: ['get', 'sort'],
      color: palette.townshipName,
      font: REGULAR,
      size: [11, 11, 15, 14],
      minzoom: 10.5,
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
    nameLayer({
      ...shared,
      id: 'county-names',
      filter: hasRank('county'),
      color: palette.countyName,
      font: MEDIUM,
      size: [8, 11.5, 13, 16],
      minzoom: 8.2,
    }),
    nameLayer({
      ...shared,
      id: 'city-names',
      filter: hasRank('city'),
      padding: 1,
      color: palette.cityName,
      font: BOLD,
      size: [5, 12, 11, 19],
      minzoom: 5,
      maxzoom: 12.5,
    }),
  ];
}
