import type { LayerSpecification } from 'maplibre-gl';
import type { Palette } from './palette.ts';
import { groundLayers } from './street-ground.ts';
import { nameLayers } from './street-names.ts';
import { boundaryLayer, roadLayers } from './street-roads.ts';
import type { MapLang } from './types.ts';

/** A street map in the Protomaps schema; boundaries only where they are approved, countries and regions unnamed. */
export function streetLayers(palette: Palette, lang: MapLang, hasBoundaries: boolean): LayerSpecification[] {
  return [
    ...groundLayers(palette),
    ...roadLayers(palette),
    ...(hasBoundaries ? [boundaryLayer(palette)] : []),
    ...nameLayers(palette, lang),
  ];
}
