import type { LayerSpecification } from 'maplibre-gl';
import { groundLayers } from './street-ground.ts';
import { nameLayers } from './street-names.ts';
import { boundaryLayer, roadLayers } from './street-roads.ts';
import type { Drawn } from './types.ts';

/** A street map in the Protomaps schema; boundaries only where they are approved, countries and regions unnamed. */
export function streetLayers(drawn: Drawn, hasBoundaries: boolean): LayerSpecification[] {
  const { palette } = drawn;
  return [
    ...groundLayers(palette),
    ...roadLayers(palette),
    ...(hasBoundaries ? [boundaryLayer(palette)] : []),
    ...nameLayers(drawn),
  ];
}
