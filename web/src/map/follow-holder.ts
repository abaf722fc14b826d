import type { Map as MapLibreMap } from 'maplibre-gl';
import { shallowRef, type ShallowRef } from 'vue';
import { findHolder, type Holder } from './holder.ts';
import { TAPPABLE } from './learning-layers.ts';
import type { LngLat } from '../geometry/lng-lat.ts';
import type { Selected } from './types.ts';

/** Px around a thing: no ring that holds it is drawn further away. */
const REACH = 160;

/** The ring that holds what is open, sought whenever the map comes to rest. */
export function followHolder(selected: () => Selected | null) {
  const holder: ShallowRef<Holder | null> = shallowRef(null);
  let zoom = 0;

  function seek(map: MapLibreMap): void {
    const found = findOn(map, selected());
    zoom = Math.floor(map.getZoom());
    if (JSON.stringify(found) !== JSON.stringify(holder.value)) holder.value = found;
  }
  /** Other tiles have other rings. */
  function drop(map: MapLibreMap): void {
    if (holder.value && Math.floor(map.getZoom()) !== zoom) holder.value = null;
  }
  function follow(map: MapLibreMap): void {
    map.on('zoom', () => drop(map));
    map.on('idle', () => seek(map));
  }
  return { holder, follow, seek };
}

function findOn(map: MapLibreMap, selected: Selected | null): Holder | null {
  const layers = TAPPABLE.filter((layer) => map.getLayer(layer));
  if (!selected || layers.length === 0) return null;
  const { x, y } = map.project(selected.lngLat);
  const features = map.queryRenderedFeatures(
    [
      [x - REACH, y - REACH],
      [x + REACH, y + REACH],
    ],
    { layers },
  );
  const pins = features.flatMap(({ layer, properties, geometry }) =>
    geometry.type === 'Point' ? [{ layer: layer.id, properties, lngLat: geometry.coordinates as LngLat }] : [],
  );
  return findHolder(pins, selected);
}
