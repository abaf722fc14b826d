import type { Map as MapLibreMap } from 'maplibre-gl';
import type { AreaView } from './areas.ts';
import { isInside, usablePadding } from './padding.ts';
import type { LngLat } from '../geometry/lng-lat.ts';
import { MAX_ZOOM } from '../state/viewport.ts';
import type { Bbox, Padding, Viewport } from './types.ts';

const FIT_MARGIN = 56; // px between the members of a cluster and the edge
const AREA_MARGIN = 36; // px between the seats of an area and the edge: half a bubble
const REVEAL_MARGIN = 64; // px: clear of the buttons at the edge
const SPLIT_ZOOM = 16.5; // every spot stands alone here
const STACK_ZOOM = 14; // from here on stacks are told
const TOWN_ZOOM = 11; // from here on what is shown is one town
const LEAST_MARGIN = 8; // px: members this near the edge are still seen
// An address rounds to four digits of a degree and two of a zoom.
const SAME_SPOT = 6e-5;
const SAME_ZOOM = 0.006;

export interface Camera {
  viewport(): Viewport;
  /** What panel and sheet leave free. */
  bbox(): Bbox;
  size(): { width: number; height: number };
  /** Moves there at once, unless already there. */
  jumpTo(viewport: Viewport): void;
  flyTo(target: { lng: number; lat: number; zoom?: number }): void;
  fitBbox(bbox: Bbox): void;
  /** Goes in until the members of a cluster part. */
  openCluster(bbox: Bbox, lngLat: LngLat): void;
  /** Shows an area; without a view of its own one step more of what is around its bubble. */
  openArea(view: AreaView | null, lngLat: LngLat): void;
  zoomBy(steps: number): void;
  /** Takes note of what is covered; nothing on the map moves. */
  cover(padding: Padding): void;
  /** Brings a spot out from behind panel or sheet. */
  reveal(lngLat: LngLat): void;
}

/** Movements of a map; `isStill` answers whether the person wants no motion. */
export function createCamera(map: MapLibreMap, isStill: () => boolean): Camera {
  // Marks moves a person asked for, by a gesture or by choosing something.
  const byUser = { byUser: true };
  const motion = () => ({ animate: !isStill(), duration: isStill() ? 0 : 500 });
  const size = () => ({ width: map.getContainer().clientWidth, height: map.getContainer().clientHeight });
  let padding: Padding = { top: 0, right: 0, bottom: 0, left: 0 };

  function viewport(): Viewport {
    const { lng, lat } = map.getCenter();
    return { lng, lat, zoom: map.getZoom() };
  }
  function center(): [number, number] {
    const { width, height } = size();
    return [(padding.left + width - padding.right) / 2, (padding.top + height - padding.bottom) / 2];
  }

  return {
    viewport,
    size,
    bbox() {
      const { width, height } = size();
      const southWest = map.unproject([padding.left, height - padding.bottom]);
      const northEast = map.unproject([width - padding.right, padding.top]);
      return [southWest.lng, southWest.lat, northEast.lng, northEast.lat];
    },
    jumpTo(next) {
      if (isSameView(viewport(), next)) return;
      map.jumpTo({ center: [next.lng, next.lat], zoom: next.zoom });
    },
    flyTo({ lng, lat, zoom }) {
      map.flyTo(
        { center: [lng, lat], ...(zoom !== undefined && { zoom }), ...motion(), duration: isStill() ? 0 : 900 },
        byUser,
      );
    },
    fitBbox([west, south, east, north]) {
      map.fitBounds([west, south, east, north], { padding: FIT_MARGIN, maxZoom: SPLIT_ZOOM, ...motion() }, byUser);
    },
    openCluster([west, south, east, north], lngLat) {
      const fitted = map.cameraForBounds([west, south, east, north], { padding: FIT_MARGIN, maxZoom: SPLIT_ZOOM });
      const next = Math.floor(map.getZoom()) + 1;
      const zoom = Math.min(MAX_ZOOM, Math.max(fitted?.zoom ?? next, next));
      const tight = map.cameraForBounds([west, south, east, north], { padding: LEAST_MARGIN });
      const fits = (tight?.zoom ?? 0) >= STACK_ZOOM;
      // Within a town, or where all would just fit, a tap goes the whole way.
      const reached = zoom < STACK_ZOOM && (fits || map.getZoom() >= TOWN_ZOOM) ? STACK_ZOOM : zoom;
      // Where not all of it fits, most of it lies around its own middle.
      const center = fitted && (fits || reached === zoom) ? fitted.center : toCenter(lngLat);
      map.easeTo({ center, zoom: reached, ...motion() }, byUser);
    },
    openArea(view, lngLat) {
      const zoomNow = map.getZoom();
      if (!view || zoomNow >= view.zooms[1]) {
        map.easeTo({ center: toCenter(lngLat), zoom: Math.floor(zoomNow) + 1, ...motion() }, byUser);
        return;
      }
      const [west, south, east, north] = view.bbox;
      const [least, most] = view.zooms;
      const fitted = map.cameraForBounds([west, south, east, north], { padding: AREA_MARGIN, maxZoom: most });
      const isWide = !fitted || (fitted.zoom ?? 0) < least;
      const center = isWide ? toCenter(view.middle) : fitted.center;
      map.easeTo({ center, zoom: isWide ? least : fitted.zoom!, ...motion() }, byUser);
    },
    zoomBy(steps) {
      map.easeTo({ zoom: map.getZoom() + steps, ...motion(), duration: isStill() ? 0 : 250 }, byUser);
    },
    cover(next) {
      padding = usablePadding(next, padding, size());
      map.jumpTo({ center: map.unproject(center()), padding });
    },
    reveal([lng, lat]) {
      if (isInside(map.project([lng, lat]), padding, size(), REVEAL_MARGIN)) return;
      map.easeTo({ center: [lng, lat], ...motion() });
    },
  };
}

const toCenter = ([lng, lat]: LngLat): [number, number] => [lng, lat];

export function isSameView(a: Viewport, b: Viewport): boolean {
  return (
    Math.abs(a.lng - b.lng) < SAME_SPOT && Math.abs(a.lat - b.lat) < SAME_SPOT && Math.abs(a.zoom - b.zoom) < SAME_ZOOM
  );
}
