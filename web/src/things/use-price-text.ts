import type { Card } from '@zlm/server/contract';
import { useText } from '../i18n/use-text.ts';

type Price = NonNullable<Card['price']>;

/** 免费, ¥120, ¥80 – ¥120 */
export function usePriceText() {
  const { t, money } = useText();
  const isFree = (price: Price) => Number(price.max) === 0;

  function of(price: Price): string {
    if (isFree(price)) return t('prices.free');
    if (price.min === price.max) return money(price.max);
    return t('price.range', { min: money(price.min), max: money(price.max) });
  }
  return { of, isFree };
}
