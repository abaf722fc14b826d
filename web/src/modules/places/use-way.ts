import type { PlaceDetails } from '@zlm/server/contract';
import { computed, type ComputedRef } from 'vue';
import { metresBetween } from '../../geometry/metres.ts';
import { useThingText } from '../../things/text.ts';
import { useOrigin } from '../divisions/origin.ts';
import { useOriginText } from '../divisions/use-origin-text.ts';

interface Way {
  /** 1.2公里 */
  away: string;
  /** 距西湖区 1.2公里 */
  from: string;
  /** 步行约 12 分钟; null where it is too far, or not known well enough. */
  onFoot: string | null;
}

/** How far a place is from where one starts, in words; null without a start. */
export function useWay(place: () => Pick<PlaceDetails, 'lngLat' | 'precision'>): ComputedRef<Way | null> {
  const origin = useOrigin();
  const originText = useOriginText();
  const { t, away: tellAway, walk } = useThingText();

  return computed(() => {
    if (!origin.chosen) return null;
    const metres = metresBetween(origin.chosen.lngLat, place().lngLat);
    const off = origin.accuracy + (place().precision ?? 0);
    const away = tellAway(metres, off);
    const from = t('distanceFrom', { origin: originText.name(origin.chosen), distance: away });
    return { away, from, onFoot: walk(metres, off) };
  });
}
