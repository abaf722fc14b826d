import { useText } from '../../i18n/use-text.ts';
import type { messages } from './messages/zh-CN.ts';

export function useCoverageText() {
  const text = useText<{ coverage: typeof messages }>();
  return {
    ...text,
    /** Per 10,000 residents. */
    rate: (value: number) => value.toFixed(2),
  };
}
