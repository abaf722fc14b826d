import type { Activity } from '@zlm/server/contract';
import { useText } from '../i18n/use-text.ts';

/** 余 5 位，共 30 位; null where the source does not say. */
export function useSeatsText(): (seats: Activity['seats']) => string | null {
  const { t, tn, number } = useText();
  return ({ left, capacity }) => {
    if (left === null) return null;
    if (left === 0) return t('seatsLeft.none');
    return capacity === null
      ? tn('seatsLeft.some', left)
      : t('seatsLeft.of', { n: number(left), capacity: number(capacity) });
  };
}
