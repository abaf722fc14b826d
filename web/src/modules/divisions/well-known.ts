import { LANDMARK_ACCURACY, LANDMARKS, type Landmark } from '@zlm/server/contract/landmarks';
import type { LngLat } from '../../geometry/lng-lat.ts';

/** Serves as a starting point. */
interface WellKnown {
  place: string;
  name: string;
  nameEn: string;
  lngLat: LngLat;
  /** Metres it may be off. */
  accuracy: number;
}

const toOrigin = ({ id, name, nameEn, lngLat: [lng, lat] }: Landmark): WellKnown => ({
  place: `at-${id}`,
  name,
  nameEn,
  lngLat: [lng, lat],
  accuracy: LANDMARK_ACCURACY,
});

/** Landmarks whose name holds what was typed, those first that begin with it; none for nothing. */
export function findWellKnown(typed: string): WellKnown[] {
  const wanted = typed.trim().toLowerCase();
  if (wanted === '') return [];
  const found = LANDMARKS.flatMap((landmark) => {
    const starts = [landmark.name, landmark.nameEn.toLowerCase()].map((name) => name.indexOf(wanted));
    const at = Math.min(...starts.filter((start) => start >= 0));
    return Number.isFinite(at) ? [{ landmark, order: Number(at > 0) * 10 + landmark.rank }] : [];
  });
  return found.sort((a, b) => a.order - b.order).map(({ landmark }) => toOrigin(landmark));
}

/** The landmark an address names, null for none. */
export function wellKnownAt(place: string): WellKnown | null {
  const landmark = LANDMARKS.find(({ id }) => place === `at-${id}`);
  return landmark ? toOrigin(landmark) : null;
}

/** All of them. */
export const listWellKnown = (): WellKnown[] => LANDMARKS.map(toOrigin);
