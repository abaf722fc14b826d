import type { LayerSpecification, RasterLayerSpecification } from 'maplibre-gl';
import { BASE_SOURCE } from './name-layer.ts';
import type { Drawn } from './types.ts';

export const NAMES_SOURCE = 'base-names';

/** A map that comes as images: ground, and names over it. */
export function imageLayers({ palette, look }: Pick<Drawn, 'palette' | 'look'>): LayerSpecification[] {
  // Images made for daylight are dimmed at night.
  const paint: RasterLayerSpecification['paint'] = look.endsWith('dark')
    ? { 'raster-brightness-max': 0.55, 'raster-saturation': -0.35 }
    : {};
  return [
    { id: 'ground', type: 'background', paint: { 'background-color': palette.land } },
    { id: 'images', type: 'raster', source: BASE_SOURCE, paint },
    { id: 'image-names', type: 'raster', source: NAMES_SOURCE, paint },
  ];
}
