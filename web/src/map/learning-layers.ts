import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import { AREAS, areaBubbleLayer } from './area-layers.ts';
import type { Areas } from './areas.ts';
import { ringImageId } from './cluster-ring.ts';
import { toCount } from './count-text.ts';
import { BOLD, MEDIUM } from './fonts.ts';
import { imagePrefix } from './images.ts';
import type { Drawn } from './types.ts';

export const LEARNING_SOURCE = 'learning';
export const CLUSTERS = 'clusters';
export const POINTS = 'points';
/** Layers a person can tap. */
export const TAPPABLE = [AREAS, CLUSTERS, POINTS];

/** Larger text takes the room of its ring first, since rings stand no further apart: half the growth is enough for it. */
const ringScale = (scale: number) => (1 + scale) / 2;

/** How what can be learned is counted. */
export interface Counted {
  /** Those that the bubbles far out name. */
  areas: Areas;
  /** Several kinds were chosen: rings tell how many there are of each. */
  isMixed: boolean;
}

/** What can be learned: names of spots, bubbles, icons with the count of a stack. */
export function learningLayers(drawn: Drawn, { areas, isMixed }: Counted): LayerSpecification[] {
  const { palette, look, lang, scale } = drawn;
  return [
    {
      id: 'spot-names',
      type: 'symbol',
      source: 'spot-names',
      minzoom: 11,
      layout: {
        'text-field': ['get', 'text'],
        'text-font': MEDIUM,
        'text-size': 12.5 * scale,
        'text-max-width': 9,
        'text-variable-anchor': ['top', 'right', 'left', 'bottom'],
        'text-radial-offset': 1.5,
        'text-justify': 'auto',
        'text-padding': 3,
      },
      paint: { 'text-color': palette.spotName, 'text-halo-color': palette.halo, 'text-halo-width': 1.6 },
    },
    {
      id: POINTS,
      type: 'symbol',
      source: LEARNING_SOURCE,
      'source-layer': 'points',
      layout: {
        'icon-image': ['concat', imagePrefix('kind', look), ['get', 'kind']],
        'icon-size': scale,
        'icon-allow-overlap': true,
        'icon-padding': 0,
      },
    },
    {
      id: 'stack-counts',
      type: 'symbol',
      source: LEARNING_SOURCE,
      'source-layer': 'points',
      filter: ['has', 'point_count'],
      layout: {
        'icon-image': imagePrefix('badge', look),
        'icon-text-fit': 'both',
        'icon-text-fit-padding': [1, 5, 1, 5],
        'icon-allow-overlap': true,
        'icon-padding': 0,
        'text-field': toCount(lang),
        'text-font': BOLD,
        'text-size': 10.5 * scale,
        'text-offset': [1.35, -1.25],
        'text-allow-overlap': true,
      },
      paint: { 'text-color': palette.badgeText },
    },
    {
      id: CLUSTERS,
      type: 'symbol',
      source: LEARNING_SOURCE,
      'source-layer': 'clusters',
      layout: {
        'icon-image': ringImageId(imagePrefix('ring', look), isMixed),
        'icon-size': ringScale(scale),
        'icon-allow-overlap': true,
        'icon-padding': 0,
        'text-field': toCount(lang),
        'text-font': BOLD,
        'text-size': [
          'step',
          ['get', 'point_count'],
          12 * scale,
          500,
          13.5 * scale,
          // Four digits in the same ring.
          1_000,
          12.5 * scale,
          5_000,
          13.5 * scale,
          // From here on three figures.
          10_000,
          15 * scale,
          50_000,
          16 * scale,
        ],
        'text-allow-overlap': true,
        // Where two meet, the narrow one covers the rim of the wide one and neither count.
        'symbol-sort-key': ['-', ['get', 'point_count']],
      },
      paint: { 'text-color': palette.bubbleText },
    },
    areaBubbleLayer(drawn, areas, LEARNING_SOURCE),
  ];
}

/** Where the person or what is open may be, as wide as that is known. */
export function roughLayers({ palette }: Drawn): LayerSpecification[] {
  const colour: ExpressionSpecification = ['match', ['get', 'of'], 'origin', palette.origin, palette.accent];
  return [
    { id: 'rough', type: 'fill', source: 'rough', paint: { 'fill-color': colour, 'fill-opacity': 0.12 } },
    {
      id: 'rough-edges',
      type: 'line',
      source: 'rough',
      paint: { 'line-color': colour, 'line-width': 2, 'line-dasharray': [3, 2] },
    },
  ];
}

/** Where the person is: below the bubbles, whose counts must stay readable. */
export function originLayers({ palette }: Drawn): LayerSpecification[] {
  return [
    {
      id: 'origin-halo',
      type: 'circle',
      source: 'origin',
      paint: { 'circle-radius': 18, 'circle-color': palette.origin, 'circle-opacity': 0.2 },
    },
    {
      id: 'origin',
      type: 'circle',
      source: 'origin',
      paint: {
        'circle-radius': 7,
        'circle-color': palette.origin,
        'circle-stroke-width': 3,
        'circle-stroke-color': palette.bubble,
      },
    },
  ];
}

/** Px of the line around a ring. */
const HALO = 4;

/** What the list points at, and what is open: a pin, or a halo around the ring it is in. */
export function focusLayers({ palette, look, scale }: Drawn): LayerSpecification[] {
  return [
    {
      id: 'halo',
      type: 'circle',
      source: 'focus',
      filter: ['has', 'ring'],
      paint: {
        'circle-radius': ['+', ['*', ['get', 'ring'], ringScale(scale)], HALO],
        'circle-opacity': 0,
        'circle-stroke-width': HALO,
        'circle-stroke-color': palette.accent,
      },
    },
    {
      id: 'halo-glow',
      type: 'circle',
      source: 'focus',
      filter: ['has', 'ring'],
      paint: {
        'circle-radius': ['+', ['*', ['get', 'ring'], ringScale(scale)], 2 * HALO],
        'circle-opacity': 0,
        'circle-stroke-width': 2 * HALO,
        'circle-stroke-color': palette.accent,
        'circle-stroke-opacity': 0.28,
      },
    },
    {
      id: 'highlighted',
      type: 'circle',
      source: 'focus',
      filter: ['!', ['has', 'ring']],
      paint: {
        'circle-radius': ['case', ['has', 'kind'], 30 * scale, 22 * scale],
        'circle-color': palette.accent,
        'circle-opacity': 0.16,
        'circle-stroke-width': 2.5,
        'circle-stroke-color': palette.accent,
      },
    },
    {
      id: 'selected',
      type: 'symbol',
      source: 'focus',
      filter: ['has', 'kind'],
      layout: {
        'icon-image': ['concat', imagePrefix('selected', look), ['get', 'kind']],
        'icon-size': scale,
        'icon-allow-overlap': true,
        'icon-ignore-placement': true,
      },
    },
  ];
}
