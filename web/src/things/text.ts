import { isCoarse, tellDistance, tellExactness } from '@zlm/server/contract/words/exactness';
import { useText } from '../i18n/use-text.ts';
import type { messages } from './messages/zh-CN.ts';
import { walkingMinutes } from './walking.ts';

const SQUARE_KM = 1e6;

export function useThingText() {
  const text = useText<{ things: typeof messages }>();
  /** 1.2公里, 约 3公里内: no finer than the metres its ends may be off. */
  function away(metres: number, off: number): string {
    return tellDistance(metres, off, text.lang.value, (key, distance) => text.t(`exactness.${key}`, { distance }));
  }
  /** 步行约 12 分钟; null where it is too far to walk, or `off` by too much to tell. */
  function walk(metres: number, off: number): string | null {
    const minutes = isCoarse(off) ? null : walkingMinutes(metres);
    return minutes === null ? null : text.tn('things.walk', minutes);
  }
  /** 12 平方公里, 0.35 平方公里 */
  function size(squareMetres: number): string {
    const km = squareMetres / SQUARE_KM;
    return text.t('things.size', { size: text.number(Number(km.toPrecision(km < 100 ? 2 : 3))) });
  }
  /** 位置只精确到约 1公里; null where a place is known well enough. */
  function exact({ precision }: { precision: number | null }): string | null {
    if (!isCoarse(precision)) return null;
    return text.t('exactness.known', { distance: tellExactness(precision, text.lang.value) });
  }
  /** 青石馆（约）, where it is only about there. */
  function named({ name, precision }: { name: string; precision: number | null }): string {
    return isCoarse(precision) ? text.t('things.about', { name }) : name;
  }
  return { ...text, away, walk, exact, named, size };
}
