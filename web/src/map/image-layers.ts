import type { LayerSpecification, RasterLayerSpecification } from 'maplibre-gl';
import { BASE_SOURCE } from './name-layer.ts';
import type { Palette } from './palette.ts';

export const NAMES_SOURCE = 'base-names';

/** A map that comes as images: ground, and names over it. */
export function imageLayers(palette: Palette, isDark: boolean): LayerSpecification[] {
  // Images made for daylight are dimmed at night.
  const paint: RasterLayerSpecification['paint'] = isDark
    ? { 'raster-brightness-max': 0.55, 'raster-saturation': -0.35 }
    : {};
  return [
    { id: 'ground', type: 'background', paint: { 'background-color': palette.land } },
    { id: 'images', type: 'raster', source: BASE_SOURCE, paint },
    { id: 'image-names', type: 'raster', source: NAMES_SOURCE, paint },
  ];
}
