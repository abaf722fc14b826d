import type { ExpressionSpecification } from 'maplibre-gl';
import { BASE_SOURCE } from './name-layer.ts';

export const base = { source: BASE_SOURCE } as const;
export const isPolygon: ExpressionSpecification = ['==', ['geometry-type'], 'Polygon'];
export const isKind = (...kinds: string[]): ExpressionSpecification => ['in', ['get', 'kind'], ['literal', kinds]];
/** Pixels that grow with the zoom. */
export const byZoom = (...stops: [zoom: number, value: number][]): ExpressionSpecification => [
  'interpolate',
  ['exponential', 1.5],
  ['zoom'],
  ...stops.flat(),
];
