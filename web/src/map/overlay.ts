import type { Feature, FeatureCollection, Geometry } from 'geojson';
import type { LayerSpecification } from 'maplibre-gl';
import { BOLD } from './fonts.ts';
import type { Palette } from './palette.ts';
import type { LngLat } from '../geometry/lng-lat.ts';
import type { Drawn } from './types.ts';

/** What modules draw over the map. */
export interface Overlay {
  /** Closed areas, each a ring of corners without the first one again. */
  areas: readonly (readonly LngLat[])[];
  /** Corners of an area that is being drawn. */
  draft: readonly LngLat[];
  /** Circles in proportion to a value; while there are any, what can be learned is hidden. */
  symbols: readonly OverlaySymbol[];
}
export interface OverlaySymbol {
  lngLat: LngLat;
  /** CSS pixels. */
  radius: number;
  text: string;
}
export type OverlaySources = Record<'areas' | 'draft' | 'symbols', FeatureCollection>;

/** CSS pixels of radius from which words stand within their circle. */
const ROOMY = 18;

export const NO_OVERLAY: Overlay = { areas: [], draft: [], symbols: [] };

export function toOverlaySources({ areas, draft, symbols }: Overlay): OverlaySources {
  const path = draft.length > 1 ? [feature({ type: 'LineString', coordinates: draft.map(toPosition) })] : [];
  const sides = draft.length > 2 ? [feature(toPolygon(draft))] : [];
  const corners = draft.map((corner) => feature({ type: 'Point', coordinates: toPosition(corner) }));
  return {
    areas: collect(areas.map((ring) => feature(toPolygon(ring)))),
    draft: collect([...sides, ...path, ...corners]),
    symbols: collect(
      symbols.map(({ lngLat, radius, text }) =>
        feature({ type: 'Point', coordinates: toPosition(lngLat) }, { radius, text }),
      ),
    ),
  };
}

export function areaLayers({ accent, bubble }: Palette): LayerSpecification[] {
  return [
    { id: 'areas', type: 'fill', source: 'areas', paint: { 'fill-color': accent, 'fill-opacity': 0.12 } },
    {
      id: 'area-edges-under',
      type: 'line',
      source: 'areas',
      layout: { 'line-join': 'round' },
      paint: { 'line-color': bubble, 'line-width': 5, 'line-opacity': 0.7 },
    },
    {
      id: 'area-edges',
      type: 'line',
      source: 'areas',
      layout: { 'line-join': 'round' },
      paint: { 'line-color': accent, 'line-width': 2.5 },
    },
  ];
}

export function draftLayers({ accent, bubble }: Palette): LayerSpecification[] {
  return [
    {
      id: 'draft-area',
      type: 'fill',
      source: 'draft',
      filter: ['==', ['geometry-type'], 'Polygon'],
      paint: { 'fill-color': accent, 'fill-opacity': 0.16 },
    },
    {
      id: 'draft-path',
      type: 'line',
      source: 'draft',
      filter: ['==', ['geometry-type'], 'LineString'],
      layout: { 'line-join': 'round', 'line-cap': 'round' },
      paint: { 'line-color': accent, 'line-width': 3, 'line-dasharray': [1, 2] },
    },
    {
      id: 'draft-corners',
      type: 'circle',
      source: 'draft',
      filter: ['==', ['geometry-type'], 'Point'],
      paint: { 'circle-radius': 6, 'circle-color': bubble, 'circle-stroke-width': 3, 'circle-stroke-color': accent },
    },
  ];
}

/** One hue and size alone, so that every eye reads the same. */
export function symbolLayers({ palette: { accent, bubble, bubbleText }, scale }: Drawn): LayerSpecification[] {
  return [
    {
      id: 'symbols',
      type: 'circle',
      source: 'symbols',
      layout: { 'circle-sort-key': ['-', 0, ['get', 'radius']] },
      paint: {
        'circle-radius': ['get', 'radius'],
        'circle-color': accent,
        'circle-opacity': 0.32,
        'circle-stroke-width': 2,
        'circle-stroke-color': accent,
      },
    },
    {
      id: 'symbol-texts',
      type: 'symbol',
      source: 'symbols',
      layout: {
        'text-field': ['get', 'text'],
        'text-font': BOLD,
        'text-size': 12.5 * scale,
        'text-line-height': 1.15,
        'text-variable-anchor-offset': [
          'case',
          ['>=', ['get', 'radius'], ROOMY],
          ['literal', ['center', [0, 0], ...beside(1.6)]],
          ['literal', beside(0.9)],
        ],
        'text-padding': 0,
        // Where there is no room for all, the larger circle speaks.
        'symbol-sort-key': ['-', 0, ['get', 'radius']],
      },
      paint: { 'text-color': bubbleText, 'text-halo-color': bubble, 'text-halo-width': 1.6 },
    },
  ];
}

/** Anchors beside a spot, each with its offset in ems. */
const beside = (away: number) => ['top', [0, away], 'bottom', [0, -away], 'left', [away, 0], 'right', [-away, 0]];
const toPosition = ([lng, lat]: LngLat) => [lng, lat];

function toPolygon(ring: readonly LngLat[]): Geometry {
  return { type: 'Polygon', coordinates: [[...ring, ring[0]!].map(toPosition)] };
}
function feature(geometry: Geometry, properties: Record<string, string | number> = {}): Feature {
  return { type: 'Feature', geometry, properties };
}
function collect(features: Feature[]): FeatureCollection {
  return { type: 'FeatureCollection', features };
}
