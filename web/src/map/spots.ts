import { namesOfPins, type DrawnPins } from './drawn-pins.ts';
import { isCoarse } from '@zlm/server/contract/words/exactness';
import type { Feature, FeatureCollection, Point, Polygon } from 'geojson';
import { toOverlaySources, type Overlay } from './overlay.ts';
import type { Spots } from './style.ts';
import type { LngLat } from '../geometry/lng-lat.ts';
import { circleAround } from '../geometry/ring.ts';
import type { Holder } from './holder.ts';
import type { Highlighted, Selected, SpotLabel, Start } from './types.ts';

export interface SpotInput {
  labels: readonly SpotLabel[];
  /** Where a pin is drawn: a name without one would stand beside another thing's. */
  pins: DrawnPins;
  selected: Selected | null;
  /** The ring in which it is. */
  holder: Holder | null;
  highlighted: Highlighted | null;
  origin: Start | null;
  overlay: Overlay;
}

/** What the app points at, as the sources of the style. */
export function toSpots({ labels, pins, selected, holder, highlighted, origin, overlay }: SpotInput): Spots {
  const isSame = highlighted?.id === selected?.id;
  return {
    ...toOverlaySources(overlay),
    'spot-names': collect(firstBySpot(namesOfPins(labels, pins)).map(({ lngLat, text }) => point(lngLat, { text }))),
    // What is only about there is its area, and no spot.
    origin: collect(origin && !isCoarse(origin.accuracy) ? [point(origin.lngLat, {})] : []),
    rough: collect([
      ...(origin ? areaOf(origin.lngLat, origin.accuracy, 'origin') : []),
      ...(selected ? areaOf(selected.lngLat, selected.precision ?? 0, 'selected') : []),
    ]),
    focus: collect([
      ...(highlighted && !isSame ? [point(highlighted.lngLat, {})] : []),
      ...(selected ? [focus(selected, holder)] : []),
    ]),
  };
}

/** Things at one spot share one name, the first. */
function firstBySpot(labels: readonly SpotLabel[]): SpotLabel[] {
  const bySpot = new Map<string, SpotLabel>();
  for (const label of labels) {
    const spot = label.lngLat.join();
    if (!bySpot.has(spot)) bySpot.set(spot, label);
  }
  return [...bySpot.values()];
}

/** Its own pin, or a halo around the ring that stands for it. */
function focus({ kind, lngLat }: Selected, holder: Holder | null) {
  return holder ? point(holder.lngLat, { ring: holder.radius }) : point(lngLat, { kind });
}

function point([lng, lat]: LngLat, properties: Record<string, string | number>) {
  return { type: 'Feature' as const, geometry: { type: 'Point' as const, coordinates: [lng, lat] }, properties };
}

function areaOf(lngLat: LngLat, metres: number, of: 'origin' | 'selected'): Feature<Polygon>[] {
  if (!isCoarse(metres)) return [];
  const ring = circleAround(lngLat, metres);
  return [{ type: 'Feature', geometry: { type: 'Polygon', coordinates: [[...ring, ring[0]!]] }, properties: { of } }];
}

function collect<G extends Point | Polygon>(features: Feature<G>[]): FeatureCollection<G> {
  return { type: 'FeatureCollection', features };
}
