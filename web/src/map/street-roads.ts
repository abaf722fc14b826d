import type { LayerSpecification, LineLayerSpecification } from 'maplibre-gl';
import { blend } from './blend.ts';
import type { Palette } from './palette.ts';
import { base, byZoom, isKind } from './street-parts.ts';

type Stops = [zoom: number, px: number][];
interface Road {
  id: string;
  kinds: string[];
  minzoom: number;
  width: Stops;
}
// Lesser roads lie below greater ones.
const ROADS: readonly Road[] = [
  {
    id: 'paths',
    kinds: ['path'],
    minzoom: 15,
    width: [
      [15, 0.6],
      [18, 2],
    ],
  },
  {
    id: 'streets',
    kinds: ['minor_road'],
    minzoom: 12,
    width: [
      [12, 0.5],
      [18, 11],
    ],
  },
  {
    id: 'main-roads',
    kinds: ['major_road'],
    minzoom: 7,
    width: [
      [7, 0.5],
      [12, 1.6],
      [18, 16],
    ],
  },
  {
    id: 'highways',
    kinds: ['highway'],
    minzoom: 5,
    width: [
      [5, 0.5],
      [12, 2.4],
      [18, 20],
    ],
  },
];

/** Roads with an edge, and railways. */
export function roadLayers(palette: Palette): LayerSpecification[] {
  const casing = blend(palette.land, palette.countyName, 0.3);
  const line = ({ id, kinds, minzoom, width }: Road, color: string, more: number): LineLayerSpecification => ({
    ...base,
    id,
    type: 'line',
    'source-layer': 'roads',
    minzoom,
    filter: isKind(...kinds),
    layout: { 'line-cap': 'round', 'line-join': 'round' },
    paint: {
      'line-color': color,
      'line-width': byZoom(...width.map(([zoom, px]) => [zoom, px + more] as [number, number])),
    },
  });
  return [
    ...ROADS.map((road) => line({ ...road, id: `${road.id}-edge` }, casing, 1)),
    ...ROADS.map((road) =>
      line(road, road.id === 'highways' ? blend(palette.bubble, '#d9a441', 0.25) : palette.bubble, 0),
    ),
    {
      ...base,
      id: 'railways',
      type: 'line',
      'source-layer': 'roads',
      minzoom: 9,
      filter: isKind('rail'),
      paint: { 'line-color': casing, 'line-width': byZoom([9, 0.6], [18, 3]), 'line-dasharray': [4, 3] },
    },
  ];
}

/** Of regions and counties. */
export function boundaryLayer({ countyName }: Palette): LayerSpecification {
  return {
    ...base,
    id: 'boundaries',
    type: 'line',
    'source-layer': 'boundaries',
    filter: isKind('region', 'county'),
    paint: {
      'line-color': countyName,
      'line-width': byZoom([5, 0.6], [14, 1.4]),
      'line-dasharray': [3, 2],
      'line-opacity': 0.6,
    },
  };
}
