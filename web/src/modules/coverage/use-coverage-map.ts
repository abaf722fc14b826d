import type { CoverageRow } from '@zlm/server/contract';
import { watch } from 'vue';
import { useDrawn } from '../../map/use-overlay.ts';
import type { LngLat } from '../../geometry/lng-lat.ts';
import { useQuery } from '../../state/query.ts';
import { useViewState } from '../../state/view-state.ts';
import { fit } from '../../state/viewport.ts';
import { bboxAround } from '../../geometry/ring.ts';
import { useDivisions } from '../divisions/divisions.ts';
import { radiusOf } from './symbols.ts';

const ROOM = 32; // px for the circles at the edge

export interface CoverageMapInput {
  rows: () => readonly CoverageRow[];
  /** Whether they are the counties of one city. */
  isInner: () => boolean;
  rate: (value: number) => string;
}

/** A circle at the seat of each division, and the map where they are. */
export function useCoverageMap({ rows, isInner, rate }: CoverageMapInput): void {
  const query = useQuery();
  const viewState = useViewState();
  const divisions = useDivisions();
  void divisions.load();

  function place(): { name: string; lngLat: LngLat; value: number }[] {
    return rows().flatMap(({ division, per10k }) => {
      const position = divisions.known.get(division)?.position;
      return position && per10k !== null ? [{ name: divisions.nameOf(division), lngLat: position, value: per10k }] : [];
    });
  }
  useDrawn('coverage', () => {
    const placed = place();
    const most = Math.max(0, ...placed.map(({ value }) => value));
    return {
      symbols: placed.map(({ name, lngLat, value }) => ({
        lngLat,
        radius: radiusOf(value, most),
        text: `${name}\n${rate(value)}`,
      })),
    };
  });
  watch(
    () => place().map(({ lngLat }) => lngLat),
    (seats, before) => {
      if (seats.length === 0 || String(seats) === String(before)) return;
      // Opening the page moves the map only when it hides most of them; other divisions are asked for.
      if (before?.length || isInner() || !showsMost(seats)) show(seats);
    },
    { immediate: true },
  );
  function showsMost(seats: readonly LngLat[]): boolean {
    if (!viewState.bbox) return false;
    const [west, south, east, north] = viewState.bbox;
    const seen = seats.filter(([lng, lat]) => lng > west && lng < east && lat > south && lat < north);
    return seen.length * 2 > seats.length;
  }
  function show(seats: readonly LngLat[]): void {
    if (!viewState.size) return;
    const { top, right, bottom, left } = viewState.padding;
    const padding = { top: top + ROOM, right: right + ROOM, bottom: bottom + ROOM, left: left + ROOM };
    query.lendMap();
    viewState.flyTo(fit(bboxAround(seats), viewState.size, padding));
  }
}
