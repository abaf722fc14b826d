import { useText } from '../../i18n/use-text.ts';
import type { messages } from './messages/zh-CN.ts';

const DIGITS = 2;

export function useSupplyText() {
  const text = useText<{ supply: typeof messages }>();
  return {
    ...text,
    /** Per 10,000 residents. */
    rate: (value: number) => text.number(Number(value.toFixed(DIGITS))),
  };
}
