import { computed } from 'vue';
import { useText } from '../../i18n/use-text.ts';
import { useNow } from '../../state/now.ts';
import { openingState } from './opening.ts';
import type { messages } from './messages/zh-CN.ts';

/** 现在开放，17:30 关闭; null where its hours are not known. */
export function useOpeningText(place: () => Parameters<typeof openingState>[0]) {
  const { t, weekday } = useText<{ places: typeof messages }>();
  const now = useNow();

  const state = computed(() => openingState(place(), now.value));
  const text = computed(() => {
    const { value } = state;
    if (!value) return null;
    if (value.is === 'open') {
      if (value.until === null) return t('hours.always');
      const { until: time, inDays, weekday: on } = value;
      if (inDays === 0) return t('places.openUntil', { time });
      if (inDays === 1) return t('places.openUntilTomorrow', { time });
      return t('places.openUntilDay', { weekday: weekday(on), time });
    }
    if (value.opensAt === null) return t('places.closed');
    const time = value.opensAt;
    if (value.inDays === 0) return t('places.closedUntil', { time });
    if (value.inDays === 1) return t('places.closedTomorrow', { time });
    return t('places.closedUntilDay', { weekday: weekday(value.weekday), time });
  });
  return { state, text };
}
