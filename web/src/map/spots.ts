import type { FeatureCollection, Point } from 'geojson';
import { toOverlaySources, type Overlay } from './overlay.ts';
import type { Spots } from './style.ts';
import type { LngLat } from '../geometry/lng-lat.ts';
import type { Highlighted, Selected, SpotLabel } from './types.ts';

export interface SpotInput {
  labels: readonly SpotLabel[];
  selected: Selected | null;
  highlighted: Highlighted | null;
  origin: { lng: number; lat: number } | null;
  overlay: Overlay;
}

/** What the app points at, as the sources of the style. */
export function toSpots({ labels, selected, highlighted, origin, overlay }: SpotInput): Spots {
  const isSame = highlighted?.id === selected?.id;
  return {
    ...toOverlaySources(overlay),
    'spot-names': collect(firstBySpot(labels).map(({ lngLat, text }) => point(lngLat, { text }))),
    origin: collect(origin ? [point([origin.lng, origin.lat], {})] : []),
    focus: collect([
      ...(highlighted && !isSame ? [point(highlighted.lngLat, {})] : []),
      ...(selected ? [point(selected.lngLat, { kind: selected.kind })] : []),
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

function point([lng, lat]: LngLat, properties: Record<string, string>) {
  return { type: 'Feature' as const, geometry: { type: 'Point' as const, coordinates: [lng, lat] }, properties };
}

function collect(features: FeatureCollection<Point>['features']): FeatureCollection<Point> {
  return { type: 'FeatureCollection', features };
}
