import { Map as MapLibreMap, type StyleSpecification } from 'maplibre-gl';
import 'maplibre-gl/dist/maplibre-gl.css';
import { MAX_ZOOM, MIN_ZOOM, REACH } from '../state/viewport.ts';
import { resolveImages } from './images.ts';
import type { Viewport } from './types.ts';

export interface MapInput {
  container: HTMLElement;
  style: StyleSpecification;
  viewport: Viewport;
}

/** A flat map, north up; its own texts and controls are left out. */
export function createMap({ container, style, viewport }: MapInput): MapLibreMap {
  const map = new MapLibreMap({
    container,
    style,
    center: [viewport.lng, viewport.lat],
    zoom: viewport.zoom,
    minZoom: MIN_ZOOM,
    maxZoom: MAX_ZOOM,
    maxBounds: REACH,
    maxPitch: 0,
    renderWorldCopies: false,
    dragRotate: false,
    touchPitch: false,
    pitchWithRotate: false,
    attributionControl: false,
    // The families named in the style draw Chinese too.
    localIdeographFontFamily: false,
    fadeDuration: 150,
    clickTolerance: 5,
    validateStyle: import.meta.env.DEV,
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  resolveImages(map);
  return map;
}
