import type { SupplyRow } from '@zlm/server/contract';
import { watch } from 'vue';
import { useDrawn } from '../../state/overlay.ts';
import { useStage, type LngLat } from '../../state/stage.ts';
import { fit } from '../../state/viewport.ts';
import { bboxOf } from '../area/ring.ts';
import { useDivisions } from '../divisions/divisions.ts';
import { radiusOf } from './symbols.ts';

const MARGIN = 0.12; // of a degree around the outermost seats

/** A circle at the seat of each division, and the map where they are. */
export function useSupplyMap(rows: () => readonly SupplyRow[], rate: (value: number) => string): void {
  const stage = useStage();
  const divisions = useDivisions();
  void divisions.load();

  function place(): { lngLat: LngLat; value: number }[] {
    return rows().flatMap(({ division, per10k }) => {
      const position = divisions.known.get(division)?.position;
      return position && per10k !== null ? [{ lngLat: position, value: per10k }] : [];
    });
  }
  useDrawn('supply', () => {
    const placed = place();
    const most = Math.max(0, ...placed.map(({ value }) => value));
    return {
      symbols: placed.map(({ lngLat, value }) => ({ lngLat, radius: radiusOf(value, most), text: rate(value) })),
    };
  });
  watch(
    () => place().map(({ lngLat }) => lngLat),
    (seats, before) => {
      if (seats.length === 0 || String(seats) === String(before)) return;
      // Other divisions were asked for; opening the page moves the map only when it hides most of them.
      if (before?.length || !showsMost(seats)) show(seats);
    },
    { immediate: true },
  );
  function showsMost(seats: readonly LngLat[]): boolean {
    if (!stage.bbox) return false;
    const [west, south, east, north] = stage.bbox;
    const seen = seats.filter(([lng, lat]) => lng > west && lng < east && lat > south && lat < north);
    return seen.length * 2 > seats.length;
  }
  function show(seats: readonly LngLat[]): void {
    const [west, south, east, north] = bboxOf(seats);
    const around = [west - MARGIN, south - MARGIN, east + MARGIN, north + MARGIN] as [number, number, number, number];
    if (stage.size) stage.flyTo(fit(around, stage.size, stage.padding));
  }
}
