import type { FreshnessRow } from '@zlm/server/contract';
import { useDrawn } from '../../map/use-overlay.ts';
import { useDivisions } from '../divisions/divisions.ts';
import { shareOf } from './counties.ts';
import { useFreshnessText } from './text.ts';

const LARGEST = 30; // CSS px
const SMALLEST = 5;

/** A circle at the seat of each county, its area the share that is to be confirmed; the words say it too. */
export function useFreshnessMap(rows: () => readonly FreshnessRow[]): void {
  const divisions = useDivisions();
  const { t } = useFreshnessText();
  void divisions.load();
  useDrawn('freshness', () => ({
    symbols: rows().flatMap((row) => {
      const position = row.county === null ? undefined : divisions.known.get(row.county)?.position;
      if (!position) return [];
      const share = shareOf(row);
      return [
        {
          lngLat: position,
          radius: Math.max(SMALLEST, LARGEST * Math.sqrt(share / 100)),
          text: t('freshness.onMap', { name: divisions.nameOf(row.county!), share }),
        },
      ];
    }),
  }));
}
