import type { Map as MapLibreMap, MapGeoJSONFeature, MapMouseEvent, PointLike } from 'maplibre-gl';
import { TAPPABLE } from './learning-layers.ts';
import { toTarget, type Target } from './targets.ts';
import type { LngLat } from '../geometry/lng-lat.ts';

const TOUCH_REACH = 22; // px around a finger: a target of 44 px
const MOUSE_REACH = 3;
const HOLD_MS = 600;

export interface Taps {
  open: (target: Target) => void;
  /** While spots are asked for: who takes them; then nothing opens. */
  point: () => ((lngLat: LngLat) => void) | false;
}

/** Calls `open` with what is tapped or clicked, or what Enter finds in the middle. */
export function listenToTaps(map: MapLibreMap, { open, point }: Taps): void {
  const endsHold = listenToHolds(map);
  map.on('click', (event) => {
    if (endsHold()) return;
    const take = point();
    if (take) return take([event.lngLat.lng, event.lngLat.lat]);
    // What is under the finger goes before what is near it: plates are wider than the way to their neighbours.
    const target =
      findTarget(map, event.point, MOUSE_REACH) ?? (isTouch(event) && findTarget(map, event.point, TOUCH_REACH));
    if (target) open(target);
  });
  map.getCanvas().addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') return;
    const take = point();
    if (take) return take([map.getCenter().lng, map.getCenter().lat]);
    const target = findTarget(map, map.project(map.getCenter()), TOUCH_REACH * 2);
    if (target) open(target);
  });
  for (const layer of TAPPABLE) {
    map.on('mouseenter', layer, () => (map.getCanvas().style.cursor = 'pointer'));
    map.on('mouseleave', layer, () => (map.getCanvas().style.cursor = ''));
  }
}

/** The other button of a mouse, or a finger that stays, of which some phones tell by no event of their own; when it is lifted is no tap. */
function listenToHolds(map: MapLibreMap): () => boolean {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isHeld = false;
  const stop = () => clearTimeout(timer);
  map.on('contextmenu', (event) => {
    if (!isTouch(event) && tellHold(map, event.lngLat)) event.preventDefault();
  });
  map.on('touchstart', ({ points, lngLat }) => {
    stop();
    isHeld = false;
    if (points.length === 1) timer = setTimeout(() => (isHeld = tellHold(map, lngLat)), HOLD_MS);
  });
  for (const event of ['touchmove', 'touchend', 'touchcancel', 'movestart'] as const) map.on(event, stop);
  return () => isHeld && !(isHeld = false);
}
/** Whoever listens says so by preventing the default. */
function tellHold(map: MapLibreMap, { lng, lat }: { lng: number; lat: number }): boolean {
  const event = new CustomEvent<LngLat>('map-hold', { bubbles: true, cancelable: true, detail: [lng, lat] });
  return !map.getContainer().dispatchEvent(event);
}

function isTouch(event: MapMouseEvent): boolean {
  const { originalEvent } = event;
  return originalEvent instanceof PointerEvent
    ? originalEvent.pointerType === 'touch'
    : window.matchMedia('(pointer: coarse)').matches;
}

function findTarget(map: MapLibreMap, { x, y }: { x: number; y: number }, reach: number): Target | null {
  const box: [PointLike, PointLike] = [
    [x - reach, y - reach],
    [x + reach, y + reach],
  ];
  const layers = TAPPABLE.filter((layer) => map.getLayer(layer));
  const nearest = map
    .queryRenderedFeatures(box, { layers })
    .map((feature) => ({ feature, away: distanceTo(map, feature, x, y) }))
    .sort((a, b) => a.away - b.away)[0];
  if (!nearest) return null;
  const { feature } = nearest;
  return toTarget({ layer: feature.layer.id, properties: feature.properties, lngLat: lngLatOf(feature) });
}

function distanceTo(map: MapLibreMap, feature: MapGeoJSONFeature, x: number, y: number): number {
  const spot = map.project(lngLatOf(feature));
  return Math.hypot(spot.x - x, spot.y - y);
}

function lngLatOf(feature: MapGeoJSONFeature): LngLat {
  const [lng, lat] = feature.geometry.type === 'Point' ? feature.geometry.coordinates : [];
  return [lng ?? 0, lat ?? 0];
}
