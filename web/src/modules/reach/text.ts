import { useText } from '../../i18n/use-text.ts';
import type { messages } from './messages/zh-CN.ts';
import { walkingMinutes } from './walking.ts';

export function useReachText() {
  const text = useText<{ reach: typeof messages }>();
  /** 步行约 12 分钟; null where it is too far to walk. */
  function walk(metres: number): string | null {
    const minutes = walkingMinutes(metres);
    return minutes === null ? null : text.tn('reach.walk', minutes);
  }
  return { ...text, walk };
}
