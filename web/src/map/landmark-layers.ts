import type { ExpressionSpecification, LayerSpecification, SymbolLayerSpecification } from 'maplibre-gl';
import { MEDIUM, REGULAR } from './fonts.ts';
import { imagePrefix } from './images.ts';
import { ICON_CLASSES } from './landmark-icons.ts';
import { BASE_SOURCE, nameLayer } from './name-layer.ts';
import type { Drawn } from './types.ts';

/** The lesser ranks come nearer. */
const byZoom: ExpressionSpecification = ['<=', ['get', 'rank'], ['step', ['zoom'], 1, 11, 2, 13, 3]];
const isClass = (...classes: string[]): ExpressionSpecification => ['in', ['get', 'class'], ['literal', classes]];
const FROM_ZOOM = 10;

/** Stations, airports, campuses and the like: a small mark with its name, both or neither. */
export function landmarkLayer(
  { palette, look, scale }: Drawn,
  text: ExpressionSpecification,
): SymbolLayerSpecification {
  return {
    id: 'landmarks',
    type: 'symbol',
    source: BASE_SOURCE,
    'source-layer': 'landmarks',
    minzoom: FROM_ZOOM,
    filter: ['all', isClass(...ICON_CLASSES), byZoom],
    layout: {
      'icon-image': ['concat', imagePrefix('landmark', look), ['get', 'class']],
      'icon-size': scale,
      'icon-padding': 3,
      'text-field': text,
      'text-font': REGULAR,
      'text-size': ['interpolate', ['linear'], ['zoom'], 10, 10.5 * scale, 15, 12.5 * scale],
      'text-max-width': 9,
      'text-variable-anchor': ['left', 'right', 'top', 'bottom'],
      'text-radial-offset': 0.9,
      'text-justify': 'auto',
      'text-padding': 3,
      'symbol-sort-key': ['get', 'rank'],
    },
    paint: {
      'text-color': ['match', ['get', 'class'], 'hill', palette.hillName, palette.landmarkName],
      'text-halo-color': palette.halo,
      'text-halo-width': 1.5,
    },
  };
}

/** Names of lakes, wetlands and islands. */
export function areaNameLayer({ palette, scale }: Drawn, text: ExpressionSpecification): LayerSpecification {
  return nameLayer({
    id: 'area-names',
    layer: 'landmarks',
    filter: ['all', isClass('lake', 'wetland', 'island'), byZoom],
    sort: ['get', 'rank'],
    text,
    // An island is named as land.
    color: ['match', ['get', 'class'], 'island', palette.countyName, palette.waterName] as ExpressionSpecification,
    halo: palette.halo,
    font: MEDIUM,
    scale,
    size: [10, 11, 15, 16],
    minzoom: FROM_ZOOM,
  });
}

/** Along the river. */
export function riverNameLayer({ palette, scale }: Drawn, text: ExpressionSpecification): SymbolLayerSpecification {
  return {
    id: 'river-names',
    type: 'symbol',
    source: BASE_SOURCE,
    'source-layer': 'rivers',
    minzoom: FROM_ZOOM,
    filter: ['all', ['has', 'name'], ['<=', ['get', 'rank'], ['step', ['zoom'], 3, 11, 4]]],
    layout: {
      'symbol-placement': 'line',
      'symbol-spacing': 260,
      'symbol-sort-key': ['get', 'rank'],
      'text-field': text,
      'text-font': REGULAR,
      'text-size': ['interpolate', ['linear'], ['zoom'], 10, 11 * scale, 15, 14 * scale],
      'text-letter-spacing': 0.12,
      'text-max-angle': 50,
      'text-padding': 4,
    },
    paint: { 'text-color': palette.waterName, 'text-halo-color': palette.halo, 'text-halo-width': 1.4 },
  };
}

/** Bays and seas, set wide. */
export function seaNameLayer({ palette, scale }: Drawn, text: ExpressionSpecification): LayerSpecification {
  const layer = nameLayer({
    id: 'sea-names',
    layer: 'seas',
    text,
    color: palette.waterName,
    halo: palette.water,
    font: REGULAR,
    scale,
    size: [10, 13, 14, 17],
    minzoom: FROM_ZOOM,
  });
  return { ...layer, layout: { ...layer.layout, 'text-letter-spacing': 0.3 } };
}

/** Where one is about, again and again, for views so near that no name of its own is in sight. */
export function quarterNameLayer({ palette, scale }: Drawn, text: ExpressionSpecification): SymbolLayerSpecification {
  return {
    id: 'quarter-names',
    type: 'symbol',
    source: BASE_SOURCE,
    'source-layer': 'quarters',
    minzoom: 14,
    filter: ['step', ['zoom'], ['has', 'coarse'], 16, true],
    layout: {
      'text-field': text,
      'text-font': REGULAR,
      'text-size': 13 * scale,
      'text-letter-spacing': 0.2,
      'text-max-width': 8,
      'text-padding': 170,
      'symbol-sort-key': ['case', ['has', 'coarse'], 0, 1],
    },
    paint: { 'text-color': palette.townshipName, 'text-halo-color': palette.halo, 'text-halo-width': 1.2 },
  };
}
