import type { LayerSpecification } from 'maplibre-gl';
import { blend } from './blend.ts';
import type { Palette } from './palette.ts';
import { base, byZoom, isKind, isPolygon } from './street-parts.ts';

const GREEN = '#5f9a58';

/** Land, waters, parks and campuses. */
export function groundLayers({ land, water, shore, river, countyName }: Palette): LayerSpecification[] {
  return [
    { id: 'water', type: 'background', paint: { 'background-color': water } },
    { ...base, id: 'land', type: 'fill', 'source-layer': 'earth', filter: isPolygon, paint: { 'fill-color': land } },
    {
      ...base,
      id: 'green',
      type: 'fill',
      'source-layer': 'landuse',
      filter: isKind('park', 'nature_reserve', 'forest', 'wood', 'grass', 'garden', 'recreation_ground'),
      paint: { 'fill-color': blend(land, GREEN, 0.18) },
    },
    {
      ...base,
      id: 'campus',
      type: 'fill',
      'source-layer': 'landuse',
      filter: isKind('university', 'college', 'school', 'kindergarten'),
      paint: { 'fill-color': blend(land, countyName, 0.12) },
    },
    { ...base, id: 'waters', type: 'fill', 'source-layer': 'water', filter: isPolygon, paint: { 'fill-color': water } },
    {
      ...base,
      id: 'shores',
      type: 'line',
      'source-layer': 'water',
      filter: isPolygon,
      paint: { 'line-color': shore, 'line-width': byZoom([6, 0.4], [14, 1.2]) },
    },
    {
      ...base,
      id: 'rivers',
      type: 'line',
      'source-layer': 'water',
      filter: ['all', ['==', ['geometry-type'], 'LineString'], isKind('river', 'canal', 'stream')],
      paint: { 'line-color': river, 'line-width': byZoom([6, 0.6], [14, 4]) },
    },
    {
      ...base,
      id: 'buildings',
      type: 'fill',
      'source-layer': 'buildings',
      minzoom: 14,
      paint: { 'fill-color': blend(land, countyName, 0.16) },
    },
  ];
}
