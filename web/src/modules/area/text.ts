import { useText } from '../../i18n/use-text.ts';
import type { messages } from './messages/zh-CN.ts';

const SQUARE_KM = 1e6;

export function useAreaText() {
  const text = useText<{ area: typeof messages }>();
  /** 12 平方公里, 0.35 平方公里 */
  function size(squareMetres: number): string {
    const km = squareMetres / SQUARE_KM;
    return text.t('area.size', { size: text.number(Number(km.toPrecision(km < 100 ? 2 : 3))) });
  }
  return { ...text, size };
}
