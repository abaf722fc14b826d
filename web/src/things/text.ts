import { useText } from '../i18n/use-text.ts';
import type { messages } from './messages/zh-CN.ts';
import { walkingMinutes } from './walking.ts';

const SQUARE_KM = 1e6;

export function useThingText() {
  const text = useText<{ things: typeof messages }>();
  /** 步行约 12 分钟; null where it is too far to walk. */
  function walk(metres: number): string | null {
    const minutes = walkingMinutes(metres);
    return minutes === null ? null : text.tn('things.walk', minutes);
  }
  /** 12 平方公里, 0.35 平方公里 */
  function size(squareMetres: number): string {
    const km = squareMetres / SQUARE_KM;
    return text.t('things.size', { size: text.number(Number(km.toPrecision(km < 100 ? 2 : 3))) });
  }
  return { ...text, walk, size };
}
