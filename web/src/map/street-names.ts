import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import { COUNTY_ZOOM, RING_ZOOM } from './area-zooms.ts';
import { BOLD, MEDIUM, REGULAR } from './fonts.ts';
import { nameLayer } from './name-layer.ts';
import { isKind } from './street-parts.ts';
import type { Drawn } from './types.ts';

/** Waters and settlements by the tags of the reader's language. */
export function nameLayers({ palette, lang, scale }: Drawn): LayerSpecification[] {
  const tags = lang === 'en' ? ['name:en', 'name'] : ['name:zh-Hans', 'name:zh', 'name'];
  const text: ExpressionSpecification = [
    'coalesce',
    ...tags.map((tag): ExpressionSpecification => ['get', tag]),
  ] as never;
  const shared = { text, halo: palette.halo, scale };
  const locality = (...details: string[]): ExpressionSpecification => [
    'all',
    isKind('locality'),
    ['in', ['get', 'kind_detail'], ['literal', details]],
  ];
  return [
    nameLayer({
      ...shared,
      id: 'water-names',
      layer: 'water',
      filter: ['has', 'name'],
      color: palette.waterName,
      font: REGULAR,
      size: [6, 11, 14, 14],
      minzoom: 7,
    }),
    nameLayer({
      ...shared,
      id: 'quarter-names',
      layer: 'places',
      filter: isKind('neighbourhood', 'macrohood'),
      color: palette.townshipName,
      font: REGULAR,
      size: [12, 11, 16, 13],
      minzoom: 12,
    }),
    nameLayer({
      ...shared,
      id: 'village-names',
      layer: 'places',
      filter: locality('village', 'hamlet', 'locality'),
      color: palette.townshipName,
      font: REGULAR,
      size: [11, 11, 15, 13],
      minzoom: 11,
    }),
    nameLayer({
      ...shared,
      id: 'town-names',
      layer: 'places',
      filter: locality('town'),
      color: palette.countyName,
      font: MEDIUM,
      size: [8, 11.5, 13, 16],
      // Before that its bubble names it, as with cities.
      minzoom: RING_ZOOM,
    }),
    nameLayer({
      ...shared,
      id: 'city-names',
      layer: 'places',
      filter: locality('city'),
      color: palette.cityName,
      font: BOLD,
      size: [5, 12, 11, 19],
      minzoom: COUNTY_ZOOM,
      padding: 1,
    }),
  ];
}
